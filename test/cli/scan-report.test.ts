import { expect, test } from 'vitest'
import type { ScanOutcome } from '../../src/pipeline/scan-files.ts'
import { ranges, scanClosingLines, scanLine, sizeOf, tableHead } from '../../src/cli/scan-report.ts'
import { ScanTotals } from '../../src/cli/scan-totals.ts'

test.each([
  [[], ''],
  [[3], '3'],
  [[1, 2, 3], '1-3'],
  [[1, 3, 4, 9, 10, 12], '1, 3-4, 9-10, 12'],
])('pages %j are shown as %j', (numbers, shown) => {
  expect(ranges(numbers)).toBe(shown)
})

test.each([
  [0, '0 B'],
  [999, '999 B'],
  [1000, '1.0 kB'],
  [9949, '9.9 kB'],
  [12_345, '12 kB'],
  [999_499, '999 kB'],
  [999_500, '1.0 MB'],
  [3_000_000_000, '3.0 GB'],
])('%i bytes are %s', (bytes, shown) => {
  expect(sizeOf(bytes)).toBe(shown)
})

const found = {
  path: 'a.pdf',
  kind: 'pdf',
  mediaType: 'application/pdf',
  bytes: 20_000,
  pages: 12,
  encodings: ['tcvn3', 'unicode'],
  needsOcr: [2, 3],
  issues: [],
  title: null,
} as const

const outcomes: readonly ScanOutcome[] = [
  { ...found, status: 'ok', needsOcr: [], title: 'BÁO CÁO' },
  { ...found, status: 'partial' },
  { ...found, status: 'needs-ocr', encodings: [], needsOcr: [1, 2] },
  { status: 'duplicate', path: 'b.pdf', of: 'a.pdf', bytes: 20_000 },
  {
    status: 'failed',
    path: 'c\u001b[31m.doc',
    kind: 'doc',
    bytes: 5,
    failure: { code: 'encrypted', message: 'Locked.' },
  },
  { status: 'failed', path: 'd', kind: null, bytes: null, failure: { code: 'not-found', message: 'No.' } },
  { status: 'skipped', path: 'e.txt', reason: '.txt' },
]

test('columns stand below their heads, and no file name moves the terminal', () => {
  const lines = outcomes.flatMap((outcome) => scanLine(outcome) ?? [])
  expect(lines).toHaveLength(outcomes.length - 1)
  const at = tableHead.indexOf('document')
  for (const line of lines) {
    expect(line.slice(at - 2, at)).toBe('  ')
    expect(line[at]).not.toBe(' ')
    expect(line).not.toContain('\u001b')
  }
  expect(lines[1]!.slice(tableHead.indexOf('OCR'))).toMatch(/^2-3 /)
  expect(lines[2]!.slice(tableHead.indexOf('OCR'))).toMatch(/^all /)
})

test('the end says what there is', () => {
  const totals = new ScanTotals()
  for (const outcome of outcomes) totals.add(outcome)
  expect(scanClosingLines(totals)).toEqual([
    '',
    '3 documents (60 kB, 36 pages): 3 pdf.',
    'Encodings: 2 tcvn3, 2 unicode.',
    '1 can be read as they are, 1 in part, 1 not without OCR; 4 pages for OCR.',
    '1 duplicate.',
    '2 cannot be read: 1 encrypted, 1 not-found.',
    '1 skipped as no documents: 1 .txt.',
  ])
  expect(scanClosingLines(new ScanTotals())).toEqual(['', '0 documents (0 B).', '0 can be read as they are.'])
})
