import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import sharp from 'sharp'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { BoxOnPage, Evidence, Record } from '../../src/domain/record.ts'
import type { ReviewDocument } from '../../src/domain/review-api.ts'
import { extract } from '../../src/pipeline/extract.ts'
import { sha256Of } from '../../src/pipeline/source.ts'
import { makeRecord } from '../pipeline/sample-record.ts'
import { paintPdf } from './paint-pdf.ts'
import { openWorld } from './review-world.ts'
import type { Browser, World } from './review-world.ts'

const phone = '0912 345 678'

let folder: string
let world: World
let lan: Browser
let pdf: Record
/** A picture: where its words stand is known from the evidence of its items alone. */
let picture: Record
/** The same without such evidence. */
let blind: Record

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'boctach-pictures-'))
  const bytes = await paintPdf([`Liên hệ ông A, điện thoại ${phone}, để biết thêm.`, 'Đã giải quyết 96/98 hồ sơ.'], 16)
  await writeFile(join(folder, 'a.pdf'), bytes)
  const result = await extract(new Uint8Array(bytes), { name: 'a.pdf' })
  if (!result.ok) throw new Error(result.failure.message)
  pdf = result.record
  picture = await scan('scan.png', { x: 60, y: 20, width: 120, height: 20 })
  blind = await scan('blind.png', null)
  world = await openWorld([pdf, picture, blind], join(folder, 'ledger.db'), [folder])
  lan = await world.signIn({ name: 'lan', role: 'reviewer' })
})

afterAll(async () => {
  await world.close()
  await rm(folder, { recursive: true, force: true })
})

const text = `ĐT ${phone} gọi trước.`

/** 300 × 96 points of grey noise, in which nothing can be read; a word of the evidence says where the number is. */
async function scan(name: string, box: Omit<BoxOnPage, 'page'> | null): Promise<Record> {
  const noise = Buffer.alloc(1250 * 400 * 3)
  for (let index = 0; index < noise.length; index++) noise[index] = 90 + ((index * 7919 + name.length) % 120)
  const bytes = await sharp(noise, { raw: { width: 1250, height: 400, channels: 3 } })
    .withMetadata({ density: 300 })
    .png()
    .toBuffer()
  await writeFile(join(folder, name), bytes)
  const sha256 = sha256Of(bytes)
  const start = text.indexOf(phone)
  const evidence = { start, end: start + phone.length, page: 1, boxes: box ? [{ page: 1, ...box }] : [], path: null }
  const record = makeRecord({
    id: sha256,
    source: { name, mediaType: 'image/png', bytes: bytes.byteLength, sha256, pages: 1 },
    text,
  })
  const about = { id: `recipient-${name}`, raw: phone, confidence: 0.9, reasons: [], rule: 'header.recipients' }
  const recipients = [{ ...about, evidence: [evidence], value: phone }]
  return { ...record, header: { ...record.header, recipients } }
}

interface Picture {
  readonly width: number
  readonly height: number
  readonly data: Buffer
}

async function look(browser: Browser, path: string): Promise<Picture> {
  const answer = await browser.ask('GET', path)
  expect(answer.statusCode, answer.body.slice(0, 300)).toBe(200)
  const { data, info } = await sharp(answer.rawPayload)
    .removeAlpha()
    .greyscale()
    .raw()
    .toBuffer({ resolveWithObject: true })
  return { width: info.width, height: info.height, data }
}

function cropOf({ id }: Record, { page, x, y, width, height }: BoxOnPage): string {
  return `/documents/${id}/crop.png?page=${page}&x=${x}&y=${y}&width=${width}&height=${height}`
}

/** Pixels of a box, `scale` a point, a little inside its edges. */
function pixelsIn({ width, data }: Picture, box: Omit<BoxOnPage, 'page'>, scale: number): number[] {
  const pixels: number[] = []
  for (let y = Math.ceil(box.y * scale) + 1; y < Math.floor((box.y + box.height) * scale) - 1; y++)
    for (let x = Math.ceil(box.x * scale) + 1; x < Math.floor((box.x + box.width) * scale) - 1; x++)
      pixels.push(data[y * width + x]!)
  return pixels
}

const isBlack = (pixels: readonly number[]) => pixels.length > 200 && Math.max(...pixels) < 8

async function placeOf(record: Record): Promise<BoxOnPage> {
  const start = record.text.indexOf(phone)
  const query = `start=${start}&end=${start + phone.length}`
  const { boxes } = await world.admin.get<Evidence>(`/documents/${record.id}/place?${query}`)
  return boxes[0]!
}

