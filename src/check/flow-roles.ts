import type { Facts } from './facts.ts'
import { money, type Figure } from './figures.ts'
import { wordKey } from './word-key.ts'

export const flowRoles = ['opening', 'received', 'resolved', 'pending'] as const
export type FlowRole = (typeof flowRoles)[number]

/** What a figure counts of a flow of dossiers or letters, by the words nearest before it, or else behind it; null: none, or money. */
export function flowRole(facts: Facts, figure: Figure): FlowRole | null {
  if (figure.unit === money) return null
  return facts.keep(figure, () => {
    const before = wordsBefore(figure)
    const named = roleIn(facts, before) ?? roleIn(facts, wordsBehind(figure))
    return named ?? (facts.words('rest').end(before) && /^\s*(?:[.;,]|$)/u.test(figure.after) ? 'pending' : null)
  })
}

/** Key of the clause a figure stands at the end of. */
export function wordsBefore(figure: Figure): string {
  return wordKey(figure.before.split(/[;(]|\.\s/u).at(-1) ?? '')
}

export function wordsBehind(figure: Figure): string {
  return wordKey(`${figure.item.raw} ${/^[^,;.()]*/u.exec(figure.after)?.[0] ?? ''}`)
}

/** The role whose words stand last; of two that end together the longer: 'đang giải quyết' is not 'giải quyết'. */
export function roleIn(facts: Facts, text: string): FlowRole | null {
  const key = facts.words('roleless').without(text)
  let best: { role: FlowRole; end: number; length: number } | null = null
  for (const role of flowRoles) {
    const found = facts.words(role).lastIn(key)
    if (!found) continue
    if (!best || found.end > best.end || (found.end === best.end && found.length > best.length))
      best = { role, ...found }
  }
  return best?.role ?? null
}
