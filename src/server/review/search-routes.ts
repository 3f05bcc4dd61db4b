import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { reviewSearchQuerySchema, reviewSearchSchema } from '../../domain/review-api.ts'
import { searchPage } from '../search-page.ts'
import { reviewerOf, viewerOf } from './review-context.ts'
import type { ReviewContext } from './review-context.ts'

/** Full text over all documents the reviewer may open. */
export function searchRoutes(context: ReviewContext): FastifyPluginAsyncZod {
  return async (app) => {
    app.get(
      '/search',
      { schema: { querystring: reviewSearchQuerySchema, response: { 200: reviewSearchSchema } } },
      async (request) => {
        const reviewer = reviewerOf(request)
        const { granted } = await viewerOf(context, reviewer)
        const access = { closedToo: granted, masked: !reviewer.personalNumbers }
        return searchPage(context.store, { ...request.query, spelling: 'auto' }, access)
      },
    )
    await Promise.resolve()
  }
}
