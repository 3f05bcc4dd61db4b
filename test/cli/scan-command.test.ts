import { mkdir, readdir, writeFile } from 'node:fs/promises'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import sharp from 'sharp'
import { expect, test } from 'vitest'
import { encode } from '../text/encode.ts'
import { codedLines, codedPdf, scannedPage } from '../readers/coded-pdf.ts'
import { vietnameseLines } from '../text/vietnamese-lines.ts'
import { makeDocx, makePdf, makeZip } from './made-files.ts'
import { emptyFolder, runBoctach } from './run-boctach.ts'

const lines = vietnameseLines()
  .map((line) => line.replace(/\s+/gu, ' '))
  .filter((line) => line.length > 45 && line.length < 80)
const legacyPage = {
  runs: codedLines(
    'F',
    lines.slice(0, 20).map((line) => encode(line, 'tcvn3')),
  ),
}
const font = { name: '.VnTime', encoding: 'WinAnsiEncoding' }

async function write(files: Readonly<Record<string, Uint8Array | string>>): Promise<string> {
  const folder = await emptyFolder()
  await mkdir(join(folder, 'in/deep'), { recursive: true })
  for (const [name, content] of Object.entries(files)) await writeFile(join(folder, 'in', name), content)
  return folder
}

interface Line {
  readonly status: string
  readonly path?: string
  readonly [key: string]: unknown
}

async function scan(
  folder: string,
  args: readonly string[],
): Promise<{ code: number | null; lines: Line[]; summary: Line }> {
  const { code, stdout, stderr } = await runBoctach(['scan', ...args, '--json'], folder)
  expect(stderr).toBe('')
  const found = stdout
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as Line)
  return { code, lines: found.slice(0, -1), summary: found.at(-1)! }
}

test('each document by its content: kind, pages, encodings, pages for OCR', async () => {
  const mixed = codedPdf({ F: font }, [
    legacyPage,
    { runs: [], drawing: scannedPage },
    legacyPage,
    { runs: [], drawing: scannedPage },
  ])
  const picture = await sharp({ create: { width: 400, height: 500, channels: 3, background: '#fff' } })
    .tiff()
    .toBuffer()
  const folder = await write({
    'a.pdf': await makePdf({ pages: 3 }),
    'b.doc': await makeDocx(),
    'c.pdf': mixed,
    'd.pdf': codedPdf({ F: font }, [{ runs: [], drawing: scannedPage }]),
    'notes.txt': 'no document',
    '../e.tif': picture,
    'deep/f.pdf': await makePdf({ pages: 3 }),
  })
  const { code, lines: found, summary } = await scan(folder, ['in', 'e.tif'])
  expect(code).toBe(0)
  expect(found.filter(({ status }) => status !== 'skipped')).toMatchObject([
    { status: 'ok', path: 'in/a.pdf', kind: 'pdf', pages: 3, encodings: ['unicode'], needsOcr: [], issues: [] },
    { status: 'ok', path: 'in/b.doc', kind: 'docx', pages: null, encodings: ['unicode'] },
    {
      status: 'partial',
      path: 'in/c.pdf',
      pages: 4,
      encodings: ['tcvn3'],
      needsOcr: [2, 4],
      issues: ['page-without-text'],
    },
    { status: 'needs-ocr', path: 'in/d.pdf', pages: 1, encodings: [], needsOcr: [1] },
    { status: 'duplicate', path: 'in/deep/f.pdf', of: 'in/a.pdf' },
    { status: 'needs-ocr', path: 'e.tif', kind: 'image', mediaType: 'image/tiff', pages: 1, needsOcr: [1] },
  ])
  expect(summary).toMatchObject({
    status: 'summary',
    ok: 2,
    partial: 1,
    duplicates: 1,
    failed: 0,
    encodings: { unicode: 2, tcvn3: 1 },
  })
  expect((await readdir(folder)).sort()).toEqual(['e.tif', 'in'])
})

test('what cannot be read is said with its kind and reason; exit code 1', async () => {
  const folder = await write({
    'cut.pdf': (await makePdf()).slice(0, 300),
    'locked.pdf': await makePdf({ userPassword: 'x' }),
    'empty.docx': new Uint8Array(),
    'good.pdf': await makePdf(),
  })
  const { code, lines: found, summary } = await scan(folder, ['in', 'in/gone.pdf'])
  expect(code).toBe(1)
  expect(found).toMatchObject([
    { status: 'failed', path: 'in/cut.pdf', kind: 'pdf', code: 'damaged' },
    { status: 'failed', path: 'in/empty.docx', kind: null, bytes: 0, code: 'empty' },
    { status: 'ok', path: 'in/good.pdf' },
    { status: 'failed', path: 'in/locked.pdf', kind: 'pdf', code: 'encrypted' },
    { status: 'failed', path: 'in/gone.pdf', kind: null, bytes: null, code: 'not-found' },
  ])
  expect(summary).toMatchObject({
    failed: 4,
    documents: 1,
    reasons: { damaged: 1, encrypted: 1, empty: 1, 'not-found': 1 },
  })
})

test('archives and patterns', async () => {
  const folder = await write({
    'delivery.zip': await makeZip({ 'x/a.pdf': await makePdf(), 'b.docx': await makeDocx() }),
  })
  const inside = await scan(folder, ['in/delivery.zip'])
  expect(inside.lines.map(({ path }) => path)).toEqual(['in/delivery.zip/b.docx', 'in/delivery.zip/x/a.pdf'])
  const none = await scan(folder, ['in/*.rtf'])
  expect(none).toMatchObject({ code: 1, lines: [{ status: 'failed', code: 'not-found' }] })
})

test('an English text layer, cut letters and a stamp count as pages for OCR', async () => {
  const bare = (text: string) => text.normalize('NFD').replace(/\p{M}/gu, '').replace(/đ/gu, 'd').replace(/Đ/gu, 'D')
  const times = { name: 'Times', encoding: 'WinAnsiEncoding' }
  const english = { drawing: scannedPage, runs: codedLines('F', lines.slice(0, 20).map(bare)) }
  const stamp = {
    drawing: scannedPage,
    runs: codedLines('F', ['Digitally signed by: Van phong', 'Date: 2021.03.12 10:15:22'], 100),
  }
  const folder = await write({ 'a.pdf': codedPdf({ F: times }, [english, stamp]) })
  const { lines: found } = await scan(folder, ['in'])
  expect(found).toMatchObject([
    { status: 'needs-ocr', pages: 2, needsOcr: [1, 2], issues: ['text-layer-foreign-ocr', 'text-layer-stamp-only'] },
  ])
})

test('wrong usage is 2', async () => {
  expect((await runBoctach(['scan'])).code).toBe(2)
  expect((await runBoctach(['scan', '.', '--max-pages', 'x'])).code).toBe(2)
})

test('the table of the README is what the command prints', async () => {
  const readme = readFileSync(new URL('../../README.md', import.meta.url), 'utf8')
  const [, args] = /`boctach scan (samples\/[^`]+)`/u.exec(readme.replaceAll('\n', ' '))!
  const shown = /^```text\n(status[^]*?)^```$/mu.exec(readme)![1]!
  const { code, stdout } = await runBoctach(
    ['scan', ...args!.split(/\s+/u)],
    new URL('../../', import.meta.url).pathname,
  )
  expect(code).toBe(0)
  // Sizes change with every new set of samples.
  const withoutSizes = (text: string) => text.replace(/[\d.]+ kB/gu, ' kB').replace(/ +/gu, ' ')
  expect(withoutSizes(stdout)).toBe(withoutSizes(shown))
})
