import { sql } from 'kysely'
import type { SelectQueryBuilder } from 'kysely'
import { doubtUnit, everyBatch } from './item-counts.ts'
import { filterColumns, isVisible, matches, settledStatuses } from './review-queue.ts'
import type { QueueFilter, Viewer } from './review-queue.ts'
import type { ItemCountTable } from './review-tables.ts'
import type { Connection, Store } from './store.ts'
import type { Tables } from './tables.ts'

const facetColumns = ['kind', 'slot', 'checkName', 'status', 'batchId', 'type', 'step'] as const
export type FacetColumn = (typeof facetColumns)[number]
type Facet = readonly { readonly value: string; readonly items: number }[]
export type Facets = Readonly<{ [column in FacetColumn]: Facet }> & { readonly total: number }

/** Values given of one facet. */
const mostValues = 200

type CountRow = Pick<ItemCountTable, FacetColumn | 'items'>

/** How many items a filter finds. */
export function countItems(store: Store, viewer: Viewer, filter: QueueFilter): Promise<number> {
  return store.query(async (db) => {
    const own = await ownCounts(db, viewer, filter)
    if (countsItems(filter)) return sumOf(own, filter)
    const row = await db
      .selectFrom('itemCount')
      .select((eb) => eb.fn.sum<number | null>('items').as('items'))
      .where('batchId', '=', filter.batchId ?? everyBatch)
      .where('secret', '=', 0)
      .where(matches('itemCount', filter, 'batchId'))
      .where('step', '>=', filter.step ?? 0)
      .executeTakeFirstOrThrow()
    return (row.items ?? 0) + sumOf(own, filter)
  })
}

function sumOf(rows: readonly CountRow[], filter: QueueFilter): number {
  return rows.reduce((sum, row) => sum + (fits(row, filter, null) ? row.items : 0), 0)
}

/** For every facet how many items there are of each value, with the other filters kept. */
export function countFacets(store: Store, viewer: Viewer, filter: QueueFilter): Promise<Facets> {
  return store.query(async (db) => {
    const own = await ownCounts(db, viewer, filter)
    const rows = [...(await keptCounts(db, filter)), ...own]
    const facet = (column: FacetColumn) => toFacet(rows, filter, column)
    return {
      ...{ kind: facet('kind'), slot: facet('slot'), checkName: facet('checkName'), type: facet('type') },
      step: facet('step'),
      // Beside what no longer fits, all that may be chosen instead of it.
      status: filter.status === 'stale' ? await countStatuses(db, viewer, filter) : facet('status'),
      batchId: await countBatches(db, own, filter),
      total: sumOf(rows, filter),
    }
  })
}

async function countStatuses(db: Connection, viewer: Viewer, filter: QueueFilter): Promise<Facet> {
  const any: QueueFilter = { ...filter, status: 'all' }
  return toFacet([...(await keptCounts(db, any)), ...(await ownCounts(db, viewer, any))], any, 'status')
}

function toFacet(rows: readonly CountRow[], filter: QueueFilter, column: FacetColumn): Facet {
  const sums = new Map<string, number>()
  for (const row of rows) {
    const value = String(row[column])
    if (value !== '' && fits(row, filter, column)) sums.set(value, (sums.get(value) ?? 0) + row.items)
  }
  return mostFrequent(sums)
}

function mostFrequent(sums: ReadonlyMap<string, number>): Facet {
  return [...sums]
    .flatMap(([value, items]) => (items > 0 ? [{ value, items }] : []))
    .sort((a, b) => b.items - a.items || (a.value < b.value ? -1 : 1))
    .slice(0, mostValues)
}

/** Whether a filter finds what was counted; the filter of `except` left out. */
function fits(row: CountRow, filter: QueueFilter, except: FacetColumn | null): boolean {
  const { status, step = 0 } = filter
  if (
    filterColumns.some((column) => column !== except && filter[column] !== undefined && filter[column] !== row[column])
  )
    return false
  if (except !== 'step' && row.step < step) return false
  // What a viewer has keyed is no longer open to them, but still there.
  if (row.items < 0 && status !== 'open' && except !== 'status') return false
  if (except === 'status' || status === 'all' || status === 'stale') return true
  return status === 'settled' ? settledStatuses.includes(row.status) : row.status === status
}

