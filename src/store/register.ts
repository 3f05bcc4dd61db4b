import { basename } from 'node:path'
import type { Store, Transaction } from './store.ts'
import type { PathTable, Tables } from './tables.ts'
import { addToTally, countOf } from './tally.ts'

/** What was found at a path. */
export interface FoundPath extends Pick<
  PathTable,
  'path' | 'container' | 'location' | 'fingerprint' | 'code' | 'message'
> {
  readonly status: PathTable['status']
  /** The content, for `document`. */
  readonly document: { readonly sha256: string; readonly bytes: number; readonly name: string } | null
}

/** Who found it, for which edition, and when. */
export interface Sighting {
  readonly editionId: number
  readonly runId: number
  readonly now: number
}

/**
 * Writes down what was found, and queues every content that this edition has not had. Same bytes under several paths are
 * one document. Gives how many were queued.
 */
export function registerPaths(store: Store, sighting: Sighting, found: readonly FoundPath[]): Promise<number> {
  if (found.length === 0) return Promise.resolve(0)
  return store.transaction(async (tx) => {
    const ids = await registerDocuments(tx, found, sighting.now)
    const before = await tx
      .selectFrom('path')
      .select('documentId')
      .where(
        'path',
        'in',
        found.map(({ path }) => path),
      )
      .execute()
    await writePaths(tx, sighting, found, ids)
    // In the order they were found, which is the order they are worked on.
    const now = new Set(found.flatMap(({ document }) => (document ? [ids.get(document.sha256)!] : [])))
    const left = before.flatMap(({ documentId }) => (documentId === null || now.has(documentId) ? [] : [documentId]))
    await withdraw(tx, left)
    return queueDocuments(tx, sighting.editionId, [...now])
  })
}

/** Ids by hash. */
async function registerDocuments(
  tx: Transaction<Tables>,
  found: readonly FoundPath[],
  now: number,
): Promise<ReadonlyMap<string, number>> {
  const documents = new Map<string, NonNullable<FoundPath['document']>>()
  for (const { document } of found)
    if (document && !documents.has(document.sha256)) documents.set(document.sha256, document)
  if (documents.size === 0) return new Map()
  const rows = [...documents.values()].map(({ sha256, bytes, name }) => ({ sha256, bytes, name, createdAt: now }))
  await tx
    .insertInto('document')
    .values(rows)
    .onConflict((conflict) => conflict.column('sha256').doNothing())
    .execute()
  const known = await tx
    .selectFrom('document')
    .select(['id', 'sha256'])
    .where('sha256', 'in', [...documents.keys()])
    .execute()
  return new Map(known.map(({ id, sha256 }) => [sha256, id]))
}

async function writePaths(
  tx: Transaction<Tables>,
  { runId, now }: Sighting,
  found: readonly FoundPath[],
  ids: ReadonlyMap<string, number>,
): Promise<void> {
  // The last one wins where a path stands twice, as members of one archive may.
  const rows = new Map(
    found.map(({ document, ...rest }) => [
      rest.path,
      {
        ...rest,
        name: basename(rest.path),
        documentId: document ? ids.get(document.sha256)! : null,
        runId,
        seenAt: now,
      },
    ]),
  )
  await tx
    .insertInto('path')
    .values([...rows.values()])
    .onConflict((conflict) =>
      conflict.column('path').doUpdateSet((eb) => ({
        container: eb.ref('excluded.container'),
        location: eb.ref('excluded.location'),
        fingerprint: eb.ref('excluded.fingerprint'),
        status: eb.ref('excluded.status'),
        documentId: eb.ref('excluded.documentId'),
        code: eb.ref('excluded.code'),
        message: eb.ref('excluded.message'),
        runId: eb.ref('excluded.runId'),
        seenAt: eb.ref('excluded.seenAt'),
      })),
    )
    .execute()
}

/** A file has other bytes now: what it held before need not be read any more, unless another path has it. */
async function withdraw(tx: Transaction<Tables>, documentIds: readonly number[]): Promise<void> {
  if (documentIds.length === 0) return
  const orphans = await tx
    .selectFrom('extraction')
    .select(['id', 'editionId', 'state', 'lane', 'code'])
    .where('documentId', 'in', [...documentIds])
    .where('state', 'in', ['waiting', 'failed', 'quarantined'])
    .where((eb) =>
      eb.not(
        eb.exists(eb.selectFrom('path').select('path.id').whereRef('path.documentId', '=', 'extraction.documentId')),
      ),
    )
    .execute()
  for (const { id, editionId, state, lane, code } of orphans) {
    await tx.updateTable('extraction').set({ state: 'withdrawn' }).where('id', '=', id).execute()
    const from = countOf(state, state === 'waiting' ? lane : (code ?? ''), -1)
    await addToTally(tx, editionId, [from, countOf('withdrawn', '', 1)])
  }
}

