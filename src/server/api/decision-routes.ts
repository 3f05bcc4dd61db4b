import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { decisionsOf, decisionsSince } from '../../store/decision-log.ts'
import type { Store } from '../../store/store.ts'
import { answers } from './answers.ts'
import { mayReadClosed } from './authorise.ts'
import { findDocument } from './document-routes.ts'
import { decisionFeedSchema, decisionListSchema, decisionsQuery, documentParams } from './schemas.ts'

/** What reviewers decided. */
export const decisionRoutes: FastifyPluginAsyncZod<{ readonly store: Store }> = async (app, { store }) => {
  app.route({
    method: 'GET',
    url: '/documents/:id/decisions',
    config: { scope: 'read' },
    schema: {
      operationId: 'listDecisions',
      summary: 'What reviewers decided about it',
      params: documentParams,
      response: answers(decisionListSchema),
    },
    handler: async (request) => {
      const { documentId } = await findDocument(store, request)
      const decisions = await store.query((db) => decisionsOf(db, documentId))
      return { decisions: decisions.filter(({ blind }) => !blind) }
    },
  })
  app.route({
    method: 'GET',
    url: '/decisions',
    config: { scope: 'read' },
    schema: {
      operationId: 'followDecisions',
      summary: 'What reviewers decided since, about whatever',
      querystring: decisionsQuery,
      response: answers(decisionFeedSchema),
    },
    handler: async (request) => {
      const { after, limit } = request.query
      const closedToo = mayReadClosed(request)
      const page = await store.query((db) => decisionsSince(db, after, limit))
      const decisions = page
        .filter(({ blind, secret }) => !blind && (closedToo || secret === 0))
        .map(({ secret: _, ...decision }) => decision)
      return { decisions, last: page.at(-1)?.seq ?? after }
    },
  })
  return Promise.resolve()
}
