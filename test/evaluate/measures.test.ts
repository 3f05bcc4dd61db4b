import { describe, expect, test } from 'vitest'
import { automationCurve, thresholdFor } from '../../src/evaluate/automation.ts'
import { f1Share, wilson } from '../../src/evaluate/intervals.ts'
import { fitLogistic } from '../../src/evaluate/logistic.ts'
import {
  brierScore,
  calibrationError,
  evenCalibrationError,
  reliabilityTable,
  type Outcome,
} from '../../src/evaluate/reliability.ts'

function outcomes(...groups: readonly (readonly [confidence: number, count: number, right: number])[]): Outcome[] {
  return groups.flatMap(([confidence, count, right]) =>
    Array.from({ length: count }, (_, at) => ({ confidence, right: at < right })),
  )
}

describe('intervals', () => {
  // Bounds computed by hand from the formula with z = 1.959964.
  test.each([
    [8, 10, 0.4902, 0.9433],
    [0, 10, 0, 0.2775],
    [10, 10, 0.7225, 1],
    [81, 263, 0.2553, 0.3662],
    [995, 1000, 0.98835, 0.99786],
  ])('%i of %i', (hits, trials, low, high) => {
    const share = wilson(hits, trials)
    expect(share.value).toBe(hits / trials)
    expect(share.low).toBeCloseTo(low, 4)
    expect(share.high).toBeCloseTo(high, 4)
  })

  test('nothing counted says nothing', () => expect(wilson(0, 0)).toEqual({ value: null, low: 0, high: 1 }))

  test('F1 is that of precision and recall, within its interval', () => {
    const [right, wrong, missing] = [90, 10, 20]
    const precision = right / (right + wrong)
    const recall = right / (right + missing)
    const { value, low, high } = f1Share(right, wrong, missing)
    expect(value).toBeCloseTo((2 * precision * recall) / (precision + recall), 12)
    expect(low).toBeLessThan(value!)
    expect(high).toBeGreaterThan(value!)
    expect(low).toBeCloseTo(0.7992, 4)
  })
})

describe('reliability', () => {
  test('the calibration error is the mean distance, weighted by values', () => {
    // |0.8 − 0.95| over 10 of 20 and |0.6 − 0.55| over the other 10.
    expect(calibrationError(outcomes([0.95, 10, 8], [0.55, 10, 6]))).toBeCloseTo(0.1, 12)
  })

  test('what holds has none', () => {
    expect(calibrationError(outcomes([0.75, 100, 75], [1, 20, 20]))).toBeCloseTo(0, 12)
  })

  test('bins of equal size see what a wide step hides', () => {
    const hidden = outcomes([0.92, 100, 99], [0.98, 100, 91])
    expect(calibrationError(hidden)).toBeCloseTo(0, 12)
    expect(evenCalibrationError(hidden)).toBeCloseTo(0.07, 12)
  })

  test('equal confidences stay in one bin', () => {
    expect(evenCalibrationError(outcomes([0.9, 30, 27]))).toBeCloseTo(0, 12)
  })

  test('without values there is no error', () => {
    expect([calibrationError([]), evenCalibrationError([]), brierScore([])]).toEqual([null, null, null])
  })

  test('the Brier score is the mean square', () => {
    expect(brierScore(outcomes([0.8, 2, 1]))).toBeCloseTo((0.04 + 0.64) / 2, 12)
  })

  test('the table counts every value once, 1 with the last', () => {
    const table = reliabilityTable(outcomes([0.2, 3, 1], [0.995, 4, 4], [1, 5, 5]))
    expect(table.map(({ from, count }) => [from, count])).toEqual([
      [0, 3],
      [0.995, 9],
    ])
    expect(table[0]!.right.value).toBeCloseTo(1 / 3, 12)
  })
})

describe('automation', () => {
  const curve = automationCurve(outcomes([0.99, 100, 100], [0.9, 100, 99], [0.6, 10, 5]))

  test('one point for each confidence, errors summed from the top', () => {
    expect(curve.map(({ threshold, accepted, errors }) => [threshold, accepted, errors])).toEqual([
      [0.99, 100, 0],
      [0.9, 200, 1],
      [0.6, 210, 6],
    ])
    expect(curve.at(-1)!.share).toBe(1)
  })

  test.each([
    [0, 0.99],
    [0.004, 0.99],
    [0.005, 0.9],
    [0.03, 0.6],
  ])('at most %d errors from %d on', (rate, threshold) => {
    expect(thresholdFor(curve, rate)?.threshold).toBe(threshold)
  })

  test('the lowest threshold counts, also behind one that was too high', () => {
    const late = automationCurve(outcomes([0.99, 2, 1], [0.9, 998, 998]))
    expect(thresholdFor(late, 0.005)).toMatchObject({ threshold: 0.9, accepted: 1000, errors: 1 })
  })

  test('where all are wrong there is none', () => {
    expect(thresholdFor(automationCurve(outcomes([0.9, 3, 0])), 0.005)).toBeNull()
  })
})

describe('logistic regression', () => {
  const flat = { mean: 0, deviation: 1000 }

  test('shares of two groups come out as log-odds', () => {
    const weights = fitLogistic(
      [
        { features: [1, 0], offset: 0, count: 100, hits: 90 },
        { features: [1, 1], offset: 0, count: 100, hits: 50 },
      ],
      [flat, flat],
    )
    expect(weights[0]).toBeCloseTo(Math.log(9), 3)
    expect(weights[1]).toBeCloseTo(-Math.log(9), 3)
  })

  test('a prior keeps weights finite where nothing failed, and in place where nothing was seen', () => {
    const trials = [{ features: [1, 0], offset: 0, count: 1000, hits: 1000 }]
    const [seen, unseen] = fitLogistic(trials, [
      { mean: 2, deviation: 1 },
      { mean: 0.5, deviation: 1 },
    ])
    expect(seen).toBeGreaterThan(3)
    expect(seen).toBeLessThan(12)
    expect(unseen).toBeCloseTo(0.5, 9)
  })

  test('offsets stand', () => {
    const [weight] = fitLogistic([{ features: [1], offset: 1, count: 1000, hits: 880 }], [flat])
    expect(weight).toBeCloseTo(Math.log(880 / 120) - 1, 3)
  })
})
