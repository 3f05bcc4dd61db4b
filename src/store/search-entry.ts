import { sql } from 'kysely'
import type { DatabaseKind } from './migrations.ts'
import type { Connection, Transaction } from './store.ts'
import type { SearchEntryTable, Tables } from './tables.ts'

/** What search keeps of one document. */
export interface SearchEntry extends Omit<SearchEntryTable, 'documentId' | 'extractionId' | 'fingerprint'> {
  /**
   * Its words, with a space between them; none holds white space, quotes or ASCII signs. Which field and spelling a word is
   * of, its first letters tell: for the database they are words of one text.
   */
  readonly words: string
  /** The text of the record, Brotli. */
  readonly text: Uint8Array
}

export interface EntryOrigin {
  readonly documentId: number
  /** The extraction whose record it was made from; null where the record is known by its file alone. */
  readonly extractionId: number | null
  /** Of that file. */
  readonly fingerprint: string | null
}

/** Longest run of words that can be asked for. */
export const longestPhrase = 32

/** Writes what search keeps of a document, over what it kept before. */
export async function writeSearchEntry(
  tx: Transaction<Tables>,
  kind: DatabaseKind,
  origin: EntryOrigin,
  { words, text: packed, ...fields }: SearchEntry,
): Promise<void> {
  const { documentId, ...rest } = { ...origin, ...fields }
  const text = Buffer.from(packed.buffer, packed.byteOffset, packed.byteLength)
  await tx
    .insertInto('searchEntry')
    .values({ documentId, ...rest })
    .onConflict((conflict) => conflict.column('documentId').doUpdateSet(rest))
    .execute()
  await tx
    .insertInto('searchText')
    .values({ documentId, text })
    .onConflict((conflict) => conflict.column('documentId').doUpdateSet({ text }))
    .execute()
  if (kind === 'sqlite') {
    await sql`insert or replace into search_words (rowid, words) values (${documentId}, ${words})`.execute(tx)
    return
  }
  const list = words.split(' ').filter((word) => word !== '')
  const distinct = [...new Set(list)].map(quote).join(' ')
  await sql`
    insert into search_words (document_id, words, pieces)
    values (${documentId}, ${distinct}::tsvector, ${[...piecesOf(list)]}::text[]::tsvector[])
    on conflict (document_id) do update set words = excluded.words, pieces = excluded.pieces`.execute(tx)
}

/** PostgreSQL keeps no place above 16,383 and no more than 255 places of one word in a vector. */
const longestPiece = 16_000
const mostPlaces = 250

/** The words in vectors that lose no place, each beginning with the end of the one before, so that no phrase is cut. */
function* piecesOf(words: readonly string[]): Generator<string> {
  let places = new Map<string, number[]>()
  for (let start = 0, i = 0; i < words.length; i++) {
    const before = places.get(words[i]!)
    if (before) before.push(i - start + 1)
    else places.set(words[i]!, [i - start + 1])
    const full = i - start + 1 === longestPiece || before?.length === mostPlaces
    if (!full && i < words.length - 1) continue
    yield [...places].map(([word, at]) => `${quote(word)}:${at.join(',')}`).join(' ')
    if (i === words.length - 1) return
    places = new Map()
    start = i - longestPhrase + 2
    i = start - 1
  }
}

function quote(word: string): string {
  return `'${word.replace(/['\\]/g, '')}'`
}

/** Words that stand one after the other, as `SearchEntry.words` has them. */
export interface Phrase {
  /** The ways they may be written; one of them is enough. */
  readonly ways: readonly (readonly string[])[]
  /** The last one may go on. */
  readonly prefix: boolean
}

/** A condition on `documentId`: each phrase of `all` is there and none of `none`. */
export function holdsPhrases(kind: DatabaseKind, all: readonly Phrase[], none: readonly Phrase[] = []) {
  const match = kind === 'sqlite' ? matchInSqlite : matchInPostgres
  const conditions = [
    ...(all.length > 0 ? [sql`search_entry.document_id in (${match(all, ' AND ')})`] : []),
    ...(none.length > 0 ? [sql`search_entry.document_id not in (${match(none, ' OR ')})`] : []),
  ]
  return conditions.length > 0 ? sql<boolean>`(${sql.join(conditions, sql` and `)})` : sql<boolean>`(1 = 1)`
}

function matchInSqlite(phrases: readonly Phrase[], how: ' AND ' | ' OR ') {
  const asked = phrases.map(({ ways, prefix }) => {
    const written = ways.map((words) => `"${words.join(' ').replaceAll('"', '')}"${prefix ? ' *' : ''}`)
    return written.length === 1 ? written[0]! : `(${written.join(' OR ')})`
  })
  return sql`select rowid from search_words where search_words match ${asked.join(how)}`
}

function matchInPostgres(phrases: readonly Phrase[], how: ' AND ' | ' OR ') {
  const holds = (words: readonly string[], prefix: boolean) => {
    const lexemes = words.map((word, i) => quote(word) + (prefix && i === words.length - 1 ? ':*' : ''))
    const there = sql`words @@ ${lexemes.join(' & ')}::tsquery`
    if (words.length === 1) return there
    const together = sql`exists (select 1 from unnest(pieces) piece where piece @@ ${lexemes.join(' <-> ')}::tsquery)`
    return sql`(${there} and ${together})`
  }
  const conditions = phrases.map(({ ways, prefix }) => {
    const written = ways.map((words) => holds(words, prefix))
    return written.length === 1 ? written[0]! : sql`(${sql.join(written, sql` or `)})`
  })
  return sql`select document_id from search_words where ${sql.join(conditions, how === ' AND ' ? sql` and ` : sql` or `)}`
}

/** Documents whose entry is not that of the record that holds now, in the order of their ids. */
export function listUnindexed(db: Connection, after: number, limit: number) {
  return db
    .selectFrom('document')
    .innerJoin('record', 'record.extractionId', 'document.currentId')
    .leftJoin('searchEntry', 'searchEntry.documentId', 'document.id')
    .select(['document.id as documentId', 'record.extractionId', 'content'])
    .where('document.id', '>', after)
    .where((eb) =>
      eb.or([
        eb('searchEntry.extractionId', 'is', null),
        eb('searchEntry.extractionId', '!=', eb.ref('document.currentId')),
      ]),
    )
    .orderBy('document.id')
    .limit(limit)
    .execute()
}
