import type { Connection, Store, Transaction } from './store.ts'
import type { Tables } from './tables.ts'
import { addToTally, countOf } from './tally.ts'
import { unreadQuery } from './unread.ts'
import type { UnreadFilter } from './unread.ts'

/** Puts unread documents back among those that wait, as if they had never been tried; gives how many. */
export async function requeue(store: Store, editionId: number, filter: UnreadFilter): Promise<number> {
  let number = 0
  for (const state of filter.states) {
    number += await requeuePages(store, editionId, async (db, after, limit) => {
      const rows = await unreadQuery(db, editionId, state, { ...filter, after })
        .limit(limit)
        .execute()
      return rows.map(({ id }) => id)
    })
  }
  return number
}

/** In `facts`: pages of a digital document that were left out or could be read better. */
const leftPages = ['"page-without-text"', '"page-mostly-picture"', '"text-layer-']

/** Puts back what was read without recognition and has pages for it; gives how many documents. */
export async function queueForRecognition(store: Store, editionId: number): Promise<number> {
  const scans = await requeue(store, editionId, { states: ['failed'], code: 'needs-ocr' })
  const mixed = await requeuePages(store, editionId, async (db, after, limit) => {
    const rows = await db
      .selectFrom('extraction')
      .select('id')
      .where('editionId', '=', editionId)
      .where('state', '=', 'done')
      .where('lane', '=', 'fast')
      .where((eb) => eb.or(leftPages.map((text) => eb('facts', 'like', `%${text}%`))))
      .where('id', '>', after)
      .orderBy('id')
      .limit(limit)
      .execute()
    return rows.map(({ id }) => id)
  })
  return scans + mixed
}

/** Documents put back in one transaction. */
const pageSize = 500

async function requeuePages(
  store: Store,
  editionId: number,
  pageAfter: (db: Connection, after: number, limit: number) => Promise<readonly number[]>,
): Promise<number> {
  let done = 0
  for (let after = 0; ;) {
    const ids = await store.transaction(async (tx) => {
      const page = await pageAfter(tx, after, pageSize)
      await putBack(tx, editionId, page)
      return page
    })
    const last = ids.at(-1)
    if (last === undefined) return done
    after = last
    done += ids.length
  }
}

/** Their records, if there are any, hold until there are new ones. */
async function putBack(tx: Transaction<Tables>, editionId: number, ids: readonly number[]): Promise<void> {
  if (ids.length === 0) return
  const rows = await tx
    .selectFrom('extraction')
    .select(['state', 'code', 'quality', 'pages', 'doubtful', 'findings', 'totalMs'])
    .where('id', 'in', [...ids])
    .execute()
  await tx
    .updateTable('extraction')
    .set({ state: 'waiting', lane: 'fast', code: null, message: null, troubles: 0, interruptions: 0 })
    .where('id', 'in', [...ids])
    .execute()
  const left = rows.map(({ state, code, quality, pages, doubtful, findings, totalMs }) =>
    state === 'done'
      ? countOf(state, quality!, -1, {
          pages: -(pages ?? 0),
          doubtful: -(doubtful ?? 0),
          findings: -(findings ?? 0),
          busyMs: -(totalMs ?? 0),
        })
      : countOf(state, code ?? '', -1),
  )
  await addToTally(tx, editionId, [...left, countOf('waiting', 'fast', ids.length)])
}
