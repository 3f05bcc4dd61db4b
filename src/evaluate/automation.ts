import { wilson, type Share } from './intervals.ts'
import type { Outcome } from './reliability.ts'

/** What happens if values of at least this confidence are taken unseen. */
export interface AutomationPoint {
  readonly threshold: number
  readonly accepted: number
  /** Of all values. */
  readonly share: number
  readonly errors: number
  /** Of those accepted. */
  readonly errorRate: Share
}

/** One point for each confidence that occurs, from the most certain down. */
export function automationCurve(outcomes: readonly Outcome[]): AutomationPoint[] {
  const sorted = [...outcomes].sort((a, b) => b.confidence - a.confidence)
  const points: AutomationPoint[] = []
  let errors = 0
  for (const [at, { confidence, right }] of sorted.entries()) {
    if (!right) errors++
    if (sorted[at + 1]?.confidence === confidence) continue
    const accepted = at + 1
    points.push({
      ...{ threshold: confidence, accepted, share: accepted / sorted.length, errors },
      errorRate: wilson(errors, accepted),
    })
  }
  return points
}

/** The lowest threshold that keeps the errors within a rate; null where none does. */
export function thresholdFor(curve: readonly AutomationPoint[], errorRate: number): AutomationPoint | null {
  return curve.findLast((point) => point.errors <= errorRate * point.accepted) ?? null
}