/** What is asked for is in no kept count: the items themselves are counted, they are few. */
function countsItems({ documentId, status }: QueueFilter): boolean {
  return documentId !== undefined || status === 'stale'
}

/** Sums kept of what is open to all, of one batch or of all. */
async function keptCounts(db: Connection, filter: QueueFilter): Promise<CountRow[]> {
  if (countsItems(filter)) return []
  return db
    .selectFrom('itemCount')
    .select([...facetColumns, 'items'])
    .where('batchId', '=', filter.batchId ?? everyBatch)
    .where('secret', '=', 0)
    .execute()
}

/** What only this viewer's counts have: classified items they may see, less what they have keyed and others have still to key. */
async function ownCounts(db: Connection, viewer: Viewer, filter: QueueFilter): Promise<CountRow[]> {
  const granted = db
    .selectFrom('item')
    .where('item.secret', '=', 1)
    .where('item.documentId', 'in', [...viewer.granted])
  const added = countsItems(filter) ? db.selectFrom('item') : viewer.granted.length > 0 ? granted : null
  const rows = added === null ? [] : await countEach(added, viewer, filter)
  // Not an inner join: SQLite would begin with the items, which are more.
  const keyed = db
    .selectFrom('keying')
    .crossJoin('item')
    .where('keying.reviewerId', '=', viewer.reviewerId)
    .whereRef('item.documentId', '=', 'keying.documentId')
    .whereRef('item.item', '=', 'keying.item')
    .where('item.status', '=', 'open')
  const left = await countEach(keyed, viewer, filter)
  return [...rows, ...left.map((row) => ({ ...row, items: -row.items }))]
}

type Items = SelectQueryBuilder<Tables, 'item', object>

const step = sql<number>`case when item.doubt >= ${sql.lit(doubtUnit)} then 9 else item.doubt * 10 / ${sql.lit(doubtUnit)} end`

function countEach(items: Items, viewer: Viewer, { documentId, status }: QueueFilter): Promise<CountRow[]> {
  return items
    .where((eb) => isVisible(eb, viewer))
    .$if(documentId !== undefined, (query) => query.where('item.documentId', '=', documentId!))
    .$if(status === 'stale', (query) => query.where('item.stale', '>', 0))
    .select(['item.kind', 'item.slot', 'item.checkName', 'item.status', 'item.batchId', 'item.type'])
    .select((eb) => [step.as('step'), eb.fn.countAll<number>().as('items')])
    .groupBy(['item.kind', 'item.slot', 'item.checkName', 'item.status', 'item.batchId', 'item.type', step])
    .execute()
}

/** The one facet that all batches' counts are gone through for. */
async function countBatches(db: Connection, own: readonly CountRow[], filter: QueueFilter): Promise<Facet> {
  const any: QueueFilter = { ...filter, batchId: undefined }
  const sums = new Map<number, number>()
  const kept = countsItems(filter)
    ? []
    : await db
        .selectFrom('itemCount')
        .select('batchId')
        .select((eb) => eb.fn.sum<number>('items').as('items'))
        .where('batchId', '!=', everyBatch)
        .where('secret', '=', 0)
        .where(matches('itemCount', any))
        .where('step', '>=', filter.step ?? 0)
        .groupBy('batchId')
        .execute()
  const fitting = own.filter((row) => fits(row, any, null))
  for (const { batchId, items } of [...kept, ...fitting]) sums.set(batchId, (sums.get(batchId) ?? 0) + items)
  const most = mostFrequent(new Map([...sums].map(([batchId, items]) => [String(batchId), items])))
  const ids = most.map(({ value }) => Number(value))
  const names = ids.length === 0 ? [] : await db.selectFrom('batch').selectAll().where('id', 'in', ids).execute()
  const named = new Map(names.map(({ id, name }) => [String(id), name]))
  return most.flatMap(({ value, items }) => {
    const name = named.get(value) ?? ''
    return name === '' ? [] : [{ value: name, items }]
  })
}
