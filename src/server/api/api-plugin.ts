import type { FastifyPluginAsync } from 'fastify'
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { version } from '../../pipeline/program-version.ts'
import { currentEdition } from '../../store/edition.ts'
import type { Store } from '../../store/store.ts'
import { readTally } from '../../store/tally.ts'
import { PersonalDigits } from '../personal-digits.ts'
import type { ReviewContext } from '../review/review-context.ts'
import { answers } from './answers.ts'
import { authorise } from './authorise.ts'
import { decisionRoutes } from './decision-routes.ts'
import { documentRoutes } from './document-routes.ts'
import { tagAnswers } from './etags.ts'
import { exportRoutes } from './export-routes.ts'
import { describeApi } from './openapi.ts'
import { apiPath, statusSchema } from './schemas.ts'
import { searchRoutes } from './search-routes.ts'
import { submissionRoutes } from './submission-routes.ts'
import type { Submissions } from './submission-routes.ts'

export interface ApiOptions {
  readonly store: Store
  /** null: no files are taken. */
  readonly submissions: Submissions | null
  /** Where exports are made, each until it is fetched. */
  readonly exportFolder: string
  /** Of the review on the same server; null: no decisions are taken. */
  readonly review: ReviewContext | null
}

/** The API for other programs, below `apiPath`, on any server of `buildServer`. */
export function apiPlugin({ store, submissions, exportFolder, review }: ApiOptions): FastifyPluginAsync {
  return async (root) => {
    await root.register(
      async (app) => {
        await describeApi(app)
        authorise(app, store)
        tagAnswers(app)
        const personal = review?.personal ?? new PersonalDigits(store)
        await app.register(documentRoutes, { store, review, personal })
        await app.register(decisionRoutes, { store, review, personal })
        await app.register(searchRoutes, { store })
        await app.register(submissionRoutes, { store, submissions })
        await app.register(exportRoutes, { store, folder: exportFolder })
        await app.register(statusRoutes, { store })
      },
      { prefix: apiPath },
    )
  }
}

const statusRoutes: FastifyPluginAsyncZod<{ readonly store: Store }> = async (app, { store }) => {
  app.route({
    method: 'GET',
    url: '/status',
    config: { scope: 'read' },
    schema: { operationId: 'getStatus', summary: 'How far the archive is', response: answers(statusSchema) },
    handler: async () => {
      const edition = await currentEdition(store)
      const counts = edition ? await store.query((db) => readTally(db, edition.id)) : []
      return { version, counts: counts.map(({ state, detail, documents }) => ({ state, detail, documents })) }
    },
  })
  return Promise.resolve()
}
