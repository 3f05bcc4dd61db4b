import { expect, test } from 'vitest'
import { readTruth } from '../../samples/check-truth.ts'
import { automationCurve, thresholdFor } from '../../src/evaluate/automation.ts'
import { outcomesOf } from '../../src/evaluate/evaluation.ts'
import { goldSchema } from '../../src/evaluate/gold.ts'
import { judgeRecord } from '../../src/evaluate/judge.ts'
import { calibrationError } from '../../src/evaluate/reliability.ts'
import { loadRules } from '../../src/rules/load.ts'
import { isThorough } from '../fuzz/runs.ts'
import { generateRough } from '../generator/generate-report.ts'
import { readReport } from '../generator/read-report.ts'
import { extractSamples } from '../score/sample-records.ts'

/** Reports of other seeds than those the confidences were fitted to, which are called fit-…: see the README. */
const reports = isThorough ? 300 : 12
const wished = { calibrationError: 0.03, errorRate: 0.005, share: 0.85 }

test('confidences hold on made reports they were not fitted to', { timeout: 600_000 }, async () => {
  const rules = await loadRules()
  const judgements = []
  for (let at = 0; at < reports; at++) {
    const report = generateRough(`held-out-${at}`)
    const { record } = await readReport(report, rules)
    judgements.push(judgeRecord(goldSchema.parse({ source: record.source.name, ...report.truth }), record))
  }
  expectToHold(outcomesOf(judgements), 80 * reports)
})

test('and on the samples, which were written by hand', { timeout: 120_000 }, async () => {
  const samples = await extractSamples()
  const judgements = samples.map(({ name, record }) =>
    judgeRecord(goldSchema.parse({ source: name, ...readTruth(name) }), record),
  )
  expectToHold(outcomesOf(judgements), 1000)
})

function expectToHold(outcomes: ReturnType<typeof outcomesOf>, least: number): void {
  expect(outcomes.length).toBeGreaterThan(least)
  expect(calibrationError(outcomes)).toBeLessThanOrEqual(wished.calibrationError)
  const threshold = thresholdFor(automationCurve(outcomes), wished.errorRate)
  expect(threshold?.share).toBeGreaterThanOrEqual(wished.share)
}
