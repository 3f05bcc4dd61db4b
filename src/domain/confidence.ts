import { z } from 'zod'

/** Kinds of items that have a confidence of their own; for header fields the key is part of the name: 'header.number'. */
export const itemKinds = [
  'references',
  'dates',
  'metrics',
  'forms',
  'header.type',
  'header.number',
  'header.issuedOn',
  'header.place',
  'header.issuer',
  'header.parentIssuer',
  'header.subject',
  'header.period',
  'header.secrecy',
  'header.urgency',
  'header.signers',
  'header.recipients',
] as const
export type ItemKind = (typeof itemKinds)[number]

const logOdds = z.number().min(-30).max(30)
const partsSchema = z.record(z.string(), logOdds).default({})

export const kindModelSchema = z.strictObject({
  rules: partsSchema.describe('By rule id: what the rule alone makes of it, in place of its own estimate.'),
  reasons: partsSchema.describe('By code of the reason, in place of its own estimate.'),
})

/**
 * `rules/confidence.yaml`: how the parts of an item's confidence add up. All numbers are log-odds (natural logarithm of
 * right : wrong): an item's are its rule's and those of each of its reasons added up, and its confidence is the share they
 * stand for. A rule or reason that is not listed counts with the estimate written where it was made.
 */
export const confidenceModelSchema = z
  .strictObject({
    least: z.number().min(0).max(0.5).describe('No confidence is below.'),
    most: z.number().min(0.5).max(1).describe('No confidence is above.'),
    kinds: z.partialRecord(z.enum(itemKinds), kindModelSchema),
  })
  .describe('Numbers of the confidence model; made by `boctach calibrate`.')

export type KindModel = z.infer<typeof kindModelSchema>
export type ConfidenceModel = z.infer<typeof confidenceModelSchema>

/** Before anything was fitted: every part counts with its own estimate. */
export const unfittedModel: ConfidenceModel = { least: 0.01, most: 0.99, kinds: {} }

/** Estimates of 0 and 1 cannot be meant. */
const nearest = 0.001

/** Natural logarithm of right : wrong. */
export function toLogOdds(probability: number): number {
  const kept = Math.min(1 - nearest, Math.max(nearest, probability))
  return Math.log(kept / (1 - kept))
}

export function toProbability(odds: number): number {
  return 1 / (1 + Math.exp(-odds))
}
