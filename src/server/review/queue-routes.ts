import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { z } from 'zod'
import { sql } from 'kysely'
import {
  changesSchema,
  countsSchema,
  documentListSchema,
  documentsQuerySchema,
  gridQuerySchema,
  gridSchema,
  nextSchema,
  queueQuerySchema,
  queueSchema,
  reviewPath,
} from '../../domain/review-api.ts'
import type { Counts, DocumentEntry, Grid, QueueEntry, QueueQuery } from '../../domain/review-api.ts'
import type { BoxOnPage } from '../../domain/record.ts'
import { decisionsSince, lastSeq } from '../../store/decision-log.ts'
import { doubtUnit } from '../../store/item-counts.ts'
import { listLeases } from '../../store/leases.ts'
import { countFacets, countItems } from '../../store/queue-counts.ts'
import type { Facets } from '../../store/queue-counts.ts'
import { batchIdOf, readQueue } from '../../store/review-queue.ts'
import type { QueueFilter, QueuePlace, QueueRow, Viewer } from '../../store/review-queue.ts'
import { readSettings } from '../../store/review-settings.ts'
import type { Reviewer } from '../../store/reviewers.ts'
import { maskDeep, maskPersonalNumbers } from '../../text/personal-numbers.ts'
import { ProblemError } from '../problem.ts'
import { documentEntry } from './document-entry.ts'
import { foldForSearch } from './indexing.ts'
import { maskedItem, plainItems, readState } from './item-view.ts'
import { documentRows } from './record-shelf.ts'
import { reviewerOf, viewerOf } from './review-context.ts'
import type { ReviewContext } from './review-context.ts'
import { isKeyedTwice } from './rulings.ts'

export function queueRoutes(context: ReviewContext): FastifyPluginAsyncZod {
  const { store, now } = context
  return async (app) => {
    app.get(
      '/queue',
      { schema: { querystring: queueQuerySchema, response: { 200: queueSchema } } },
      async (request) => {
        const { query } = request
        const viewer = await viewerOf(context, reviewerOf(request))
        const filter = await toFilter(context, query)
        if (!filter) return { entries: [], cursor: null, total: 0 }
        const after = query.cursor === undefined ? null : toPlace(query.cursor)
        const total = await countItems(store, viewer, filter)
        // Where the last is known to be reached, nobody looks through all items for another.
        const limit = Math.min(query.limit, total)
        const rows = limit === 0 ? [] : await readQueue(store, viewer, filter, { after, limit, free: null })
        const entries = await toEntries(context, rows)
        const isAll = rows.length < query.limit || (after === null && rows.length === total)
        return { entries, cursor: isAll ? null : (entries.at(-1)?.place ?? null), total }
      },
    )
    const nextQuery = queueQuerySchema.extend({ after: z.string().max(100).optional() })
    app.get('/queue/next', { schema: { querystring: nextQuery, response: { 200: nextSchema } } }, async (request) => {
      const { query } = request
      const viewer = await viewerOf(context, reviewerOf(request))
      const filter = await toFilter(context, query)
      if (!filter) return { entry: null, total: 0 }
      const after = query.after === undefined ? null : toPlace(query.after)
      const rows = await readQueue(store, viewer, filter, { after, limit: 1, free: now() })
      const [entry] = await toEntries(context, rows)
      return { entry: entry ?? null, total: await countItems(store, viewer, filter) }
    })
    app.get(
      '/counts',
      { schema: { querystring: queueQuerySchema, response: { 200: countsSchema } } },
      async (request) => {
        const viewer = await viewerOf(context, reviewerOf(request))
        const filter = await toFilter(context, request.query)
        return filter ? toCounts(await countFacets(store, viewer, filter)) : noCounts
      },
    )
    app.get(
      '/documents',
      { schema: { querystring: documentsQuerySchema, response: { 200: documentListSchema } } },
      (request) => listDocuments(context, reviewerOf(request), request.query),
    )
    app.get('/grid', { schema: { querystring: gridQuerySchema, response: { 200: gridSchema } } }, (request) =>
      readGrid(context, reviewerOf(request), request.query),
    )
    const changesQuery = z.object({ since: z.coerce.number().int().nonnegative().default(0) })
    app.get('/changes', { schema: { querystring: changesQuery, response: { 200: changesSchema } } }, async (request) =>
      readChanges(context, reviewerOf(request), request.query.since),
    )
    await Promise.resolve()
  }
}

