import { createHash } from 'node:crypto'
import type { Decision } from '../domain/decision.ts'
import { writeEvent } from './outbox.ts'
import type { DecisionTable, Flag } from './review-tables.ts'
import type { Connection, Store, Transaction } from './store.ts'
import type { Tables } from './tables.ts'

/** An entry to be, without its number and its place in the chain. */
export type NewEntry = Omit<DecisionTable, 'seq' | 'previous' | 'hash'>

/** Holds the end of the log until the transaction ends: entries are written one after another. Gives the last number. */
export async function holdLog(store: Store, tx: Transaction<Tables>): Promise<{ seq: number; hash: string }> {
  return tx
    .selectFrom('decisionHead')
    .select(['seq', 'hash'])
    .where('id', '=', 1)
    .$if(store.kind === 'postgres', (query) => query.forUpdate())
    .executeTakeFirstOrThrow()
}

/** Adds entries; gives their numbers, in order. */
export async function appendEntries(
  store: Store,
  tx: Transaction<Tables>,
  entries: readonly NewEntry[],
): Promise<readonly number[]> {
  let { seq, hash } = await holdLog(store, tx)
  const rows = entries.map((entry): DecisionTable => {
    const linked = { ...entry, seq: ++seq, previous: hash }
    hash = hashOf(linked)
    return { ...linked, hash }
  })
  for (let i = 0; i < rows.length; i += rowsAtOnce) {
    await tx
      .insertInto('decision')
      .values(rows.slice(i, i + rowsAtOnce))
      .execute()
  }
  await tx.updateTable('decisionHead').set({ seq, hash }).where('id', '=', 1).execute()
  for (const row of rows) await announce(tx, row)
  return rows.map((row) => row.seq)
}

/** For those who asked to be told; nobody is told what was keyed blindly. */
async function announce(tx: Transaction<Tables>, { kind, action, blind, documentId, seq, item, at }: DecisionTable) {
  if (kind === 'administration' || documentId === null || blind === 1 || action === 'comment') return
  await writeEvent(tx, 'decision.made', { documentId, decision: seq, item, action }, at)
}

const rowsAtOnce = 100

/** Covers all that an entry says and the entry before it. */
function hashOf(entry: Omit<DecisionTable, 'hash'>): string {
  const { seq, at, reviewerId, userName, documentId, document, item, kind, slot, action } = entry
  const { before, after, extracted, evidence, why, groupKey, undoes, blind, request, previous } = entry
  const who = [seq, at, reviewerId, userName]
  const what = [documentId, document, item, kind, slot, action, before, after, extracted, evidence]
  const more = [why, groupKey, undoes, blind, request]
  return createHash('sha256')
    .update(JSON.stringify([previous, ...who, ...what, ...more]))
    .digest('hex')
}

export type LogVerdict =
  | { readonly intact: true; readonly entries: number; readonly head: string; readonly knownHead: boolean }
  /** `seq`: the first entry that is not as it was written, is missing or was put in. */
  | { readonly intact: false; readonly seq: number; readonly reason: string }

/** Entries read at once. */
const page = 2000

/**
 * Follows the chain from its beginning. `expected`: a head written down earlier, elsewhere; an intact log contains it, one that
 * was cut off or written anew does not (`knownHead`).
 */
export async function verifyLog(store: Store, expected: string | null = null): Promise<LogVerdict> {
  let seq = 0
  let hash = '0'.repeat(64)
  let knownHead = expected === null || expected === hash
  for (;;) {
    const after = seq
    const rows = await store.query((db) =>
      db.selectFrom('decision').selectAll().where('seq', '>', after).orderBy('seq').limit(page).execute(),
    )
    for (const { hash: written, ...entry } of rows) {
      if (entry.seq !== seq + 1) return { intact: false, seq: seq + 1, reason: 'it is missing' }
      if (entry.previous !== hash) return { intact: false, seq: entry.seq, reason: 'it does not follow the one before' }
      if (hashOf(entry) !== written) return { intact: false, seq: entry.seq, reason: 'it was changed' }
      seq = entry.seq
      hash = written
      knownHead ||= hash === expected
    }
    if (rows.length < page) break
  }
  const head = await store.query((db) => db.selectFrom('decisionHead').selectAll().executeTakeFirst())
  if (head?.hash !== hash) return { intact: false, seq: seq + 1, reason: 'entries at the end are missing' }
  return { intact: true, entries: seq, head: hash, knownHead }
}

/** The number of the last entry. */
export async function lastSeq(db: Connection): Promise<number> {
  const head = await db.selectFrom('decisionHead').select('seq').executeTakeFirstOrThrow()
  return head.seq
}

/** All about one document, in order. */
export async function decisionsOf(db: Connection, documentId: number): Promise<Decision[]> {
  const rows = await db
    .selectFrom('decision')
    .selectAll()
    .where('documentId', '=', documentId)
    .where('kind', '!=', 'administration')
    .orderBy('seq')
    .execute()
  return rows.map(toDecision)
}

/** What was decided after `seq`, about whatever, the oldest first. */
export async function decisionsSince(
  db: Connection,
  seq: number,
  limit: number,
): Promise<(Decision & { secret: Flag; documentId: number })[]> {
  const rows = await db
    .selectFrom('decision')
    .leftJoin('reviewDocument', 'reviewDocument.documentId', 'decision.documentId')
    .selectAll('decision')
    .select('secrecy')
    .where('seq', '>', seq)
    .where('kind', '!=', 'administration')
    .orderBy('seq')
    .limit(limit)
    .execute()
  return rows.map(({ secrecy, ...row }) => ({
    ...toDecision(row),
    documentId: row.documentId ?? 0,
    secret: secrecy === null ? 0 : 1,
  }))
}

/** Every document's decisions, for an export: those of the given documents, by their hash. */
export async function decisionsByDocument(
  db: Connection,
  sha256s: readonly string[],
): Promise<ReadonlyMap<string, Decision[]>> {
  const byDocument = new Map<string, Decision[]>()
  for (let i = 0; i < sha256s.length; i += rowsAtOnce) {
    const rows = await db
      .selectFrom('decision')
      .innerJoin('document', 'document.id', 'decision.documentId')
      .selectAll('decision')
      .where('document.sha256', 'in', sha256s.slice(i, i + rowsAtOnce))
      .where('kind', '!=', 'administration')
      .orderBy('seq')
      .execute()
    for (const row of rows) {
      const decisions = byDocument.get(row.document) ?? []
      decisions.push(toDecision(row))
      byDocument.set(row.document, decisions)
    }
  }
  return byDocument
}

export function toDecision(row: DecisionTable): Decision {
  return {
    seq: row.seq,
    at: row.at,
    user: row.userName,
    document: row.document,
    item: row.item,
    kind: row.kind as Decision['kind'],
    slot: row.slot,
    action: row.action as Decision['action'],
    before: JSON.parse(row.before) as Decision['before'],
    after: JSON.parse(row.after) as Decision['after'],
    extracted: row.extracted === null ? null : (JSON.parse(row.extracted) as Decision['extracted']),
    evidence: JSON.parse(row.evidence) as Decision['evidence'],
    why: row.why,
    group: row.groupKey,
    undoes: row.undoes,
    blind: row.blind === 1,
  }
}
