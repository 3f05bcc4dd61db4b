import { expect, test } from 'vitest'
import { parse } from 'yaml'
import { confidenceModelSchema } from '../../src/domain/confidence.ts'
import { fitModel } from '../../src/evaluate/calibrate.ts'
import { calibrationError } from '../../src/evaluate/reliability.ts'
import { rescore } from '../../src/evaluate/rescore.ts'
import { writeModel } from '../../src/evaluate/write-model.ts'
import { weigh } from '../../src/resolve/confidence.ts'
import { makeMany } from './made-items.ts'

const estimates = new Map([
  ['date.year', 0.9],
  ['date.month', 0.9],
  ['date.rare', 0.6],
])
const items = [
  ...makeMany(400, 396, { rule: 'date.year' }),
  ...makeMany(400, 320, { rule: 'date.month' }),
  ...makeMany(200, 100, { rule: 'date.month', codes: ['year-inferred'] }),
  ...makeMany(5, 5, { rule: 'date.rare' }),
]
const model = fitModel(items, estimates)

function confidenceOf(rule: string, ...codes: string[]): number {
  const reasons = [{ code: 'rule', delta: estimates.get(rule)! }, ...codes.map((code) => ({ code, delta: -0.05 }))]
  return weigh(model, 'dates', rule, reasons).confidence
}

test('confidences are the shares that came out right', () => {
  expect(confidenceOf('date.year')).toBeCloseTo(0.99, 1)
  expect(confidenceOf('date.month')).toBeCloseTo(0.8, 1)
  expect(confidenceOf('date.month', 'year-inferred')).toBeCloseTo(0.5, 1)
  expect(calibrationError(rescore(items, model, estimates))).toBeLessThan(0.01)
})

test('what was seen too seldom keeps the estimate of who wrote it', () => {
  expect(model.kinds.dates!.rules).not.toHaveProperty('date.rare')
  expect(model.kinds.metrics).toBeUndefined()
  expect(weigh(model, 'metrics', 'metric.count', [{ code: 'rule', delta: 0.8 }]).confidence).toBeCloseTo(0.8, 9)
})

test('the order of the items changes nothing', () => {
  expect(fitModel([...items].reverse(), estimates)).toEqual(model)
})

test('excused items count neither way', () => {
  const excused = makeMany(500, 0, { rule: 'date.year' }).map((item) => ({ ...item, excused: true }))
  expect(fitModel([...items, ...excused], estimates)).toEqual(model)
})

test('the file holds the model, and the same model gives the same file', () => {
  const text = writeModel(model, 'Fitted to made items.')
  expect(confidenceModelSchema.parse(parse(text))).toEqual(model)
  expect(writeModel(structuredClone(model), 'Fitted to made items.')).toBe(text)
  expect(text).toMatch(/^# How sure we are[^]*# Fitted to made items\.\nleast: /)
})
