import { openEdition } from './edition.ts'
import type { Result } from './settle.ts'
import type { Store } from './store.ts'
import { addToTally, countOf } from './tally.ts'

/** A record that was made without the ledger. */
export interface LooseRecord extends Result {
  readonly sha256: string
  readonly bytes: number
  readonly name: string
  readonly rules: string
  readonly version: string
}

/** Hashes of the record files that hold now, by document. */
export async function heldRecords(store: Store): Promise<ReadonlyMap<string, string | null>> {
  const rows = await store.query((db) =>
    db
      .selectFrom('document')
      .innerJoin('extraction', 'extraction.id', 'document.currentId')
      .select(['sha256', 'recordSha256'])
      .execute(),
  )
  return new Map(rows.map(({ sha256, recordSha256 }) => [sha256, recordSha256]))
}

/** Takes a record into the ledger as if a run had made it; it holds from now on. */
export async function adoptRecord(store: Store, record: LooseRecord, now: number): Promise<void> {
  const { sha256, bytes, name, rules, version, record: packed, ...result } = record
  const edition = await openEdition(store, rules, version, now)
  await store.transaction(async (tx) => {
    await tx
      .insertInto('document')
      .values({ sha256, bytes, name, createdAt: now })
      .onConflict((conflict) => conflict.column('sha256').doNothing())
      .execute()
    const { id: documentId } = await tx
      .selectFrom('document')
      .select('id')
      .where('sha256', '=', sha256)
      .executeTakeFirstOrThrow()
    const before = await tx
      .selectFrom('extraction')
      .select(['id', 'state', 'lane', 'code', 'quality', 'pages', 'doubtful', 'findings'])
      .where('documentId', '=', documentId)
      .where('editionId', '=', edition.id)
      .executeTakeFirst()
    const done = { ...result, state: 'done' as const, lane: 'fast' as const, finishedAt: now, job: null, code: null }
    const { id } = before
      ? await tx
          .updateTable('extraction')
          .set(done)
          .where('id', '=', before.id)
          .returning('id')
          .executeTakeFirstOrThrow()
      : await tx
          .insertInto('extraction')
          .values({ ...done, documentId, editionId: edition.id })
          .returning('id')
          .executeTakeFirstOrThrow()
    const content = Buffer.from(packed.buffer, packed.byteOffset, packed.byteLength)
    await tx
      .insertInto('record')
      .values({ extractionId: id, content })
      .onConflict((conflict) => conflict.column('extractionId').doUpdateSet({ content }))
      .execute()
    await tx.updateTable('document').set({ currentId: id }).where('id', '=', documentId).execute()
    const sums = { pages: result.pages ?? 0, doubtful: result.doubtful, findings: result.findings }
    const arrived = countOf('done', result.quality, 1, sums)
    await addToTally(tx, edition.id, before ? [leaving(before), arrived] : [arrived])
  })
}

type Before = {
  readonly state: Parameters<typeof countOf>[0]
  readonly lane: string
  readonly code: string | null
  readonly quality: string | null
  readonly pages: number | null
  readonly doubtful: number | null
  readonly findings: number | null
}

function leaving({ state, lane, code, quality, pages, doubtful, findings }: Before) {
  if (state === 'waiting' || state === 'working') return countOf(state, lane, -1)
  if (state !== 'done') return countOf(state, code ?? '', -1)
  const sums = { pages: -(pages ?? 0), doubtful: -(doubtful ?? 0), findings: -(findings ?? 0) }
  return countOf(state, quality ?? 'ok', -1, sums)
}
