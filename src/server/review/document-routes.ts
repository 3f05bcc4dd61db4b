import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { z } from 'zod'
import {
  flowSchema,
  lettersSchema,
  historySchema,
  leaseAnswerSchema,
  leaseRequestSchema,
  recognisedSchema,
  recogniseRequestSchema,
  reviewDocumentSchema,
} from '../../domain/review-api.ts'
import { evidenceSchema } from '../../domain/record.ts'
import type { Lease, ReviewDocument } from '../../domain/review-api.ts'
import type { Decision, ItemState } from '../../domain/decision.ts'
import { lastDecisions } from '../../resolve/apply-decisions.ts'
import { maskRecord } from '../../resolve/mask-record.ts'
import { decisionsOf, lastSeq } from '../../store/decision-log.ts'
import { dropLease, findLease, takeLease } from '../../store/leases.ts'
import type { HeldLease } from '../../store/leases.ts'
import { readSettings } from '../../store/review-settings.ts'
import { lessonsOf } from '../../store/lessons.ts'
import { listReviewers } from '../../store/reviewers.ts'
import type { Reviewer } from '../../store/reviewers.ts'
import { maskDeep, maskPersonalNumbers } from '../../text/personal-numbers.ts'
import { sha256Params } from './decide-routes.ts'
import { documentEntry } from './document-entry.ts'
import { maskedItem, plainItems, readState } from './item-view.ts'
import type { DocumentState } from './item-view.ts'
import { openDocument, reviewerOf } from './review-context.ts'
import type { ReviewContext } from './review-context.ts'
import { isKeyedTwice } from './rulings.ts'

const pageParams = sha256Params.extend({ page: z.coerce.number().int().positive().max(100_000) })
const pageQuery = z.object({ width: z.coerce.number().int().min(200).max(3000).default(1600) })
const textOffset = z.coerce
  .number()
  .int()
  .min(0)
  .max(2 ** 31 - 1)
const placeQuery = z.object({ start: textOffset, end: textOffset })
const length = z.coerce.number().min(0).max(20_000)
const cropQuery = z.object({
  page: z.coerce.number().int().positive().max(100_000),
  x: length,
  y: length,
  width: length,
  height: length,
  scale: z.coerce.number().min(1).max(4).default(2),
  /** With what stands around it, the place itself marked. */
  around: z.stringbool().default(false),
})

/** What stands in a browser's memory is for one user and one session. */
const privately = 'private, max-age=3600'

export function documentRoutes(context: ReviewContext): FastifyPluginAsyncZod {
  return async (app) => {
    const params = sha256Params
    app.get('/documents/:id', { schema: { params, response: { 200: reviewDocumentSchema } } }, (request) =>
      readDocumentView(context, reviewerOf(request), request.params.id),
    )
    app.get('/documents/:id/history', { schema: { params, response: { 200: historySchema } } }, async (request) => {
      const reviewer = reviewerOf(request)
      const shelved = await openDocument(context, reviewer, request.params.id)
      const all = await context.store.query((db) => decisionsOf(db, shelved.row.documentId))
      const decisions = all.filter((one) => mayBeSeen(one, reviewer)).reverse()
      return { decisions: reviewer.personalNumbers ? decisions : maskDeep(decisions, shelved.personal) }
    })
    app.post(
      '/documents/:id/lease',
      { schema: { params, body: leaseRequestSchema, response: { 200: leaseAnswerSchema } } },
      async (request) => {
        const reviewer = reviewerOf(request)
        const { row } = await openDocument(context, reviewer, request.params.id)
        const { takeOver } = request.body
        const asked = { documentId: row.documentId, reviewerId: reviewer.id, now: context.now(), takeOver }
        const lease = await takeLease(context.store, asked)
        return { lease: toLease(lease, reviewer), seq: await context.store.query(lastSeq) }
      },
    )
    app.delete('/documents/:id/lease', { schema: { params } }, async (request, reply) => {
      const reviewer = reviewerOf(request)
      const { row } = await openDocument(context, reviewer, request.params.id)
      await dropLease(context.store, row.documentId, reviewer.id)
      return reply.status(204).send()
    })
    await Promise.resolve()
  }
}

/** The source: as a PDF, as pictures, as a flow, as what stands in a box. */
export function pageRoutes(context: ReviewContext): FastifyPluginAsyncZod {
  const { pages } = context
  return async (app) => {
    const params = sha256Params
    app.get('/documents/:id/source', { schema: { params } }, async (request, reply) => {
      const reviewer = reviewerOf(request)
      const shelved = await openDocument(context, reviewer, request.params.id)
      const bytes = await pages.pdf(shelved, reviewer)
      reply
        .header('content-type', 'application/pdf')
        .header('accept-ranges', 'bytes')
        .header('cache-control', privately)
      const range = rangeOf(request.headers.range, bytes.byteLength)
      if (!range) return reply.send(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength))
      const { from, to } = range
      reply.status(206).header('content-range', `bytes ${from}-${to}/${bytes.byteLength}`)
      return reply.send(Buffer.from(bytes.subarray(from, to + 1)))
    })
    app.get(
      '/documents/:id/pages/:page.png',
      { schema: { params: pageParams, querystring: pageQuery } },
      async (request, reply) => {
        const reviewer = reviewerOf(request)
        const shelved = await openDocument(context, reviewer, request.params.id)
        const png = await pages.page(shelved, reviewer, request.params.page, request.query.width)
        return reply.type('image/png').header('cache-control', privately).send(png)
      },
    )
    app.get('/documents/:id/crop.png', { schema: { params, querystring: cropQuery } }, async (request, reply) => {
      const reviewer = reviewerOf(request)
      const shelved = await openDocument(context, reviewer, request.params.id)
      const { scale, around, ...box } = request.query
      const png = await pages.crop(shelved, reviewer, box, scale, around)
      return reply.type('image/png').header('cache-control', privately).send(png)
    })
    app.get(
      '/documents/:id/place',
      { schema: { params, querystring: placeQuery, response: { 200: evidenceSchema } } },
      async (request) => {
        const shelved = await openDocument(context, reviewerOf(request), request.params.id)
        return pages.locate(shelved, request.query.start, request.query.end)
      },
    )
    app.get('/documents/:id/flow', { schema: { params, response: { 200: flowSchema } } }, async (request) =>
      pages.flow(await openDocument(context, reviewerOf(request), request.params.id)),
    )
    app.get('/documents/:id/letters', { schema: { params, response: { 200: lettersSchema } } }, async (request) => {
      const reviewer = reviewerOf(request)
      return pages.letters(await openDocument(context, reviewer, request.params.id), reviewer)
    })
    app.post(
      '/documents/:id/recognise',
      { schema: { params, body: recogniseRequestSchema, response: { 200: recognisedSchema } } },
      async (request) => {
        const reviewer = reviewerOf(request)
        const shelved = await openDocument(context, reviewer, request.params.id)
        const read = await pages.recognise(shelved, reviewer, request.body.box)
        const text = reviewer.personalNumbers ? read.text : maskPersonalNumbers(read.text, shelved.personal)
        return { ...read, text }
      },
    )
    await Promise.resolve()
  }
}

