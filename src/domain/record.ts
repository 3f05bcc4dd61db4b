import { z } from 'zod'
import { issueSchema } from './issue.ts'

/** Semver of the record form. */
export const schemaVersion = '1.1.0'

const isoDay = z.string().regex(/^\d{4}-\d{2}-\d{2}$/)
const isoInterval = z.string().regex(/^\d{4}-\d{2}-\d{2}\/\d{4}-\d{2}-\d{2}$/)
const offset = z.int().nonnegative()

export const boxSchema = z.object({
  page: z.int().positive(),
  x: z.number(),
  y: z.number(),
  width: z.number(),
  height: z.number(),
})

export const evidenceSchema = z.object({
  start: offset,
  end: offset,
  page: z.int().positive().nullable(),
  boxes: z.array(boxSchema).describe('PDF points, origin top left, one a line; empty where the source has no pages.'),
  path: z.string().nullable().describe("Place in a flow document: 'body/table[2]/row[3]/cell[1]'."),
})

export const reasonSchema = z.object({ code: z.string(), delta: z.number() })

export const alternativeSchema = z.object({
  rule: z.string(),
  raw: z.string(),
  start: offset,
  end: offset,
  values: z
    .record(z.string(), z.union([z.string(), z.number(), z.null()]))
    .describe('Keys of the item and what they would be.'),
})

const extracted = {
  id: z.string().describe('Stable: same source, same place, same kind give the same id, also after re-extraction.'),
  raw: z.string().describe('As written: text.slice(start, end) of the first evidence.'),
  confidence: z.number().min(0).max(1),
  reasons: z.array(reasonSchema).describe('What made the confidence, in order; the first is the rule’s own.'),
  rule: z.string().describe('Id of the rule that found it.'),
  evidence: z.array(evidenceSchema).min(1),
  alternatives: z
    .array(alternativeSchema)
    .max(5)
    .optional()
    .describe('Readings that lost, best first; left out where there are none.'),
  unreadable: z
    .array(z.string())
    .optional()
    .describe('Keys that are null though the document states something there; any other null is not stated.'),
}

export const absences = ['not-stated', 'left-blank', 'unreadable'] as const

export const fieldSchema = z.object({ ...extracted, value: z.string() })

export const signerSchema = z.object({
  ...extracted,
  value: z.string(),
  name: z.string(),
  position: z.string().nullable(),
  authority: z.array(z.string()).describe("'TM.', 'KT.', 'TL.', 'TUQ.', 'Q.' in the order they stand."),
})

export const referenceSchema = z.object({
  ...extracted,
  type: z.string().nullable(),
  number: z.string().nullable().describe("Without 'số' and inner spaces, as written even if it is odd."),
  date: isoDay.nullable(),
  issuer: z.string().nullable(),
  subject: z.string().nullable(),
})

export const dateKinds = [
  'date',
  'month',
  'quarter',
  'half-year',
  'nine-months',
  'year',
  'year-range',
  'date-range',
  'other',
] as const

export const dateMentionSchema = z.object({
  ...extracted,
  kind: z.enum(dateKinds),
  start: isoDay.nullable(),
  end: isoDay.nullable(),
})

export const metricSchema = z.object({
  ...extracted,
  label: z.string(),
  value: z.number().nullable(),
  unit: z.string().nullable(),
  denominator: z.number().nullable(),
  percent: z.number().nullable(),
  from: z.number().nullable(),
  to: z.number().nullable(),
  change: z.number().nullable().describe('Signed.'),
  comparison: z.string().nullable().describe('What the change or the value is compared to, in the document’s words.'),
  period: isoInterval.nullable(),
  section: z.string().nullable().describe('Id of the section it stands in.'),
})

export const formRowSchema = z.object({
  ...extracted,
  stt: z.string().nullable(),
  parent: z.string().nullable(),
  indicator: z.string(),
  unit: z.string().nullable(),
  value: z.number().nullable(),
  note: z.string().nullable(),
  cells: z.array(z.string().nullable()),
})

export const formSchema = z.object({
  id: z.string(),
  number: z.string().nullable(),
  title: z.string().nullable(),
  columns: z.array(z.string()),
  rows: z.array(formRowSchema),
  evidence: z.array(evidenceSchema).min(1),
})

