import { itemKinds, toLogOdds, type ConfidenceModel, type ItemKind, type KindModel } from '../domain/confidence.ts'
import type { JudgedItem } from './judge.ts'
import { fitLogistic, logOddsOf, type Prior, type Trials } from './logistic.ts'

/** Bounds of any confidence: what is rarer than one in so many, no collection of ours has shown. */
const bounds = { least: 0.005, most: 0.999 }
/** A part seen fewer times keeps the estimate of who wrote it. */
const fewestSeen = 10
/** What is thought of weights beforehand: a rule is about as good as its author says, a reason may matter or not. */
const deviations = { rule: 1, reason: 1.5 }
/**
 * No reason counts more than some 150 : 1. Where made reports show a reason to be always wrong or always right, they only
 * show that they were made by one hand.
 */
const mostWeight = 5
/** Estimate of a rule that stands in code and has none of its own. */
const usualEstimate = 0.93
/** Documents left out in turn, to see how far the fit is from documents it has not seen. */
const folds = 5

/**
 * Fits the confidence model to judged items, kind by kind: a logistic regression over the rule and the reasons of each
 * item; then, over documents that were left out in turn, one slope and one shift for the whole sum (Platt scaling), which
 * are multiplied in. `estimates`: the rules' own, by id. The same items give the same numbers in any order.
 */
export function fitModel(items: readonly JudgedItem[], estimates: ReadonlyMap<string, number>): ConfidenceModel {
  const judged = items.filter(({ excused }) => !excused)
  const kinds: Partial<Record<ItemKind, KindModel>> = {}
  for (const kind of itemKinds) {
    const own = judged.filter((item) => item.kind === kind)
    if (own.length >= fewestSeen) kinds[kind] = fitKind(own, estimates)
  }
  return { ...bounds, kinds }
}

interface Parts {
  readonly rules: readonly string[]
  readonly reasons: readonly string[]
}

function fitKind(items: readonly JudgedItem[], estimates: ReadonlyMap<string, number>): KindModel {
  const parts = listParts(items)
  const priors = priorsOf(parts, estimates)
  const slope = fitSlope(items, parts, priors, estimates)
  const weights = fitParts(items, parts, priors, estimates)
  const named = (names: readonly string[], from: number, shift: number): Record<string, number> =>
    Object.fromEntries(names.map((name, at) => [name, roundOdds(slope.factor * weights[from + at]! + shift)]))
  return {
    rules: named(parts.rules, 0, slope.shift),
    reasons: named(parts.reasons, parts.rules.length, 0),
  }
}

/** Rules and reasons seen often enough, in the order of their names. */
function listParts(items: readonly JudgedItem[]): Parts {
  const often = (names: readonly string[]): string[] => {
    const counts = new Map<string, number>()
    for (const name of names) counts.set(name, (counts.get(name) ?? 0) + 1)
    return [...counts].flatMap(([name, count]) => (count >= fewestSeen ? [name] : [])).sort()
  }
  return { rules: often(items.map(({ item }) => item.rule)), reasons: often(items.flatMap(codesOf)) }
}

function codesOf({ item }: JudgedItem): string[] {
  return item.reasons.slice(1).map(({ code }) => code)
}

function priorsOf({ rules, reasons }: Parts, estimates: ReadonlyMap<string, number>): Prior[] {
  return [
    ...rules.map((rule) => ({ mean: estimateOf(rule, estimates), deviation: deviations.rule })),
    ...reasons.map(() => ({ mean: 0, deviation: deviations.reason })),
  ]
}

function estimateOf(rule: string, estimates: ReadonlyMap<string, number>): number {
  return toLogOdds(estimates.get(rule) ?? usualEstimate)
}