/** Null where nothing can be found: a document or batch that is not there. */
async function toFilter({ store }: ReviewContext, query: Partial<QueueQuery>): Promise<QueueFilter | null> {
  const { kind, slot, finding, status = 'open', doubt, document, batch, type } = query
  const batchId = batch === undefined ? undefined : await batchIdOf(store, batch)
  const documentId =
    document === undefined
      ? undefined
      : ((
          await store.query((db) =>
            db.selectFrom('document').select('id').where('sha256', '=', document).executeTakeFirst(),
          )
        )?.id ?? null)
  if (batchId === null || documentId === null) return null
  const step = doubt === undefined || doubt === 0 ? undefined : Math.min(9, Math.floor(doubt * 10))
  return { kind, slot, checkName: finding, status, step, documentId, batchId, type }
}

const placeForm = /^(\d{1,5})-(\d{1,15})$/

function toPlace(text: string): QueuePlace {
  const parts = placeForm.exec(text)
  if (!parts) throw new ProblemError(422, 'invalid', 'This is no place in the queue.')
  return { doubt: Number(parts[1]), id: Number(parts[2]) }
}

async function toEntries({ store, now }: ReviewContext, rows: readonly QueueRow[]): Promise<QueueEntry[]> {
  const leases = new Map((await listLeases(store, now())).map(({ documentId, name }) => [documentId, name]))
  return rows.map((row) => ({
    place: `${row.doubt}-${row.id}`,
    item: row.item,
    document: row.sha256,
    documentName: maskPersonalNumbers(row.name),
    documentTitle: titleOf(row),
    kind: row.kind,
    slot: row.slot === '' ? null : row.slot,
    status: row.status,
    doubt: row.doubt / doubtUnit,
    shown: row.shown,
    finding: row.checkName === '' ? null : row.checkName,
    lease: leases.get(row.documentId) ?? null,
  }))
}

function titleOf({ type, number, subject }: QueueRow): string | null {
  const parts = [[type, number].filter(Boolean).join(' '), subject]
  return maskPersonalNumbers(parts.filter(Boolean).join(' · ')) || null
}

const noCounts: Counts = { total: 0, kind: [], slot: [], finding: [], status: [], batch: [], type: [], doubt: [] }

function toCounts(facets: Facets): Counts {
  const facet = (values: Facets['kind']) => [...values]
  const steps = new Map(facets.step.map(({ value, items }) => [Number(value), items]))
  return {
    total: facets.total,
    kind: facet(facets.kind),
    slot: facet(facets.slot),
    finding: facet(facets.checkName),
    status: facet(facets.status),
    batch: facet(facets.batchId),
    type: facet(facets.type),
    doubt: Array.from({ length: 10 }, (_, step) => ({ from: step / 10, items: steps.get(step) ?? 0 })),
  }
}

async function listDocuments(
  context: ReviewContext,
  reviewer: Reviewer,
  { search, batch, type, status, order, cursor, limit }: z.output<typeof documentsQuerySchema>,
): Promise<{ documents: DocumentEntry[]; cursor: string | null }> {
  const { store, now } = context
  const after = cursor === undefined ? 0 : Number(cursor)
  if (!Number.isSafeInteger(after) || after < 0) throw new ProblemError(422, 'invalid', 'This is no cursor.')
  const { granted } = await viewerOf(context, reviewer)
  const rows = await store.query((db) =>
    documentRows(db)
      .$if(search !== undefined && search !== '', (query) =>
        query.where(sql<boolean>`found like ${`%${foldForSearch(search!).replace(/[\\%_]/g, '\\$&')}%`} escape '\\'`),
      )
      // Of classified documents nothing can be searched out.
      .$if(search !== undefined || type !== undefined, (query) =>
        query.where((eb) =>
          granted.length === 0
            ? eb('secrecy', 'is', null)
            : eb.or([eb('secrecy', 'is', null), eb('reviewDocument.documentId', 'in', [...granted])]),
        ),
      )
      .$if(batch !== undefined, (query) => query.where('batch.name', '=', batch!))
      .$if(type !== undefined, (query) => query.where('type', '=', type!))
      .$if(status === 'open', (query) => query.where('open', '>', 0))
      .$if(status === 'done', (query) => query.where('open', '=', 0))
      .$if(order === 'doubt', (query) => query.orderBy('doubt', 'desc'))
      .$if(order === 'name', (query) => query.orderBy('document.name'))
      .$if(order === 'number', (query) => query.orderBy('number'))
      .orderBy('reviewDocument.documentId')
      .offset(after)
      .limit(limit)
      .execute(),
  )
  const leases = new Map((await listLeases(store, now())).map(({ documentId, name }) => [documentId, name]))
  const documents = rows.map((row) => documentEntry(row, reviewer, granted, leases.get(row.documentId) ?? null))
  return { documents, cursor: rows.length < limit ? null : String(after + limit) }
}

