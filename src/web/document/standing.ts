import type { Decision } from '../../domain/decision.ts'

/**
 * The person's last decision that still holds, and upon whose item nobody has decided since: what an undo takes back. A
 * decision that was taken back and done again holds by the undo of its undo. Null where there is none.
 */
export function lastStanding(decisions: readonly Decision[], user: string): Decision | null {
  const bySeq = new Map(decisions.map((decision) => [decision.seq, decision]))
  const takenBack = new Set<number>()
  const passed = new Set<string>()
  for (const decision of decisions.toSorted((a, b) => b.seq - a.seq)) {
    if (decision.action === 'comment' || takenBack.has(decision.seq)) continue
    if (decision.undoes !== null) takenBack.add(decision.undoes)
    if (takesBack(decision, bySeq) || passed.has(decision.item)) continue
    if (decision.user === user) return decision
    passed.add(decision.item)
  }
  return null
}

/** An undo of a decision, not one of an undo. */
function takesBack({ undoes }: Decision, bySeq: ReadonlyMap<number, Decision>): boolean {
  if (undoes === null) return false
  const undone = bySeq.get(undoes)
  return undone === undefined || !takesBack(undone, bySeq)
}
