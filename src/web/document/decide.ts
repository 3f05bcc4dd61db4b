import { batch } from '@preact/signals'
import type { Action, ItemStatus, Values } from '../../domain/decision.ts'
import type { ItemKind } from '../../domain/item-kinds.ts'
import type { Evidence } from '../../domain/record.ts'
import type { Decision } from '../../domain/decision.ts'
import type { DecideAnswer, DecideOne, ReviewItem } from '../../domain/review-api.ts'
import { goTo, route } from '../route.ts'
import { get } from '../talk/ask.ts'
import { onAnswers, put, sequenceOf, unsent, untilSent, type Act } from '../talk/outbox.ts'
import { session } from '../talk/session.ts'
import { tell, tellTrouble } from '../talk/toast.ts'
import { say } from '../words/speak.ts'
import { nameOf } from './item-words.ts'
import { queueFilters } from './next-document.ts'
import { activeId, itemOf, items, opened, refreshItems, replaceItem } from './opened.ts'
import { lastStanding } from './standing.ts'

/** What an act changed, so that it can be taken back before and after the server has it. */
interface Step {
  /** Key of the act, or the decision's number where it was made in an earlier visit. */
  readonly of: string | number
  readonly document: string
  /** The item in hand when it was done: there it leads back to. */
  readonly at: string | null
  readonly before: readonly ReviewItem[]
  readonly after: readonly ReviewItem[]
}

const done: Step[] = []
const undone: Step[] = []

const statusAfter: Readonly<Partial<Record<Action, ItemStatus>>> = {
  accept: 'accepted',
  correct: 'corrected',
  reject: 'rejected',
  'not-in-document': 'not-in-document',
  unreadable: 'unreadable',
  add: 'added',
}
const valueless: ReadonlySet<Action> = new Set(['reject', 'not-in-document', 'unreadable'])

export interface Choice {
  readonly item: ReviewItem
  readonly action: Exclude<Action, 'undo' | 'add'>
  readonly values?: Values
  readonly why?: string
}

/** Decides about items of the document in hand: shown at once, sent behind. One call is one act, taken back as one. */
export function decide(choices: readonly Choice[]): void {
  const document = opened.value?.document.id
  if (document === undefined || choices.length === 0) return
  const key = crypto.randomUUID()
  const after = choices.map(({ item, action, values }) => decided(item, action, values))
  // A remark changes nothing: there is nothing to take back, and the server says when it is there.
  if (choices.every(({ action }) => action === 'comment')) refreshing = true
  else enter({ of: key, document, at: activeId.value, before: choices.map(({ item }) => item), after })
  put({
    type: 'decide',
    key,
    decisions: choices.map(({ item, action, values, why }): DecideOne => ({
      document,
      item: item.id,
      action,
      revision: item.revision,
      ...(values === undefined ? {} : { values }),
      ...(why === undefined ? {} : { why }),
    })),
  })
}

export interface Added {
  readonly kind: ItemKind
  readonly slot: string | null
  readonly values: Values
  readonly evidence: readonly Evidence[]
  readonly raw: string
}

export function addItem({ kind, slot, values, evidence, raw }: Added): void {
  const document = opened.value?.document.id
  if (document === undefined) return
  const key = crypto.randomUUID()
  const id = `added-${key}`
  const item: ReviewItem = {
    id,
    kind,
    slot,
    form: null,
    state: { status: 'added', values },
    extracted: null,
    revision: 0,
    raw,
    confidence: 1,
    doubt: 0,
    reasons: [],
    rule: '',
    evidence: [...evidence],
    findings: [],
    candidates: [],
    masked: false,
    stale: null,
  }
  enter({ of: key, document, at: activeId.value, before: [], after: [item] })
  activeId.value = id
  put({
    type: 'decide',
    key,
    decisions: [{ document, item: id, action: 'add', revision: 0, values, kind, slot, evidence: [...evidence] }],
  })
}

/** Accepts what no finding speaks of and is at least this sure. */
export function acceptAbove(threshold: number): number {
  const document = opened.value?.document.id
  const sure = sureItems(threshold)
  if (document === undefined || sure.length === 0) return 0
  const key = crypto.randomUUID()
  enter({ of: key, document, at: activeId.value, before: sure, after: sure.map((item) => decided(item, 'accept')) })
  put({ type: 'accept-above', key, document, threshold })
  return sure.length
}

export function sureItems(threshold: number): ReviewItem[] {
  return items.value.filter(
    ({ state, confidence, findings, kind, stale }) =>
      state.status === 'open' &&
      stale === null &&
      kind !== 'finding' &&
      confidence >= threshold &&
      findings.length === 0,
  )
}

/** The value settled last in this visit, with its document: with a document's last doubtful value that is left. */
export function lastDecided(): { readonly document: string; readonly item: ReviewItem } | null {
  const last = done.at(-1)
  const item = last?.after.at(-1)
  return last === undefined || item === undefined ? null : { document: last.document, item: itemOf(item.id) ?? item }
}

