import type { FastifyRequest } from 'fastify'
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { z } from 'zod'
import { unseenGroup } from '../../domain/decision.ts'
import type { Decision } from '../../domain/decision.ts'
import {
  acceptAboveSchema,
  decideAnswerSchema,
  decideRequestSchema,
  undoRequestSchema,
} from '../../domain/review-api.ts'
import type { DecideAnswer } from '../../domain/review-api.ts'
import { toDecision } from '../../store/decision-log.ts'
import { readSettings } from '../../store/review-settings.ts'
import type { Store } from '../../store/store.ts'
import { inLanguageOf } from '../in-vietnamese.ts'
import { notFound } from '../problem.ts'
import { plainItems, readState } from './item-view.ts'
import { openDocument, reviewerOf } from './review-context.ts'
import type { ReviewContext } from './review-context.ts'
import { decide, isKeyedTwice } from './rulings.ts'

export const sha256Params = z.object({ id: z.string().regex(/^[0-9a-f]{64}$/) })

export function decideRoutes(context: ReviewContext): FastifyPluginAsyncZod {
  return async (app) => {
    const answer = { response: { 200: decideAnswerSchema } }
    app.post('/decisions', { schema: { body: decideRequestSchema, ...answer } }, async (request) => {
      const { key, decisions } = request.body
      const group = decisions.length > 1 ? key : null
      return said(request, await decide(context, reviewerOf(request), { key, group, asked: decisions }))
    })
    app.post(
      '/documents/:id/accept-above',
      { schema: { params: sha256Params, body: acceptAboveSchema, ...answer } },
      async (request) => {
        const { key, threshold } = request.body
        const { id: document } = request.params
        const reviewer = reviewerOf(request)
        const shelved = await openDocument(context, reviewer, document)
        const { doubleKeying } = await readSettings(context.store)
        const state = await readState(context, shelved, isKeyedTwice(document, doubleKeying))
        const asked = plainItems(state, reviewer).flatMap(({ item }) => {
          const sure = item.confidence >= threshold && item.findings.length === 0 && item.stale === null
          if (item.kind === 'finding' || item.state.status !== 'open' || !sure) return []
          return [{ document, item: item.id, action: 'accept' as const, revision: item.revision }]
        })
        return said(request, await decide(context, reviewer, { key, group: `${unseenGroup}${key}`, asked }))
      },
    )
    app.post('/undo', { schema: { body: undoRequestSchema, ...answer } }, async (request) => {
      const { key, seq } = request.body
      const decisions = await withGroup(context.store, seq)
      const asked = decisions.map((undoes) => ({
        document: undoes.document,
        item: undoes.item,
        action: 'undo' as const,
        undoes,
        revision: null,
      }))
      const group = asked.length > 1 ? key : null
      return said(request, await decide(context, reviewerOf(request), { key, group, asked }))
    })
    await Promise.resolve()
  }
}

/** What was refused and why, in the language of the page. */
function said(request: FastifyRequest, { results, ...rest }: DecideAnswer): DecideAnswer {
  const say = (detail: string) => inLanguageOf(request.headers['accept-language'], detail)
  return {
    ...rest,
    results: results.map((one) => (one.outcome === 'refused' ? { ...one, detail: say(one.detail) } : one)),
  }
}

/** A decision and those made by the same act, the last one first. */
async function withGroup(store: Store, seq: number): Promise<Decision[]> {
  const rows = await store.query(async (db) => {
    const one = await db.selectFrom('decision').selectAll().where('seq', '=', seq).executeTakeFirst()
    if (!one || one.kind === 'administration') throw notFound('There is no such decision.')
    if (one.groupKey === null) return [one]
    return db
      .selectFrom('decision')
      .selectAll()
      .where('groupKey', '=', one.groupKey)
      .where('reviewerId', '=', one.reviewerId)
      .orderBy('seq', 'desc')
      .execute()
  })
  // Of a blind keying that settled an item there are two entries: the later one is what holds.
  const seen = new Set<string>()
  return rows
    .map((row) => toDecision(row))
    .filter(({ document, item }) => {
      const key = `${document}/${item}`
      return !seen.has(key) && seen.add(key)
    })
}
