import { automationCurve, thresholdFor, type AutomationPoint } from './automation.ts'
import type { Judgement } from './judge.ts'
import type { Judgements } from './read-folders.ts'
import {
  brierScore,
  calibrationError,
  evenCalibrationError,
  reliabilityTable,
  type Outcome,
  type ReliabilityBin,
} from './reliability.ts'
import { tallyAll, type Tally } from './tallies.ts'

/** Everything that can be said of records whose gold is known. */
export interface Evaluation {
  readonly documents: number
  readonly lost: readonly string[]
  readonly unjudged: number
  readonly tallies: readonly Tally[]
  readonly confidence: {
    readonly values: number
    readonly right: number
    /** Ten equal steps. */
    readonly calibrationError: number | null
    /** Fifteen steps with as many values in each. */
    readonly evenCalibrationError: number | null
    readonly brier: number | null
    readonly reliability: readonly ReliabilityBin[]
  }
  readonly automation: {
    readonly wishedErrorRate: number
    readonly threshold: AutomationPoint | null
    readonly curve: readonly AutomationPoint[]
  }
  /** The most certain first: what a reviewer would least have looked at. */
  readonly wrong: readonly Mistake[]
  readonly missing: readonly { readonly kind: string; readonly document: string; readonly wanted: string }[]
}

export interface Mistake {
  readonly kind: string
  readonly document: string
  readonly id: string
  readonly raw: string
  readonly rule: string
  readonly confidence: number
}

export function evaluate({ judgements, documents, lost, unjudged }: Judgements, wishedErrorRate: number): Evaluation {
  const outcomes = outcomesOf(judgements)
  const curve = automationCurve(outcomes)
  return {
    ...{ documents, lost, unjudged },
    tallies: tallyAll(judgements),
    confidence: {
      values: outcomes.length,
      right: outcomes.filter(({ right }) => right).length,
      calibrationError: calibrationError(outcomes),
      evenCalibrationError: evenCalibrationError(outcomes),
      brier: brierScore(outcomes),
      reliability: reliabilityTable(outcomes),
    },
    automation: { wishedErrorRate, threshold: thresholdFor(curve, wishedErrorRate), curve },
    wrong: mistakesOf(judgements),
    missing: judgements.flatMap(({ missed }) => missed),
  }
}

/** Items of lists that were annotated in part do not count: only the found ones are known, and they are right. */
export function outcomesOf(judgements: readonly Judgement[]): Outcome[] {
  return judgements.flatMap(({ items, partial }) =>
    items.flatMap(({ kind, item, right, excused }) =>
      excused || partial.has(kind) ? [] : [{ confidence: item.confidence, right }],
    ),
  )
}

function mistakesOf(judgements: readonly Judgement[]): Mistake[] {
  return judgements
    .flatMap(({ items }) => items)
    .filter(({ right }) => !right)
    .sort((a, b) => b.item.confidence - a.item.confidence)
    .map(({ kind, document, item: { id, raw, rule, confidence } }) => ({ kind, document, id, raw, rule, confidence }))
}
