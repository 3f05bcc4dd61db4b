import type { FastifyPluginAsync, FastifyRequest } from 'fastify'
import { z } from 'zod'
import { reviewPath } from '../../domain/review-api.ts'
import { addReviewer, listReviewers } from '../../store/reviewers.ts'
import type { Reviewer } from '../../store/reviewers.ts'
import { ProblemError } from '../problem.ts'
import { refuseForeign, signIn, whoAsks } from '../sign-in.ts'
import { decideRoutes } from './decide-routes.ts'
import { documentRoutes, pageRoutes } from './document-routes.ts'
import { peopleRoutes, sessionRoutes } from './people-routes.ts'
import { queueRoutes } from './queue-routes.ts'
import type { ReviewContext } from './review-context.ts'
import { searchRoutes } from './search-routes.ts'
import { statisticsRoutes } from './statistics-routes.ts'

/** The review's API as src/domain/review-api.ts describes it, and the one-time link. */
export function reviewPlugin(context: ReviewContext): FastifyPluginAsync {
  const { store, link, now } = context
  return async (app) => {
    app.get(
      '/enter',
      {
        schema: { querystring: z.object({ key: z.string().max(100) }) },
        config: { rateLimit: { max: 10, timeWindow: '1 minute' } },
      },
      async (request, reply) => {
        const { key } = request.query as { key: string }
        if (!link.use(key))
          throw new ProblemError(403, 'used', 'This link was used already; boctach review prints a new one.')
        await signIn(store, reply, await firstAdministrator(context), now())
        return reply.header('cache-control', 'no-store').redirect('/', 303)
      },
    )
    await app.register(
      async (scope) => {
        scope.decorateRequest('reviewer', null)
        scope.addHook('onRequest', (request: FastifyRequest, _, done) => {
          refuseForeign(request)
          done()
        })
        // Answers hold what one user may see: no cache between keeps them.
        scope.addHook('onRequest', (_, reply, done) => {
          reply.header('cache-control', 'no-store')
          done()
        })
        await scope.register(sessionRoutes(context))
        await scope.register(async (inside) => {
          inside.addHook('onRequest', async (request) => {
            request.reviewer = await whoAsks(store, request, now())
            if (!request.reviewer) throw new ProblemError(401, 'not-signed-in', 'Sign in first.')
          })
          await inside.register(queueRoutes(context))
          await inside.register(searchRoutes(context))
          await inside.register(documentRoutes(context))
          await inside.register(pageRoutes(context))
          await inside.register(decideRoutes(context))
          await inside.register(peopleRoutes(context))
          await inside.register(statisticsRoutes(context))
        })
      },
      { prefix: reviewPath },
    )
  }
}

/** Whom the link signs in. Made with the first link of a new store: nobody else is there to add users. */
async function firstAdministrator({ store, now }: ReviewContext): Promise<Reviewer> {
  const known = async () =>
    (await listReviewers(store)).find(({ role, active }) => role === 'administrator' && active) ?? null
  const administrator = await known()
  if (administrator) return administrator
  const author = { reviewerId: null, userName: 'boctach', now: now() }
  const added = await addReviewer(store, author, {
    name: 'admin',
    fullName: 'Quản trị',
    role: 'administrator',
    personalNumbers: true,
    active: true,
    password: null,
  })
  const made = added ?? (await known())
  if (!made) throw new ProblemError(503, 'no-administrator', 'There is no active administrator; see boctach user.')
  return made
}
