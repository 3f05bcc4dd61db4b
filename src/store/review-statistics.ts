import { sql } from 'kysely'
import { doubtUnit, everyBatch } from './item-counts.ts'
import type { Connection } from './store.ts'

/** Days are counted where the work is done: Vietnam, seven hours before Greenwich. */
const zoneMs = 7 * 3_600_000
const dayMs = 86_400_000

const open = ['open', 'conflict'] as const

export async function statusSums(db: Connection) {
  return db
    .selectFrom('itemCount')
    .select(['status'])
    .select((eb) => eb.fn.sum<number>('items').as('items'))
    .where('batchId', '=', everyBatch)
    .groupBy('status')
    .execute()
}

export async function documentSums(db: Connection) {
  const count = (done: boolean) =>
    db
      .selectFrom('reviewDocument')
      .select((eb) => eb.fn.countAll<number>().as('documents'))
      .$if(done, (query) => query.where('open', '=', 0))
      .executeTakeFirstOrThrow()
  const [total, done] = [await count(false), await count(true)]
  return { total: total.documents, done: done.documents }
}

/** Decisions by day and action since a time. `day`: days since 1970. */
export async function decisionsByDay(db: Connection, since: number) {
  const day = sql<number>`(at + ${sql.lit(zoneMs)}) / ${sql.lit(dayMs)}`
  return db
    .selectFrom('decision')
    .select([day.as('day'), 'action'])
    .select((eb) => eb.fn.countAll<number>().as('decisions'))
    .where('at', '>=', since)
    .where('kind', '!=', 'administration')
    .groupBy([day, 'action'])
    .orderBy('day')
    .execute()
}

export async function decisionsByReviewer(db: Connection) {
  return db
    .selectFrom('decision')
    .innerJoin('reviewer', 'reviewer.id', 'decision.reviewerId')
    .select(['reviewer.id', 'reviewer.name', 'reviewer.fullName'])
    .select((eb) => [
      eb.fn.countAll<number>().as('decisions'),
      eb.fn.count<number>('documentId').distinct().as('documents'),
      eb.fn
        .sum<number>(eb.case().when('action', 'in', ['accept', 'comment', 'undo']).then(0).else(1).end())
        .as('changed'),
    ])
    .where('kind', '!=', 'administration')
    .groupBy(['reviewer.id', 'reviewer.name', 'reviewer.fullName'])
    .orderBy('decisions', 'desc')
    .execute()
}

/** When a reviewer's last decisions were made, the newest first. */
export async function lastTimes(db: Connection, reviewerId: number, limit: number): Promise<number[]> {
  const rows = await db
    .selectFrom('decision')
    .select('at')
    .where('reviewerId', '=', reviewerId)
    .orderBy('seq', 'desc')
    .limit(limit)
    .execute()
  return rows.map(({ at }) => at)
}

/** How the values that rules found fared. */
export async function fateByRule(db: Connection) {
  return db
    .selectFrom('itemFate')
    .select('rule')
    .select((eb) => [
      eb.fn.sum<number>('items').as('decided'),
      eb.fn.sum<number>(eb.case().when('status', '=', 'accepted').then(0).else(eb.ref('items')).end()).as('changed'),
    ])
    .where('status', 'not in', [...open, 'added'])
    .groupBy('rule')
    .orderBy('decided', 'desc')
    .orderBy('rule')
    .limit(200)
    .execute()
}

/** The same by tenths of confidence, and how many are open in each. */
export async function fateByConfidence(db: Connection) {
  const rows = await db
    .selectFrom('itemFate')
    .select(['bin', 'status'])
    .select((eb) => [eb.fn.sum<number>('items').as('items'), eb.fn.sum<number>('belief').as('belief')])
    .where('status', '!=', 'added')
    .groupBy(['bin', 'status'])
    .orderBy('bin')
    .execute()
  return [...new Set(rows.map(({ bin }) => bin))].map((bin) => {
    const own = rows.filter((row) => row.bin === bin)
    const count = (statuses: readonly string[]) =>
      own.reduce((sum, { status, items }) => sum + (statuses.includes(status) ? items : 0), 0)
    const all = own.reduce((sum, { items }) => sum + items, 0)
    const decided = all - count(open)
    const mean = own.reduce((sum, { belief }) => sum + belief, 0) / doubtUnit / all
    return { bin, open: count(open), decided, wrong: decided - count(['accepted']), mean }
  })
}

/** Documents with decisions that no longer fit. */
export async function staleDocuments(db: Connection, granted: readonly number[]) {
  return db
    .selectFrom('reviewDocument')
    .innerJoin('document', 'document.id', 'reviewDocument.documentId')
    .select(['sha256', 'name', 'stale'])
    .where('stale', '>', 0)
    .where((eb) =>
      granted.length === 0
        ? eb('secrecy', 'is', null)
        : eb.or([eb('secrecy', 'is', null), eb('documentId', 'in', [...granted])]),
    )
    .orderBy('stale', 'desc')
    .limit(100)
    .execute()
}

/** What two keyed of each item, and what it came to. */
export async function keyedPairs(db: Connection) {
  return db
    .selectFrom('keying as a')
    .innerJoin('keying as b', (join) =>
      join
        .onRef('b.documentId', '=', 'a.documentId')
        .onRef('b.item', '=', 'a.item')
        .onRef('a.reviewerId', '<', 'b.reviewerId'),
    )
    .innerJoin('reviewer as ra', 'ra.id', 'a.reviewerId')
    .innerJoin('reviewer as rb', 'rb.id', 'b.reviewerId')
    .leftJoin('item', (join) => join.onRef('item.documentId', '=', 'a.documentId').onRef('item.item', '=', 'a.item'))
    .select(['a.documentId', 'a.state as first', 'b.state as second', 'ra.name as firstUser', 'rb.name as secondUser'])
    .select(['item.kind', 'item.status'])
    .execute()
}