/** Takes the last act back, of this visit or of those before. */
export async function undo(): Promise<void> {
  const step = done.pop()
  if (step === undefined) return undoEarlier()
  const key = crypto.randomUUID()
  undone.push({ ...step, of: key })
  if (isInHand(step.document)) takeBack(step)
  put({ type: 'undo', key, of: sequenceOf(step.of) })
  if (!isInHand(step.document)) await leadTo(step, say('undone.elsewhere'))
}

/** An undone undo. */
export async function redo(): Promise<void> {
  const step = undone.pop()
  if (step === undefined) return tell(say('redo.nothing'))
  const key = crypto.randomUUID()
  done.push({ ...step, of: key })
  if (isInHand(step.document)) show(step.after, step.at)
  put({ type: 'undo', key, of: sequenceOf(step.of) })
  if (!isInHand(step.document)) await leadTo(step, say('redone.elsewhere'))
}

function isInHand(document: string): boolean {
  const [view, id] = route.value.path
  return view === 'd' && id === document && opened.value?.document.id === document
}

function takeBack(step: Step): void {
  const added = step.after.filter(({ id }) => !step.before.some((one) => one.id === id))
  batch(() => {
    items.value = items.value.filter(({ id }) => !added.some((one) => one.id === id))
    show(step.before, step.at)
  })
}

let leading: Step | null = null

/** Back to a value in a document that is no longer in hand, once the server has what changed there. */
async function leadTo(step: Step, message: string): Promise<void> {
  leading = step
  tell(message)
  await untilSent()
  // Of several undone one after the other, to the last.
  if (leading !== step) return
  leading = null
  const query = { ...queueFilters(), ...(step.at === null ? {} : { item: step.at }) }
  goTo(['d', step.document], new URLSearchParams(query))
}

/** Puts states in place that the server will confirm, and goes back to where it was decided. */
function show(states: readonly ReviewItem[], at: string | null): void {
  batch(() => {
    for (const state of states) replaceItem({ ...state, revision: itemOf(state.id)?.revision ?? state.revision })
    activeId.value = at
  })
}

let earlier: Promise<void> = Promise.resolve()

/** What this person decided about this document in an earlier visit, from the log: one after the other. */
function undoEarlier(): Promise<void> {
  earlier = earlier.then(undoFromLog).catch(tellTrouble)
  return earlier
}

async function undoFromLog(): Promise<void> {
  const document = opened.value?.document.id
  if (document === undefined || !isInHand(document)) return tell(say('undo.open-first'))
  // The log says what is left to take back only when it holds what was taken back before.
  await untilSent()
  const { decisions } = await get<{ decisions: Decision[] }>(`/documents/${document}/history`)
  const mine = lastStanding(decisions, session.value?.user?.name ?? '')
  if (mine === null) return tell(say('undo.nothing'))
  const item = itemOf(mine.item)
  const key = crypto.randomUUID()
  undone.push({ of: key, document, at: mine.item, before: [], after: item === null ? [] : [item] })
  put({ type: 'undo', key, of: mine.seq })
  if (item !== null) activeId.value = item.id
}

function enter(step: Step): void {
  undone.length = 0
  done.push(step)
  batch(() => step.after.forEach(replaceItem))
}

function decided(item: ReviewItem, action: Action, values: Values = {}): ReviewItem {
  const status = statusAfter[action]
  if (status === undefined) return item
  const held = item.state.values ?? item.extracted ?? {}
  const state = { status, values: valueless.has(action) ? null : { ...held, ...values } }
  return { ...item, state, stale: null }
}

/** What the page cannot show by itself is fetched as soon as the server has it. */
let refreshing = false

/** What came of an act: items as the server has them now, unless more has been decided about them here. */
function hear(act: Act, answer: DecideAnswer | null): void {
  if (answer === null) {
    tell(say('decision.lost'))
    forget(act.key)
    refreshing = true
  } else takeOver(act, answer)
  // What is still on its way would vanish from view if the items came from the server now.
  if (!refreshing || unsent.value > 0) return
  refreshing = false
  void refreshItems().catch(tellTrouble)
}

function takeOver(act: Act, answer: DecideAnswer): void {
  const newest = done.at(-1)?.of === act.key || undone.at(-1)?.of === act.key
  if (!answer.results.some(({ outcome }) => outcome === 'done')) forget(act.key)
  batch(() => {
    for (const result of answer.results) {
      if (result.outcome === 'refused') {
        refreshing = true
        tell(result.detail)
        continue
      }
      if (result.outcome === 'conflict') tell(say('conflict', { name: nameOf(result.item), by: result.by }))
      if (result.document !== opened.value?.document.id) continue
      const here = itemOf(result.item.id)
      if (result.outcome === 'conflict' || newest || here === null) place(result.item)
      else replaceItem({ ...here, revision: result.item.revision })
    }
  })
}

/** An act that came to nothing cannot be taken back. */
function forget(key: string): void {
  for (const steps of [done, undone]) {
    const at = steps.findIndex(({ of }) => of === key)
    if (at >= 0) steps.splice(at, 1)
  }
}

/** An added item that was taken back is in the list no more. */
function place(item: ReviewItem): void {
  if (item.extracted === null && item.state.values === null) {
    items.value = items.value.filter(({ id }) => id !== item.id)
  } else replaceItem(item)
}

export function followAnswers(): void {
  onAnswers(hear)
}
