import { toLogOdds, toProbability, type ConfidenceModel } from '../domain/confidence.ts'
import type { JudgedItem } from './judge.ts'
import type { Outcome } from './reliability.ts'

/** What the items would have been believed under another model; parts that it does not list count nothing. */
export function rescore(
  items: readonly JudgedItem[],
  model: ConfidenceModel,
  estimates: ReadonlyMap<string, number>,
): Outcome[] {
  return items.map(({ kind, item, right }) => {
    const own = model.kinds[kind]
    const prior = own?.rules[item.rule] ?? toLogOdds(estimates.get(item.rule) ?? item.reasons[0]?.delta ?? 0.5)
    const odds = item.reasons.slice(1).reduce((sum, { code }) => sum + (own?.reasons[code] ?? 0), prior)
    return { confidence: Math.min(model.most, Math.max(model.least, toProbability(odds))), right }
  })
}
