import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { z } from 'zod'
import { parseQuery } from '../../search/query.ts'
import { countFound, searchDocuments } from '../../search/search-documents.ts'
import type { Store } from '../../store/store.ts'
import { ProblemError } from '../problem.ts'
import { answers } from './answers.ts'
import { mayReadClosed, mayReadPersonal } from './authorise.ts'
import { fromCursor, toCursor } from './cursor.ts'
import { searchAnswerSchema, searchQuery } from './schemas.ts'

const searchPlace = z.object({
  first: z.int().min(0).max(1),
  issuedOn: z.string().regex(/^(?:\d{4}-\d{2}-\d{2})?$/),
  documentId: z.int().nonnegative().max(2_147_483_647),
})

/** Full text and fields. */
export const searchRoutes: FastifyPluginAsyncZod<{ readonly store: Store }> = async (app, { store }) => {
  app.route({
    method: 'GET',
    url: '/search',
    config: { scope: 'read' },
    schema: {
      operationId: 'search',
      summary: 'Documents by what their text or a field holds, with the places',
      querystring: searchQuery,
      response: answers(searchAnswerSchema),
    },
    handler: async (request) => {
      const { q, spelling, limit, cursor } = request.query
      const parsed = parseQuery(q, spelling)
      if (!parsed.ok) throw new ProblemError(422, 'invalid', parsed.message)
      const closedToo = mayReadClosed(request)
      const after = fromCursor(cursor, searchPlace)
      const found = after ? null : await countFound(store, parsed.query, closedToo)
      const masked = !mayReadPersonal(request)
      const page = await searchDocuments(store, parsed.query, { limit, closedToo, masked, ...(after && { after }) })
      return {
        found,
        documents: page.documents.map(({ sha256, snippets, ...rest }) => ({
          id: sha256,
          ...rest,
          snippets: snippets.map((snippet) => ({ ...snippet, hits: [...snippet.hits] })),
        })),
        next: page.next && toCursor(page.next),
      }
    },
  })
  return Promise.resolve()
}
