import { z } from 'zod'
import { decisionSchema } from '../../domain/decision.ts'
import { decideAnswerSchema, decideRequestSchema, problemSchema, searchAnswerSchema } from '../../domain/review-api.ts'
import {
  dateMentionSchema,
  evidenceSchema,
  fieldSchema,
  findingSchema,
  formRowSchema,
  metricSchema,
  recordSchema,
  referenceSchema,
  signerSchema,
} from '../../domain/record.ts'
import { kindNames } from '../../export/column.ts'
import { formats } from '../../export/formats.ts'
import type { FormatName } from '../../export/formats.ts'
import { standings } from '../../export/selection.ts'
import { states } from '../../store/tables.ts'

/*
 * What the API takes and gives. The OpenAPI document, the readable page and the typed client are made from these.
 */

export { searchAnswerSchema }
export const apiPath = '/api/v1'

const isoDay = z
  .string()
  .regex(/^\d{4}-\d{2}-\d{2}$/)
  .describe('A day: `2024-01-31`.')
const time = z.int().describe('Milliseconds since 1970.')
export const sha256Schema = z
  .string()
  .regex(/^[0-9a-f]{64}$/)
  .describe('sha256 of the source, hex.')

const mostPerPage = 200
const paging = {
  limit: z.coerce.number().int().min(1).max(mostPerPage).default(50).describe('Most entries of the page.'),
  cursor: z.string().max(400).optional().describe('`next` of the page before.'),
}
const next = z.string().nullable().describe('`cursor` of the next page; null on the last one.')

export const documentSchema = z.object({
  id: sha256Schema,
  name: z.string(),
  bytes: z.int(),
  state: z
    .enum(states)
    .nullable()
    .describe('Of the last work on it. A record made before holds until there is a new one.'),
  code: z.string().nullable().describe('Why the last work on it gave no record.'),
  quality: z.enum(['ok', 'partial']).nullable().describe('Of its record; null where there is none.'),
  pages: z.int().nullable(),
  findings: z.int().nullable(),
  readAt: time.nullable(),
  type: z.string().nullable(),
  number: z.string().nullable(),
  issuer: z.string().nullable(),
  subject: z.string().nullable(),
  issuedOn: isoDay.nullable(),
  secrecy: z.string().nullable(),
})
export type ApiDocument = z.infer<typeof documentSchema>

export const documentsQuery = z.strictObject({
  type: z.string().min(1).max(200).optional().describe('In any spelling: `bao cao` is `Báo cáo`.'),
  issuer: z
    .string()
    .min(1)
    .max(200)
    .optional()
    .describe('The whole name, in any spelling, `UBND` for `Ủy ban nhân dân` too.'),
  number: z.string().min(1).max(200).optional().describe('`18/KH-UBND`'),
  issuedFrom: isoDay.optional(),
  issuedTo: isoDay.optional(),
  quality: z.enum(['ok', 'partial']).optional(),
  read: z.enum(['true', 'false']).optional().describe('Whether there is a record.'),
  ...paging,
})
export const documentListSchema = z.object({ documents: z.array(documentSchema), next })

export const documentParams = z.strictObject({ id: sha256Schema })

const item = <Kind extends string, Item extends z.ZodType>(kind: Kind, schema: Item) =>
  z.object({
    kind: z.literal(kind),
    slot: z.string().nullable().describe('Key in the header; null for other kinds.'),
    form: z.string().nullable().describe('Of a row, the id of its form.'),
    item: schema,
  })
export const itemSchema = z.discriminatedUnion('kind', [
  item('header', fieldSchema),
  item('signer', signerSchema),
  item('recipient', fieldSchema),
  item('reference', referenceSchema),
  item('date', dateMentionSchema),
  item('metric', metricSchema),
  item('form-row', formRowSchema),
])
export const itemKindsOfRecord = ['header', 'signer', 'recipient', 'reference', 'date', 'metric', 'form-row'] as const
export const itemsQuery = z.strictObject({
  kind: z.enum(itemKindsOfRecord).optional(),
  minConfidence: z.coerce.number().min(0).max(1).optional(),
  ...paging,
})
export const itemListSchema = z.object({ items: z.array(itemSchema), next })

