import { wilson, type Share } from './intervals.ts'

/** One value with what was believed of it and how it was. */
export interface Outcome {
  readonly confidence: number
  readonly right: boolean
}

export interface ReliabilityBin {
  readonly from: number
  readonly to: number
  readonly count: number
  /** Mean of the confidences. */
  readonly believed: number
  readonly right: Share
}

/** Finer where decisions are made: most values stand above 0.9. */
const edges = [0, 0.5, 0.7, 0.8, 0.9, 0.95, 0.98, 0.99, 0.995, 1]

export function reliabilityTable(outcomes: readonly Outcome[]): ReliabilityBin[] {
  return edges.slice(0, -1).flatMap((from, at) => {
    const to = edges[at + 1]!
    const inside = outcomes.filter(({ confidence }) => confidence >= from && (confidence < to || to === 1))
    if (inside.length === 0) return []
    const right = inside.filter((one) => one.right).length
    return [{ from, to, count: inside.length, believed: meanConfidence(inside), right: wilson(right, inside.length) }]
  })
}

/** Ten equal steps of confidence, as the measure is usually given. */
const steps = 10

/**
 * Expected calibration error: how far, on average over the values, the share that is right lies from the confidence
 * (Naeini et al., AAAI 2015; Guo et al., ICML 2017). Null without values.
 */
export function calibrationError(outcomes: readonly Outcome[]): number | null {
  return meanGap(
    outcomes,
    groupBy(outcomes, ({ confidence }) => Math.min(steps - 1, Math.floor(confidence * steps + 1e-9))),
  )
}

/** As many values in each bin: what hides within one wide step at the top shows here. */
export function evenCalibrationError(outcomes: readonly Outcome[], bins = 15): number | null {
  const sorted = [...outcomes].sort((a, b) => a.confidence - b.confidence)
  const places = new Map(sorted.map((one, at) => [one, Math.floor((at * bins) / sorted.length)]))
  // Equal confidences stay together.
  const firstOf = new Map<number, number>()
  for (const one of sorted) if (!firstOf.has(one.confidence)) firstOf.set(one.confidence, places.get(one)!)
  return meanGap(
    outcomes,
    groupBy(outcomes, ({ confidence }) => firstOf.get(confidence)!),
  )
}

function meanGap(outcomes: readonly Outcome[], bins: readonly (readonly Outcome[])[]): number | null {
  if (outcomes.length === 0) return null
  const gap = (bin: readonly Outcome[]): number =>
    Math.abs(bin.filter(({ right }) => right).length / bin.length - meanConfidence(bin))
  return bins.reduce((sum, bin) => sum + bin.length * gap(bin), 0) / outcomes.length
}

/** Mean squared distance of confidence and outcome: lower is better, also for telling right from wrong. */
export function brierScore(outcomes: readonly Outcome[]): number | null {
  if (outcomes.length === 0) return null
  const squares = outcomes.map(({ confidence, right }) => (confidence - (right ? 1 : 0)) ** 2)
  return squares.reduce((sum, square) => sum + square, 0) / outcomes.length
}

function meanConfidence(outcomes: readonly Outcome[]): number {
  return outcomes.reduce((sum, { confidence }) => sum + confidence, 0) / outcomes.length
}

function groupBy<T>(list: readonly T[], key: (one: T) => number): T[][] {
  const groups = new Map<number, T[]>()
  for (const one of list) {
    const group = groups.get(key(one))
    if (group) group.push(one)
    else groups.set(key(one), [one])
  }
  return [...groups.values()]
}
