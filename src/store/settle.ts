import type { FailureCode } from '../domain/issue.ts'
import type { DatabaseKind } from './migrations.ts'
import { writeEvent } from './outbox.ts'
import { writeSearchEntry } from './search-entry.ts'
import type { SearchEntry } from './search-entry.ts'
import type { Store, Transaction } from './store.ts'
import type { AttemptTable, ExtractionTable, Lane, State, Tables } from './tables.ts'
import { addToTally, countOf } from './tally.ts'
import type { StateCount } from './tally.ts'
import type { Claim } from './work.ts'

/** What became of one attempt. */
export type Outcome =
  | ({ readonly kind: 'done' } & Result)
  /** It cannot be read, and trying again would say the same. */
  | { readonly kind: 'failed'; readonly code: FailureCode; readonly message: string }
  /** It took its worker down or would not end: tried once more, then put into quarantine. */
  | { readonly kind: 'trouble'; readonly code: FailureCode; readonly message: string }
  /** Its worker was taken away: tried again. */
  | { readonly kind: 'interrupted'; readonly message: string }
  /** Its worker stops and gives it back untouched. */
  | { readonly kind: 'returned' }
  /** It is for another lane. */
  | { readonly kind: 'passed-on'; readonly lane: Lane }

export interface Result {
  readonly quality: 'ok' | 'partial'
  /** Compact JSON, Brotli. */
  readonly record: Uint8Array
  /** Of the record file. */
  readonly recordSha256: string
  readonly pages: number | null
  readonly doubtful: number
  readonly findings: number
  readonly readMs: number
  readonly extractMs: number
  readonly facts: string
  readonly difference: string | null
  /** What it is found by; without it, search indexes the record when it meets it. */
  readonly entry?: SearchEntry
}

/** One try and one more. */
const mostTroubles = 2
/** A worker killed from outside says nothing about the document; but the system may kill for want of memory, too. */
const mostInterruptions = 10

/** What settling an attempt came to. */
export interface Settled {
  readonly state: State
  /** Another worker had settled it, or taken it over: this outcome was dropped. */
  readonly late: boolean
  /** Its lane and place in the queue server until now. */
  readonly lane: Lane
  readonly job: string | null
}

type Attempted = Pick<Claim, 'extractionId' | 'workerId' | 'claimedAt'>
type Row = Pick<ExtractionTable, 'lane' | 'state' | 'workerId' | 'job'> & {
  readonly id: number
  readonly documentId: number
  readonly editionId: number
  readonly troubles: number
  readonly interruptions: number
}

/**
 * Writes down what became of an attempt: the result, the reason or the next try, in one transaction with what `also` does.
 * The first result wins; whoever comes later with the same document changes nothing.
 */
export function settle(
  store: Store,
  attempted: Attempted,
  outcome: Outcome,
  now: number,
  also?: (tx: Transaction<Tables>, settled: Settled) => Promise<void>,
): Promise<Settled> {
  return store.transaction(async (tx) => {
    const row = await tx
      .selectFrom('extraction')
      .select(['id', 'documentId', 'editionId', 'lane', 'state', 'workerId', 'troubles', 'interruptions', 'job'])
      .where('id', '=', attempted.extractionId)
      .$if(store.kind === 'postgres', (query) => query.forUpdate())
      .executeTakeFirstOrThrow()
    if (!counts(row, attempted, outcome)) return { state: row.state, late: true, lane: row.lane, job: null }
    const next = nextOf(row, outcome)
    await tx
      .updateTable('extraction')
      .set({ ...next, ...resultColumns(attempted, next, outcome, now), job: null })
      .where('id', '=', row.id)
      .execute()
    if (outcome.kind !== 'returned') await writeAttempt(tx, attempted, outcome.kind, outcome, now)
    if (outcome.kind === 'done') await writeResult(tx, store.kind, row, outcome)
    await addToTally(tx, row.editionId, [countOf(row.state, row.lane, -1), arrival(next, row, attempted, outcome, now)])
    await announce(tx, row, next, now)
    const settled = { state: next.state, late: false, lane: row.lane, job: row.job }
    await also?.(tx, settled)
    return settled
  })
}

