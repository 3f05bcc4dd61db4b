import { z } from 'zod'

/**
 * What a person says a document holds: one JSON file a document. Kinds that are left out, or whose `scope` is null, were
 * not annotated; where `scope` names lines, the document was annotated in part, and what was found besides is no error.
 * Gold is written by people and by other programs: keys that are not known here are passed over.
 */

const text = z.string().nullable()
const number = z.number().nullable()
const optional = z.boolean().optional()
const accepted = z.record(z.string(), z.array(z.union([z.number(), z.string(), z.null()]))).optional()

const headerSchema = z.looseObject({
  type: text.optional(),
  number: text.optional(),
  date: text.optional(),
  place: text.optional(),
  issuer: text.optional(),
  parentIssuer: text.optional(),
  subject: text.optional(),
  period: text.optional(),
  secrecy: text.optional(),
  urgency: text.optional(),
  signer: text.optional(),
  signers: z.array(z.looseObject({ name: z.string() })).optional(),
  recipients: z.array(z.string()).optional(),
})

const referenceSchema = z.looseObject({
  quote: z.string(),
  optional,
  type: text.default(null),
  number: text,
  date: text.default(null),
  date_accept: z.array(text).optional(),
})

const dateSchema = z.looseObject({ quote: z.string(), optional, start_iso: text, end_iso: text })

const metricSchema = z.looseObject({
  quote: z.string(),
  optional,
  label: z.string(),
  value: number.default(null),
  unit: text.default(null),
  unit_accept: z.array(text).optional(),
  unit_in_label: z.boolean().optional(),
  denominator: number.default(null),
  percent: number.default(null),
  from: number.optional(),
  to: number.optional(),
  change: number.default(null),
  accept: accepted,
})

const rowSchema = z.looseObject({
  stt: text,
  indicator: z.string(),
  unit: text.default(null),
  value: number.default(null),
  optional,
})
const formSchema = z.looseObject({
  form: z.union([z.string(), z.number()]).nullish(),
  title: text.default(null),
  rows: z.array(rowSchema),
})

const scopeSchema = z.record(z.string(), z.union([z.string(), z.array(z.unknown()), z.null()]))

export const goldSchema = z
  .looseObject({
    id: z.string().optional().describe('sha256 of the document; without it, `source` tells which record is meant.'),
    source: z.string().optional().describe('Name of the document.'),
    scope: scopeSchema.optional(),
    header: headerSchema.nullish(),
    references: z.array(referenceSchema).nullish(),
    dates: z.array(dateSchema).nullish(),
    metrics: z.array(metricSchema).nullish(),
    forms: z.array(formSchema).nullish(),
    wrong: z
      .array(z.string())
      .optional()
      .describe('Ids of items of the record that are not so, where the rest of their kind was not annotated.'),
  })
  .refine(({ id, source }) => id !== undefined || source !== undefined, 'needs the id or the source of its document')

export type Gold = z.infer<typeof goldSchema>
export type GoldHeader = z.infer<typeof headerSchema>
export type GoldReference = z.infer<typeof referenceSchema>
export type GoldDate = z.infer<typeof dateSchema>
export type GoldMetric = z.infer<typeof metricSchema>
export type GoldForm = z.infer<typeof formSchema>
export type GoldRow = z.infer<typeof rowSchema>
export type GoldList = 'references' | 'dates' | 'metrics' | 'forms'

/** Whether a list was annotated from end to end, in part, or not at all. */
export function coverageOf(gold: Gold, list: GoldList): 'all' | 'part' | 'none' {
  if (!gold[list] || gold.scope?.[list] === null) return 'none'
  return Array.isArray(gold.scope?.[list]) ? 'part' : 'all'
}
