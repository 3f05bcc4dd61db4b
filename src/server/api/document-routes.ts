import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'
import { evidenceSchema } from '../../domain/record.ts'
import type { Record } from '../../domain/record.ts'
import { applyDecisions } from '../../resolve/apply-decisions.ts'
import { maskRecord } from '../../resolve/mask-record.ts'
import { recordItems } from '../../resolve/record-items.ts'
import { issuerKeysOf, keyOf } from '../../search/record-entry.ts'
import { decisionsOf } from '../../store/decision-log.ts'
import { currentContent, findListed, listDocuments } from '../../store/document-list.ts'
import type { ListedDocument } from '../../store/document-list.ts'
import { unpackRecord } from '../../store/record-content.ts'
import type { Store } from '../../store/store.ts'
import type { ReviewContext } from '../review/review-context.ts'
import type { PersonalDigits } from '../personal-digits.ts'
import { notFound, ProblemError } from '../problem.ts'
import { maskPersonalNumbers } from '../../text/personal-numbers.ts'
import { mayReadClosed, mayReadPersonal } from './authorise.ts'
import { fromCursor, toCursor } from '../cursor.ts'
import { hasAlready } from './etags.ts'
import { answers } from './answers.ts'
import {
  documentListSchema,
  documentParams,
  documentSchema,
  documentsQuery,
  findingListSchema,
  itemListSchema,
  itemsQuery,
  placeQuery,
  recordQuery,
} from './schemas.ts'
import type { ApiDocument } from './schemas.ts'

/** The databases' ids have 31 bits. */
const afterId = z.tuple([z.int().nonnegative().max(2_147_483_647)])

/** Documents, their records and what is in them. */
export const documentRoutes: FastifyPluginAsyncZod<{
  readonly store: Store
  readonly review: ReviewContext | null
  readonly personal: PersonalDigits
}> = async (app, { store, review, personal }) => {
  const readShown = async (request: FastifyRequest<{ Params: { id: string } }>): Promise<Record> => {
    const document = await findDocument(store, request)
    const record = await readRecord(store, document)
    return mayReadPersonal(request) ? record : maskRecord(record, await personal.of(document.documentId))
  }

  app.route({
    method: 'GET',
    url: '/documents',
    config: { scope: 'read' },
    schema: {
      operationId: 'listDocuments',
      summary: 'Documents in the order they were met',
      querystring: documentsQuery,
      response: answers(documentListSchema),
    },
    handler: async (request) => {
      const { type, issuer, number, read, limit, cursor, ...rest } = request.query
      const key = (value: string | undefined) => (value === undefined ? undefined : keyOf(value)!)
      const filter = {
        ...rest,
        typeKey: key(type),
        issuerKeys: issuer === undefined ? undefined : issuerKeysOf(issuer),
        numberKey: key(number),
        read: read === undefined ? undefined : read === 'true',
        closedToo: mayReadClosed(request),
      }
      const [after = 0] = fromCursor(cursor, afterId) ?? []
      const rows = await listDocuments(store, filter, after, limit + 1)
      const page = rows.slice(0, limit)
      const next = rows.length > limit ? toCursor([page.at(-1)!.documentId]) : null
      const documents = page.map(toDocument)
      return { documents: mayReadPersonal(request) ? documents : documents.map(withoutNumbers), next }
    },
  })

  app.route({
    method: 'GET',
    url: '/documents/:id',
    config: { scope: 'read' },
    schema: {
      operationId: 'getDocument',
      summary: 'One document',
      params: documentParams,
      response: answers(documentSchema),
    },
    handler: async (request) => {
      const document = toDocument(await findDocument(store, request))
      return mayReadPersonal(request) ? document : withoutNumbers(document)
    },
  })

  app.route({
    method: 'GET',
    url: '/documents/:id/record',
    config: { scope: 'read' },
    schema: {
      operationId: 'getRecord',
      summary: 'Its record',
      params: documentParams,
      querystring: recordQuery,
      response: answers(z.unknown().describe('Record'), [304]),
    },
    handler: async (request, reply) => {
      const document = await findDocument(store, request)
      const digits = mayReadPersonal(request) ? null : await personal.of(document.documentId)
      const decided = request.query.decided === 'true'
      const send = decided ? sendDecided : sendRecord
      return send(store, request, reply, document, digits)
    },
  })

  app.route({
    method: 'GET',
    url: '/documents/:id/items',
    config: { scope: 'read' },
    schema: {
      operationId: 'listItems',
      summary: 'What was extracted from it, in reading order',
      params: documentParams,
      querystring: itemsQuery,
      response: answers(itemListSchema),
    },
    handler: async (request) => {
      const { kind, minConfidence = 0, limit, cursor } = request.query
      const record = await readShown(request)
      const items = recordItems(record)
        .filter((item) => (kind === undefined || item.kind === kind) && item.item.confidence >= minConfidence)
        .map((one) => ({ kind: one.kind, slot: one.slot, form: one.form, item: one.item }))
      const [from = 0] = fromCursor(cursor, afterId) ?? []
      const next = items.length > from + limit ? toCursor([from + limit]) : null
      // What the union of kinds says is checked when the answer is written.
      return { items: items.slice(from, from + limit), next } as z.infer<typeof itemListSchema>
    },
  })

  app.route({
    method: 'GET',
    url: '/documents/:id/place',
    config: { scope: 'read' },
    schema: {
      operationId: 'findPlace',
      summary: 'Where a span of its text stands: page and boxes, as long as the source is there',
      params: documentParams,
      querystring: placeQuery,
      response: answers(evidenceSchema),
    },
    handler: async (request) => {
      const { sha256 } = await findDocument(store, request)
      const shelved = await review?.records.find(sha256)
      if (!review || !shelved) throw new ProblemError(503, 'not-ready', 'The document is not ready for this yet.')
      return review.pages.locate(shelved, request.query.start, request.query.end)
    },
  })

  app.route({
    method: 'GET',
    url: '/documents/:id/findings',
    config: { scope: 'read' },
    schema: {
      operationId: 'listFindings',
      summary: 'What in it does not add up',
      params: documentParams,
      response: answers(findingListSchema),
    },
    handler: async (request) => ({
      findings: (await readShown(request)).findings,
    }),
  })
  return Promise.resolve()
}

