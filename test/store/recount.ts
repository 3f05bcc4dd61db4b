import { sql } from 'kysely'
import type { Selectable } from 'kysely'
import { expect } from 'vitest'
import type { ItemStatus } from '../../src/domain/decision.ts'
import { grantedDocuments } from '../../src/store/document-access.ts'
import { countFacets, countItems } from '../../src/store/queue-counts.ts'
import { readQueue } from '../../src/store/review-queue.ts'
import type { QueueFilter } from '../../src/store/review-queue.ts'
import { fateByConfidence, fateByRule, statusSums } from '../../src/store/review-statistics.ts'
import type { ItemTable } from '../../src/store/review-tables.ts'
import type { Store } from '../../src/store/store.ts'

type Row = Selectable<ItemTable>
type Sums = Readonly<Record<string, number>>

const settled: readonly ItemStatus[] = ['accepted', 'corrected', 'rejected', 'not-in-document', 'unreadable', 'added']

/** Every count and list of a filter, as this reviewer gets it, against one made by going through all items. */
export async function compareCounts(store: Store, reviewerId: number, filter: QueueFilter): Promise<void> {
  const viewer = { reviewerId, granted: await grantedDocuments(store, reviewerId) }
  const rows = await store.query((db) =>
    db.selectFrom('item').selectAll().orderBy('doubt', 'desc').orderBy('id').execute(),
  )
  const keyed = await store.query((db) =>
    db.selectFrom('keying').select(['documentId', 'item']).where('reviewerId', '=', reviewerId).execute(),
  )
  const mine = new Set(keyed.map(({ documentId, item }) => `${documentId}/${item}`))
  const find = (asked: QueueFilter) =>
    rows.filter(
      (row) =>
        (row.secret === 0 || viewer.granted.includes(row.documentId)) &&
        (asked.status !== 'open' || !mine.has(`${row.documentId}/${row.item}`)) &&
        fits(row, asked),
    )
  const found = find(filter)
  const facets = await countFacets(store, viewer, filter)
  expect(facets.total).toBe(found.length)
  expect(await countItems(store, viewer, filter)).toBe(found.length)
  const listed = await readQueue(store, viewer, filter, { after: null, limit: 1000, free: null })
  expect(listed.map(({ id }) => id)).toEqual(found.map(({ id }) => id))

  const said = (column: keyof typeof facets) =>
    Object.fromEntries((facets[column] as { value: string; items: number }[]).map(({ value, items }) => [value, items]))
  for (const column of ['kind', 'slot', 'checkName', 'type'] as const)
    expect(said(column), column).toEqual(tally(find({ ...filter, [column]: undefined }), (row) => row[column]))
  expect(said('step')).toEqual(tally(find({ ...filter, step: undefined }), stepOf))
  const statuses = new Set(rows.map(({ status }) => status))
  const byStatus = [...statuses].flatMap((status) => find({ ...filter, status }))
  expect(said('status')).toEqual(tally(byStatus, ({ status }) => status))
}

function fits(row: Row, filter: QueueFilter): boolean {
  const { status, step = 0 } = filter
  const columns = ['kind', 'slot', 'checkName', 'documentId', 'batchId', 'type'] as const
  if (columns.some((column) => filter[column] !== undefined && filter[column] !== row[column])) return false
  if (Math.floor(row.doubt / 1000) < step) return false
  if (status === 'stale') return row.stale > 0
  return status === 'all' || (status === 'settled' ? settled.includes(row.status) : row.status === status)
}

function stepOf({ doubt }: Row): string {
  return String(Math.min(9, Math.floor(doubt / 1000)))
}

function tally(rows: readonly Row[], valueOf: (row: Row) => string): Sums {
  const sums: Record<string, number> = {}
  for (const value of rows.map(valueOf)) if (value !== '') sums[value] = (sums[value] ?? 0) + 1
  return sums
}

const counted = 'secret, kind, slot, check_name, status, type'
const anew = (batch: string) => `select ${batch} as batch_id, ${counted}, doubt * 10 / 10000 as step, count(*) as items
  from item group by batch_id, ${counted}, doubt * 10 / 10000`

/** The kept counts against those made anew. */
export async function compareKept(store: Store): Promise<void> {
  const read = (query: string) => store.query(async (db) => (await sql.raw(query).execute(db)).rows)
  const order = `order by batch_id, ${counted}, step`
  const kept = await read(`select batch_id, ${counted}, step, items from item_count ${order}`)
  const all = `select 0, ${counted}, step, sum(items) from (${anew('batch_id')}) as each_batch group by ${counted}, step`
  expect(kept).toEqual(await read(`select * from (${anew('batch_id')} union all ${all}) as both_counts ${order}`))

  const items = await store.query((db) => db.selectFrom('item').selectAll().execute())
  const statuses = await store.query(statusSums)
  const sums = Object.fromEntries(statuses.map((row) => [row.status, row.items]))
  expect(sums).toEqual(tally(items, ({ status }) => status))
  await compareFates(
    store,
    items.filter(({ kind, status }) => kind !== 'finding' && status !== 'added'),
  )
}

async function compareFates(store: Store, found: readonly Row[]): Promise<void> {
  const isOpen = ({ status }: Row) => status === 'open' || status === 'conflict'
  const isWrong = (row: Row) => !isOpen(row) && row.status !== 'accepted'
  const decided = found.filter((row) => !isOpen(row))
  const rules = await store.query(fateByRule)
  const ruleOf = ({ rule }: Row) => rule
  expect(Object.fromEntries(rules.map((one) => [one.rule, one.decided]))).toEqual(tally(decided, ruleOf))
  const changed = rules.filter((one) => one.changed > 0).map((one) => [one.rule, one.changed])
  expect(Object.fromEntries(changed)).toEqual(tally(decided.filter(isWrong), ruleOf))

  const fates = await store.query(fateByConfidence)
  const binOf = ({ confidence }: Row) => String(Math.min(9, Math.floor(confidence * 10 + 1e-9)))
  expect(fates.map(({ bin }) => String(bin))).toEqual([...new Set(found.map(binOf))].sort())
  for (const { bin, open, decided: tries, wrong, mean } of fates) {
    const own = found.filter((row) => binOf(row) === String(bin))
    const expected = [own.filter(isOpen).length, own.filter((row) => !isOpen(row)).length, own.filter(isWrong).length]
    expect([open, tries, wrong]).toEqual(expected)
    expect(mean).toBeCloseTo(own.reduce((sum, { confidence }) => sum + confidence, 0) / own.length, 3)
  }
}
