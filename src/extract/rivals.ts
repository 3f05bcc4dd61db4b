import type { Reason } from '../domain/record.ts'
import type { Alternative } from './candidate.ts'
import type { Match } from './match.ts'

/** A reviewer looks at no more. */
export const mostAlternatives = 5

type Values = Alternative['values']

/**
 * What the matches that lost a place would have made of it, best first and each value once, and what their agreeing or
 * differing says of the one that won. A rival inside the winner, a month inside its day, says nothing.
 */
export function weighRivals(
  match: Match,
  values: Values,
  read: (rival: Match) => Values | null,
): { readonly alternatives: readonly Alternative[]; readonly reasons: readonly Reason[] } {
  const alternatives: Alternative[] = []
  const seen = new Set([JSON.stringify(values)])
  let [agrees, differs] = [false, false]
  for (const rival of match.rivals ?? []) {
    const other = read(rival)
    if (!other) continue
    const key = JSON.stringify(other)
    if (key === JSON.stringify(values)) agrees ||= rival.rule !== match.rule
    else if (rival.start < match.start || rival.end > match.end) differs = true
    if (seen.has(key)) continue
    seen.add(key)
    alternatives.push({ rule: rival.rule.id, start: rival.start, end: rival.end, values: other })
  }
  return {
    alternatives: alternatives.slice(0, mostAlternatives),
    reasons: [
      ...(agrees ? [{ code: 'rules-agree', delta: 0.01 }] : []),
      ...(differs ? [{ code: 'rules-differ', delta: -0.03 }] : []),
    ],
  }
}
