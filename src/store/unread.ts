import { basename } from 'node:path'
import { sql } from 'kysely'
import type { NotNull } from 'kysely'
import type { Connection, Store } from './store.ts'

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
  return store.query(async (db) => {
    const lists: Unread[][] = []
    for (const state of filter.states)
      lists.push(await unreadQuery(db, editionId, state, filter).limit(limit).execute())
    return lists
      .flat()
      .sort((a, b) => a.id - b.id)
      .slice(0, limit)
  })
}

/** Where `extraction` is selected from: a path of its document, always the same. */
export const firstPath = sql<string>`(select min(path.path) from path where path.document_id = extraction.document_id)`

/** Of one state, in the order of their ids: each has an index of its own. */
export function unreadQuery(
  db: Connection,
  editionId: number,
  state: UnreadFilter['states'][number],
  { code, document, runId, after = 0 }: Omit<UnreadFilter, 'states'>,
) {
  return db
    .selectFrom('extraction')
    .innerJoin('document', 'document.id', 'extraction.documentId')
    .select(['extraction.id', 'sha256', 'bytes', 'state', 'code', 'message', 'attempts', 'finishedAt'])
    .select(firstPath.as('path'))
    .where('editionId', '=', editionId)
    .where('state', '=', state)
    .where('extraction.id', '>', after)
    .$if(code !== undefined, (query) => query.where('extraction.code', '=', code!))
    .$if(document !== undefined, (query) => {
      const documents = hashStart.test(document!) ? documentsByHash(db, document!) : documentsByPath(db, document!)
      return query.where('extraction.documentId', 'in', documents)
    })
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

function documentsByHash(db: Connection, start: string) {
  return db.selectFrom('document').select('id').where('sha256', '>=', start).where('sha256', '<', `${start}g`)
}

/** Documents by a path or the end of one, which is whole names. */
function documentsByPath(db: Connection, text: string) {
  const end = text.replace(/^\/+/, '')
  const ending = sql`cast(${`/${end}`} as text)`
  return db
    .selectFrom('path')
    .select('documentId')
    .where('name', '=', basename(end))
    .where((path) =>
      path.or([
        path('path', '=', text),
        sql<boolean>`substr(path.path, length(path.path) - length(${ending}) + 1) = ${ending}`,
      ]),
    )
    .where('documentId', 'is not', null)
    .$narrowType<{ documentId: NotNull }>()
}

/** Ids of documents by a path, the end of one or the beginning of a hash. */
export async function documentsLike(db: Connection, text: string, limit: number): Promise<number[]> {
  if (hashStart.test(text)) {
    const rows = await documentsByHash(db, text).orderBy('sha256').limit(limit).execute()
    return rows.map(({ id }) => id)
  }
  const exact = await documentsByPath(db, text).where('path', '=', text).limit(limit).execute()
  const rows = exact.length > 0 ? exact : await documentsByPath(db, text).distinct().limit(limit).execute()
  return rows.map(({ documentId }) => documentId)
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
    const { number } = await db
      .selectFrom('path')
      .select((eb) => eb.fn.countAll<number>().as('number'))
      .where('runId', '=', runId)
      .where('status', '=', 'failed')
      .executeTakeFirstOrThrow()
    let sum = number
    for (const state of ['failed', 'quarantined'] as const) {
      const row = await db
        .selectFrom('extraction')
        .select((eb) =>
          eb.fn
            .sum<number | null>(
              eb
                .selectFrom('path')
                .select((path) => path.fn.countAll<number>().as('number'))
                .whereRef('path.documentId', '=', 'extraction.documentId')
                .where('path.runId', '=', runId),
            )
            .as('paths'),
        )
        .where('editionId', '=', editionId)
        .where('state', '=', state)
        .executeTakeFirstOrThrow()
      sum += row.paths ?? 0
    }
    return sum
  })
}
