import { z } from 'zod'

/** A figure as a document states it: a row of a form or a figure in prose. */
const statedSchema = z.strictObject({
  label: z.string(),
  unit: z.string().nullable().default(null),
  value: z.number().nullable().default(null),
  denominator: z.number().nullable().default(null),
  percent: z.number().nullable().default(null),
})

export const indicatorSchema = z.strictObject({
  id: z.string().regex(/^[a-z][a-z0-9-]*$/),
  name: z.string().describe('What it is called in a series.'),
  unit: z.string().describe('What all its values are in.'),
  labels: z
    .array(z.string())
    .min(1)
    .describe("Phrases of which one stands in the label, in any spelling; '…' stands for up to six words."),
  not: z.array(z.string()).default([]).describe('Phrases none of which stands in the label.'),
  units: z
    .record(z.string(), z.number().positive())
    .describe('Units a value may be stated in and what it is multiplied by; for a percentage % alone.'),
  examples: z
    .array(statedSchema.extend({ gives: z.number() }))
    .min(2)
    .describe('Figures of this indicator, and the value they give.'),
  counterexamples: z.array(statedSchema.extend({ why: z.string() })).min(1),
})
export type Indicator = z.infer<typeof indicatorSchema>
export type StatedFigure = z.infer<typeof statedSchema>
