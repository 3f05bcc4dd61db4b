import { sql } from 'kysely'
import { isOpen } from '../store/openness.ts'
import { holdsPhrases, longestPhrase } from '../store/search-entry.ts'
import type { Phrase } from '../store/search-entry.ts'
import type { Connection, Store } from '../store/store.ts'
import { maskDeep, maskPersonalNumbers, personalDigits } from '../text/personal-numbers.ts'
import { findHits, makeSnippets } from './find-hits.ts'
import type { Snippet } from './find-hits.ts'
import { waysToWrite } from './issuer-names.ts'
import type { SearchQuery, Term } from './query.ts'
import { storedWord, unpackText } from './record-entry.ts'
import type { SearchField } from './record-entry.ts'

export interface FoundDocument {
  readonly sha256: string
  readonly name: string
  readonly type: string | null
  readonly number: string | null
  readonly issuer: string | null
  readonly subject: string | null
  readonly issuedOn: string | null
  readonly secrecy: string | null
  /** How often the text holds what is asked for. */
  readonly hits: number
  readonly snippets: readonly Snippet[]
}

/** Where a page of results ends: what it is ordered by. */
export interface SearchPlace {
  /** 1 where the subject or number holds all that is asked for, else 0. */
  readonly first: number
  /** Day of issue; '' where there is none. */
  readonly issuedOn: string
  readonly documentId: number
}

export interface SearchPage {
  readonly documents: readonly FoundDocument[]
  /** Where the next page begins; null on the last one. */
  readonly next: SearchPlace | null
}

export type ClosedToo = boolean | readonly number[]

export interface SearchOptions {
  readonly limit: number
  readonly after?: SearchPlace
  /** Documents with a secrecy mark are among the results, or those of these ids. Default: none is. */
  readonly closedToo?: ClosedToo
  /** Personal numbers are masked in what is shown. Default: they are not. */
  readonly masked?: boolean
}

const mostSnippets = 3

/** Documents that hold all that is asked for: those whose subject holds it before others, then the newest. */
export async function searchDocuments(
  store: Store,
  query: SearchQuery,
  { limit, after, closedToo = false, masked = false }: SearchOptions,
): Promise<SearchPage> {
  const first = firstOf(store, query)
  const rows = await store.query((db) =>
    matching(store, db, query, closedToo)
      .innerJoin('document', 'document.id', 'searchEntry.documentId')
      .innerJoin('searchText', 'searchText.documentId', 'searchEntry.documentId')
      .select([
        'searchEntry.documentId',
        'sha256',
        'name',
        'type',
        'number',
        'issuer',
        'subject',
        'issuedOn',
        'secrecy',
        'text',
      ])
      .select(first.as('first'))
      .$if(after !== undefined, (next) =>
        next.where(
          sql<boolean>`(${first}, coalesce(issued_on, ''), search_entry.document_id) < (${after!.first}, ${after!.issuedOn}, ${after!.documentId})`,
        ),
      )
      .orderBy(sql`"first" desc, coalesce(issued_on, '') desc, search_entry.document_id desc`)
      .limit(limit + 1)
      .execute(),
  )
  const page = rows.slice(0, limit)
  const last = page.at(-1)
  return {
    documents: page.map(({ documentId: _, first: __, text: packed, ...row }) => {
      const text = unpackText(new Uint8Array(packed))
      const hits = findHits(text, query)
      const personal = masked ? personalDigits(text) : null
      const shown = personal ? maskPersonalNumbers(text, personal) : text
      const about = personal ? maskDeep(row, personal) : row
      return { ...about, sha256: row.sha256, hits: hits.length, snippets: makeSnippets(shown, hits, mostSnippets) }
    }),
    next:
      last && rows.length > limit
        ? { first: last.first, issuedOn: last.issuedOn ?? '', documentId: last.documentId }
        : null,
  }
}

/** How many documents hold what is asked for. */
export async function countFound(store: Store, query: SearchQuery, closedToo: ClosedToo = false): Promise<number> {
  const row = await store.query((db) =>
    matching(store, db, query, closedToo)
      .select((eb) => eb.fn.countAll<number>().as('number'))
      .executeTakeFirstOrThrow(),
  )
  return row.number
}

function matching({ kind }: Store, db: Connection, { terms, issued, spelling }: SearchQuery, closedToo: ClosedToo) {
  const phrases = (negative: boolean) =>
    terms.filter((term) => term.negative === negative).map((term) => phraseOf(term, spelling))
  return db
    .selectFrom('searchEntry')
    .where(holdsPhrases(kind, phrases(false), phrases(true)))
    .$if(closedToo !== true, (query) =>
      query.where((eb) => {
        const ids = closedToo === true || closedToo === false ? [] : closedToo
        return ids.length === 0 ? isOpen : eb.or([isOpen, eb('searchEntry.documentId', 'in', [...ids])])
      }),
    )
    .$if(issued !== null, (query) => query.where('issuedOn', '>=', issued!.from).where('issuedOn', '<=', issued!.to))
}

/** What orders results first: 1 where the subject, or else the number, holds all that is asked of the text. */
function firstOf({ kind }: Store, { terms, spelling }: SearchQuery) {
  const asked = terms.filter(({ negative, field }) => !negative && field === 'text')
  if (asked.length === 0) return sql<number>`0`
  const held = (field: SearchField) =>
    holdsPhrases(
      kind,
      asked.map((term) => phraseOf({ ...term, field }, spelling)),
    )
  return sql<number>`(case when ${held('subject')} or ${held('number')} then 1 else 0 end)`
}

function phraseOf({ field, words, prefix }: Term, spelling: SearchQuery['spelling']): Phrase {
  const ways = field === 'issuer' ? waysToWrite(words).filter(({ length }) => length <= longestPhrase) : [words]
  return { ways: ways.map((way) => way.map((word) => storedWord(field, spelling, word))), prefix }
}
