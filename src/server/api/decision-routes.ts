import type { FastifyRequest } from 'fastify'
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { decideAnswerSchema, decideRequestSchema } from '../../domain/review-api.ts'
import { decisionsOf, decisionsSince } from '../../store/decision-log.ts'
import type { Store } from '../../store/store.ts'
import { findListed } from '../../store/document-list.ts'
import { findReviewer } from '../../store/reviewers.ts'
import type { Reviewer } from '../../store/reviewers.ts'
import type { PersonalDigits } from '../personal-digits.ts'
import { notFound, ProblemError } from '../problem.ts'
import { maskDeep } from '../../text/personal-numbers.ts'
import type { ReviewContext } from '../review/review-context.ts'
import { decide } from '../review/rulings.ts'
import { answers } from './answers.ts'
import { mayReadClosed, mayReadPersonal, tokenOf } from './authorise.ts'
import { findDocument } from './document-routes.ts'
import { decisionFeedSchema, decisionListSchema, decisionsQuery, documentParams } from './schemas.ts'

/** What reviewers decided, and what programs decide in their names. */
export const decisionRoutes: FastifyPluginAsyncZod<{
  readonly store: Store
  readonly review: ReviewContext | null
  readonly personal: PersonalDigits
}> = async (app, { store, review, personal }) => {
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
      const decisions = (await store.query((db) => decisionsOf(db, documentId))).filter(({ blind }) => !blind)
      return { decisions: mayReadPersonal(request) ? decisions : maskDeep(decisions, await personal.of(documentId)) }
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
      const open = page.filter(({ blind, secret }) => !blind && (closedToo || secret === 0))
      const whole = mayReadPersonal(request)
      const decisions = await Promise.all(
        open.map(async ({ secret: _, documentId, ...decision }) =>
          whole ? decision : maskDeep(decision, await personal.of(documentId)),
        ),
      )
      return { decisions, last: page.at(-1)?.seq ?? after }
    },
  })
  app.route({
    method: 'POST',
    url: '/decisions',
    config: { scope: 'decide' },
    schema: {
      operationId: 'decide',
      summary:
        'Accepts, corrects or rejects items in the name of the token’s reviewer; the same `key` is not done twice',
      body: decideRequestSchema,
      response: answers(decideAnswerSchema),
    },
    handler: async (request) => {
      if (!review) throw new ProblemError(503, 'not-taken', 'This server takes no decisions.')
      const found = await reviewerOf(store, request)
      const reviewer = { ...found, personalNumbers: found.personalNumbers && mayReadPersonal(request) }
      const { key, decisions } = request.body
      for (const document of new Set(decisions.map((one) => one.document))) {
        if (!(await findListed(store, document, mayReadClosed(request)))) throw notFound()
      }
      return decide(review, reviewer, { key, group: decisions.length > 1 ? key : null, asked: decisions })
    },
  })
  return Promise.resolve()
}

async function reviewerOf(store: Store, request: FastifyRequest): Promise<Reviewer> {
  const { reviewer: name } = tokenOf(request)
  const reviewer = name === null ? null : await findReviewer(store, name)
  if (!reviewer?.active) throw new ProblemError(403, 'forbidden', 'The reviewer the token decides for is not active.')
  return reviewer
}
