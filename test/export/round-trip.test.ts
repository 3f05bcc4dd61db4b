import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { exportRows, factsOf } from '../../src/export/export-rows.ts'
import { formats, openSink } from '../../src/export/formats.ts'
import type { FormatName } from '../../src/export/formats.ts'
import { kinds } from '../../src/export/kinds.ts'
import { defaultSelection, standings } from '../../src/export/selection.ts'
import type { ReviewedRecord } from '../../src/export/selection.ts'
import { longestCell } from '../../src/export/xlsx-values.ts'
import { emptyFolder } from '../cli/run-boctach.ts'
import { hostileRecord } from './hostile-records.ts'
import { readCsvCells, readWorkbook, readers } from './read-back.ts'
import type { Rows } from './read-back.ts'

const thorough = process.env['BOCTACH_THOROUGH'] === '1'
/** 10,000 records where the whole is wanted, some hundred always: different ones each time, told by their seed. */
const many = thorough ? 10_000 : 120
const seed = thorough ? Date.now() % 1_000_000 : 8
/** Records written into one export. */
const batch = 400

const everything = { ...defaultSelection, standings: new Set(standings) }
const linkTo = (document: string, item: string | null) => `http://localhost/#/${document}?item=${item ?? ''}&x="<`

function expectedRows(records: readonly ReviewedRecord[]): ReadonlyMap<string, Rows> {
  return new Map(
    kinds.map((kind) => [
      kind.name,
      records.flatMap((reviewed) => {
        const facts = factsOf(reviewed, everything, linkTo)
        return [...kind.itemsOf(reviewed.record)].map((item) => kind.columns.map((column) => column.of(item, facts)))
      }),
    ]),
  )
}

async function write(format: FormatName, records: readonly ReviewedRecord[]): Promise<string> {
  const path = join(await emptyFolder(), 'export')
  await exportRows(records, await openSink(format, path, kinds), kinds, everything, linkTo)
  return path
}

/** Made once where one batch is all. */
const made = new Map<number, readonly ReviewedRecord[]>()

function* batches(): Generator<readonly ReviewedRecord[]> {
  for (let done = 0; done < many; done += batch) {
    const records =
      made.get(done) ?? fc.sample(hostileRecord, { numRuns: Math.min(batch, many - done), seed: seed + done })
    if (many <= batch) made.set(done, records)
    yield records
  }
}

test.each([
  ['jsonl', 'jsonl'],
  ['csv', 'csv'],
  ['xlsx', 'xlsx'],
  ['parquet', 'parquet'],
  ['parquet', 'parquetInRust'],
  ['sqlite', 'sqlite'],
] as const)('%s read back (%s) gives the same values', { timeout: 1_800_000 }, async (format, reader) => {
  for (const records of batches()) {
    const path = await write(format, records)
    const expected = expectedRows(records)
    for (const kind of kinds) {
      const rows = await readers[reader](path, kind)
      expect(rows.length).toBe(expected.get(kind.name)!.length)
      for (const [index, row] of rows.entries()) {
        const right = expected.get(kind.name)![index]!
        // A workbook has no cell with an empty text.
        const wanted = format === 'xlsx' ? right.map((value) => (value === '' ? null : value)) : right
        expect(row, `seed ${seed}, ${kind.name} ${index}`).toEqual(wanted)
      }
    }
  }
})

const isNoNumber = /^(?!-?\d+(?:\.\d+)?(?:e[+-]\d+)?$)./u
const isDangerous = /^[\s\u0000-\u001f\ufeff]*[=+\-@\uff1d\uff0b\uff0d\uff20]|^[\t\r]/u

test('no cell of a CSV file could be a formula', { timeout: 600_000 }, async () => {
  let escaped = 0
  for (const records of batches()) {
    const folder = await write('csv', records)
    for (const kind of kinds) {
      const bytes = await readFile(join(folder, `${kind.name}.csv`))
      expect(bytes.subarray(0, 3)).toEqual(Buffer.from([0xef, 0xbb, 0xbf]))
      const rows = readCsvCells(bytes, kind)
      for (const [index, { type }] of kind.columns.entries()) {
        const cells = rows.map((row) => row[index]!)
        const wrong = type === 'number' || type === 'integer' ? isNoNumber : isDangerous
        expect(cells.filter((cell) => wrong.test(cell))).toEqual([])
        escaped += cells.filter((cell) => cell.startsWith("'")).length
      }
    }
  }
  expect(escaped).toBeGreaterThan(many)
})

test('no cell of a workbook is a formula; headings are frozen, links lead to the evidence', async () => {
  const records = fc.sample(hostileRecord, { numRuns: 40, seed })
  const book = await readWorkbook(await write('xlsx', records))
  let links = 0
  for (const sheet of book.worksheets) {
    expect(sheet.views[0]).toMatchObject({ state: 'frozen', ySplit: 1 })
    sheet.eachRow((row, number) => {
      row.eachCell((cell) => {
        expect(cell.formula).toBeUndefined()
        if (cell.hyperlink && number > 1) links++
      })
    })
  }
  expect(links).toBeGreaterThan(records.length)
})

test('a text that goes on in another cell where a sign could begin comes back as it was', async () => {
  const [{ record, reviews }] = fc.sample(hostileRecord, { numRuns: 1, seed: 8 }) as [ReviewedRecord]
  const name = `${'a'.repeat(longestCell - 1)}_x0041_`
  const path = await write('xlsx', [{ record: { ...record, source: { ...record.source, name } }, reviews }])
  const documents = kinds.find((kind) => kind.name === 'documents')!
  const [row] = await readers.xlsx(path, documents)
  expect(row![documents.columns.findIndex((column) => column.name === 'source')]).toBe(name)
})

test('every format is tried', () => {
  expect(Object.keys(formats).sort()).toEqual(['csv', 'jsonl', 'parquet', 'sqlite', 'xlsx'])
})
