import type { Store } from './store.ts'
import type { AttemptTable, Lane, State } from './tables.ts'
import { documentsLike } from './unread.ts'

/** One document as the ledger knows it, with its paths and attempts. */
export interface DocumentHistory {
  readonly sha256: string
  readonly bytes: number
  readonly paths: readonly string[]
  readonly state: State
  readonly lane: Lane
  readonly code: string | null
  readonly message: string | null
  readonly attempts: readonly (Pick<AttemptTable, 'startedAt' | 'endedAt' | 'outcome' | 'code' | 'message'> & {
    readonly host: string | null
    readonly pid: number | null
  })[]
}

/** Documents by a path, the end of one or the beginning of a hash; `limit` at most. */
export async function findDocuments(
  store: Store,
  editionId: number,
  document: string,
  limit: number,
): Promise<DocumentHistory[]> {
  const rows = await store.query(async (db) => {
    const ids = await documentsLike(db, document, limit)
    if (ids.length === 0) return []
    return db
      .selectFrom('extraction')
      .innerJoin('document', 'document.id', 'extraction.documentId')
      .select(['extraction.id', 'documentId', 'sha256', 'bytes', 'state', 'lane', 'code', 'message'])
      .where('editionId', '=', editionId)
      .where('documentId', 'in', ids)
      .orderBy('extraction.id')
      .execute()
  })
  return Promise.all(
    rows.map(async ({ id, documentId, ...row }) => ({
      ...row,
      paths: await pathsOf(store, documentId),
      attempts: await attemptsOf(store, id),
    })),
  )
}

async function pathsOf(store: Store, documentId: number): Promise<string[]> {
  const rows = await store.query((db) =>
    db.selectFrom('path').select('path').where('documentId', '=', documentId).orderBy('path').execute(),
  )
  return rows.map(({ path }) => path)
}

function attemptsOf(store: Store, extractionId: number): Promise<DocumentHistory['attempts'][number][]> {
  return store.query((db) =>
    db
      .selectFrom('attempt')
      .leftJoin('worker', 'worker.id', 'attempt.workerId')
      .select(['attempt.startedAt', 'endedAt', 'outcome', 'code', 'message', 'host', 'pid'])
      .where('extractionId', '=', extractionId)
      .orderBy('attempt.id')
      .execute(),
  )
}
