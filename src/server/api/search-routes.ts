import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import type { Store } from '../../store/store.ts'
import { searchPage } from '../search-page.ts'
import { answers } from './answers.ts'
import { mayReadClosed, mayReadPersonal } from './authorise.ts'
import { searchAnswerSchema, searchQuery } from './schemas.ts'

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
    handler: (request) =>
      searchPage(store, request.query, { closedToo: mayReadClosed(request), masked: !mayReadPersonal(request) }),
  })
  return Promise.resolve()
}
