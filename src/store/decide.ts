import type { Action, ItemState, Values } from '../domain/decision.ts'
import type { ItemKind } from '../domain/item-kinds.ts'
import type { Evidence } from '../domain/record.ts'
import { appendEntries, holdLog } from './decision-log.ts'
import type { NewEntry } from './decision-log.ts'
import { CountChanges } from './item-counts.ts'
import { sumUp } from './review-index.ts'
import type { ItemTable } from './review-tables.ts'
import type { Store, Transaction } from './store.ts'
import type { Tables } from './tables.ts'

/** One decision as it is to be written. */
export interface Ruling {
  readonly documentId: number
  readonly sha256: string
  readonly item: string
  readonly kind: ItemKind
  readonly slot: string | null
  readonly action: Action
  /** Of the item as `before` was read: where it is another now, the ruling is a conflict. */
  readonly revision: number
  readonly before: ItemState
  readonly after: ItemState
  readonly extracted: Values | null
  readonly evidence: readonly Evidence[]
  readonly why: string | null
  readonly undoes: number | null
  /** One of two blind keyings. */
  readonly blind: boolean
  /** For the queue. */
  readonly shown: string
}

export interface Act {
  readonly reviewerId: number
  readonly userName: string
  readonly now: number
  /** Sent again, it is not done again. */
  readonly key: string
  readonly group: string | null
}

export type Ruled =
  | { readonly kind: 'done'; readonly seq: number }
  | { readonly kind: 'conflict'; readonly by: string }
  | { readonly kind: 'leased'; readonly by: string }

/** Writes decisions, each if nothing has happened to its item since it was read. What is `done` is in the database. */
export function rule(store: Store, act: Act, rulings: readonly Ruling[]): Promise<readonly Ruled[]> {
  return store.transaction(async (tx) => {
    await holdLog(store, tx)
    const counts = new CountChanges()
    const results: Ruled[] = []
    for (const [index, ruling] of rulings.entries()) {
      const request = `${act.reviewerId}/${act.key}/${index}`
      results.push((await repeated(tx, request)) ?? (await ruleOne(store, tx, act, ruling, request, counts)))
    }
    await counts.write(tx)
    const touched = new Set(rulings.filter((_, i) => results[i]!.kind === 'done').map(({ documentId }) => documentId))
    for (const documentId of touched) await sumUp(tx, documentId)
    return results
  })
}

async function repeated(tx: Transaction<Tables>, request: string): Promise<Ruled | null> {
  const row = await tx.selectFrom('decision').select('seq').where('request', '=', request).executeTakeFirst()
  return row ? { kind: 'done', seq: row.seq } : null
}

async function ruleOne(
  store: Store,
  tx: Transaction<Tables>,
  act: Act,
  ruling: Ruling,
  request: string,
  counts: CountChanges,
): Promise<Ruled> {
  const { documentId, item, blind } = ruling
  const holder = await otherHolder(tx, documentId, act)
  if (holder !== null) return { kind: 'leased', by: holder }
  const row = await tx
    .selectFrom('item')
    .selectAll()
    .where('documentId', '=', documentId)
    .where('item', '=', item)
    .executeTakeFirst()
  const own = blind ? await keyingOf(tx, ruling, act.reviewerId) : null
  const revision =
    blind && row?.status === 'open' ? (own?.seq ?? 0) : (row?.revision ?? (await lastRevision(tx, ruling)))
  // What another keyed blindly meanwhile settles an item: its number has changed with that.
  const settledMeanwhile = blind && row !== undefined && row.status !== 'open'
  if (revision !== ruling.revision || settledMeanwhile) return { kind: 'conflict', by: await lastWriter(tx, revision) }
  const entry = toEntry(act, ruling, request)
  if (blind) return keyBlindly(store, tx, act, ruling, entry, row ?? null, counts)
  const [seq] = await appendEntries(store, tx, [entry])
  // A remark is no change: whoever decides meanwhile is not in its way.
  if (ruling.action !== 'comment') await changeItem(tx, ruling, row ?? null, ruling.after, seq!, counts)
  return { kind: 'done', seq: seq! }
}

async function otherHolder(tx: Transaction<Tables>, documentId: number, act: Act): Promise<string | null> {
  const lease = await tx
    .selectFrom('lease')
    .innerJoin('reviewer', 'reviewer.id', 'lease.reviewerId')
    .select('reviewer.name')
    .where('documentId', '=', documentId)
    .where('until', '>', act.now)
    .where('reviewerId', '!=', act.reviewerId)
    .executeTakeFirst()
  return lease?.name ?? null
}

/** Of an item that has no row: one that was added and taken back, or is still to be added. */
async function lastRevision(tx: Transaction<Tables>, { documentId, item }: Ruling): Promise<number> {
  const row = await tx
    .selectFrom('decision')
    .select((eb) => eb.fn.max('seq').as('seq'))
    .where('documentId', '=', documentId)
    .where('item', '=', item)
    .where('action', '!=', 'comment')
    .where('blind', '=', 0)
    .executeTakeFirst()
  return row?.seq ?? 0
}

