import { existsSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { beforeAll, describe, expect, test } from 'vitest'
import type { Record } from '../src/domain/record.ts'
import { findDifferences } from './score/list-values.ts'
import { extractRecord } from './score/sample-records.ts'

const seed = fileURLToPath(new URL('../../shared/corpus/seed/', import.meta.url))
const present = existsSync(seed)

test('the shared files are there where tests are run for good', () => {
  expect(present || process.env['CI'] !== 'true').toBe(true)
})

async function extractAll(files: readonly string[]): Promise<ReadonlyMap<string, Record>> {
  const records = new Map<string, Record>()
  for (const file of files) records.set(file, await extractRecord(seed + file))
  return records
}

describe.skipIf(!present)('the report this program began with', () => {
  const [first, ...others] = [
    'bao-cao-cchc.docx',
    'bao-cao-cchc.pdf',
    'bao-cao-cchc-onefont.pdf',
    'bao-cao-cchc-chromium.pdf',
  ] as const
  const files = [first, ...others]
  let records: ReadonlyMap<string, Record>

  beforeAll(async () => {
    records = await extractAll(files)
  })

  test.each(files)('%s: 78 references with numbers', (file) => {
    expect(records.get(file)!.references.filter(({ number }) => number !== null)).toHaveLength(78)
  })

  test.each(files)('%s: 93 rows in seven forms, five cells each', (file) => {
    const { forms } = records.get(file)!
    expect(forms.map(({ number, rows }) => [number, rows.length])).toEqual([
      ['1', 22],
      ['2', 12],
      ['3', 17],
      ['4', 4],
      ['5', 8],
      ['6', 6],
      ['7', 24],
    ])
    const rows = forms.flatMap((form) => form.rows)
    expect(rows).toHaveLength(93)
    expect(rows.filter(({ stt, indicator, cells }) => stt === null || indicator === '' || cells.length !== 5)).toEqual(
      [],
    )
  })

  test.each(files)('%s: every field of the header that the report has', (file) => {
    const { secrecy, urgency, signers, recipients, ...fields } = records.get(file)!.header
    for (const [key, field] of Object.entries(fields)) expect(field, key).not.toBeNull()
    expect([secrecy, urgency]).toEqual([null, null])
    expect(signers).toHaveLength(1)
    expect(signers[0]!.position).not.toBeNull()
    expect(recipients.length).toBeGreaterThan(4)
  })

  test.each(files)('%s: read whole, with nothing to report', (file) => {
    const { extraction, dates, metrics } = records.get(file)!
    expect(extraction).toMatchObject({ text: 'native', encodings: ['unicode'], status: 'ok', issues: [] })
    expect(dates.length).toBeGreaterThan(100)
    expect(metrics.length).toBeGreaterThan(80)
  })

  test.each(others)('%s says the same as the Word file', (file) => {
    expect(findDifferences(['docx', records.get(first)!], [file, records.get(file)!])).toEqual([])
  })
})

describe.skipIf(!present)('what Word can do to a reader', () => {
  const files = ['word-features.docx', 'word-features.pdf'] as const
  let records: ReadonlyMap<string, Record>

  beforeAll(async () => {
    records = await extractAll(files)
  })

  test.each(files)('%s: the hidden word is not in the text, the same word in plain sight is', (file) => {
    expect(records.get(file)!.text.match(/(?<!\p{L})ẩn(?!\p{L})/gu)).toHaveLength(1)
  })

  test('deleted text is not in the text, inserted text is', () => {
    const { text } = records.get('word-features.docx')!
    // The one deleted stands in a row of the table as well, the one put in its place in another.
    expect(text.match(/298/g)).toHaveLength(1)
    expect(text.match(/299/g)).toHaveLength(2)
  })

  test.each(files)('%s: automatic numbers of seven paragraphs and two rows', (file) => {
    const { text, forms } = records.get(file)!
    expect(text.match(/^(?:[IVX]+\.|\d+\.(?:\d+\.)*|[a-z]\)|-) /gm)).toEqual([
      'I. ',
      '1. ',
      '1.1. ',
      'a) ',
      '2. ',
      'II. ',
      '- ',
    ])
    expect(forms.map(({ rows }) => rows.map(({ cells }) => cells[0]))).toEqual([['1', '2']])
  })

  test('hidden text and tracked changes are reported', () => {
    const codes = records.get('word-features.docx')!.extraction.issues.map(({ code }) => code)
    expect(codes.sort()).toEqual(['hidden-text', 'tracked-changes'])
  })
})
