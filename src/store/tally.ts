import type { Connection, Transaction } from './store.ts'
import type { State, Tables } from './tables.ts'

export interface StateCount {
  readonly state: State
  /** The lane while waiting or working, the quality (`ok`, `partial`) when done, else the reason. */
  readonly detail: string
  readonly documents: number
  readonly pages: number
  readonly doubtful: number
  readonly findings: number
  readonly busyMs: number
}

const nothing = { pages: 0, doubtful: 0, findings: 0, busyMs: 0 }

/** So many documents more (or, below 0, fewer) in a state. */
export function countOf(state: State, detail: string, documents: number, sums: Partial<StateCount> = {}): StateCount {
  return { ...nothing, ...sums, state, detail, documents }
}

export async function addToTally(
  tx: Transaction<Tables>,
  editionId: number,
  changes: readonly StateCount[],
): Promise<void> {
  const rows = changes.filter(({ documents }) => documents !== 0).map((change) => ({ editionId, ...change }))
  if (rows.length > 0) await tx.insertInto('tally').values(rows).execute()
}

/** The sums, biggest first; states without documents are left out. */
export async function readTally(db: Connection, editionId: number): Promise<StateCount[]> {
  const rows = await db
    .selectFrom('tally')
    .select(['state', 'detail'])
    .select(({ fn }) => [
      fn.sum<number>('documents').as('documents'),
      fn.sum<number>('pages').as('pages'),
      fn.sum<number>('doubtful').as('doubtful'),
      fn.sum<number>('findings').as('findings'),
      fn.sum<number>('busyMs').as('busyMs'),
    ])
    .where('editionId', '=', editionId)
    .groupBy(['state', 'detail'])
    .execute()
  return rows.filter(({ documents }) => documents !== 0).sort((a, b) => b.documents - a.documents)
}

/** Rows above which summing up takes longer than merging would. */
const longTally = 500

/** Merges the rows of an edition where they have become many. */
export async function compactTally(tx: Transaction<Tables>, editionId: number): Promise<void> {
  const { length } = await tx.selectFrom('tally').select('id').where('editionId', '=', editionId).execute()
  if (length < longTally) return
  const rows = await tx.deleteFrom('tally').where('editionId', '=', editionId).returningAll().execute()
  const sums = new Map<string, StateCount>()
  for (const { state, detail, documents, pages, doubtful, findings, busyMs } of rows) {
    const key = `${state} ${detail}`
    const sum = sums.get(key) ?? countOf(state, detail, 0)
    sums.set(key, {
      state,
      detail,
      documents: sum.documents + documents,
      pages: sum.pages + pages,
      doubtful: sum.doubtful + doubtful,
      findings: sum.findings + findings,
      busyMs: sum.busyMs + busyMs,
    })
  }
  await addToTally(tx, editionId, [...sums.values()])
}
