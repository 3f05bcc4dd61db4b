import type { Store } from './store.ts'
import type { WorkerTable } from './tables.ts'

export interface Worker extends Omit<WorkerTable, 'id'> {
  readonly id: number
}

/** Signs a program on; gives its number. */
export async function addWorker(
  store: Store,
  worker: Pick<WorkerTable, 'host' | 'pid' | 'jobs' | 'editionId'>,
  now: number,
): Promise<number> {
  const row = { ...worker, startedAt: now, seenAt: now, stoppedAt: null }
  const { id } = await store.transaction((tx) =>
    tx.insertInto('worker').values(row).returning('id').executeTakeFirstOrThrow(),
  )
  return id
}

/** Says that a worker is alive. */
export async function keepWorker(store: Store, id: number, now: number): Promise<void> {
  await store.query((db) => db.updateTable('worker').set({ seenAt: now }).where('id', '=', id).execute())
}

/** Signs a worker off. */
export async function endWorker(store: Store, id: number, now: number): Promise<void> {
  await store.query((db) =>
    db.updateTable('worker').set({ seenAt: now, stoppedAt: now }).where('id', '=', id).execute(),
  )
}

/** Those that have been seen since, the newest first. */
export function livingWorkers(store: Store, since: number): Promise<Worker[]> {
  return store.query((db) =>
    db
      .selectFrom('worker')
      .selectAll()
      .where('stoppedAt', 'is', null)
      .where('seenAt', '>=', since)
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

/** Documents in the hands of workers that were not seen since (`null`: of all but `except`) or have signed off. */
export function abandonedWork(store: Store, since: number | null, except: number): Promise<WorkInHand[]> {
  return store.query((db) =>
    db
      .selectFrom('extraction')
      .innerJoin('worker', 'worker.id', 'extraction.workerId')
      .select(['extraction.id as extractionId', 'extraction.workerId', 'claimedAt', 'host', 'pid'])
      .where('state', '=', 'working')
      .where('extraction.workerId', '!=', except)
      .$if(since !== null, (query) =>
        query.where((eb) => eb.or([eb('seenAt', '<', since!), eb('stoppedAt', 'is not', null)])),
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