export const findingSchema = z.object({
  id: z.string(),
  check: z.string(),
  severity: z.enum(['high', 'medium', 'low']),
  message: z.string().describe('Vietnamese, for the reviewer.'),
  expected: z.string().nullable(),
  found: z.string().nullable(),
  items: z.array(z.string()).describe('Ids of the items concerned.'),
  evidence: z.array(evidenceSchema).describe('Every place concerned, the one to look at first before the others.'),
  computation: z.string().optional().describe('The calculation, as a person would write it down.'),
  proposed: z
    .object({
      item: z.string().nullable().describe('Id of the item the value is for; null where no item stands there.'),
      field: z.string().describe("Key of the item: 'value', 'denominator', 'percent', 'number', 'date', …"),
      value: z.union([z.string(), z.number()]),
      written: z.string().describe('The value as the document would write it.'),
      with: z
        .record(z.string(), z.union([z.string(), z.number()]))
        .optional()
        .describe('Other keys of the same item that change with it: the unit with an amount, the date with a number.'),
    })
    .optional()
    .describe('What should stand there, where the evidence decides it. Never put in by the program.'),
})

export const sectionSchema = z.object({
  id: z.string(),
  number: z.string().nullable(),
  title: z.string(),
  level: z.int().positive(),
  start: offset,
  end: offset,
})

export const regionSchema = z.object({
  role: z.enum(['footnote', 'text-box', 'comment', 'page-header', 'page-footer']),
  start: offset,
  end: offset,
})

export const headerSchema = z.object({
  type: fieldSchema.nullable(),
  number: fieldSchema.nullable(),
  issuedOn: fieldSchema.nullable().describe('ISO day.'),
  place: fieldSchema.nullable(),
  issuer: fieldSchema.nullable(),
  parentIssuer: fieldSchema.nullable(),
  subject: fieldSchema.nullable(),
  period: fieldSchema.nullable().describe("ISO interval 'start/end', both inclusive."),
  secrecy: fieldSchema.nullable(),
  urgency: fieldSchema.nullable(),
  signers: z.array(signerSchema),
  recipients: z.array(fieldSchema),
})

export const recordSchema = z.object({
  schemaVersion: z.string(),
  id: z.string().regex(/^[0-9a-f]{64}$/),
  source: z.object({
    name: z.string(),
    mediaType: z.string(),
    bytes: z.int().nonnegative(),
    sha256: z.string().regex(/^[0-9a-f]{64}$/),
    pages: z.int().nonnegative().nullable(),
  }),
  extraction: z.object({
    version: z.string(),
    rules: z.string().describe('Hash of the compiled rule set.'),
    text: z.enum(['native', 'ocr', 'mixed']),
    encodings: z.array(z.string()),
    status: z.enum(['ok', 'partial']),
    issues: z.array(issueSchema),
  }),
  text: z.string().describe('The whole normalised text (NFC); every offset is into it, in UTF-16 units.'),
  regions: z.array(regionSchema).describe('Text that stands outside the running text, and what it is.'),
  header: headerSchema,
  absent: z
    .record(z.string(), z.enum(absences))
    .optional()
    .describe(
      'For each field of the header that is null: why. Unreadable: something stands there, or may on a page that could not be read.',
    ),
  sections: z.array(sectionSchema),
  references: z.array(referenceSchema),
  dates: z.array(dateMentionSchema),
  metrics: z.array(metricSchema),
  forms: z.array(formSchema),
  findings: z.array(findingSchema),
})

export type BoxOnPage = z.infer<typeof boxSchema>
export type Evidence = z.infer<typeof evidenceSchema>
export type Reason = z.infer<typeof reasonSchema>
export type Field = z.infer<typeof fieldSchema>
export type Signer = z.infer<typeof signerSchema>
export type Reference = z.infer<typeof referenceSchema>
export type DateKind = (typeof dateKinds)[number]
export type DateMention = z.infer<typeof dateMentionSchema>
export type Metric = z.infer<typeof metricSchema>
export type FormRow = z.infer<typeof formRowSchema>
export type Form = z.infer<typeof formSchema>
export type Finding = z.infer<typeof findingSchema>
export type Section = z.infer<typeof sectionSchema>
export type Region = z.infer<typeof regionSchema>
export type Header = z.infer<typeof headerSchema>
export type Record = z.infer<typeof recordSchema>
/** What every extracted item carries. */
export type Extracted = Pick<
  Field,
  'id' | 'raw' | 'confidence' | 'reasons' | 'rule' | 'evidence' | 'alternatives' | 'unreadable'
>
export type Absence = (typeof absences)[number]
