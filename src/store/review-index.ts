import type { Decision } from '../domain/decision.ts'
import { decisionsOf, holdLog } from './decision-log.ts'
import { CountChanges } from './item-counts.ts'
import type { Flag, ItemTable, KeyingTable, ReviewDocumentTable } from './review-tables.ts'
import type { Connection, Store, Transaction } from './store.ts'
import type { Tables } from './tables.ts'

/** A document whose record is not the one its items were made of. */
export interface Unindexed {
  readonly documentId: number
  readonly extractionId: number
  readonly sha256: string
  readonly name: string
}

/** Those whose record is new or has changed, up to `limit`. */
export function listUnindexed(store: Store, limit: number): Promise<Unindexed[]> {
  return store.query((db) =>
    db
      .selectFrom('document')
      .leftJoin('reviewDocument', 'reviewDocument.documentId', 'document.id')
      .select(['document.id as documentId', 'currentId as extractionId', 'sha256', 'name'])
      .where('currentId', 'is not', null)
      .where((eb) => eb.or([eb('extractionId', 'is', null), eb('extractionId', '!=', eb.ref('currentId'))]))
      .orderBy('document.id')
      .limit(limit)
      .$castTo<Unindexed>()
      .execute(),
  )
}

/** What lists show of a document. */
export type DocumentFacts = Pick<
  ReviewDocumentTable,
  'type' | 'number' | 'issuedOn' | 'subject' | 'pages' | 'secrecy' | 'found' | 'stale'
> & { readonly batch: string }

export type ItemFacts = Omit<ItemTable, 'id' | 'documentId' | 'batchId' | 'type' | 'secret'>

export interface Indexing {
  readonly facts: DocumentFacts
  readonly items: readonly ItemFacts[]
}

/**
 * Makes the items of documents anew. `make` is told what was decided about each so far; nobody decides meanwhile.
 */
export function indexDocuments(
  store: Store,
  documents: readonly Unindexed[],
  make: (document: Unindexed, decisions: readonly Decision[], keyings: readonly KeyingTable[]) => Indexing,
): Promise<void> {
  return store.transaction(async (tx) => {
    await holdLog(store, tx)
    const counts = new CountChanges()
    for (const document of documents) {
      const { documentId } = document
      const keyings = await tx.selectFrom('keying').selectAll().where('documentId', '=', documentId).execute()
      const indexing = make(document, await decisionsOf(tx, documentId), keyings)
      await dropItems(tx, documentId, counts)
      await writeItems(tx, document, indexing, counts)
    }
    await counts.write(tx)
  })
}

async function dropItems(tx: Transaction<Tables>, documentId: number, counts: CountChanges): Promise<void> {
  const old = await tx.deleteFrom('item').where('documentId', '=', documentId).returningAll().execute()
  for (const row of old) counts.add(row, -1)
}

const rowsAtOnce = 200

async function writeItems(
  tx: Transaction<Tables>,
  { documentId, extractionId }: Unindexed,
  { facts: { batch, ...facts }, items }: Indexing,
  counts: CountChanges,
): Promise<void> {
  const batchId = await batchOf(tx, batch)
  const secret: Flag = facts.secrecy === null ? 0 : 1
  const rows = items.map((item) => ({ ...item, documentId, batchId, type: facts.type, secret }))
  for (let i = 0; i < rows.length; i += rowsAtOnce) {
    await tx
      .insertInto('item')
      .values(rows.slice(i, i + rowsAtOnce))
      .execute()
  }
  for (const row of rows) counts.add(row, 1)
  const row = { documentId, extractionId, batchId, ...facts, ...sumsOf(items) }
  await tx
    .insertInto('reviewDocument')
    .values(row)
    .onConflict((conflict) => conflict.column('documentId').doUpdateSet(row))
    .execute()
}

async function batchOf(tx: Transaction<Tables>, name: string): Promise<number> {
  await tx
    .insertInto('batch')
    .values({ name })
    .onConflict((conflict) => conflict.column('name').doNothing())
    .execute()
  return (await tx.selectFrom('batch').select('id').where('name', '=', name).executeTakeFirstOrThrow()).id
}

/** `conflict` waits for a person, too. */
export function isOpen(status: ItemTable['status']): boolean {
  return status === 'open' || status === 'conflict'
}

function sumsOf(items: readonly Pick<ItemTable, 'status' | 'doubt'>[]) {
  const open = items.filter(({ status }) => isOpen(status))
  const doubt = open.reduce((most, item) => Math.max(most, item.doubt), -1)
  return { open: open.length, settled: items.length - open.length, doubt }
}

/** Sums of a document after some of its items changed. */
export async function sumUp(tx: Transaction<Tables>, documentId: number): Promise<void> {
  const items = await tx.selectFrom('item').select(['status', 'doubt']).where('documentId', '=', documentId).execute()
  await tx.updateTable('reviewDocument').set(sumsOf(items)).where('documentId', '=', documentId).execute()
}

/** The batch a document belongs to: the folder its first path lies in, or the archive. */
export async function firstPathOf(
  db: Connection,
  documentId: number,
): Promise<{ path: string; container: string | null } | null> {
  const row = await db
    .selectFrom('path')
    .select(['path', 'container'])
    .where('documentId', '=', documentId)
    .orderBy('id')
    .executeTakeFirst()
  return row ?? null
}
