import { itemKinds, type ItemKind } from './item-kinds.ts'
import { z } from 'zod'
import {
  dateMentionSchema,
  evidenceSchema,
  formRowSchema,
  metricSchema,
  referenceSchema,
  signerSchema,
} from './record.ts'

/** The keys of an item a reviewer may change, in the order they are shown. A finding is only confirmed or dismissed. */
export const editableKeys = {
  header: ['value'],
  signer: ['name', 'position', 'authority'],
  recipient: ['value'],
  reference: ['type', 'number', 'date', 'issuer', 'subject'],
  date: ['kind', 'start', 'end'],
  metric: ['label', 'value', 'unit', 'denominator', 'percent', 'from', 'to', 'change', 'comparison', 'period'],
  'form-row': ['stt', 'parent', 'indicator', 'unit', 'value', 'note', 'cells'],
  finding: [],
} as const satisfies Readonly<{ [kind in ItemKind]: readonly string[] }>

/** Items that were decided upon, or not: `open`. An item added by a person is `added`. */
export const itemStatuses = [
  'open',
  'accepted',
  'corrected',
  'rejected',
  'not-in-document',
  'unreadable',
  'added',
  'conflict',
] as const
export type ItemStatus = (typeof itemStatuses)[number]

const longestText = 20_000
const mostCells = 500

export const valueSchema = z.union([
  z.string().max(longestText),
  z.number(),
  z.null(),
  z.array(z.string().max(longestText).nullable()).max(mostCells),
])
/** The editable keys of an item and what stands in them. */
export const valuesSchema = z.record(z.string().max(40), valueSchema)
export type Values = z.infer<typeof valuesSchema>

/** What an item is worth at one moment. `values`: null where there is no such item (rejected, not yet added). */
export const itemStateSchema = z.object({ status: z.enum(itemStatuses), values: valuesSchema.nullable() })
export type ItemState = z.infer<typeof itemStateSchema>

export const actions = [
  /** The value is right as it stands. */
  'accept',
  /** `values` stand in its place. */
  'correct',
  /** There is no such item there: it was found by mistake. Of a finding: a false alarm. */
  'reject',
  /** The document does not state it. */
  'not-in-document',
  /** It stands there, but nobody can read it. */
  'unreadable',
  /** An item that was missed, with the place it stands at. */
  'add',
  /** A remark; changes nothing. */
  'comment',
  /** Takes an earlier decision back. */
  'undo',
] as const
export type Action = (typeof actions)[number]

/** One entry of the log of decisions: never changed, never deleted. */
export const decisionSchema = z.object({
  seq: z.int().positive().describe('Its number in the log; the first is 1, none is missing.'),
  at: z.int().describe('Milliseconds since 1970.'),
  user: z.string(),
  document: z.string().describe('sha256 of the source.'),
  item: z.string().describe('Id of the item in the record; of an added one, its own.'),
  kind: z.enum(itemKinds),
  slot: z.string().nullable().describe('Header key, or the check of a finding.'),
  action: z.enum(actions),
  before: itemStateSchema,
  after: itemStateSchema,
  extracted: valuesSchema
    .nullable()
    .describe('What the program had found when this was decided; null for added items.'),
  evidence: z.array(evidenceSchema).describe('For added items, where they stand; else empty.'),
  why: z.string().nullable(),
  group: z.string().nullable().describe('Decisions made by one act (all above a threshold) share it.'),
  undoes: z.int().nullable().describe('The decision that is taken back.'),
  blind: z.boolean().describe('One of two blind keyings: it settles nothing by itself.'),
})
export type Decision = z.infer<typeof decisionSchema>

/** What begins the group of decisions that accept all above a threshold: nobody looked at each of them. */
export const unseenGroup = 'above-'

export function isUnseen({ action, group }: Pick<Decision, 'action' | 'group'>): boolean {
  return action === 'accept' && group?.startsWith(unseenGroup) === true
}

/** How a value of an exported record came about. */
export const exportStatuses = ['auto', 'accepted', 'corrected', 'rejected'] as const
export type ExportStatus = (typeof exportStatuses)[number]

const noText = z.string().trim().min(1).max(longestText)

/** What the editable values of each kind must be, so that a corrected record is still a record. */
export const valuesSchemas = {
  header: z.strictObject({ value: noText }),
  signer: signerSchema.pick({ name: true, position: true, authority: true }).extend({ name: noText }).strict(),
  recipient: z.strictObject({ value: noText }),
  reference: referenceSchema.pick({ type: true, number: true, date: true, issuer: true, subject: true }).strict(),
  date: dateMentionSchema.pick({ kind: true, start: true, end: true }).strict(),
  metric: metricSchema
    .pick({
      label: true,
      value: true,
      unit: true,
      denominator: true,
      percent: true,
      from: true,
      to: true,
      change: true,
      comparison: true,
      period: true,
    })
    .strict(),
  'form-row': formRowSchema
    .pick({ stt: true, parent: true, indicator: true, unit: true, value: true, note: true, cells: true })
    .strict(),
  finding: z.strictObject({}),
} as const satisfies Readonly<{ [kind in ItemKind]: z.ZodType }>

/** Header fields that are not just any text. */
export const headerValueSchemas: Readonly<{ [slot: string]: z.ZodType<string> }> = {
  issuedOn: z.iso.date(),
  period: z.string().regex(/^\d{4}-\d{2}-\d{2}\/\d{4}-\d{2}-\d{2}$/),
}
