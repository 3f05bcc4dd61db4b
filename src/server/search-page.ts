import { z } from 'zod'
import { parseQuery } from '../search/query.ts'
import type { Spelling } from '../search/record-entry.ts'
import { countFound, searchDocuments } from '../search/search-documents.ts'
import type { ClosedToo, FoundDocument } from '../search/search-documents.ts'
import type { Store } from '../store/store.ts'
import { fromCursor, toCursor } from './cursor.ts'
import { ProblemError } from './problem.ts'

const searchPlace = z.object({
  first: z.int().min(0).max(1),
  issuedOn: z.string().regex(/^(?:\d{4}-\d{2}-\d{2})?$/),
  documentId: z.int().nonnegative().max(2_147_483_647),
})

interface Asked {
  readonly q: string
  readonly spelling: Spelling | 'auto'
  readonly limit: number
  readonly cursor?: string | undefined
}

/** A page of what a search finds, for programs and for the review page alike. */
export async function searchPage(
  store: Store,
  { q, spelling, limit, cursor }: Asked,
  access: { readonly closedToo: ClosedToo; readonly masked: boolean },
) {
  const parsed = parseQuery(q, spelling)
  if (!parsed.ok) throw new ProblemError(422, 'invalid', parsed.message)
  const after = fromCursor(cursor, searchPlace)
  const found = after ? null : await countFound(store, parsed.query, access.closedToo)
  const page = await searchDocuments(store, parsed.query, { limit, ...access, ...(after && { after }) })
  return { found, documents: page.documents.map(toAnswer), next: page.next && toCursor(page.next) }
}

function toAnswer({ sha256, snippets, ...rest }: FoundDocument) {
  return { id: sha256, ...rest, snippets: snippets.map((snippet) => ({ ...snippet, hits: [...snippet.hits] })) }
}
