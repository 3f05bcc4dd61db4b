import { logAdministration } from './reviewers.ts'
import type { Author } from './reviewers.ts'
import type { Store } from './store.ts'

/** Classified documents a reviewer is named for. */
export async function grantedDocuments(store: Store, reviewerId: number): Promise<readonly number[]> {
  const rows = await store.query((db) =>
    db.selectFrom('documentAccess').select('documentId').where('reviewerId', '=', reviewerId).execute(),
  )
  return rows.map(({ documentId }) => documentId)
}

/** Names of those who may open a document where it is classified. */
export async function namedFor(store: Store, documentId: number): Promise<readonly string[]> {
  const rows = await store.query((db) =>
    db
      .selectFrom('documentAccess')
      .innerJoin('reviewer', 'reviewer.id', 'documentAccess.reviewerId')
      .select('name')
      .where('documentId', '=', documentId)
      .orderBy('name')
      .execute(),
  )
  return rows.map(({ name }) => name)
}

/** Classified documents in the order they were met, with those named for each. */
export async function listAccess(store: Store, offset: number, limit: number) {
  return store.query(async (db) => {
    const documents = await db
      .selectFrom('reviewDocument')
      .innerJoin('document', 'document.id', 'reviewDocument.documentId')
      .select(['document.id', 'sha256', 'document.name', 'secrecy'])
      .where('secrecy', 'is not', null)
      .orderBy('document.id')
      .offset(offset)
      .limit(limit)
      .execute()
    if (documents.length === 0) return []
    const named = await db
      .selectFrom('documentAccess')
      .innerJoin('reviewer', 'reviewer.id', 'documentAccess.reviewerId')
      .select(['documentId', 'reviewer.name'])
      .where(
        'documentId',
        'in',
        documents.map(({ id }) => id),
      )
      .orderBy('reviewer.name')
      .execute()
    return documents.map(({ id, sha256, name, secrecy }) => ({
      ...{ document: sha256, name, secrecy },
      users: named.flatMap((one) => (one.documentId === id ? [one.name] : [])),
    }))
  })
}

/** Names those who may open a document; gives the names that are no reviewer's (nothing is changed then). */
export async function nameFor(
  store: Store,
  author: Author,
  document: { readonly id: number; readonly sha256: string },
  names: readonly string[],
): Promise<readonly string[]> {
  const before = await namedFor(store, document.id)
  return store.transaction(async (tx) => {
    const found =
      names.length === 0
        ? []
        : await tx
            .selectFrom('reviewer')
            .select(['id', 'name'])
            .where('name', 'in', [...names])
            .execute()
    const unknown = names.filter((name) => !found.some((one) => one.name === name))
    if (unknown.length > 0) return unknown
    await tx.deleteFrom('documentAccess').where('documentId', '=', document.id).execute()
    if (found.length > 0) {
      const rows = found.map(({ id }) => ({ documentId: document.id, reviewerId: id }))
      await tx.insertInto('documentAccess').values(rows).execute()
    }
    await logAdministration(store, tx, author, 'access-changed', document.sha256, before, [...names].sort(), document)
    return []
  })
}
