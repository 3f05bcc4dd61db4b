import type { Role, User } from '../domain/review-api.ts'
import { appendEntries } from './decision-log.ts'
import type { NewEntry } from './decision-log.ts'
import type { Store, Transaction } from './store.ts'
import type { Tables } from './tables.ts'

export interface Reviewer extends User {
  readonly id: number
  /** Argon2id; null: none yet. */
  readonly password: string | null
}

/** Who does something to people and rights; `reviewerId` null: at the command line. */
export interface Author {
  readonly reviewerId: number | null
  readonly userName: string
  readonly now: number
}

const columns = ['id', 'name', 'fullName', 'role', 'personalNumbers', 'active', 'password'] as const

interface Row {
  readonly id: number
  readonly name: string
  readonly fullName: string
  readonly role: Role
  readonly personalNumbers: number
  readonly active: number
  readonly password: string | null
}

function toReviewer({ personalNumbers, active, ...row }: Row): Reviewer {
  return { ...row, personalNumbers: personalNumbers === 1, active: active === 1 }
}

export function publicUser({ name, fullName, role, personalNumbers, active }: Reviewer): User {
  return { name, fullName, role, personalNumbers, active }
}

export async function findReviewer(store: Store, name: string): Promise<Reviewer | null> {
  const row = await store.query((db) =>
    db.selectFrom('reviewer').select(columns).where('name', '=', name).executeTakeFirst(),
  )
  return row ? toReviewer(row) : null
}

export async function listReviewers(store: Store): Promise<Reviewer[]> {
  const rows = await store.query((db) => db.selectFrom('reviewer').select(columns).orderBy('name').execute())
  return rows.map(toReviewer)
}

export type ReviewerChange = Partial<Omit<Reviewer, 'id' | 'name'>>

/** Adds a reviewer; null where the name is taken. Who did it stands in the log; passwords do not. */
export function addReviewer(store: Store, author: Author, reviewer: Omit<Reviewer, 'id'>): Promise<Reviewer | null> {
  return store.transaction(async (tx) => {
    const row = await tx
      .insertInto('reviewer')
      .values({
        ...reviewer,
        personalNumbers: reviewer.personalNumbers ? 1 : 0,
        active: reviewer.active ? 1 : 0,
        createdAt: author.now,
      })
      .onConflict((conflict) => conflict.column('name').doNothing())
      .returning(columns)
      .executeTakeFirst()
    if (!row) return null
    const added = toReviewer(row)
    await logAdministration(store, tx, author, 'user-added', added.name, null, publicUser(added))
    return added
  })
}

/** Changes a reviewer; null where there is none. Whoever is no longer active, or has a new password, is signed out. */
export function changeReviewer(
  store: Store,
  author: Author,
  name: string,
  change: ReviewerChange,
): Promise<Reviewer | null> {
  return store.transaction(async (tx) => {
    const before = await tx.selectFrom('reviewer').select(columns).where('name', '=', name).executeTakeFirst()
    if (!before) return null
    const { personalNumbers, active, ...rest } = change
    const set = {
      ...rest,
      ...(personalNumbers === undefined ? {} : { personalNumbers: personalNumbers ? (1 as const) : (0 as const) }),
      ...(active === undefined ? {} : { active: active ? (1 as const) : (0 as const) }),
    }
    if (Object.keys(set).length === 0) return toReviewer(before)
    const row = await tx
      .updateTable('reviewer')
      .set(set)
      .where('name', '=', name)
      .returning(columns)
      .executeTakeFirstOrThrow()
    if (active === false || change.password !== undefined) {
      await tx.deleteFrom('session').where('reviewerId', '=', row.id).execute()
    }
    const after = toReviewer(row)
    const passwordChanged = change.password === undefined ? {} : { password: 'changed' }
    const [from, to] = [publicUser(toReviewer(before)), { ...publicUser(after), ...passwordChanged }]
    await logAdministration(store, tx, author, 'user-changed', name, from, to)
    return after
  })
}

/** One entry of the log about people and rights. */
export async function logAdministration(
  store: Store,
  tx: Transaction<Tables>,
  author: Author,
  action: NewEntry['action'],
  item: string,
  before: unknown,
  after: unknown,
  document: { readonly id: number; readonly sha256: string } | null = null,
): Promise<void> {
  const entry: NewEntry = {
    at: author.now,
    reviewerId: author.reviewerId,
    userName: author.userName,
    documentId: document?.id ?? null,
    document: document?.sha256 ?? '',
    item,
    kind: 'administration',
    slot: null,
    action,
    before: JSON.stringify(before),
    after: JSON.stringify(after),
    extracted: null,
    evidence: '[]',
    why: null,
    groupKey: null,
    undoes: null,
    blind: 0,
    request: null,
  }
  await appendEntries(store, tx, [entry])
}

/** A signed-in browser. `token`: sha256 of its cookie. */
export async function openSession(store: Store, token: string, reviewerId: number, now: number): Promise<void> {
  await store.query((db) =>
    db
      .insertInto('session')
      .values({ token, reviewerId, createdAt: now, seenAt: now })
      .onConflict((conflict) => conflict.column('token').doNothing())
      .execute(),
  )
}

export interface SessionLimits {
  readonly idleMs: number
  readonly longestMs: number
}

/** How often it is written down that a session is in use. */
const noteEveryMs = 60_000

/** Who is signed in by this cookie; null where nobody is, or not any more. */
export async function readSession(
  store: Store,
  token: string,
  now: number,
  { idleMs, longestMs }: SessionLimits,
): Promise<Reviewer | null> {
  const row = await store.query((db) =>
    db
      .selectFrom('session')
      .innerJoin('reviewer', 'reviewer.id', 'session.reviewerId')
      .select(columns.map((column) => `reviewer.${column}` as const))
      .select('seenAt')
      .where('token', '=', token)
      .where('active', '=', 1)
      .where('seenAt', '>', now - idleMs)
      .where('session.createdAt', '>', now - longestMs)
      .executeTakeFirst(),
  )
  if (!row) return null
  const { seenAt, ...reviewer } = row
  if (seenAt < now - noteEveryMs) {
    await store.query((db) => db.updateTable('session').set({ seenAt: now }).where('token', '=', token).execute())
  }
  return toReviewer(reviewer)
}

export async function closeSession(store: Store, token: string): Promise<void> {
  await store.query((db) => db.deleteFrom('session').where('token', '=', token).execute())
}

/** Forgets sessions that have ended by themselves. */
export async function dropOldSessions(store: Store, now: number, { longestMs }: SessionLimits): Promise<void> {
  await store.query((db) =>
    db
      .deleteFrom('session')
      .where('createdAt', '<', now - longestMs)
      .execute(),
  )
}
