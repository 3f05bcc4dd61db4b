import { sql } from 'kysely'
import type { ExpressionBuilder, SelectQueryBuilder } from 'kysely'
import type { ItemStatus } from '../domain/decision.ts'
import type { ItemKind } from '../domain/item-kinds.ts'
import { itemStatuses } from '../domain/decision.ts'
import { doubtUnit } from './item-counts.ts'
import type { ItemCountTable } from './review-tables.ts'
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

function itemQuery(
  db: Connection,
  { reviewerId, granted }: Viewer,
  filter: QueueFilter,
  after: QueuePlace | null,
  free: number | null,
) {
  const { documentId, status } = filter
  return db
    .selectFrom('item')
    .where((eb) => matches(eb, filter))
    .$if(status === 'stale', (query) => query.where('item.stale', '>', 0))
    .$if(filter.step !== undefined, (query) => query.where('doubt', '>=', (filter.step! * doubtUnit) / 10))
    .$if(documentId !== undefined, (query) => query.where('item.documentId', '=', documentId!))
    .where((eb) =>
      granted.length === 0
        ? eb('item.secret', '=', 0)
        : eb.or([eb('item.secret', '=', 0), eb('item.documentId', 'in', [...granted])]),
    )
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

const settled = itemStatuses.filter((status) => status !== 'open' && status !== 'conflict')

type FilterColumn = 'kind' | 'slot' | 'checkName' | 'batchId' | 'type'

/** The conditions that items and their counts share. */
function matches<T extends 'item' | 'itemCount'>(
  builder: ExpressionBuilder<Tables, T>,
  filter: QueueFilter,
  except?: FilterColumn | 'status',
) {
  // Both tables have these columns, of the same types.
  const eb = builder as unknown as ExpressionBuilder<Tables, 'itemCount'>
  const conditions = (['kind', 'slot', 'checkName', 'batchId', 'type'] as const).flatMap((column) => {
    const value = filter[column]
    return value === undefined || column === except ? [] : [eb(column, '=', value)]
  })
  const { status } = filter
  if (except === 'status' || status === 'all' || status === 'stale') return eb.and(conditions)
  return eb.and([...conditions, status === 'settled' ? eb('status', 'in', settled) : eb('status', '=', status)])
}

const facetColumns = ['kind', 'slot', 'checkName', 'status', 'batchId', 'type', 'step'] as const
export type FacetColumn = (typeof facetColumns)[number]
export type Facets = Readonly<{ [column in FacetColumn]: readonly { value: string; items: number }[] }> & {
  readonly total: number
}

/** How many items a filter finds. */
export async function countItems(store: Store, viewer: Viewer, filter: QueueFilter): Promise<number> {
  return store.query((db) => countWith(db, viewer, filter))
}

async function countWith(db: Connection, viewer: Viewer, filter: QueueFilter): Promise<number> {
  const { status, documentId } = filter
  if (documentId !== undefined || status === 'stale') {
    const row = await itemQuery(db, viewer, filter, null, null)
      .select((eb) => eb.fn.countAll<number>().as('items'))
      .executeTakeFirstOrThrow()
    return row.items
  }
  const row = await db
    .selectFrom('itemCount')
    .select((eb) => eb.fn.sum<number | null>('items').as('items'))
    .where((eb) => matches(eb, filter))
    .where('secret', '=', 0)
    .$if(filter.step !== undefined, (query) => query.where('step', '>=', filter.step!))
    .executeTakeFirstOrThrow()
  return (row.items ?? 0) + (await countGranted(db, viewer, filter)) - (await countKeyed(db, viewer, filter))
}

async function countGranted(db: Connection, viewer: Viewer, filter: QueueFilter): Promise<number> {
  if (viewer.granted.length === 0) return 0
  const row = await db
    .selectFrom('item')
    .select((eb) => eb.fn.countAll<number>().as('items'))
    .where((eb) => matches(eb, filter))
    .where('documentId', 'in', [...viewer.granted])
    .where('secret', '=', 1)
    .$if(filter.step !== undefined, (query) => query.where('doubt', '>=', (filter.step! * doubtUnit) / 10))
    .executeTakeFirstOrThrow()
  return row.items
}

async function countKeyed(db: Connection, { reviewerId }: Viewer, filter: QueueFilter): Promise<number> {
  if (filter.status !== 'open') return 0
  const row = await db
    .selectFrom('keying')
    .innerJoin('item', (join) =>
      join.onRef('item.documentId', '=', 'keying.documentId').onRef('item.item', '=', 'keying.item'),
    )
    .select((eb) => eb.fn.countAll<number>().as('items'))
    .where('keying.reviewerId', '=', reviewerId)
    .where((eb) => matches(eb as unknown as ExpressionBuilder<Tables, 'item'>, filter))
    .where('secret', '=', 0)
    .executeTakeFirstOrThrow()
  return row.items
}

/** Values shown of one facet. */
const mostValues = 200

/** For every facet how many items there are of each value, with the other filters kept. Sums over the counts. */
export async function countFacets(store: Store, viewer: Viewer, filter: QueueFilter): Promise<Facets> {
  return store.query(async (db) => {
    const facets: Partial<{ [column in FacetColumn]: { value: string; items: number }[] }> = {}
    for (const column of facetColumns) facets[column] = await countFacet(db, viewer, filter, column)
    return { ...(facets as Omit<Facets, 'total'>), total: await countWith(db, viewer, filter) }
  })
}

async function countFacet(db: Connection, viewer: Viewer, filter: QueueFilter, column: FacetColumn) {
  const { documentId, step } = filter
  const ownRows = documentId !== undefined || filter.status === 'stale'
  const source: Countable = ownRows ? documentCounts(db, viewer, filter) : cubeCounts(db, viewer)
  const shown =
    column === 'batchId'
      ? sql<string>`coalesce(batch.name, '')`
      : sql<string>`cast(${sql.ref(`counted.${column}`)} as text)`
  const rows = await db
    .selectFrom(source.as('counted'))
    .leftJoin('batch', 'batch.id', 'counted.batchId')
    .select([shown.as('value'), sql<number>`sum(counted.items)`.as('items')])
    .where((eb) =>
      matches(eb as unknown as ExpressionBuilder<Tables, 'itemCount'>, filter, column === 'step' ? undefined : column),
    )
    .$if(step !== undefined && column !== 'step', (query) => query.where('counted.step', '>=', step!))
    .groupBy(column === 'batchId' ? sql`batch.name` : sql.ref(`counted.${column}`))
    .orderBy('items', 'desc')
    .limit(mostValues)
    .execute()
  return rows.filter(({ items, value }) => items > 0 && value !== '')
}

const stepOf = sql<number>`case when item.doubt >= ${sql.lit(doubtUnit)} then 9 else item.doubt * 10 / ${sql.lit(doubtUnit)} end`

/** Counts of whatever source, in the columns of facets. */
type Countable = SelectQueryBuilder<
  Tables,
  'itemCount',
  Pick<ItemCountTable, 'kind' | 'slot' | 'checkName' | 'status' | 'batchId' | 'type' | 'step' | 'items'>
>

function cubeCounts(db: Connection, { granted }: Viewer): Countable {
  const open = db
    .selectFrom('itemCount')
    .select(['kind', 'slot', 'checkName', 'status', 'batchId', 'type', 'step', 'items'])
    .where('secret', '=', 0)
  if (granted.length === 0) return open
  return open.unionAll(
    itemCounts(db)
      .where('documentId', 'in', [...granted])
      .where('secret', '=', 1),
  )
}

function documentCounts(db: Connection, viewer: Viewer, filter: QueueFilter): Countable {
  const { documentId } = filter
  return itemCounts(db)
    .where((eb) =>
      viewer.granted.length === 0
        ? eb('secret', '=', 0)
        : eb.or([eb('secret', '=', 0), eb('documentId', 'in', [...viewer.granted])]),
    )
    .$if(documentId !== undefined, (query) => query.where('documentId', '=', documentId!))
    .$if(filter.status === 'stale', (query) => query.where('stale', '>', 0)) as unknown as Countable
}

function itemCounts(db: Connection) {
  return db
    .selectFrom('item')
    .select(['kind', 'slot', 'checkName', 'status', 'batchId', 'type'])
    .select([stepOf.as('step'), sql<number>`1`.as('items')])
}

export async function batchIdOf(store: Store, name: string): Promise<number | null> {
  const row = await store.query((db) => db.selectFrom('batch').select('id').where('name', '=', name).executeTakeFirst())
  return row?.id ?? null
}