/** A result counts as long as there is none, whoever brings it; a failed attempt only while the document is still its worker's. */
function counts(row: Row, attempted: Attempted, { kind }: Outcome): boolean {
  if (row.state === 'working' && row.workerId === attempted.workerId) return true
  return (kind === 'done' || kind === 'failed') && (row.state === 'working' || row.state === 'waiting')
}

interface Next {
  readonly state: State
  readonly lane?: Lane
  readonly code: string | null
  readonly message: string | null
  readonly workerId: number | null
  readonly troubles?: number
  readonly interruptions?: number
}

function nextOf(row: Row, outcome: Outcome): Next {
  const again = { state: 'waiting', workerId: null } as const
  switch (outcome.kind) {
    case 'done':
      return { state: 'done', code: null, message: null, workerId: row.workerId }
    case 'failed':
      return { state: 'failed', code: outcome.code, message: outcome.message, workerId: row.workerId }
    case 'returned':
      return { ...again, code: null, message: null }
    case 'passed-on':
      return { ...again, lane: outcome.lane, code: null, message: null }
    case 'trouble': {
      const { code, message } = outcome
      const troubles = row.troubles + 1
      if (troubles < mostTroubles) return { ...again, code, message, troubles }
      return { state: 'quarantined', workerId: row.workerId, code, message, troubles }
    }
    case 'interrupted': {
      const { message } = outcome
      const interruptions = row.interruptions + 1
      if (interruptions < mostInterruptions) return { ...again, code: null, message, interruptions }
      const reason = `Its worker was taken away ${interruptions} times, the last time: ${message}`
      return { state: 'quarantined', workerId: row.workerId, code: 'crashed', message: reason, interruptions }
    }
  }
}

function resultColumns({ claimedAt }: Attempted, { state }: Next, outcome: Outcome, now: number) {
  if (state === 'waiting') return {}
  const times = { finishedAt: now, totalMs: now - claimedAt }
  if (outcome.kind !== 'done') return times
  const { quality, recordSha256, pages, doubtful, findings, readMs, extractMs, facts, difference } = outcome
  return { ...times, quality, recordSha256, pages, doubtful, findings, readMs, extractMs, facts, difference }
}

async function writeAttempt(
  tx: Transaction<Tables>,
  { extractionId, workerId, claimedAt }: Attempted,
  kind: AttemptTable['outcome'],
  outcome: Outcome,
  now: number,
): Promise<void> {
  const code = 'code' in outcome ? outcome.code : null
  const message = 'message' in outcome ? outcome.message : null
  const row = { extractionId, workerId, startedAt: claimedAt, endedAt: now, outcome: kind, code, message }
  await tx.insertInto('attempt').values(row).execute()
}

async function writeResult(
  tx: Transaction<Tables>,
  kind: DatabaseKind,
  { id, documentId }: Row,
  { record, entry }: Result,
): Promise<void> {
  const content = Buffer.from(record.buffer, record.byteOffset, record.byteLength)
  await tx
    .insertInto('record')
    .values({ extractionId: id, content })
    .onConflict((conflict) => conflict.column('extractionId').doUpdateSet({ content }))
    .execute()
  await tx.updateTable('document').set({ currentId: id }).where('id', '=', documentId).execute()
  if (entry) await writeSearchEntry(tx, kind, { documentId, extractionId: id, fingerprint: null }, entry)
}

/** For those who asked to be told: what is final. */
async function announce(tx: Transaction<Tables>, { id, documentId }: Row, { state, code }: Next, now: number) {
  if (state === 'done') await writeEvent(tx, 'document.read', { documentId, job: id, code: null }, now)
  else if (state !== 'waiting') await writeEvent(tx, 'document.failed', { documentId, job: id, code }, now)
}

/** What the state an extraction comes to gains. */
function arrival(next: Next, row: Row, { claimedAt }: Attempted, outcome: Outcome, now: number): StateCount {
  if (outcome.kind === 'done') {
    const { pages, doubtful, findings } = outcome
    return countOf('done', outcome.quality, 1, { pages: pages ?? 0, doubtful, findings, busyMs: now - claimedAt })
  }
  const detail = next.state === 'waiting' ? (next.lane ?? row.lane) : (next.code ?? '')
  return countOf(next.state, detail, 1)
}
