import { sql } from 'kysely'
import { isOpen } from './openness.ts'
import type { Connection, Store } from './store.ts'
import type { State } from './tables.ts'

/** A document as lists show it. */
export interface ListedDocument {
  readonly documentId: number
  readonly sha256: string
  readonly name: string
  readonly bytes: number
  /** Of its last extraction. */
  readonly state: State | null
  /** Why there is no record. */
  readonly code: string | null
  /** Of the record that holds, as what follows; null without one. */
  readonly quality: 'ok' | 'partial' | null
  readonly recordSha256: string | null
  readonly pages: number | null
  readonly findings: number | null
  readonly readAt: number | null
  readonly type: string | null
  readonly number: string | null
  readonly issuer: string | null
  readonly subject: string | null
  readonly issuedOn: string | null
  readonly secrecy: string | null
}

export interface DocumentFilter {
  /** Keys as `SearchEntryTable` has them. */
  readonly typeKey?: string | undefined
  /** Any of them. */
  readonly issuerKeys?: readonly string[] | undefined
  readonly numberKey?: string | undefined
  /** ISO days, both inclusive. */
  readonly issuedFrom?: string | undefined
  readonly issuedTo?: string | undefined
  readonly quality?: 'ok' | 'partial' | undefined
  /** Whether there is a record. */
  readonly read?: boolean | undefined
  /** Documents with a secrecy mark, and those of which that is not known, are among them. */
  readonly closedToo: boolean
}

function documents(db: Connection) {
  return db
    .selectFrom('document')
    .leftJoin('extraction', 'extraction.id', 'document.currentId')
    .leftJoin('searchEntry', 'searchEntry.documentId', 'document.id')
}

const columns = [
  'document.id as documentId',
  'sha256',
  'document.name',
  'bytes',
  'quality',
  'recordSha256',
  'pages',
  'findings',
  'finishedAt as readAt',
  'type',
  'number',
  'issuer',
  'subject',
  'issuedOn',
  'secrecy',
] as const

/** What the last extraction came to. */
const last = (column: 'state' | 'code') =>
  sql`(select last.${sql.ref(column)} from extraction last where last.document_id = document.id order by id desc limit 1)`

/** Open: known to carry no secrecy mark, or never read. */
const open = sql<boolean>`(document.current_id is null or ${isOpen})`

/** Documents after this id, in the order they were met. */
export function listDocuments(
  store: Store,
  filter: DocumentFilter,
  after: number,
  limit: number,
): Promise<ListedDocument[]> {
  const { typeKey, issuerKeys, numberKey, issuedFrom, issuedTo, quality, read } = filter
  const byEntry = [typeKey, issuerKeys, numberKey, issuedFrom, issuedTo].some((value) => value !== undefined)
  return store.query((db) =>
    documents(db)
      .select(columns)
      .select([last('state').$castTo<State | null>().as('state'), last('code').$castTo<string | null>().as('code')])
      // The index of the entries has the order of documents, too.
      .where(byEntry ? 'searchEntry.documentId' : 'document.id', '>', after)
      .$if(typeKey !== undefined, (query) => query.where('typeKey', '=', typeKey!))
      .$if(issuerKeys !== undefined, (query) => query.where('issuerKey', 'in', issuerKeys!))
      .$if(numberKey !== undefined, (query) => query.where('numberKey', '=', numberKey!))
      .$if(issuedFrom !== undefined, (query) => query.where('issuedOn', '>=', issuedFrom!))
      .$if(issuedTo !== undefined, (query) => query.where('issuedOn', '<=', issuedTo!))
      .$if(quality !== undefined, (query) => query.where('quality', '=', quality!))
      .$if(read !== undefined, (query) => query.where('document.currentId', read ? 'is not' : 'is', null))
      .$if(!filter.closedToo, (query) => query.where(open))
      .orderBy(byEntry ? 'searchEntry.documentId' : 'document.id')
      .limit(limit)
      .$castTo<ListedDocument>()
      .execute(),
  )
}

/** One document; null where there is none, or it is closed. */
export async function findListed(store: Store, sha256: string, closedToo: boolean): Promise<ListedDocument | null> {
  const row = await store.query((db) =>
    documents(db)
      .select(columns)
      .select([last('state').as('state'), last('code').as('code')])
      .where('sha256', '=', sha256)
      .$if(!closedToo, (query) => query.where(open))
      .$castTo<ListedDocument>()
      .executeTakeFirst(),
  )
  return row ?? null
}

/** Hashes of the documents with a record that are not open. */
export async function listClosed(store: Store): Promise<ReadonlySet<string>> {
  const rows = await store.query((db) =>
    documents(db)
      .select('sha256')
      .where('document.currentId', 'is not', null)
      .where(sql<boolean>`not ${isOpen}`)
      .execute(),
  )
  return new Set(rows.map(({ sha256 }) => sha256))
}

/** The record that holds, as it is stored; null where there is none. */
export async function currentContent(store: Store, documentId: number): Promise<Buffer | null> {
  const row = await store.query((db) =>
    db
      .selectFrom('document')
      .innerJoin('record', 'record.extractionId', 'document.currentId')
      .select('content')
      .where('document.id', '=', documentId)
      .executeTakeFirst(),
  )
  // SQLite gives an ArrayBuffer.
  return row ? Buffer.from(row.content) : null
}

/** A piece of work as those who handed it in see it. */
export interface Job {
  readonly id: number
  readonly sha256: string
  readonly state: State
  readonly code: string | null
  readonly message: string | null
  readonly attempts: number
  readonly finishedAt: number | null
}

export async function findJob(store: Store, id: number, closedToo: boolean): Promise<Job | null> {
  const row = await store.query((db) =>
    db
      .selectFrom('extraction')
      .innerJoin('document', 'document.id', 'extraction.documentId')
      .leftJoin('searchEntry', 'searchEntry.documentId', 'document.id')
      .select(['extraction.id', 'sha256', 'state', 'code', 'message', 'attempts', 'finishedAt'])
      .where('extraction.id', '=', id)
      .$if(!closedToo, (query) => query.where(open))
      .executeTakeFirst(),
  )
  return row ?? null
}

/** The work on a document under an edition. */
export async function jobOf(store: Store, editionId: number, sha256: string): Promise<number | null> {
  const row = await store.query((db) =>
    db
      .selectFrom('extraction')
      .innerJoin('document', 'document.id', 'extraction.documentId')
      .select('extraction.id')
      .where('sha256', '=', sha256)
      .where('editionId', '=', editionId)
      .executeTakeFirst(),
  )
  return row?.id ?? null
}
