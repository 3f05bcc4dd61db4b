import { z } from 'zod'

/**
 * `samples/<case>/truth.json`: what a careful reader finds in `source.pdf` and `source.docx`, written by a person, never
 * by a program. One file serves both, they say the same. Every list is in reading order and complete: repeats are listed
 * again. An item marked `optional` is one the conventions leave open: neither rewarded nor punished.
 */

const isoDay = z.string().regex(/^\d{4}-\d{2}-\d{2}$/)
const isoInterval = z.string().regex(/^\d{4}-\d{2}-\d{2}\/\d{4}-\d{2}-\d{2}$/)
const item = {
  quote: z.string().min(1).describe('As written in the document, line breaks as one space.'),
  optional: z.boolean(),
  note: z.string().optional(),
}

const headerSchema = z.strictObject({
  type: z.string().nullable().describe('As a word: Báo cáo. Công văn for an official letter, which does not print it.'),
  number: z.string().nullable().describe("Without 'Số' and inner spaces; null where it is blank."),
  date: isoDay.nullable(),
  place: z.string().nullable(),
  issuer: z.string().nullable().describe('As written, lines joined, without the parent.'),
  parentIssuer: z.string().nullable(),
  subject: z.string().nullable().describe('Without V/v, về việc.'),
  period: isoInterval.nullable().describe('What the title says the document covers.'),
  secrecy: z.string().nullable(),
  urgency: z.string().nullable(),
  signer: z.string().nullable(),
  signers: z.array(
    z.strictObject({ name: z.string(), position: z.string().nullable(), authority: z.array(z.string()) }),
  ),
  recipients: z
    .array(z.string())
    .describe("Without '- ', the closing mark and remarks in parentheses; 'Lưu: …' is the last."),
})

const referenceSchema = z.strictObject({
  ...item,
  type: z.string().nullable(),
  number: z.string().nullable(),
  date: isoDay.nullable().describe('Only if this mention states it.'),
  date_accept: z.array(isoDay.nullable()).optional(),
  issuer: z.string().nullable().describe('Only if attached: của UBND tỉnh.'),
  subject: z.string().nullable(),
})

const dateSchema = z.strictObject({
  ...item,
  kind: z.enum(['date', 'month', 'quarter', 'half-year', 'nine-months', 'year', 'year-range', 'date-range', 'other']),
  start_iso: isoDay.nullable(),
  end_iso: isoDay.nullable(),
})

const number = z.number().nullable()
const metricSchema = z.strictObject({
  ...item,
  label: z.string(),
  value: number,
  unit: z.string().nullable().describe('As written; null where only the label implies it.'),
  unit_accept: z.array(z.string().nullable()).optional(),
  unit_in_label: z.boolean().optional(),
  denominator: number,
  percent: number,
  from: z.number().optional(),
  to: z.number().optional(),
  change: number.describe('Signed.'),
  comparison: z.string().nullable(),
  period: isoInterval.nullable().describe('Only where the sentence or its heading states it.'),
  accept: z
    .partialRecord(
      z.enum(['value', 'percent', 'denominator', 'change', 'comparison', 'period']),
      z.array(z.union([z.number(), z.string(), z.null()])),
    )
    .optional()
    .describe('Other values that count as right.'),
})

const formSchema = z.strictObject({
  form: z.string().nullable().describe('The number: 1 of Biểu mẫu 1.'),
  title: z.string().nullable(),
  note: z.string().optional(),
  rows: z
    .array(
      z.strictObject({
        stt: z.string().nullable(),
        indicator: z.string(),
        unit: z.string().nullable(),
        value: number.describe('Null for a group row and for a blank.'),
        optional: z.boolean().optional(),
      }),
    )
    .min(1),
})

export const truthSchema = z.strictObject({
  sources: z.tuple([z.literal('source.pdf'), z.literal('source.docx')]),
  header: headerSchema,
  references: z.array(referenceSchema),
  dates: z.array(dateSchema),
  metrics: z.array(metricSchema),
  forms: z.array(formSchema),
  notes: z.array(z.string()).optional(),
})

export type Truth = z.infer<typeof truthSchema>