export const findingListSchema = z.object({ findings: z.array(findingSchema) })

export const recordQuery = z.strictObject({
  decided: z
    .enum(['true', 'false'])
    .default('false')
    .describe('`true`: as reviewers left it, corrected, without what they rejected, with what they added.'),
})

export const decisionListSchema = z.object({
  decisions: z.array(decisionSchema).describe('The oldest first; what was keyed blindly is not among them.'),
})
export const decisionsQuery = z.strictObject({
  after: z.coerce.number().int().min(0).max(2_147_483_647).default(0).describe('`last` of the page before.'),
  limit: z.coerce.number().int().min(1).max(mostPerPage).default(50),
})
export const decisionFeedSchema = decisionListSchema.extend({
  last: z.int().describe('Number up to which all decisions were given: `after` of the next page.'),
})

const textOffset = z.coerce.number().int().min(0).max(2_147_483_647)
export const placeQuery = z.strictObject({ start: textOffset, end: textOffset })

export const searchQuery = z.strictObject({
  q: z
    .string()
    .min(1)
    .max(500)
    .describe('Words that must all be there; `"in quotes"`, `word*`, `-word`, `number:…`, `issuer:…`, `date:2024-03`.'),
  spelling: z
    .enum(['auto', 'marked', 'plain'])
    .default('auto')
    .describe('Whether marks count; auto: where `q` has some.'),
  ...paging,
  limit: z.coerce.number().int().min(1).max(50).default(20),
})
export const jobSchema = z.object({
  id: z.int().positive(),
  document: sha256Schema,
  state: z.enum(states),
  code: z.string().nullable(),
  message: z.string().nullable(),
  attempts: z.int(),
  finishedAt: time.nullable(),
})
export const jobParams = z.strictObject({ id: z.coerce.number().int().positive().max(2_147_483_647) })

const confidence = z.coerce.number().min(0).max(1)
export const exportParams = z.strictObject({ format: z.enum(Object.keys(formats) as [FormatName, ...FormatName[]]) })
export const exportQuery = z.strictObject({
  kind: z.enum(kindNames).optional().describe('Which rows; csv and parquet files hold one kind.'),
  type: z.string().min(1).max(200).optional().describe('Without marks in any spelling: `bao cao` is `Báo cáo`.'),
  issuer: z.string().min(1).max(200).optional().describe('Part of the name; without marks in any spelling.'),
  issuedFrom: isoDay.optional(),
  issuedTo: isoDay.optional(),
  status: z
    .enum(['all', ...standings])
    .optional()
    .describe('Default: accepted, corrected and added by reviewers, and what is sure enough (`auto`).'),
  accept: confidence.optional().describe('From which confidence on a value nobody looked at is `auto`.'),
  minConfidence: confidence.optional(),
})

export const statusSchema = z.object({
  version: z.string(),
  counts: z.array(
    z.object({
      state: z.enum(states),
      detail: z.string().describe('The lane while waiting or working, the quality when done, else the reason.'),
      documents: z.int(),
    }),
  ),
})

export const submitHeaders = z.object({
  'idempotency-key': z
    .string()
    .regex(/^[\x21-\x7e]{1,200}$/)
    .optional()
    .describe('The same key with the same file is answered as before; with another it is refused.'),
})

export const componentSchemas = {
  Record: recordSchema,
  Document: documentSchema,
  DocumentList: documentListSchema,
  ItemList: itemListSchema,
  FindingList: findingListSchema,
  Evidence: evidenceSchema,
  DecisionList: decisionListSchema,
  DecisionFeed: decisionFeedSchema,
  DecideRequest: decideRequestSchema,
  DecideAnswer: decideAnswerSchema,
  SearchAnswer: searchAnswerSchema,
  Job: jobSchema,
  Status: statusSchema,
  Problem: problemSchema,
} as const
