import { describe, expect, test } from 'vitest'
import type { ConfidenceModel } from '../../src/domain/confidence.ts'
import { weigh } from '../../src/resolve/confidence.ts'

const model: ConfidenceModel = {
  least: 0.01,
  most: 0.999,
  kinds: {
    dates: { rules: { 'date.year': 3 }, reasons: { 'year-inferred': -1.5, certain: 9, hopeless: -20 } },
  },
}
const rule = (delta: number) => ({ code: 'rule', delta })

describe('a confidence', () => {
  test('is the share its log-odds stand for, part by part', () => {
    const reasons = [rule(0.5), { code: 'year-inferred', delta: -0.4 }]
    const weighed = weigh(model, 'dates', 'date.year', reasons)
    expect(weighed.confidence).toBeCloseTo(1 / (1 + Math.exp(-1.5)), 4)
    expect(weighed.reasons[0]!.delta).toBeCloseTo(1 / (1 + Math.exp(-3)), 4)
    expect(weighed.reasons.map(({ code }) => code)).toEqual(['rule', 'year-inferred'])
  })

  test.each([
    ['within the bounds', [rule(0.9), { code: 'year-inferred', delta: 0 }, { code: 'other', delta: -0.1 }]],
    ['at the upper', [rule(0.9), { code: 'certain', delta: 0 }]],
    ['at the lower', [rule(0.9), { code: 'hopeless', delta: 0 }]],
  ])('is the sum of its deltas: %s', (_name, reasons) => {
    const weighed = weigh(model, 'dates', 'date.year', reasons)
    const sum = weighed.reasons.reduce((total, { delta }) => total + delta, 0)
    expect(sum).toBeCloseTo(weighed.confidence, 9)
    expect(weighed.confidence).toBeGreaterThanOrEqual(model.least)
    expect(weighed.confidence).toBeLessThanOrEqual(model.most)
  })

  test('without numbers of its own, is what the authors of rule and reasons estimate', () => {
    const unlisted = weigh(model, 'metrics', 'metric.count', [rule(0.9), { code: 'no-label', delta: -0.15 }])
    expect(unlisted.confidence).toBeCloseTo(0.75, 4)
    expect(unlisted.reasons).toEqual([rule(0.9), { code: 'no-label', delta: -0.15 }])
  })
})