/** As reviewers left it. */
async function sendDecided(
  store: Store,
  request: FastifyRequest,
  reply: FastifyReply,
  document: ListedDocument,
  digits: ReadonlySet<string> | null,
) {
  const record = await readRecord(store, document)
  const decisions = await store.query((db) => decisionsOf(db, document.documentId))
  const made = decisions.filter(({ blind }) => !blind)
  const etag = `W/"${document.recordSha256!}.${made.at(-1)?.seq ?? 0}${digits ? maskedTag : ''}"`
  void reply.header('etag', etag).header('vary', 'Authorization')
  if (hasAlready(request, etag)) return reply.status(304).send()
  const { record: left } = applyDecisions(record, made)
  const bytes = Buffer.from(JSON.stringify(digits ? maskRecord(left, digits) : left))
  return reply.type('application/json; charset=utf-8').send(bytes)
}

/** Of a record in which numbers are masked. */
const maskedTag = '.m'

/** What lists show of a document, masked by what it says itself. */
function withoutNumbers(document: ApiDocument): ApiDocument {
  const show = (text: string | null) => text && maskPersonalNumbers(text)
  return { ...document, name: maskPersonalNumbers(document.name), subject: show(document.subject) }
}

function toDocument({ sha256, documentId: _, recordSha256: __, ...rest }: ListedDocument): ApiDocument {
  return { id: sha256, ...rest }
}

export async function findDocument(
  store: Store,
  request: FastifyRequest<{ Params: { id: string } }>,
): Promise<ListedDocument> {
  const document = await findListed(store, request.params.id, mayReadClosed(request))
  if (!document) throw notFound('There is no such document, or the token may not read it.')
  return document
}

async function readContent(store: Store, { documentId }: ListedDocument): Promise<Buffer> {
  const content = await currentContent(store, documentId)
  if (!content) throw notFound('The document has no record.')
  return content
}

/** As it was checked when it was written. */
async function readRecord(store: Store, document: ListedDocument): Promise<Record> {
  return JSON.parse(Buffer.from(unpackRecord(await readContent(store, document))).toString('utf8')) as Record
}

/** As it is stored, Brotli, to those who take that; where numbers in it are masked, anew. */
async function sendRecord(
  store: Store,
  request: FastifyRequest,
  reply: FastifyReply,
  document: ListedDocument,
  digits: ReadonlySet<string> | null,
) {
  const hides = digits !== null && (digits.size > 0 || maskPersonalNumbers(document.name) !== document.name)
  const content = await readContent(store, document)
  const etag = `W/"${document.recordSha256!}${hides ? maskedTag : ''}"`
  void reply.header('etag', etag).header('vary', 'Accept-Encoding, Authorization')
  if (hasAlready(request, etag)) return reply.status(304).send()
  void reply.type('application/json; charset=utf-8')
  if (hides) {
    const record = JSON.parse(Buffer.from(unpackRecord(content)).toString('utf8')) as Record
    return reply.send(Buffer.from(JSON.stringify(maskRecord(record, digits))))
  }
  const takesBrotli = /(?:^|[\s,])br(?:\s*;\s*q=(?:1|0\.0*[1-9]))?\s*(?:,|$)/i.test(
    request.headers['accept-encoding'] ?? '',
  )
  if (takesBrotli) return reply.header('content-encoding', 'br').send(content)
  return reply.send(Buffer.from(unpackRecord(content)))
}
