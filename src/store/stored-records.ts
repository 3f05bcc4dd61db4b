import type { Decision } from '../domain/decision.ts'
import { decisionsByDocument } from './decision-log.ts'
import { unpackRecord } from './record-content.ts'
import type { Store } from './store.ts'

/** Records read at once: they are of all sizes, and all of a page are in memory. */
const pageSize = 16

export interface StoredRecord {
  /** As its file's bytes. */
  readonly json: Uint8Array
  /** What reviewers decided about the document, in the order of the log. */
  readonly decisions: readonly Decision[]
}

/** The record that holds now of every document, in the order the documents were met. */
export async function* storedRecords(store: Store): AsyncGenerator<StoredRecord> {
  for (let after = 0; ;) {
    const rows = await store.query((db) =>
      db
        .selectFrom('document')
        .innerJoin('record', 'record.extractionId', 'document.currentId')
        .select(['document.id', 'sha256', 'content'])
        .where('document.id', '>', after)
        .orderBy('document.id')
        .limit(pageSize)
        .execute(),
    )
    const last = rows.at(-1)
    if (!last) return
    const hashes = rows.map(({ sha256 }) => sha256)
    const decisions = await store.query((db) => decisionsByDocument(db, hashes))
    for (const { sha256, content } of rows) {
      yield { json: unpackRecord(new Uint8Array(content)), decisions: decisions.get(sha256) ?? [] }
    }
    after = last.id
  }
}
