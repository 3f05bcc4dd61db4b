import type { Store } from './store.ts'
import type { RunTable } from './tables.ts'

export async function addRun(
  store: Store,
  run: Pick<RunTable, 'editionId' | 'workerId'> & { readonly paths: readonly string[] },
  now: number,
): Promise<number> {
  const row = { ...run, paths: JSON.stringify(run.paths), startedAt: now, endedAt: null }
  const { id } = await store.transaction((tx) =>
    tx.insertInto('run').values(row).returning('id').executeTakeFirstOrThrow(),
  )
  return id
}

export async function endRun(store: Store, id: number, now: number): Promise<void> {
  await store.query((db) => db.updateTable('run').set({ endedAt: now }).where('id', '=', id).execute())
}

/** The run begun last. */
export function lastRun(store: Store): Promise<(Omit<RunTable, 'id'> & { readonly id: number }) | undefined> {
  return store.query((db) => db.selectFrom('run').selectAll().orderBy('id', 'desc').limit(1).executeTakeFirst())
}