describe('a PDF with a personal number', () => {
  test('comes as pictures, with the size of each from the first question on', async () => {
    const { pages } = await lan.get<ReviewDocument>(`/documents/${pdf.id}`)
    expect(pages).toMatchObject({ form: 'image', sizes: [{ number: 1 }] })
  })

  test('is black where it stands, on the page and in the crop, for those alone who may not see it', async () => {
    const box = await placeOf(pdf)
    const page = `/documents/${pdf.id}/pages/1.png?width=1190`
    const [masked, whole] = [await look(lan, page), await look(world.admin, page)]
    const scale = masked.width / 595.28
    expect(isBlack(pixelsIn(masked, box, scale))).toBe(true)
    expect(isBlack(pixelsIn(whole, box, scale))).toBe(false)
    const crops = [await look(lan, cropOf(pdf, box)), await look(world.admin, cropOf(pdf, box))]
    expect(crops.map(({ data }) => isBlack([...data]))).toEqual([true, false])
  })

  test('shows all else as it is', async () => {
    const start = pdf.text.indexOf('96/98')
    const { boxes } = await world.admin.get<Evidence>(`/documents/${pdf.id}/place?start=${start}&end=${start + 5}`)
    const [one, other] = [await look(lan, cropOf(pdf, boxes[0]!)), await look(world.admin, cropOf(pdf, boxes[0]!))]
    expect(one.data.equals(other.data)).toBe(true)
    expect(new Set(one.data).size).toBeGreaterThan(20)
  })

  test('is cut out with what stands around it, which is masked as well', async () => {
    const box = await placeOf(pdf)
    const beside = { ...box, width: 12, x: box.x - 14 }
    const [masked, whole] = [
      await look(lan, `${cropOf(pdf, beside)}&around=true`),
      await look(world.admin, `${cropOf(pdf, beside)}&around=true`),
    ]
    expect(whole.width).toBeGreaterThan((await look(world.admin, cropOf(pdf, beside))).width)
    const darkest = ({ data, width, height }: Picture) =>
      Math.max(...data.subarray((height >> 1) * width + (width >> 1) + 30).subarray(0, 10))
    expect([darkest(masked) < 8, darkest(whole) < 8]).toEqual([true, false])
  })

  test('is not handed out itself, nor what stands in a box drawn over the number', async () => {
    expect((await lan.ask('GET', `/documents/${pdf.id}/source`)).json()).toMatchObject({ code: 'withheld' })
    expect((await world.admin.ask('GET', `/documents/${pdf.id}/source`)).statusCode).toBe(200)
    const box = await placeOf(pdf)
    const read = async (browser: Browser) =>
      (await browser.ask('POST', `/documents/${pdf.id}/recognise`, { box })).json<{ text: string }>().text
    expect(await read(world.admin)).toContain('345')
    expect(await read(lan)).not.toMatch(/\d/)
    // A number of which half is asked for is a number still.
    const half = { ...box, width: box.width / 2 }
    const answer = await lan.ask('POST', `/documents/${pdf.id}/recognise`, { box: half })
    expect(answer.json<{ text: string }>().text).not.toMatch(/\d{3}/)
  })
})

describe('a picture', () => {
  const box = { page: 1, x: 60, y: 20, width: 120, height: 20 }

  test('is black where the record says the number stands', async () => {
    const page = `/documents/${picture.id}/pages/1.png?width=600`
    const { pages } = await lan.get<ReviewDocument>(`/documents/${picture.id}`)
    expect(pages).toMatchObject({ form: 'image', sizes: [{ width: 300, height: 96 }] })
    const scale = (await look(lan, page)).width / 300
    expect(isBlack(pixelsIn(await look(lan, page), box, scale))).toBe(true)
    expect(isBlack(pixelsIn(await look(world.admin, page), box, scale))).toBe(false)
    expect(isBlack([...(await look(lan, cropOf(picture, box))).data])).toBe(true)
    expect(isBlack([...(await look(world.admin, cropOf(picture, box))).data])).toBe(false)
  })

  test('is withheld where nothing says where the number stands', async () => {
    for (const path of [`/documents/${blind.id}/pages/1.png`, cropOf(blind, box)]) {
      expect((await lan.ask('GET', path)).json()).toMatchObject({ status: 503, code: 'withheld' })
      expect((await world.admin.ask('GET', path)).statusCode).toBe(200)
    }
  })
})
