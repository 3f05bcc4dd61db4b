import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Letters } from '../../src/domain/review-api.ts'
import { extract } from '../../src/pipeline/extract.ts'
import { openPdfPictures } from '../../src/readers/scan/pdf-pictures.ts'
import { paintPdf } from './paint-pdf.ts'
import { openWorld, type World } from './review-world.ts'

let folder: string
let world: World
const ids = new Map<string, string>()

/** As a program without the old fonts prints them: the codes of TCVN3 drawn by a font of today. */
const documents = {
  old: ['B¸o c¸o c«ng t¸c c¶i c¸ch hµnh chÝnh th¸ng 6', 'Kết quả công tác của ủy ban nhân dân xã'],
  new: ['Báo cáo công tác cải cách hành chính tháng 6'],
}

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'boctach-letters-'))
  const records = []
  for (const [name, lines] of Object.entries(documents)) {
    const bytes = await paintPdf(lines, 14)
    await writeFile(join(folder, `${name}.pdf`), bytes)
    const result = await extract(new Uint8Array(bytes), { name: `${name}.pdf` })
    if (!result.ok) throw new Error(result.failure.message)
    records.push(result.record)
    ids.set(name, result.record.id)
  }
  world = await openWorld(records, join(folder, 'ledger.db'), [folder])
})

afterAll(async () => {
  await world.close()
  await rm(folder, { recursive: true, force: true })
})

const lettersOf = async (name: string) => {
  const { words } = await world.admin.get<Letters>(`/documents/${ids.get(name)!}/letters`)
  return words
}

test('words in an old encoding, drawn by a font that is none of it, are told with their places', async () => {
  const words = await lettersOf('old')
  expect(words.map(({ text }) => text).join(' ')).toBe('Báo cáo công tác cải cách hành chính tháng')
  expect(words.every(({ coded, box }) => !coded && box.page === 1 && box.width > 5 && box.height > 5)).toBe(true)
})

test('pages drawn here have the right letters over the others, and all else as it is', async () => {
  const words = await lettersOf('old')
  const pictures = await openPdfPictures(await paintPdf(documents.old, 14))
  const [plain, written] = [await pictures.page(1), await pictures.page(1, words)]
  await pictures.close()
  expect(written).toMatchObject({ width: plain.width, height: plain.height, channels: plain.channels })
  const pixels = plain.dpi / 72
  const around = 2
  const isInside = (x: number, y: number) =>
    words.some(
      ({ box }) =>
        x > box.x * pixels - around &&
        x < (box.x + box.width) * pixels + around &&
        y > box.y * pixels - around &&
        y < (box.y + box.height) * pixels + around,
    )
  let [changed, strayed] = [0, 0]
  for (let at = 0; at < plain.data.length; at++) {
    if (plain.data[at] === written.data[at]) continue
    changed++
    const pixel = Math.floor(at / plain.channels)
    if (!isInside(pixel % plain.width, Math.floor(pixel / plain.width))) strayed++
  }
  expect(changed).toBeGreaterThan(1000)
  // What rises above its line, as ế does, may.
  expect(strayed / changed).toBeLessThan(0.02)
})

test('a document of today has none', async () => {
  expect(await lettersOf('new')).toEqual([])
})
