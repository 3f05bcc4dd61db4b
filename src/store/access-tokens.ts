import { createHash, randomBytes } from 'node:crypto'
import type { Store } from './store.ts'

/** What a program may do: read what is open, also what has a secrecy mark, also personal numbers; hand in files; decide as a reviewer does. */
export const scopes = ['read', 'closed', 'personal', 'submit', 'decide'] as const
export type Scope = (typeof scopes)[number]

export interface AccessToken {
  readonly id: number
  readonly name: string
  readonly scopes: readonly Scope[]
  /** Under whose name and rights it decides; null: it does not. */
  readonly reviewer: string | null
  readonly createdAt: number
  readonly expiresAt: number | null
  readonly revokedAt: number | null
}

const prefix = 'boctach_'

function hashOf(token: string): string {
  return createHash('sha256').update(token).digest('hex')
}

/** Gives the token itself, which is not kept; null where the name is taken. */
export async function createToken(
  store: Store,
  {
    name,
    scopes: granted,
    expiresAt,
    reviewer = null,
  }: Pick<AccessToken, 'name' | 'scopes' | 'expiresAt'> & Partial<Pick<AccessToken, 'reviewer'>>,
  now: number,
): Promise<string | null> {
  const token = prefix + randomBytes(32).toString('base64url')
  const row = {
    name,
    hash: hashOf(token),
    scopes: granted.join(' '),
    reviewer,
    createdAt: now,
    expiresAt,
    revokedAt: null,
  }
  const added = await store.transaction((tx) =>
    tx
      .insertInto('apiToken')
      .values(row)
      .onConflict((conflict) => conflict.column('name').doNothing())
      .returning('id')
      .executeTakeFirst(),
  )
  return added ? token : null
}

/** Whose token it is; null where it is nobody's, has expired or was revoked. */
export async function findToken(store: Store, token: string, now: number): Promise<AccessToken | null> {
  if (!token.startsWith(prefix)) return null
  const row = await store.query((db) =>
    db.selectFrom('apiToken').selectAll().where('hash', '=', hashOf(token)).executeTakeFirst(),
  )
  if (!row || row.revokedAt !== null || (row.expiresAt !== null && row.expiresAt <= now)) return null
  return { ...row, scopes: row.scopes.split(' ') as Scope[] }
}

export async function listTokens(store: Store): Promise<AccessToken[]> {
  const rows = await store.query((db) =>
    db
      .selectFrom('apiToken')
      .select(['id', 'name', 'scopes', 'reviewer', 'createdAt', 'expiresAt', 'revokedAt'])
      .orderBy('id')
      .execute(),
  )
  return rows.map((row) => ({ ...row, scopes: row.scopes.split(' ') as Scope[] }))
}

/** False where there is none of this name that still works. */
export async function revokeToken(store: Store, name: string, now: number): Promise<boolean> {
  const row = await store.transaction((tx) =>
    tx
      .updateTable('apiToken')
      .set({ revokedAt: now })
      .where('name', '=', name)
      .where('revokedAt', 'is', null)
      .returning('id')
      .executeTakeFirst(),
  )
  return row !== undefined
}

/** The answer that was given under an idempotency key; null where there was none. */
export async function findAnswer(store: Store, tokenId: number, key: string) {
  const row = await store.query((db) =>
    db
      .selectFrom('apiRequest')
      .select(['fingerprint', 'answer'])
      .where('tokenId', '=', tokenId)
      .where('key', '=', key)
      .executeTakeFirst(),
  )
  return row ?? null
}

/** Answers are remembered for so long. */
const answersKeptMs = 7 * 24 * 3_600_000

/** Remembers an answer; the first one under a key stays. */
export function keepAnswer(
  store: Store,
  answer: { readonly tokenId: number; readonly key: string; readonly fingerprint: string; readonly answer: string },
  now: number,
): Promise<void> {
  return store.transaction(async (tx) => {
    await tx
      .deleteFrom('apiRequest')
      .where('createdAt', '<', now - answersKeptMs)
      .execute()
    await tx
      .insertInto('apiRequest')
      .values({ ...answer, createdAt: now })
      .onConflict((conflict) => conflict.columns(['tokenId', 'key']).doNothing())
      .execute()
  })
}
