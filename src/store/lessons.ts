import type { Decision } from '../domain/decision.ts'
import { decisionsOf } from './decision-log.ts'
import { unpackRecord } from './record-content.ts'
import type { LearningTable } from './review-tables.ts'
import type { Connection, Store } from './store.ts'

type Purpose = LearningTable['purpose']

/** Marks a decision as an example for rules or a case of the gold. */
export async function addLesson(store: Store, lesson: LearningTable): Promise<void> {
  await store.query((db) =>
    db
      .insertInto('learning')
      .values(lesson)
      .onConflict((conflict) => conflict.columns(['seq', 'purpose']).doNothing())
      .execute(),
  )
}

/** Takes the mark away, whichever decision about the item bears it. */
export async function dropLesson(
  store: Store,
  { documentId, item, purpose }: { documentId: number; item: string; purpose: Purpose },
): Promise<void> {
  await store.query((db) =>
    db
      .deleteFrom('learning')
      .where('purpose', '=', purpose)
      .where('seq', 'in', (eb) =>
        eb.selectFrom('decision').select('seq').where('documentId', '=', documentId).where('item', '=', item),
      )
      .execute(),
  )
}

/** The number of the last thing that was said of an item, remarks aside; null where nothing was. */
export async function lastDecisionAbout(db: Connection, documentId: number, item: string): Promise<number | null> {
  const row = await db
    .selectFrom('decision')
    .select((eb) => eb.fn.max<number | null>('seq').as('seq'))
    .where('documentId', '=', documentId)
    .where('item', '=', item)
    .where('action', '!=', 'comment')
    .executeTakeFirst()
  return row?.seq ?? null
}

/** What was marked, in the order of the decisions. */
export function listLessons(store: Store) {
  return store.query((db) =>
    db
      .selectFrom('learning')
      .innerJoin('decision', 'decision.seq', 'learning.seq')
      .innerJoin('reviewer', 'reviewer.id', 'learning.reviewerId')
      .select(['learning.seq', 'purpose', 'learning.at', 'reviewer.name', 'document', 'item'])
      .orderBy('learning.seq')
      .execute(),
  )
}

/** The marks of one document's items. */
export function lessonsOf(db: Connection, documentId: number) {
  return db
    .selectFrom('learning')
    .innerJoin('decision', 'decision.seq', 'learning.seq')
    .select(['item', 'purpose as as'])
    .distinct()
    .where('documentId', '=', documentId)
    .orderBy('item')
    .execute()
}

/** A document with all that was decided about it. */
export interface DecidedDocument {
  readonly documentId: number
  readonly sha256: string
  readonly name: string
  readonly bytes: number
  /** Not classified, as far as is known; one that is in no list yet may be. */
  readonly open: boolean
  /** The record that holds now, as its file's bytes. */
  readonly json: Uint8Array
  readonly decisions: readonly Decision[]
  /** Items that were marked. */
  readonly marks: readonly { readonly item: string; readonly as: Purpose }[]
}

/** Documents with decisions, in the order they were met; `marked`: only those with a mark of this purpose. */
export async function* decidedDocuments(store: Store, marked: Purpose | null): AsyncGenerator<DecidedDocument> {
  const ids = await store.query((db) =>
    db
      .selectFrom('decision')
      .select('documentId')
      .distinct()
      .where('documentId', 'is not', null)
      .where('kind', '!=', 'administration')
      .$if(marked !== null, (query) =>
        query.where('seq', 'in', (eb) => eb.selectFrom('learning').select('seq').where('purpose', '=', marked!)),
      )
      .orderBy('documentId')
      .execute(),
  )
  for (const { documentId } of ids) {
    const document = documentId === null ? null : await store.query((db) => readDecided(db, documentId))
    if (document) yield document
  }
}

async function readDecided(db: Connection, documentId: number): Promise<DecidedDocument | null> {
  const row = await db
    .selectFrom('document')
    .innerJoin('record', 'record.extractionId', 'document.currentId')
    .leftJoin('reviewDocument', 'reviewDocument.documentId', 'document.id')
    .select(['sha256', 'name', 'bytes', 'content', 'reviewDocument.documentId as seen', 'secrecy'])
    .where('document.id', '=', documentId)
    .executeTakeFirst()
  if (!row) return null
  const { sha256, name, bytes, content, seen, secrecy } = row
  return {
    ...{ documentId, sha256, name, bytes },
    open: seen !== null && secrecy === null,
    json: unpackRecord(new Uint8Array(content)),
    decisions: await decisionsOf(db, documentId),
    marks: await lessonsOf(db, documentId),
  }
}
