import { sql } from 'kysely'
import type { ExpressionBuilder, RawBuilder } from 'kysely'
import type { ItemStatus } from '../domain/decision.ts'
import type { ItemKind } from '../domain/item-kinds.ts'
import { itemStatuses } from '../domain/decision.ts'
import { doubtUnit } from './item-counts.ts'
import type { Connection, Store } from './store.ts'
import type { Tables } from './tables.ts'

export interface QueueFilter {
  readonly kind?: ItemKind | undefined
  readonly slot?: string | undefined
  readonly checkName?: string | undefined
  readonly status: ItemStatus | 'settled' | 'stale' | 'all'
  /** Tenths. */
  readonly step?: number | undefined
  readonly documentId?: number | undefined
  readonly batchId?: number | undefined
  readonly type?: string | undefined
}

/** Who looks: what is closed to them and what others have in hand is left out. */
export interface Viewer {
  readonly reviewerId: number
  /** Classified documents this reviewer is named for. */
  readonly granted: readonly number[]
}

export interface QueuePlace {
  readonly doubt: number
  readonly id: number
}

const queueColumns = [
  'item.id',
  'item.documentId',
  'item.item',
  'item.kind',
  'item.slot',
  'item.status',
  'item.doubt',
  'item.checkName',
  'item.shown',
  'item.stale',
  'document.sha256',
  'document.name',
  'reviewDocument.type',
  'reviewDocument.number',
  'reviewDocument.subject',
] as const

export type QueueRow = Awaited<ReturnType<typeof readQueue>>[number]

/** Items in order of doubt, after a place. `free`: only of documents nobody else has in hand at this time. */
export function readQueue(
  store: Store,
  viewer: Viewer,
  filter: QueueFilter,
  { after, limit, free }: { after: QueuePlace | null; limit: number; free: number | null },
) {
  return store.query((db) =>
    // Found in the index first, then looked up.
    db
      .selectFrom(
        itemQuery(db, viewer, filter, after, free)
          .select(['item.id as found'])
          .orderBy('item.doubt', 'desc')
          .orderBy('item.id')
          .limit(limit)
          .as('page'),
      )
      .innerJoin('item', 'item.id', 'page.found')
      .innerJoin('document', 'document.id', 'item.documentId')
      .leftJoin('reviewDocument', 'reviewDocument.documentId', 'item.documentId')
      .select(queueColumns)
      .orderBy('item.doubt', 'desc')
      .orderBy('item.id')
      .execute(),
  )
}

function itemQuery(db: Connection, viewer: Viewer, filter: QueueFilter, after: QueuePlace | null, free: number | null) {
  const { documentId, status } = filter
  const { reviewerId } = viewer
  return db
    .selectFrom('item')
    .where(matches('item', filter))
    .$if(status === 'stale', (query) => query.where('item.stale', '>', 0))
    .$if(filter.step !== undefined, (query) => query.where('doubt', '>=', (filter.step! * doubtUnit) / 10))
    .$if(documentId !== undefined, (query) => query.where('item.documentId', '=', documentId!))
    .where((eb) => isVisible(eb, viewer))
    .$if(after !== null, (query) =>
      query
        .where('item.doubt', '<=', after!.doubt)
        .where((eb) => eb.or([eb('item.doubt', '<', after!.doubt), eb('item.id', '>', after!.id)])),
    )
    .$if(status === 'open', (query) => query.where((eb) => eb.not(eb.exists(keyedBy(eb, reviewerId)))))
    .$if(free !== null, (query) =>
      query.where((eb) =>
        eb.not(
          eb.exists(
            eb
              .selectFrom('lease')
              .select('lease.documentId')
              .whereRef('lease.documentId', '=', 'item.documentId')
              .where('lease.until', '>', free!)
              .where('lease.reviewerId', '!=', reviewerId),
          ),
        ),
      ),
    )
}

/** What this reviewer has keyed blindly is done for them. */
function keyedBy(eb: ExpressionBuilder<Tables, 'item'>, reviewerId: number) {
  return eb
    .selectFrom('keying')
    .select('keying.seq')
    .whereRef('keying.documentId', '=', 'item.documentId')
    .whereRef('keying.item', '=', 'item.item')
    .where('keying.reviewerId', '=', reviewerId)
}

export const settledStatuses: readonly ItemStatus[] = itemStatuses.filter(
  (status) => status !== 'open' && status !== 'conflict',
)

/** Columns in which a filter asks for one value. */
export const filterColumns = ['kind', 'slot', 'checkName', 'batchId', 'type'] as const

/** What a filter asks of items, and of the counts of items, in the columns that both have. */
export function matches(
  table: 'item' | 'itemCount',
  filter: QueueFilter,
  except: 'batchId' | null = null,
): RawBuilder<boolean> {
  const ref = (column: string) => sql.ref(`${table}.${column}`)
  const conditions = filterColumns.flatMap((column) => {
    const value = filter[column]
    return value === undefined || column === except ? [] : [sql`${ref(column)} = ${value}`]
  })
  // Said although it is clear: the index of checks is of these items alone.
  if (filter.checkName !== undefined && filter.checkName !== '') conditions.push(sql`${ref('checkName')} <> ''`)
  const { status } = filter
  if (status === 'settled') conditions.push(sql`${ref('status')} in (${sql.join(settledStatuses)})`)
  else if (status !== 'all' && status !== 'stale') conditions.push(sql`${ref('status')} = ${status}`)
  return conditions.length === 0 ? sql`1 = 1` : sql.join(conditions, sql` and `)
}

/** Items this viewer may see. */
export function isVisible(eb: ExpressionBuilder<Tables, 'item'>, { granted }: Viewer) {
  const open = eb('item.secret', '=', 0)
  return granted.length === 0 ? open : eb.or([open, eb('item.documentId', 'in', [...granted])])
}

export async function batchIdOf(store: Store, name: string): Promise<number | null> {
  const row = await store.query((db) => db.selectFrom('batch').select('id').where('name', '=', name).executeTakeFirst())
  return row?.id ?? null
}
