import { computed, effect, signal } from '@preact/signals'
import type { DecideAnswer, DecideOne } from '../../domain/review-api.ts'
import { remember, remembered } from '../remembered.ts'
import { post, Refusal } from './ask.ts'
import { session, sessionEnded } from './session.ts'

/** One act of a person, kept until the server has it in its database. */
export type Act =
  | { readonly type: 'decide'; readonly key: string; readonly decisions: readonly DecideOne[] }
  | { readonly type: 'accept-above'; readonly key: string; readonly document: string; readonly threshold: number }
  /** `of`: a decision of the log, or the key of an act that may itself be still on its way. */
  | { readonly type: 'undo'; readonly key: string; readonly of: number | string }

type Heard = (act: Act, answer: DecideAnswer | null) => void

const waiting = signal<readonly Act[]>([])
/** Acts the server has not confirmed yet. */
export const unsent = computed(() => waiting.value.length)
/** Why the last attempt failed; null while all is well. */
export const outboxTrouble = signal<Refusal | null>(null)

/** Acts of this visit → the last decision each has become. */
const sequences = new Map<string, number>()
/** Items → the revision this browser itself has brought them to. */
const revisions = new Map<string, number>()
let sending = false
let heard: Heard = () => undefined

/** Milliseconds between attempts while the server is away. */
const retryAfter = 1500

export function onAnswers(listener: Heard): void {
  heard = listener
}

/** An act as the log knows it, if it does already: so it can be taken back even by a later visit. */
export function sequenceOf(act: string | number): number | string {
  return typeof act === 'number' ? act : (sequences.get(act) ?? act)
}

/** Until the server has everything. */
export function untilSent(): Promise<void> {
  return new Promise((resolve) => {
    const stop = effect(() => {
      if (unsent.value > 0) return
      resolve()
      queueMicrotask(() => stop())
    })
  })
}

export function put(act: Act): void {
  waiting.value = [...waiting.value, act]
  keep()
  void send()
}

/** Takes up what an earlier visit of this user could not send. */
export function resumeOutbox(): void {
  const kept = readKept()
  const known = new Set(waiting.value.map(({ key }) => key))
  waiting.value = [...kept.filter(({ key }) => !known.has(key)), ...waiting.value]
  outboxTrouble.value = null
  void send()
}

async function send(): Promise<void> {
  if (sending) return
  sending = true
  try {
    for (let act = waiting.value[0]; act !== undefined; act = waiting.value[0]) {
      const answer = await sendOne(act)
      waiting.value = waiting.value.slice(1)
      keep()
      heard(act, answer)
    }
  } catch (error) {
    outboxTrouble.value = error instanceof Refusal ? error : new Refusal(0, 'unknown', String(error))
    if (outboxTrouble.value.status === 401) sessionEnded()
    else setTimeout(() => void send(), retryAfter)
  } finally {
    sending = false
  }
}

/** Null where the server will never take the act. Throws where it may later. */
async function sendOne(act: Act): Promise<DecideAnswer | null> {
  try {
    const answer = await postAct(act)
    outboxTrouble.value = null
    if (answer !== null) noteDone(act, answer)
    return answer
  } catch (error) {
    const lasting = error instanceof Refusal && [400, 403, 404, 409, 422].includes(error.status)
    if (!lasting) throw error
    outboxTrouble.value = error
    return null
  }
}

function postAct(act: Act): Promise<DecideAnswer | null> {
  if (act.type === 'accept-above') {
    return post(`/documents/${act.document}/accept-above`, { key: act.key, threshold: act.threshold })
  }
  if (act.type === 'undo') {
    const seq = sequenceOf(act.of)
    return typeof seq === 'string' ? Promise.resolve(null) : post('/undo', { key: act.key, seq })
  }
  const decisions = act.decisions.map((one) => ({
    ...one,
    // What was decided upon a decision of our own that was still on its way is decided upon what that became.
    revision: Math.max(one.revision, revisions.get(`${one.document}/${one.item}`) ?? 0),
  }))
  return post('/decisions', { key: act.key, decisions })
}

function noteDone(act: Act, { results }: DecideAnswer): void {
  for (const result of results) {
    if (result.outcome !== 'done') continue
    sequences.set(act.key, result.seq)
    revisions.set(`${result.document}/${result.item.id}`, result.item.revision)
  }
}

function place(): string {
  return `outbox.${session.value?.user?.name ?? ''}`
}

function keep(): void {
  remember(place(), waiting.value.length === 0 ? null : JSON.stringify(waiting.value))
}

function readKept(): Act[] {
  try {
    const kept: unknown = JSON.parse(remembered(place()) ?? '[]')
    return Array.isArray(kept) ? (kept as Act[]) : []
  } catch {
    return []
  }
}