/** Words shown around a place. */
const contextLength = 60

async function readGrid(
  context: ReviewContext,
  reviewer: Reviewer,
  query: z.output<typeof gridQuerySchema>,
): Promise<Grid> {
  const { store } = context
  const viewer: Viewer = await viewerOf(context, reviewer)
  const filter = await toFilter(context, query)
  if (!filter) return { cells: [], cursor: null, total: 0 }
  const after = query.cursor === undefined ? null : toPlace(query.cursor)
  const rows = await readQueue(store, viewer, filter, { after, limit: query.limit, free: null })
  const { doubleKeying } = await readSettings(store)
  const cells: Grid['cells'] = []
  const byDocument = new Map<string, Map<string, ReturnType<typeof plainItems>[number]>>()
  for (const row of rows) {
    const shelved = await context.records.find(row.sha256)
    if (!shelved) continue
    let items = byDocument.get(row.sha256)
    if (!items) {
      const state = await readState(context, shelved, isKeyedTwice(row.sha256, doubleKeying))
      items = new Map(plainItems(state, reviewer).map((one) => [one.item.id, one]))
      byDocument.set(row.sha256, items)
    }
    const found = items.get(row.item)
    if (!found) continue
    const [evidence] = found.item.evidence
    const box = evidence?.boxes[0]
    const text = reviewer.personalNumbers
      ? shelved.record.text
      : maskPersonalNumbers(shelved.record.text, shelved.personal)
    const [start, end] = [evidence?.start ?? 0, evidence?.end ?? 0]
    cells.push({
      document: row.sha256,
      documentName: reviewer.personalNumbers ? row.name : maskDeep(row.name, shelved.personal),
      item: maskedItem(found.item, shelved, reviewer),
      place: `${row.doubt}-${row.id}`,
      crop: box ? { url: cropUrl(row.sha256, box), box } : null,
      context: {
        before: text.slice(Math.max(0, start - contextLength), start).replace(/^\S*(?=\s)/u, ''),
        text: text.slice(start, end),
        after: text.slice(end, end + contextLength).replace(/(?<=\s)\S*$/u, ''),
      },
    })
  }
  const last = rows.at(-1)
  const cursor = rows.length < query.limit || !last ? null : `${last.doubt}-${last.id}`
  return { cells, cursor, total: await countItems(store, viewer, filter) }
}

function cropUrl(sha256: string, { page, x, y, width, height }: BoxOnPage): string {
  const box = { page, x, y, width, height }
  const query = Object.entries({ ...box, around: true }).map(([key, value]) => `${key}=${value}`)
  return `${reviewPath}/documents/${sha256}/crop.png?${query.join('&')}`
}

const mostChanges = 500

async function readChanges(context: ReviewContext, reviewer: Reviewer, since: number) {
  const { store, now } = context
  const { granted } = await viewerOf(context, reviewer)
  const { decisions, seq } = await store.query(async (db) => ({
    seq: await lastSeq(db),
    decisions: await decisionsSince(db, since, mostChanges),
  }))
  const visible = decisions.filter(
    ({ secret, documentId, blind, user }) =>
      (secret === 0 || granted.includes(documentId)) && (!blind || user === reviewer.name),
  )
  const shown = await Promise.all(
    visible.map(async ({ secret: _, documentId, ...decision }) =>
      reviewer.personalNumbers ? decision : maskDeep(decision, await context.personal.of(documentId)),
    ),
  )
  const leases = (await listLeases(store, now())).filter(({ reviewerId }) => reviewerId !== reviewer.id)
  const full = decisions.length === mostChanges
  return {
    seq: full ? (decisions.at(-1)?.seq ?? seq) : seq,
    decisions: shown,
    leases: leases.map(({ name, fullName, until, sha256 }) => ({ document: sha256, user: name, fullName, until })),
  }
}
