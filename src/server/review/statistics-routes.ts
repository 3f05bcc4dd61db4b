import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { agreementSchema, learningSchema, learnRequestSchema, statisticsSchema } from '../../domain/review-api.ts'
import { addLesson, dropLesson, lastDecisionAbout, listLessons } from '../../store/lessons.ts'
import { maskPersonalNumbers } from '../../text/personal-numbers.ts'
import { ProblemError } from '../problem.ts'
import { demandRole, openDocument, reviewerOf, viewerOf } from './review-context.ts'
import type { ReviewContext } from './review-context.ts'
import { readAgreement, readStatistics } from './statistics.ts'

/** The dashboard, agreement, and what is marked for learning. */
export function statisticsRoutes(context: ReviewContext): FastifyPluginAsyncZod {
  const { store, now } = context
  return async (app) => {
    app.get('/statistics', { schema: { response: { 200: statisticsSchema } } }, async (request) => {
      const { granted } = await viewerOf(context, reviewerOf(request))
      const statistics = await readStatistics(store, granted, now())
      const stale = statistics.stale.map((one) => ({ ...one, name: maskPersonalNumbers(one.name) }))
      return { ...statistics, stale }
    })
    app.get('/agreement', { schema: { response: { 200: agreementSchema } } }, (request) => {
      demandRole(request, 'supervisor')
      return readAgreement(store)
    })
    app.get('/examples', { schema: { response: { 200: learningSchema } } }, async (request) => {
      demandRole(request, 'supervisor')
      const lessons = await listLessons(store)
      return {
        examples: lessons.map(({ seq, purpose, document, item, name, at }) => ({
          seq,
          as: purpose,
          document,
          item,
          by: name,
          at,
        })),
      }
    })
    app.post('/examples', { schema: { body: learnRequestSchema } }, async (request, reply) => {
      const reviewer = reviewerOf(request)
      const { document, item, as, on } = request.body
      const { row } = await openDocument(context, reviewer, document)
      const { documentId } = row
      if (!on) await dropLesson(store, { documentId, item, purpose: as })
      else if (row.secrecy !== null)
        throw new ProblemError(422, 'classified', 'Nothing of a classified document becomes an example.')
      else {
        const seq = await store.query((db) => lastDecisionAbout(db, documentId, item))
        if (seq === null) throw new ProblemError(409, 'undecided', 'Nothing was decided about this item yet.')
        await addLesson(store, { seq, purpose: as, reviewerId: reviewer.id, at: now() })
      }
      return reply.status(204).send()
    })
    await Promise.resolve()
  }
}
