import { batch } from '@preact/signals'
import type { ItemState, Values } from '../../domain/decision.ts'
import type { Finding } from '../../domain/record.ts'
import type { ReviewCandidate, ReviewDocument, ReviewItem } from '../../domain/review-api.ts'
import { tell } from '../talk/toast.ts'
import { say, sayCode } from '../words/speak.ts'
import { decide, type Choice } from './decide.ts'
import { changesOf, dropDraft, withCells } from './draft.ts'
import { focusEditor, focusInput } from './focus.ts'
import { active, activeId, findingsById, itemOf, opened } from './opened.ts'
import { listed, nextDoubtful } from './order.ts'
import { leaveForNext } from './next-document.ts'

export function mayDecide(): boolean {
  const document = opened.value
  if (document === null) return false
  const free = document.lease === null || document.lease.mine
  if (!document.rights.decide) tell(say('read-only.rights'))
  else if (!free) tell(say('read-only.lease', { user: document.lease?.fullName ?? '' }))
  return document.rights.decide && free
}

/** Goes to an item; a draft of another is dropped. */
export function pick(id: string | null): void {
  if (id === null) return
  batch(() => {
    if (id !== activeId.value) dropDraft()
    activeId.value = id
  })
  if (document.activeElement instanceof HTMLButtonElement) focusEditor()
}

/** On to the next doubtful item; where the document has none left, to the next document. */
export function goOn(): void {
  dropDraft()
  focusEditor()
  const next = nextDoubtful()
  if (next !== null) activeId.value = next
  else leaveForNext()
}

/** Enter: what was typed if anything was, else what stands there. */
export function commitActive(): void {
  const item = active.value
  if (item === null || !mayDecide()) return
  const changes = changesOf(item)
  if (!changes.ok) {
    tell(say('entry.invalid', { field: sayCode('field', changes.key) }))
    focusInput(changes.key)
    return
  }
  if (Object.keys(changes.values).length > 0) decide([{ item, action: 'correct', values: changes.values }])
  else if (item.state.status !== 'accepted' && item.state.status !== 'corrected' && item.state.status !== 'added') {
    decide([{ item, action: 'accept' }])
  }
  goOn()
}

export function settleActive(action: 'reject' | 'not-in-document' | 'unreadable'): void {
  const item = active.value
  if (item === null || !mayDecide()) return
  // A finding is confirmed or dismissed; that it cannot be read or is not there makes no sense of it.
  decide([{ item, action: item.kind === 'finding' ? 'reject' : action }])
  goOn()
}

/** Of an item that two people keyed differently, what each of them said. */
export function keyedOf(item: ReviewItem): ReviewDocument['keyed'] {
  return item.state.status === 'conflict' ? (opened.value?.keyed.filter((one) => one.item === item.id) ?? []) : []
}

export function takeKeyed(item: ReviewItem, { status, values }: ItemState): void {
  if (!mayDecide()) return
  // Who accepted has changed nothing: nor does whoever agrees with them.
  if (status === 'accepted') decide([{ item, action: 'accept' }])
  else if (status === 'not-in-document' || status === 'unreadable') decide([{ item, action: status }])
  else decide([values === null ? { item, action: 'reject' } : { item, action: 'correct', values }])
  goOn()
}

/** Digit n: what was keyed comes first, then the candidates. */
export function takeDigit(digit: number): boolean {
  const item = active.value
  if (item === null) return false
  const keyed = keyedOf(item)
  const state = keyed[digit - 1]?.state
  const candidate = item.candidates[digit - 1 - keyed.length]
  if (state !== undefined) takeKeyed(item, state)
  else if (candidate !== undefined) takeCandidate(item, candidate)
  return state !== undefined || candidate !== undefined
}

/** What is already held is accepted. */
export function takeCandidate(item: ReviewItem, candidate: ReviewCandidate): void {
  if (!mayDecide()) return
  const held = (item.state.values ?? item.extracted)?.[candidate.key] ?? null
  if (held === candidate.value) decide([{ item, action: 'accept' }])
  else
    decide([
      { item, action: 'correct', values: withCells(item, { [candidate.key]: candidate.value, ...candidate.with }) },
    ])
  goOn()
}

export interface Proposal {
  readonly finding: Finding
  readonly item: ReviewItem
  readonly values: Values
}

/** What the findings about an item propose, or what a finding itself does; only values that there is an item for. */
export function proposalsOf(item: ReviewItem): Proposal[] {
  const findings = item.kind === 'finding' ? [item.id] : item.findings
  return findings.flatMap((id) => {
    const finding = findingsById.value.get(id)
    const proposed = finding?.proposed
    const target = proposed?.item ? itemOf(proposed.item) : null
    if (finding === undefined || proposed === undefined || target === null) return []
    return [
      { finding, item: target, values: withCells(target, { [proposed.field]: proposed.value, ...proposed.with }) },
    ]
  })
}

/** Takes what is proposed for the active item, or else for another its finding speaks of; the finding is confirmed with it. */
export function takeProposal(): void {
  const item = active.value
  if (item === null || !mayDecide()) return
  const proposals = proposalsOf(item)
  const proposal = proposals.find((one) => one.item.id === item.id) ?? proposals[0]
  if (proposal === undefined) return tell(say('proposal.none'))
  const choices: Choice[] = [{ item: proposal.item, action: 'correct', values: proposal.values }]
  const finding = itemOf(proposal.finding.id)
  if (finding !== null && finding.state.status === 'open') choices.push({ item: finding, action: 'accept' })
  decide(choices)
  goOn()
}

export function step(by: 1 | -1): void {
  const all = listed.value
  const at = all.findIndex(({ id }) => id === activeId.value)
  const next = all[Math.max(0, Math.min(all.length - 1, at + by))]
  if (next !== undefined) pick(next.id)
}
