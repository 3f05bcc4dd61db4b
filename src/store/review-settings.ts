import type { Settings } from '../domain/review-api.ts'
import { logAdministration } from './reviewers.ts'
import type { Author } from './reviewers.ts'
import type { Store } from './store.ts'

const defaults: Settings = { doubleKeying: 0 }

export async function readSettings(store: Store): Promise<Settings> {
  const row = await store.query((db) =>
    db.selectFrom('reviewSetting').select('value').where('name', '=', 'settings').executeTakeFirst(),
  )
  return row ? { ...defaults, ...(JSON.parse(row.value) as Settings) } : defaults
}

export async function writeSettings(store: Store, author: Author, settings: Settings): Promise<void> {
  const before = await readSettings(store)
  const value = JSON.stringify(settings)
  await store.transaction(async (tx) => {
    await tx
      .insertInto('reviewSetting')
      .values({ name: 'settings', value })
      .onConflict((conflict) => conflict.column('name').doUpdateSet({ value }))
      .execute()
    await logAdministration(store, tx, author, 'settings-changed', 'settings', before, settings)
  })
}
