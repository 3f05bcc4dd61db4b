import net from 'node:net'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { PDFDocument } from 'pdf-lib'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Document } from '../../src/domain/document.ts'
import { makeSearchable } from '../../src/pipeline/make-searchable.ts'
import { readBytes } from '../../src/pipeline/extract.ts'
import { toRecord } from '../../src/pipeline/to-record.ts'
import { defaultLimits } from '../../src/readers/reader.ts'
import { openEngine } from '../../src/readers/scan/engines.ts'
import type { PageImage } from '../../src/readers/scan/raster.ts'
import { recognisePage } from '../../src/readers/scan/recognise-page.ts'
import { Recogniser } from '../../src/readers/scan/recogniser.ts'
import { loadRules } from '../../src/rules/load.ts'
import { findDifferences } from '../score/list-values.ts'
import { compareTexts } from '../score/text-difference.ts'
import { cellRows, grid, Sheet, tables } from './pdf-files.ts'
import { noisy, sealed, turned } from './scan-damage.ts'
import { damaged, drawPages, picture, scanPdf, scanTiff } from './scan-files.ts'

// The built-in engine itself, on a quarter of a page: a recognition costs about a second. Started once for all tests.

const lines = [
  'Thực hiện Kế hoạch số 18/KH-UBND ngày 15/01/2024 của UBND huyện,',
  'xã đã tiếp nhận 298 hồ sơ, giải quyết đúng hạn 296/298 hồ sơ, đạt 99,3%.',
]
const others = [
  'Tổng kinh phí thực hiện là 1.250 triệu đồng, giải ngân 980 triệu đồng.',
  'Ủy ban nhân dân xã báo cáo Ủy ban nhân dân huyện theo quy định.',
]
const rows = [
  ['STT', 'Chỉ tiêu thống kê', 'Đơn vị tính', 'Số liệu'],
  ['1', 'Văn bản chỉ đạo, điều hành', 'Văn bản', '33'],
  ['1.1', 'Tỷ lệ nhiệm vụ hoàn thành', '%', '72'],
  ['2', 'Kiểm tra công vụ', 'Đơn vị', '04'],
]

async function sheetOf(texts: readonly string[], withTable: boolean): Promise<Uint8Array> {
  const sheet = new Sheet({ size: [595, 290] })
  for (const [i, text] of texts.entries()) sheet.text(text, 70, 60 + 20 * i)
  if (withTable) {
    sheet.text('Biểu mẫu 1', 250, 120)
    sheet.table([70, 110, 330, 420, 520], [142, 166, 190, 214, 238], cellRows(rows))
  }
  return sheet.bytes()
}

let twin: Uint8Array
let page: PageImage
let digital: Document
let ocr: Recogniser
let rules: Awaited<ReturnType<typeof loadRules>>
const cache = mkdtempSync(join(tmpdir(), 'boctach-ocr-test-'))

beforeAll(async () => {
  twin = await sheetOf(lines, true)
  page = (await drawPages(twin.slice(), 200))[0]!
  digital = await read(twin)
  rules = await loadRules()
  ocr = await Recogniser.open({ engine: 'wasm', threads: 1, cache })
})
afterAll(async () => {
  await ocr.close()
  rmSync(cache, { recursive: true, force: true })
})

function read(bytes: Uint8Array, recogniser: Recogniser | null = null): Promise<Document> {
  return readBytes(bytes.slice(), defaultLimits, recogniser)
}

function recordOf(document: Document) {
  const facts = { name: 'a', mediaType: document.mediaType, bytes: 1, sha256: '0'.repeat(64) }
  return toRecord(document, facts, rules)
}

const wrong = (text: string, expected: string) => compareTexts(expected, text).differences

