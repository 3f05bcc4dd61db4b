import { sql } from 'kysely'
import type { Connection, Store } from './store.ts'
import type { State } from './tables.ts'

/** A document without a record, and why. */
export interface Unread {
  readonly id: number
  readonly sha256: string
  readonly bytes: number
  readonly state: 'failed' | 'quarantined'
  readonly code: string
  readonly message: string
  readonly attempts: number
  readonly finishedAt: number | null
  /** One of its paths. */
  readonly path: string
}

export interface UnreadFilter {
  readonly states: readonly ('failed' | 'quarantined')[]
  readonly code?: string
  /** A path, the end of one, or the beginning of a hash. */
  readonly document?: string
  /** Only documents that this run met. */
  readonly runId?: number
  /** After this id, for the next page. */
  readonly after?: number
}

/** In the order of their ids. */
export function listUnread(store: Store, editionId: number, filter: UnreadFilter, limit: number): Promise<Unread[]> {
  return store.query((db) => unreadQuery(db, editionId, filter).limit(limit).execute())
}

export function unreadQuery(
  db: Connection,
  editionId: number,
  { states, code, document, runId, after = 0 }: UnreadFilter,
) {
  return db
    .selectFrom('extraction')
    .innerJoin('document', 'document.id', 'extraction.documentId')
    .select(['extraction.id', 'sha256', 'bytes', 'state', 'code', 'message', 'attempts', 'finishedAt'])
    .select((eb) =>
      eb
        .selectFrom('path')
        .select((path) => path.fn.min('path.path').as('first'))
        .whereRef('path.documentId', '=', 'extraction.documentId')
        .as('path'),
    )
    .where('editionId', '=', editionId)
    .where('state', 'in', states as State[])
    .where('extraction.id', '>', after)
    .$if(code !== undefined, (query) => query.where('extraction.code', '=', code!))
    .$if(document !== undefined, (query) => query.where('extraction.documentId', 'in', documentsLike(db, document!)))
    .$if(runId !== undefined, (query) =>
      query.where((eb) =>
        eb.exists(
          eb
            .selectFrom('path')
            .select('path.id')
            .whereRef('path.documentId', '=', 'extraction.documentId')
            .where('path.runId', '=', runId!),
        ),
      ),
    )
    .orderBy('extraction.id')
    .$castTo<Unread>()
}

const hashStart = /^[0-9a-f]{8,64}$/

/** Ids of documents by a path, the end of one or the beginning of a hash. */
export function documentsLike(db: Connection, text: string) {
  if (hashStart.test(text)) {
    return db.selectFrom('document').select('id').where('sha256', '>=', text).where('sha256', '<', `${text}g`)
  }
  const ending = `%/${text.replace(/^\/+/, '').replace(/[\\%_]/g, '\\$&')}`
  return db
    .selectFrom('path')
    .select(sql<number>`document_id`.as('id'))
    .where('documentId', 'is not', null)
    .where((eb) => eb.or([eb('path', '=', text), eb(sql`path`, 'like', sql`${ending} escape '\\'`)]))
}

/** A path that gave no document at all (unreadable, not there, an archive that would burst). */
export interface UnreadPath {
  readonly path: string
  readonly code: string
  readonly message: string
}

export function listUnreadPaths(store: Store, runId: number, limit: number): Promise<UnreadPath[]> {
  return store.query((db) =>
    db
      .selectFrom('path')
      .select(['path', 'code', 'message'])
      .where('runId', '=', runId)
      .where('status', '=', 'failed')
      .orderBy('id')
      .limit(limit)
      .$castTo<UnreadPath>()
      .execute(),
  )
}

/** Paths this run met that have no record. */
export async function countUnread(store: Store, editionId: number, runId: number): Promise<number> {
  return store.query(async (db) => {
    const documents = await db
      .selectFrom('extraction')
      .innerJoin('path', 'path.documentId', 'extraction.documentId')
      .select((eb) => eb.fn.countAll<number>().as('number'))
      .where('editionId', '=', editionId)
      .where('state', 'in', ['failed', 'quarantined'])
      .where('path.runId', '=', runId)
      .executeTakeFirstOrThrow()
    const paths = await db
      .selectFrom('path')
      .select((eb) => eb.fn.countAll<number>().as('number'))
      .where('runId', '=', runId)
      .where('status', '=', 'failed')
      .executeTakeFirstOrThrow()
    return documents.number + paths.number
  })
}
