import { readFileSync } from 'node:fs'
import { beforeAll, describe, expect, test } from 'vitest'
import { listCases } from '../samples/generate.ts'
import type { Record } from '../src/domain/record.ts'
import { extract } from '../src/index.ts'
import { collectEvidence, collectItems } from './score/collect-items.ts'
import type { CollectedItem } from './score/collect-items.ts'
import { readDocxPlaces } from './score/docx-places.ts'
import { charactersInside, readPrintedPdf } from './score/pdf-characters.ts'
import type { PrintedPdf } from './score/pdf-characters.ts'
import { extractSamples } from './score/sample-records.ts'
import type { SampleRecord } from './score/sample-records.ts'

const cases = listCases()
let records: SampleRecord[]

beforeAll(async () => {
  records = await extractSamples()
})

function sampleOf(name: string, file: SampleRecord['file']): SampleRecord {
  const sample = records.find((one) => one.name === name && one.file === file)!
  expect(collectItems(sample.record).length).toBeGreaterThan(20)
  return sample
}

const printedPdfs = new Map<string, Promise<PrintedPdf>>()
function printedPdf(path: string): Promise<PrintedPdf> {
  let printed = printedPdfs.get(path)
  if (!printed) printedPdfs.set(path, (printed = readPrintedPdf(path)))
  return printed
}

const close = (text: string): string => text.normalize('NFC').replace(/\s/gu, '')

test('the samples are there', () => {
  expect(cases.length).toBeGreaterThanOrEqual(6)
  expect(records).toHaveLength(2 * cases.length)
})

describe.each(cases)('%s', (name) => {
  test.each(['source.pdf', 'source.docx'] as const)('%s: every span lies in the text and is the raw value', (file) => {
    const { record } = sampleOf(name, file)
    const { text } = record
    expect(text).toBe(text.normalize('NFC'))
    for (const { kind, raw, evidence } of collectItems(record))
      expect(text.slice(evidence[0]!.start, evidence[0]!.end), kind).toBe(raw)
    for (const { start, end } of collectEvidence(record)) {
      expect(start).toBeLessThan(end)
      expect(end).toBeLessThanOrEqual(text.length)
    }
  })

  test.each(['source.pdf', 'source.docx'] as const)('%s: no two items have one id', (file) => {
    const ids = collectItems(sampleOf(name, file).record).map(({ id }) => id)
    expect(ids.filter((id, i) => ids.indexOf(id) !== i)).toEqual([])
  })

  test('every box of the PDF is on its page and holds the words it names, and no others', async () => {
    const { path, record } = sampleOf(name, 'source.pdf')
    const printed = await printedPdf(path)
    expect(findBoxesOffPage(record, printed)).toEqual([])
    expect(findWrongBoxes(record, printed, collectItems(record))).toEqual([])
  })

  test('boxes that stand one line lower would be noticed', async () => {
    const { path, record } = sampleOf(name, 'source.pdf')
    const printed = await printedPdf(path)
    const items = collectItems(record)
    const lowered = items.map((item) => ({
      ...item,
      evidence: item.evidence.map((one) => ({ ...one, boxes: one.boxes.map((box) => ({ ...box, y: box.y + 16 })) })),
    }))
    expect(findWrongBoxes(record, printed, lowered).length).toBeGreaterThan(0.9 * items.length)
  })

  test('every path of the Word file leads to where the value stands', async () => {
    const { path, record } = sampleOf(name, 'source.docx')
    const places = await readDocxPlaces(path)
    const astray = collectItems(record).flatMap(({ kind, raw, evidence }) =>
      evidence
        .map((one) => ({ one, text: places.get(one.path ?? '') }))
        // A value may go on in the next paragraph or cell: the path names the first.
        .filter(({ one, text }) => {
          const [first] = record.text.slice(one.start, one.end).split(/[\t\n]/)
          return text?.includes(close(first!)) !== true
        })
        .map(({ one, text }) => ({ kind, raw, path: one.path, found: text ?? null })),
    )
    expect(astray).toEqual([])
    expect(collectEvidence(record).every(({ path: place }) => places.has(place ?? ''))).toBe(true)
  })

  test.each(['source.pdf', 'source.docx'] as const)('%s: the same bytes give the same record', async (file) => {
    const { path, record } = sampleOf(name, file)
    const again = await extract(new Uint8Array(readFileSync(path)), { name: file })
    expect(JSON.stringify(again)).toBe(JSON.stringify({ ok: true, record }))
  })
})

function findBoxesOffPage(record: Record, { pages }: PrintedPdf): unknown[] {
  expect(record.source.pages).toBe(pages.length)
  return collectEvidence(record).filter(({ page, boxes }) => {
    const isOn = (box: (typeof boxes)[number]): boolean => {
      const [width, height] = pages[box.page - 1] ?? [0, 0]
      return box.x >= 0 && box.y >= 0 && box.x + box.width <= width && box.y + box.height <= height
    }
    return page === null || boxes.length === 0 || boxes[0]!.page !== page || !boxes.every(isOn)
  })
}

/** What is printed inside the boxes of an item must be the whole words its value stands in. */
function findWrongBoxes({ text }: Record, printed: PrintedPdf, items: readonly CollectedItem[]): unknown[] {
  return items.flatMap(({ kind, evidence }) =>
    evidence
      .map(({ start, end, boxes }) => ({
        kind,
        words: close(wholeWords(text, start, end)),
        printed: charactersInside(printed, boxes),
      }))
      .filter(({ words, printed: found }) => inAnyOrder(words) !== inAnyOrder(found)),
  )
}

function wholeWords(text: string, start: number, end: number): string {
  const before = /\S*$/u.exec(text.slice(0, start))![0]
  const after = /^\S*/u.exec(text.slice(end))![0]
  return before + text.slice(start, end) + after
}

/** Cells are drawn row by row or line by line: what counts is which characters are there, and how often. */
function inAnyOrder(text: string): string {
  return Array.from(text).sort().join('')
}