describe('a scan and its digital twin', () => {
  test('askew, noisy, sealed: the same values, the same cells, every word placed and judged', async () => {
    const scan = await scanPdf([damaged(page, sealed(0.75, 0.35, 0.5), turned(0.8), noisy(14))], 75)
    const document = await read(scan, ocr)
    expect(findDifferences(['scan', recordOf(document)], ['twin', recordOf(digital)])).toEqual([])
    expect(recordOf(document).forms[0]!.rows.map(({ stt, value }) => [stt, value])).toEqual([
      ['1', 33],
      ['1.1', 72],
      ['2', 4],
    ])
    expect(grid(document, tables(document)[0]!)).toEqual(rows)
    expect(wrong(document.text, digital.text)).toEqual([])
    expect(document.origin).toBe('ocr')
    const places = new Map(digital.words.map((word) => [`${word.raw} ${word.start}`, word.box!]))
    for (const { raw, start, box, confidence } of document.words) {
      expect(confidence).toBeGreaterThan(0.5)
      // Turned by 0.8° about the middle, a word moves by up to 4 points.
      const there = places.get(`${raw} ${start}`)
      if (there) expect(Math.hypot(there.x - box!.x, there.y + there.height - box!.y - box!.height)).toBeLessThan(6)
    }
    expect(places.size).toBeGreaterThan(40)
  })

  test('black and white in a TIFF of two pages, one upside down', async () => {
    const second = (await drawPages(await sheetOf(others, false), 200))[0]!
    const document = await read(await scanTiff([page, damaged(second, turned(180))]), ocr)
    expect(document.pages).toHaveLength(2)
    expect(wrong(document.text, `${digital.text}${others.join(' ')}\n`)).toEqual([])
  })

  test('a PNG that lies on its side', async () => {
    const png = new Uint8Array(
      await picture(damaged(page, turned(90)))
        .png()
        .toBuffer(),
    )
    const document = await read(png, ocr)
    expect(wrong(document.text, digital.text)).toEqual([])
    const { width, height } = document.pages[0]!
    expect(height).toBeGreaterThan(width)
    for (const { box } of document.words) expect(box!.x + box!.width).toBeLessThanOrEqual(width + 0.02)
  })
})

test('of a mixed PDF only the page that is a picture is recognised; all are in order', async () => {
  const own = 'Trang này có chữ số hóa sẵn và được đọc như thế, không cần nhận dạng.'
  const mixed = await PDFDocument.load(await sheetOf([own], false))
  for (const pdf of [await scanPdf([page]), await sheetOf(others, false)])
    mixed.addPage((await mixed.copyPages(await PDFDocument.load(pdf), [0]))[0])
  const seen: number[] = []
  const document = await read(
    await mixed.save(),
    ocr.listening(({ number }) => seen.push(number)),
  )
  expect(seen).toEqual([2])
  expect(document.origin).toBe('mixed')
  expect(wrong(document.text, `${own}\n${digital.text}${others.join(' ')}\n`)).toEqual([])
  expect(document.words.filter(({ page }) => page !== 2).every(({ confidence }) => confidence === undefined)).toBe(true)
})

test('a searchable PDF looks as it did, and its words lie where they are seen', async () => {
  const scan = await scanPdf([page])
  const { pdf, pages, recognised } = await makeSearchable(scan.slice(), defaultLimits, ocr)
  expect([pages, recognised]).toEqual([1, 1])
  const document = await read(pdf)
  expect(document.origin).toBe('native')
  expect(wrong(document.text, digital.text)).toEqual([])
  for (const [i, word] of document.words.entries()) {
    const there = digital.words[i]!.box!
    expect(Math.abs(word.box!.x - there.x)).toBeLessThan(1.5)
    expect(Math.abs(word.box!.x + word.box!.width - there.x - there.width)).toBeLessThan(2.5)
    expect(Math.abs(word.box!.y + word.box!.height - there.y - there.height)).toBeLessThan(2.5)
  }
  const [before, after] = [(await drawPages(scan.slice(), 200))[0]!, (await drawPages(pdf.slice(), 200))[0]!]
  expect(Buffer.from(after.data).equals(Buffer.from(before.data))).toBe(true)
})

test('what has been recognised gives the same document again', async () => {
  const scan = await scanPdf([page])
  const first = await read(scan, ocr)
  const again = await Recogniser.open({ engine: 'wasm', threads: 1, cache })
  const second = await read(scan, again)
  await again.close()
  expect(second).toEqual(first)
})

test('no outgoing connection is tried', async () => {
  const tried: unknown[] = []
  const connect = Object.getOwnPropertyDescriptor(net.Socket.prototype, 'connect')!
  net.Socket.prototype.connect = function (...args: unknown[]) {
    tried.push(args)
    throw new Error('No connection is allowed.')
  }
  const { fetch } = globalThis
  globalThis.fetch = (input) => {
    tried.push(input)
    return Promise.reject(new Error('No connection is allowed.'))
  }
  try {
    // In this thread, so that what it tries is seen: the engine, the pictures of a PDF, and the text layer.
    const engine = await openEngine('wasm')
    const small = { ...page, height: 290, data: page.data.slice(0, 290 * page.width * page.channels) }
    const { words } = await recognisePage(small, engine)
    await engine.close()
    expect(words.map(({ text }) => text).join(' ')).toContain('Kế hoạch số 18/KH-UBND')
    await drawPages(twin.slice(), 72)
    expect(tried).toEqual([])
    // The trap holds.
    expect(() => net.connect(9, '127.0.0.1')).toThrow('No connection')
    expect(tried).toHaveLength(1)
  } finally {
    Object.defineProperty(net.Socket.prototype, 'connect', connect)
    globalThis.fetch = fetch
  }
})
