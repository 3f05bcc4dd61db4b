import type { Store } from './store.ts'

export interface Edition {
  readonly id: number
  readonly rules: string
  readonly version: string
}

/** The edition of these rules and this version, made if it is new. */
export async function openEdition(store: Store, rules: string, version: string, now: number): Promise<Edition> {
  return store.transaction(async (tx) => {
    await tx
      .insertInto('edition')
      .values({ rules, version, createdAt: now })
      .onConflict((conflict) => conflict.columns(['rules', 'version']).doNothing())
      .execute()
    return tx
      .selectFrom('edition')
      .select(['id', 'rules', 'version'])
      .where('rules', '=', rules)
      .where('version', '=', version)
      .executeTakeFirstOrThrow()
  })
}

/** All editions, the newest first. */
export function listEditions(store: Store): Promise<(Edition & { readonly createdAt: number })[]> {
  return store.query((db) => db.selectFrom('edition').selectAll().orderBy('id', 'desc').execute())
}

/** The edition of the last run; without runs the newest, null where there is none. */
export async function currentEdition(store: Store): Promise<Edition | null> {
  const run = await store.query((db) =>
    db
      .selectFrom('run')
      .innerJoin('edition', 'edition.id', 'run.editionId')
      .select(['edition.id', 'rules', 'version'])
      .orderBy('run.id', 'desc')
      .executeTakeFirst(),
  )
  return run ?? (await listEditions(store))[0] ?? null
}
