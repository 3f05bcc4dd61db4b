import { sql } from 'kysely'
import type { RawBuilder } from 'kysely'
import type { Store } from './store.ts'
import type { WorkerTable } from './tables.ts'

export interface Worker extends Omit<WorkerTable, 'id'> {
  readonly id: number
}

/** Now, by the clock of the database: machines' own clocks may differ by more than a worker may be silent. */
function clock({ kind }: Store): RawBuilder<number> {
  return kind === 'postgres' ? sql`(extract(epoch from clock_timestamp()) * 1000)::bigint` : sql`${Date.now()}`
}

/** Signs a program on; gives its number. */
export async function addWorker(
  store: Store,
  worker: Pick<WorkerTable, 'host' | 'pid' | 'jobs' | 'editionId'>,
): Promise<number> {
  const row = { ...worker, startedAt: clock(store), seenAt: clock(store), stoppedAt: null }
  const { id } = await store.transaction((tx) =>
    tx.insertInto('worker').values(row).returning('id').executeTakeFirstOrThrow(),
  )
  return id
}

/** Says that a worker is alive. */
export async function keepWorker(store: Store, id: number): Promise<void> {
  await store.query((db) =>
    db
      .updateTable('worker')
      .set({ seenAt: clock(store) })
      .where('id', '=', id)
      .execute(),
  )
}

/** Signs a worker off. */
export async function endWorker(store: Store, id: number): Promise<void> {
  await store.query((db) =>
    db
      .updateTable('worker')
      .set({ seenAt: clock(store), stoppedAt: clock(store) })
      .where('id', '=', id)
      .execute(),
  )
}

/** Those that have been silent for no longer than `silenceMs`, the newest first. */
export function livingWorkers(store: Store, silenceMs: number): Promise<Worker[]> {
  return store.query((db) =>
    db
      .selectFrom('worker')
      .selectAll()
      .where('stoppedAt', 'is', null)
      .where('seenAt', '>=', sql<number>`${clock(store)} - ${silenceMs}`)
      .orderBy('id', 'desc')
      .execute(),
  )
}

/** A document that a worker has in its hands. */
export interface WorkInHand {
  readonly extractionId: number
  readonly workerId: number
  readonly claimedAt: number
  readonly host: string
  readonly pid: number
}

/** Work given out at once by `abandonedWork`. */
const mostAbandoned = 500

/** Documents in the hands of workers that have been silent for longer (`null`: of all but `except`) or have signed off. */
export function abandonedWork(store: Store, silenceMs: number | null, except: number): Promise<WorkInHand[]> {
  return store.query((db) =>
    db
      .selectFrom('extraction')
      .innerJoin('worker', 'worker.id', 'extraction.workerId')
      .select(['extraction.id as extractionId', 'extraction.workerId', 'claimedAt', 'host', 'pid'])
      .where('state', '=', 'working')
      .where('extraction.workerId', '!=', except)
      .$if(silenceMs !== null, (query) =>
        query.where((eb) =>
          eb.or([eb('seenAt', '<', sql<number>`${clock(store)} - ${silenceMs}`), eb('stoppedAt', 'is not', null)]),
        ),
      )
      .limit(mostAbandoned)
      .$castTo<WorkInHand>()
      .execute(),
  )
}

/** Extractions that count as in this worker's hands. */
export async function workOf(store: Store, workerId: number): Promise<{ extractionId: number; claimedAt: number }[]> {
  return store.query((db) =>
    db
      .selectFrom('extraction')
      .select(['id as extractionId', 'claimedAt'])
      .where('state', '=', 'working')
      .where('workerId', '=', workerId)
      .$castTo<{ extractionId: number; claimedAt: number }>()
      .execute(),
  )
}
