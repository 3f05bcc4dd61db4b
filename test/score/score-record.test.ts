import { expect, test } from 'vitest'
import { readTruth } from '../../samples/check-truth.ts'
import type { Truth } from '../../samples/truth-schema.ts'
import type { Metric, Record, Reference } from '../../src/domain/record.ts'
import { findDifferences } from './list-values.ts'
import { pairItems } from '../../src/evaluate/pair-items.ts'
import { extractRecord } from './sample-records.ts'
import { scoreRecord } from './score-record.ts'
import { f1Of, precisionOf, recallOf, tallyOf } from './tally.ts'

const folder = new URL('../../samples/cong-van/', import.meta.url).pathname
const record = await extractRecord(`${folder}source.docx`)

/** A truth with nothing in it but what the record says: the score must be full, and fall by what is then changed. */
const truth: Truth = {
  ...readTruth('cong-van'),
  references: record.references.map(asGoldReference),
  dates: [],
  metrics: record.metrics.map(asGoldMetric),
  forms: [],
}

function asGoldReference({ raw, type, number, date, issuer, subject }: Reference): Truth['references'][number] {
  return { quote: raw, optional: false, type, number, date, issuer, subject }
}

function asGoldMetric(metric: Metric): Truth['metrics'][number] {
  const { raw, label, value, unit, denominator, percent, change, comparison, period } = metric
  return { quote: raw, optional: false, label, value, unit, denominator, percent, change, comparison, period }
}

const scoreOf = (kind: string, changedTruth: Partial<Truth>, changed: Partial<Record> = {}) =>
  tallyOf(scoreRecord({ ...truth, ...changedTruth }, { ...record, ...changed }, 'case'), kind)
const count = record.metrics.length

test('a record that says what the truth says is right throughout', () => {
  expect(count).toBeGreaterThan(10)
  expect(scoreOf('metrics', {})).toEqual({ gold: count, right: count, wrong: 0 })
  expect(scoreOf('metrics.full', {})).toEqual({ gold: count, right: count, wrong: 0 })
  expect(scoreOf('references', {}).wrong).toBe(0)
})

test('what is missing lowers the recall, what is too much the precision', () => {
  const fewer = scoreOf('metrics', {}, { metrics: record.metrics.slice(1) })
  expect([recallOf(fewer), precisionOf(fewer)]).toEqual([(count - 1) / count, 1])
  const more = scoreOf('metrics', {}, { metrics: [...record.metrics, record.metrics[0]!] })
  expect([recallOf(more), precisionOf(more)]).toEqual([1, count / (count + 1)])
  expect(f1Of(more)).toBeLessThan(1)
})

test('another unit or label is the same figure, but not in full', () => {
  const [first, ...rest] = record.metrics
  for (const part of [{ unit: 'quả' }, { label: 'thứ khác' }]) {
    const metrics = [{ ...first!, ...part }, ...rest]
    expect(scoreOf('metrics', {}, { metrics }).right).toBe(count)
    expect(scoreOf('metrics.full', {}, { metrics })).toEqual({ gold: count, right: count - 1, wrong: 1 })
  }
})

test('what is optional counts neither way', () => {
  const [first, ...rest] = truth.metrics
  const metrics = [{ ...first!, optional: true }, ...rest]
  const right = { gold: count - 1, right: count - 1, wrong: 0 }
  expect(scoreOf('metrics', { metrics })).toEqual(right)
  expect(scoreOf('metrics', { metrics }, { metrics: record.metrics.slice(1) })).toEqual(right)
})

test('a reference with another date is found, but wrong', () => {
  const [first, ...rest] = record.references
  const references = [{ ...first!, date: '1990-01-01' }, ...rest]
  const { gold, right, wrong } = scoreOf('references', {}, { references })
  expect([gold - right, wrong]).toEqual([1, 1])
})

test('a header field with another value, or with one too many, is wrong', () => {
  const { header } = record
  const fields = { place: { ...header.place!, value: 'Nơi khác' }, secrecy: header.place, recipients: [] }
  const changed = { header: { ...header, ...fields } }
  for (const field of ['place', 'secrecy', 'recipients']) expect(scoreOf(`header.${field}`, {}, changed).wrong).toBe(1)
})

test('pairs go to the most alike, and no item has two', () => {
  const { pairs, extra } = pairItems([10, 20], [19, 11, 12], (a, b) => Math.max(0, 5 - Math.abs(a - b)))
  expect(pairs).toEqual([
    [10, 11],
    [20, 19],
  ])
  expect(extra).toEqual([12])
})

test('a value that only one of two records holds is a difference, repeats included', () => {
  expect(findDifferences(['one', record], ['other', record])).toEqual([])
  const other = { ...record, dates: record.dates.slice(1) }
  expect(findDifferences(['one', record], ['other', other])).toHaveLength(1)
})
