import type { Connection, Store, Transaction } from './store.ts'
import type { Lane, Tables } from './tables.ts'
import { addToTally, countOf } from './tally.ts'

/** A document given to a worker, with all it needs to work on it. */
export interface Claim {
  readonly extractionId: number
  readonly documentId: number
  readonly sha256: string
  readonly bytes: number
  readonly name: string
  readonly lane: Lane
  readonly claimedAt: number
  readonly workerId: number
  /** One of the paths that hold it. */
  readonly path: string
  /** JSON locations of the paths that hold it. */
  readonly locations: readonly string[]
  /** The extraction whose record holds until now, where it is another edition's. */
  readonly previousId: number | null
}

/** Paths handed to a worker for one document: it takes the first that still holds the bytes. */
const mostLocations = 5
export interface ClaimRequest {
  readonly editionId: number
  readonly lane: Lane
  readonly limit: number
  readonly workerId: number
  readonly now: number
}

/** Gives up to `limit` waiting documents of a lane to a worker, first come first served. */
export function claimWaiting(
  store: Store,
  { editionId, lane, limit, workerId, now }: ClaimRequest,
): Promise<readonly Claim[]> {
  return store.transaction(async (tx) => {
    const waiting = await tx
      .selectFrom('extraction')
      .select('id')
      .where('editionId', '=', editionId)
      .where('lane', '=', lane)
      .where('state', '=', 'waiting')
      .where('job', 'is', null)
      .orderBy('id')
      .limit(limit)
      .execute()
    const ids = waiting.map(({ id }) => id)
    return takeOver(store, tx, ids, workerId, now)
  })
}

/** Makes extractions this worker's, except those that are finished or withdrawn. */
export async function takeOver(
  store: Store,
  tx: Transaction<Tables>,
  ids: readonly number[],
  workerId: number,
  now: number,
): Promise<readonly Claim[]> {
  if (ids.length === 0) return []
  const before = await tx
    .selectFrom('extraction')
    .select(['id', 'editionId', 'lane', 'state'])
    .where('id', 'in', [...ids])
    .where('state', 'in', ['waiting', 'working'])
    .$if(store.kind === 'postgres', (query) => query.forUpdate())
    .execute()
  if (before.length === 0) return []
  const taken = before.map(({ id }) => id)
  await tx
    .updateTable('extraction')
    .set(({ eb }) => ({ state: 'working', workerId, claimedAt: now, attempts: eb('attempts', '+', 1) }))
    .where('id', 'in', taken)
    .execute()
  const changes = before.filter(({ state }) => state === 'waiting')
  for (const { editionId, lane } of changes) {
    await addToTally(tx, editionId, [countOf('waiting', lane, -1), countOf('working', lane, 1)])
  }
  return readClaims(tx, taken, workerId, now)
}

async function readClaims(db: Connection, ids: readonly number[], workerId: number, now: number): Promise<Claim[]> {
  const rows = await db
    .selectFrom('extraction')
    .innerJoin('document', 'document.id', 'extraction.documentId')
    .select(['extraction.id as extractionId', 'documentId', 'lane', 'sha256', 'bytes', 'name', 'currentId'])
    .where('extraction.id', 'in', [...ids])
    .orderBy('extraction.id')
    .execute()
  const claims: Claim[] = []
  for (const { currentId, ...row } of rows) {
    const previousId = currentId === row.extractionId ? null : currentId
    const paths = await db
      .selectFrom('path')
      .select(['path', 'location'])
      .where('documentId', '=', row.documentId)
      .orderBy('id')
      .limit(mostLocations)
      .execute()
    const locations = paths.map(({ location }) => location)
    claims.push({ ...row, workerId, claimedAt: now, path: paths[0]?.path ?? row.name, locations, previousId })
  }
  return claims
}

/** The stored record of an extraction; null where there is none. */
export async function readContent(store: Store, extractionId: number): Promise<Uint8Array | null> {
  const row = await store.query((db) =>
    db.selectFrom('record').select('content').where('extractionId', '=', extractionId).executeTakeFirst(),
  )
  // SQLite gives an ArrayBuffer.
  return row ? new Uint8Array(row.content) : null
}
