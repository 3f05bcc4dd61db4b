import type { Decision } from '../../domain/decision.ts'
import type { Lease } from '../../domain/review-api.ts'
import { get, post, Refusal, remove } from '../talk/ask.ts'
import { unsent } from '../talk/outbox.ts'
import { session } from '../talk/session.ts'
import { tellTrouble } from '../talk/toast.ts'
import { isOpen } from './doubt.ts'
import { draft } from './draft.ts'
import { active, activeId, opened, refreshItems } from './opened.ts'
import { nextDoubtful, nextOpen } from './order.ts'

/** Milliseconds: a lease is kept by a sign of life at least every 15 s. */
const beat = 12_000
const look = 3000

interface Changes {
  readonly seq: number
  readonly decisions: readonly Decision[]
}

/** Holds a document for this person and takes over what others decide about it, until the returned function is called. */
export function stayCurrent(document: string): () => void {
  const lease = setInterval(() => void takeLease(document).catch(quiet), beat)
  const changes = setInterval(() => void takeChanges(document).catch(quiet), look)
  void takeLease(document).catch(tellTrouble)
  const letGo = () => void remove(`/documents/${document}/lease`, true).catch(quiet)
  addEventListener('pagehide', letGo)
  return () => {
    clearInterval(lease)
    clearInterval(changes)
    removeEventListener('pagehide', letGo)
    letGo()
  }
}

/** Takes, keeps or takes over. What the others did until then is fetched where there is any. */
export async function takeLease(document: string, takeOver = false): Promise<void> {
  const answer = await post<{ lease: Lease; seq: number }>(`/documents/${document}/lease`, { takeOver })
  const here = opened.value
  if (here?.document.id !== document) return
  const gained = answer.lease.mine && here.lease?.mine === false
  opened.value = { ...here, lease: answer.lease }
  if (!gained) return
  await refreshItems()
  leaveSettled()
}

/** What the one before has settled is not asked for again. */
function leaveSettled(): void {
  if (draft.value !== null || active.value === null || isOpen(active.value)) return
  activeId.value = nextDoubtful() ?? nextOpen() ?? activeId.value
}

async function takeChanges(document: string): Promise<void> {
  const here = opened.value
  if (here?.document.id !== document || unsent.value > 0) return
  const { seq, decisions } = await get<Changes>('/changes', { since: here.seq })
  if (opened.value?.document.id !== document || unsent.value > 0) return
  opened.value = { ...opened.value, seq }
  const own = session.value?.user?.name
  if (!decisions.some((one) => one.document === document && one.user !== own)) return
  await refreshItems()
  // Whoever decides has the document: here it is to be looked at only, from now on.
  await takeLease(document)
}

/** The next attempt comes soon; that the server is away the outbox tells. */
function quiet(error: unknown): void {
  if (error instanceof Refusal && error.status === 401) tellTrouble(error)
}