/** Items with the same parts are counted together. */
function toTrials(items: readonly JudgedItem[], parts: Parts, estimates: ReadonlyMap<string, number>): Trials[] {
  const groups = new Map<string, { features: number[]; offset: number; count: number; hits: number }>()
  for (const one of items) {
    const codes = new Set(codesOf(one))
    const features = [
      ...parts.rules.map((rule) => (rule === one.item.rule ? 1 : 0)),
      ...parts.reasons.map((code) => (codes.has(code) ? 1 : 0)),
    ]
    const offset = parts.rules.includes(one.item.rule) ? 0 : estimateOf(one.item.rule, estimates)
    const key = `${features.join('')} ${offset}`
    const group = groups.get(key) ?? { features, offset, count: 0, hits: 0 }
    group.count++
    if (one.right) group.hits++
    groups.set(key, group)
  }
  return [...groups].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, group]) => group)
}

/** What speaks for an item, wherever it stands; every other reason speaks against it or says nothing. */
const speakFor: ReadonlySet<string> = new Set([
  'type-and-symbol-agree',
  'dated',
  'said-again',
  'rules-agree',
  'ratio-agrees',
  'form-agrees',
  'prose-agrees',
  'named-before',
  'authority-stated',
])

/** No reason counts more than its bound, nor against its sense: a reviewer must be able to believe it. */
function boundsOf(code: string): readonly [low: number, high: number] {
  return speakFor.has(code) ? [0, mostWeight] : [-mostWeight, 0]
}

/** Weights of the rules, then of the reasons. Reasons that would leave their bounds stay at them; the rest is fitted again. */
function fitParts(
  items: readonly JudgedItem[],
  parts: Parts,
  priors: readonly Prior[],
  estimates: ReadonlyMap<string, number>,
): number[] {
  const trials = toTrials(items, parts, estimates)
  const held = new Map<number, number>()
  for (;;) {
    const free = priors.flatMap((_, at) => (held.has(at) ? [] : [at]))
    const given = trials.map((trial) => ({
      ...trial,
      features: free.map((at) => trial.features[at]!),
      offset: [...held].reduce((sum, [at, weight]) => sum + trial.features[at]! * weight, trial.offset),
    }))
    const fitted = fitLogistic(
      given,
      free.map((at) => priors[at]!),
    )
    const weights = priors.map((_, at) => held.get(at) ?? fitted[free.indexOf(at)]!)
    const before = held.size
    for (const [index, code] of parts.reasons.entries()) {
      const at = parts.rules.length + index
      const [low, high] = boundsOf(code)
      const weight = weights[at]!
      if (weight < low || weight > high) held.set(at, weight < low ? low : high)
    }
    if (held.size === before) return weights
  }
}

/** How much of what the fit says holds for documents it has not seen. */
function fitSlope(
  items: readonly JudgedItem[],
  parts: Parts,
  priors: readonly Prior[],
  estimates: ReadonlyMap<string, number>,
): { readonly factor: number; readonly shift: number } {
  const documents = [...new Set(items.map(({ document }) => document))].sort()
  if (documents.length < folds) return { factor: 1, shift: 0 }
  const foldOf = new Map(documents.map((document, at) => [document, at % folds]))
  const outside = Array.from({ length: folds }, (_, fold) => {
    const isInside = ({ document }: JudgedItem): boolean => foldOf.get(document) === fold
    const weights = fitParts(
      items.filter((one) => !isInside(one)),
      parts,
      priors,
      estimates,
    )
    return toTrials(items.filter(isInside), parts, estimates).map((trial): Trials => ({
      ...trial,
      features: [logOddsOf(trial, weights), 1],
      offset: 0,
    }))
  }).flat()
  const [factor = 1, shift = 0] = fitLogistic(outside, [
    { mean: 1, deviation: 0.25 },
    { mean: 0, deviation: 0.5 },
  ])
  // Unseen documents make a fit more modest, never bolder.
  return factor < 1 ? { factor, shift } : { factor: 1, shift: 0 }
}

function roundOdds(odds: number): number {
  return Math.round(odds * 1000) / 1000
}