async function lastWriter(tx: Transaction<Tables>, seq: number): Promise<string> {
  const row = await tx.selectFrom('decision').select('userName').where('seq', '=', seq).executeTakeFirst()
  return row?.userName ?? ''
}

function toEntry(act: Act, ruling: Ruling, request: string): NewEntry {
  const { documentId, sha256, item, kind, slot, action, before, after, extracted, evidence, why, undoes, blind } =
    ruling
  return {
    at: act.now,
    reviewerId: act.reviewerId,
    userName: act.userName,
    documentId,
    document: sha256,
    item,
    kind,
    slot,
    action,
    before: JSON.stringify(before),
    after: JSON.stringify(after),
    extracted: extracted === null ? null : JSON.stringify(extracted),
    evidence: JSON.stringify(evidence),
    why,
    groupKey: act.group,
    undoes,
    blind: blind ? 1 : 0,
    request,
  }
}

function keyingOf(tx: Transaction<Tables>, { documentId, item }: Ruling, reviewerId: number) {
  return tx
    .selectFrom('keying')
    .select(['seq', 'state'])
    .where('documentId', '=', documentId)
    .where('item', '=', item)
    .where('reviewerId', '=', reviewerId)
    .executeTakeFirst()
}

/** The second keying settles the item where it says the same as the first, and calls a supervisor where it does not. */
async function keyBlindly(
  store: Store,
  tx: Transaction<Tables>,
  act: Act,
  ruling: Ruling,
  entry: NewEntry,
  row: ItemRow | null,
  counts: CountChanges,
): Promise<Ruled> {
  const { documentId, item, action } = ruling
  const { reviewerId } = act
  const state = JSON.stringify(ruling.after)
  const [seq] = await appendEntries(store, tx, [entry])
  if (action === 'comment') return { kind: 'done', seq: seq! }
  if (action === 'undo') {
    await tx
      .deleteFrom('keying')
      .where('documentId', '=', documentId)
      .where('item', '=', item)
      .where('reviewerId', '=', reviewerId)
      .execute()
    return { kind: 'done', seq: seq! }
  }
  await tx
    .insertInto('keying')
    .values({ documentId, item, reviewerId, seq: seq!, state })
    .onConflict((conflict) => conflict.columns(['documentId', 'item', 'reviewerId']).doUpdateSet({ seq: seq!, state }))
    .execute()
  const other = await tx
    .selectFrom('keying')
    .select('state')
    .where('documentId', '=', documentId)
    .where('item', '=', item)
    .where('reviewerId', '!=', reviewerId)
    .executeTakeFirst()
  if (!other || !row) return { kind: 'done', seq: seq! }
  if (other.state !== state) {
    await changeItem(tx, ruling, row, { ...ruling.before, status: 'conflict' }, seq!, counts)
    return { kind: 'done', seq: seq! }
  }
  const agreed: NewEntry = { ...entry, blind: 0, request: `${entry.request ?? ''}/agreed` }
  const [settledBy] = await appendEntries(store, tx, [agreed])
  await changeItem(tx, ruling, row, ruling.after, settledBy!, counts)
  return { kind: 'done', seq: settledBy! }
}

type ItemRow = Omit<ItemTable, 'id'> & { readonly id: number }

async function changeItem(
  tx: Transaction<Tables>,
  ruling: Ruling,
  row: ItemRow | null,
  { status, values }: ItemState,
  seq: number,
  counts: CountChanges,
): Promise<void> {
  const { documentId, item, extracted, shown } = ruling
  const isGone = extracted === null && values === null && status === 'open'
  if (row && isGone) {
    await tx.deleteFrom('item').where('id', '=', row.id).execute()
    counts.add(row, -1)
  } else if (row) {
    const change = { status, stale: 0 as const, revision: seq, shown }
    await tx.updateTable('item').set(change).where('id', '=', row.id).execute()
    counts.add(row, -1)
    counts.add({ ...row, ...change }, 1)
  } else if (!isGone) {
    const { batchId, type, secrecy } = await tx
      .selectFrom('reviewDocument')
      .select(['batchId', 'type', 'secrecy'])
      .where('documentId', '=', documentId)
      .executeTakeFirstOrThrow()
    const { kind, slot } = ruling
    const where = { documentId, item, kind, slot: slot ?? '', checkName: '', batchId, type }
    const worth = { doubt: 0, confidence: 1, rule: 'reviewer', stale: 0 as const, shown }
    const added = { ...where, ...worth, status, secret: secrecy === null ? (0 as const) : (1 as const), revision: seq }
    await tx.insertInto('item').values(added).execute()
    counts.add(added, 1)
  }
  // What lists show of the document, and whom it is closed to, may be another now.
  if (ruling.kind === 'header') {
    await tx.updateTable('reviewDocument').set({ extractionId: 0 }).where('documentId', '=', documentId).execute()
  }
}
