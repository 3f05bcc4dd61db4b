import { beforeAll, describe, expect, test } from 'vitest'
import { readTruth } from '../samples/check-truth.ts'
import { listCases } from '../samples/generate.ts'
import { recordSchema } from '../src/domain/record.ts'
import { findDifferences } from './score/list-values.ts'
import { extractSamples, sampleFiles } from './score/sample-records.ts'
import type { SampleRecord } from './score/sample-records.ts'
import { scoreRecord } from './score/score-record.ts'
import { f1Of, printScore, sumScores, tallyOf } from './score/tally.ts'
import type { Score } from './score/tally.ts'

/** F1 over all samples, for each of the two file types. */
const thresholds = [
  ['references', 0.98],
  ['dates', 0.97],
  ['metrics', 0.92],
  ['metrics.full', 0.85],
  ['forms', 1],
] as const

const cases = listCases()
let records: SampleRecord[]

beforeAll(async () => {
  records = await extractSamples()
})

test('the samples are there', () => {
  expect(cases.length).toBeGreaterThanOrEqual(6)
  expect(records).toHaveLength(2 * cases.length)
})

function scoreOf(file: string, name?: string): Score {
  const wanted = records.filter((one) => one.file === file && (name === undefined || one.name === name))
  expect(wanted.length).toBeGreaterThan(0)
  return sumScores(wanted.map((one) => scoreRecord(readTruth(one.name), one.record, `${one.name}/${file}`)))
}

function missesOf({ misses }: Score, isKind: (kind: string) => boolean): string[] {
  return misses.filter(({ kind }) => isKind(kind)).map(({ text }) => text)
}

describe.each(sampleFiles)('%s', (file) => {
  test.each(thresholds)('%s: F1 over all samples at least %d', (kind, threshold) => {
    const score = scoreOf(file)
    expect(tallyOf(score, kind).gold).toBeGreaterThan(30)
    const explanation = [printScore(score), ...missesOf(score, (other) => other === kind)].join('\n')
    expect(f1Of(tallyOf(score, kind)), explanation).toBeGreaterThanOrEqual(threshold)
  })

  test.each(cases)('%s: every header field is right', (name) => {
    expect(missesOf(scoreOf(file, name), (kind) => kind.startsWith('header.'))).toEqual([])
  })

  test.each(cases)('%s: the record keeps to its schema', (name) => {
    const { record } = records.find((one) => one.file === file && one.name === name)!
    expect(recordSchema.parse(record)).toEqual(record)
    expect(record.source.name).toBe(file)
    expect(record.source.pages !== null).toBe(file === 'source.pdf')
  })
})

test.each(cases)('%s: PDF and Word say the same', (name) => {
  const [pdf, docx] = records.filter((one) => one.name === name)
  expect(findDifferences(['pdf', pdf!.record], ['docx', docx!.record])).toEqual([])
})