/** One range of bytes; several at once, or nonsense: the whole. */
function rangeOf(header: string | undefined, length: number): { from: number; to: number } | null {
  const parts = /^bytes=(\d+)-(\d*)$/.exec(header ?? '')
  if (!parts) return null
  const from = Number(parts[1])
  const to = Math.min(length - 1, parts[2] === '' ? length - 1 : Number(parts[2]))
  return from <= to ? { from, to } : null
}

async function readDocumentView(context: ReviewContext, reviewer: Reviewer, sha256: string): Promise<ReviewDocument> {
  const { store, now } = context
  const shelved = await openDocument(context, reviewer, sha256)
  const { row, record, personal } = shelved
  const { doubleKeying } = await readSettings(store)
  // Before the decisions are read: what comes after is told by /changes.
  const seq = await store.query(lastSeq)
  const state = await readState(context, shelved, isKeyedTwice(sha256, doubleKeying))
  const lease = await findLease(store, row.documentId, now())
  const items = plainItems(state, reviewer)
  const shown = reviewer.personalNumbers ? record : maskRecord(record, personal)
  const stale = state.decided.stale.map((decision) => ({
    item: decision.item,
    kind: decision.kind,
    slot: decision.slot,
    decision: reviewer.personalNumbers ? decision : maskDeep(decision, personal),
  }))
  return {
    document: documentEntry(row, reviewer, [row.documentId], lease?.name ?? null),
    record: shown,
    items: items.map(({ item }) => maskedItem(item, shelved, reviewer)),
    findings: shown.findings,
    pages: await context.pages.describe(shelved, reviewer),
    stale,
    lease: lease && toLease(lease, reviewer),
    seq,
    undo: lastOwn(state, reviewer),
    blind: items.some(({ blind }) => blind),
    rights: {
      decide: true,
      adjudicate: reviewer.role !== 'reviewer',
      personalNumbers: reviewer.personalNumbers,
      access: reviewer.role === 'administrator',
    },
    lessons: await store.query((db) => lessonsOf(db, row.documentId)),
    remarks: remarksOf(state, reviewer),
    keyed: reviewer.role === 'reviewer' ? [] : await keyedOf(context, state, reviewer),
  }
}

/** What one of two has keyed blindly, the other does not see. */
function mayBeSeen({ blind, user }: Decision, { name, role }: Reviewer): boolean {
  return !blind || user === name || role !== 'reviewer'
}

function remarksOf({ decisions, shelved }: DocumentState, reviewer: Reviewer): ReviewDocument['remarks'] {
  const remarks = decisions
    .filter((one) => one.action === 'comment' && mayBeSeen(one, reviewer))
    .map(({ item, user, at, why }) => ({ item, user, at, why: why ?? '' }))
  return reviewer.personalNumbers ? remarks : maskDeep(remarks, shelved.personal)
}

function toLease({ name, fullName, since, until, reviewerId }: HeldLease, { id }: Reviewer): Lease {
  return { user: name, fullName, since, until, mine: reviewerId === id }
}

/** The last thing this reviewer did here that can be taken back. */
function lastOwn({ decisions, keyings, rows }: DocumentState, { id, name }: Reviewer): number | null {
  const own = [...lastDecisions(decisions).values()].filter(({ user }) => user === name).map(({ seq }) => seq)
  const keyed = keyings.filter(({ reviewerId, item }) => reviewerId === id && rows.get(item)?.status === 'open')
  const last = Math.max(0, ...own, ...keyed.map(({ seq }) => seq))
  return last === 0 ? null : last
}

async function keyedOf(
  { store }: ReviewContext,
  { keyings, rows, shelved }: DocumentState,
  reviewer: Reviewer,
): Promise<ReviewDocument['keyed']> {
  const names = new Map((await listReviewers(store)).map(({ id, name }) => [id, name]))
  const open = keyings.filter(({ item }) => rows.get(item)?.status === 'conflict')
  return open.map(({ item, reviewerId, state }) => {
    const keyed = JSON.parse(state) as ItemState
    return {
      item,
      user: names.get(reviewerId) ?? '',
      state: reviewer.personalNumbers ? keyed : maskDeep(keyed, shelved.personal),
    }
  })
}