/** Reasons that are gone when a run meets the document again. */
const passingReasons = ['not-found', 'unreadable']

/**
 * Queues the documents that have no extraction of this edition yet, one that was withdrawn, or one that failed because they
 * could not be reached; gives how many.
 */
async function queueDocuments(
  tx: Transaction<Tables>,
  editionId: number,
  documentIds: readonly number[],
): Promise<number> {
  if (documentIds.length === 0) return 0
  const rows = documentIds.map((documentId) => ({
    documentId,
    editionId,
    lane: 'fast' as const,
    state: 'waiting' as const,
  }))
  const queued = await tx
    .insertInto('extraction')
    .values(rows)
    .onConflict((conflict) => conflict.columns(['documentId', 'editionId']).doNothing())
    .returning('id')
    .execute()
  const again = await tx
    .selectFrom('extraction')
    .select(['id', 'state', 'code'])
    .where('documentId', 'in', [...documentIds])
    .where('editionId', '=', editionId)
    .where((eb) =>
      eb.or([eb('state', '=', 'withdrawn'), eb.and([eb('state', '=', 'failed'), eb('code', 'in', passingReasons)])]),
    )
    .execute()
  const waiting = queued.length + again.length
  if (again.length > 0) {
    const ids = again.map(({ id }) => id)
    await tx
      .updateTable('extraction')
      .set({ state: 'waiting', lane: 'fast', code: null, job: null })
      .where('id', 'in', ids)
      .execute()
  }
  const left = again.map(({ state, code }) => countOf(state, state === 'failed' ? code! : '', -1))
  await addToTally(tx, editionId, [countOf('waiting', 'fast', waiting), ...left])
  return waiting
}

/** A file as it is listed now: enough to know whether it is still what it was. */
export interface ListedPath {
  readonly path: string
  readonly fingerprint: string
}

/** The fingerprint of what is no document, or of an archive, once pictures in it would have been found. */
export function lookedForPictures(fingerprint: string): string {
  return `${fingerprint} with pictures`
}

/**
 * Which of the files (archives too) are as they were when they were last read. Their contents, or those of their members,
 * count as met by this run and are queued where this edition has not had them. Files that could not be read are as they
 * were only with `failedToo`; archives and files that are no documents, with `pictures`, only if pictures were looked for.
 */
export function recogniseFiles(
  store: Store,
  sighting: Sighting,
  files: readonly ListedPath[],
  { failedToo = false, pictures = false }: { readonly failedToo?: boolean; readonly pictures?: boolean } = {},
): Promise<{ readonly known: ReadonlySet<string>; readonly queued: number }> {
  const fingerprints = new Map(files.map(({ path, fingerprint }) => [path, fingerprint]))
  return store.transaction(async (tx) => {
    const rows = await tx
      .selectFrom('path')
      .select(['path', 'fingerprint', 'status'])
      .where('path', 'in', [...fingerprints.keys()])
      .$if(!failedToo, (query) => query.where('status', '!=', 'failed'))
      .execute()
    const same = rows.filter(({ path, fingerprint, status }) => {
      const now = fingerprints.get(path)!
      const asFound = fingerprint === now && !(pictures && (status === 'archive' || status === 'skipped'))
      return asFound || fingerprint === lookedForPictures(now)
    })
    const known = new Set(same.map(({ path }) => path))
    const archives = same.filter(({ status }) => status === 'archive').map(({ path }) => path)
    const ids = [
      ...(await meet(tx, sighting, 'path', [...known])),
      ...(await meet(tx, sighting, 'container', archives)),
    ]
    return { known, queued: await queueDocuments(tx, sighting.editionId, ids) }
  })
}

/** Notes that paths were met; gives their documents. */
async function meet(
  tx: Transaction<Tables>,
  { runId, now }: Sighting,
  column: 'path' | 'container',
  values: readonly string[],
): Promise<number[]> {
  if (values.length === 0) return []
  const rows = await tx
    .updateTable('path')
    .set({ runId, seenAt: now })
    .where(column, 'in', [...values])
    .returning('documentId')
    .execute()
  return [...new Set(rows.flatMap(({ documentId }) => (documentId === null ? [] : [documentId])))].sort((a, b) => a - b)
}

/** Documents queued at once by `queueAll`. */
const pageOfDocuments = 1000

/** Queues every document that is known and that this edition has not had. */
export async function queueAll(store: Store, editionId: number): Promise<number> {
  let queued = 0
  for (let after = 0; ;) {
    const ids = await store.query((db) =>
      db.selectFrom('document').select('id').where('id', '>', after).orderBy('id').limit(pageOfDocuments).execute(),
    )
    const last = ids.at(-1)
    if (!last) return queued
    after = last.id
    queued += await store.transaction((tx) =>
      queueDocuments(
        tx,
        editionId,
        ids.map(({ id }) => id),
      ),
    )
  }
}
