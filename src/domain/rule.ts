import { z } from 'zod'

/** Families of rules; the first part of a rule's id names its family. */
export const families = ['reference', 'date', 'metric', 'mask', 'name', 'header', 'section', 'form'] as const
export type Family = (typeof families)[number]

/** Where a rule looks: kinds of passages. */
export const scopes = ['prose', 'cell', 'any'] as const

const scalar = z.union([z.string(), z.number(), z.boolean(), z.null()])

export const contextSchema = z.strictObject({
  documentDate: z.string().optional(),
  period: z.string().optional().describe("'start/end', ISO days, both inclusive"),
})

export const exampleSchema = z.strictObject({
  text: z.string().describe('[[ ]] marks the one span the rule must find'),
  takes: z.record(z.string(), scalar).default({}).describe('values the item must have; others are free'),
  context: contextSchema.optional(),
})

export const counterexampleSchema = z.strictObject({ text: z.string(), why: z.string() })

export const ruleSchema = z
  .strictObject({
    id: z.string().regex(/^[a-z]+(?:[.-][a-z0-9]+)+$/, "an id is like 'reference.administrative'"),
    why: z.string().min(10),
    pattern: z.string().optional().describe('regular expression over fragments, flags dgv'),
    phrase: z.string().optional().describe('compromise match syntax over Vietnamese syllables and tags'),
    anchor: z.string().optional().describe('regular expression a passage must contain before the rule is tried'),
    set: z.record(z.string(), scalar).default({}).describe('values every match gets'),
    take: z.record(z.string(), z.string()).default({}).describe('value: group of the pattern it is taken from'),
    scope: z.enum(scopes).default('any'),
    confidence: z.number().min(0).max(1),
    priority: z.int().default(0).describe('higher wins before longer among overlapping matches'),
    examples: z.array(exampleSchema).min(2),
    counterexamples: z.array(counterexampleSchema).min(1),
  })
  .refine((rule) => (rule.pattern === undefined) !== (rule.phrase === undefined), 'needs either pattern or phrase')

export type Rule = z.infer<typeof ruleSchema>
export type RuleExample = Rule['examples'][number]

export const ruleFileSchema = z.array(ruleSchema)

/** A named piece of a pattern: written out, made from the words of a lexicon, or built in (numbers). */
export const fragmentSchema = z.union([
  z.strictObject({
    pattern: z.string(),
    examples: z.array(z.string()).min(1),
    counterexamples: z.array(z.string()).default([]),
  }),
  z.strictObject({ words: z.string().describe('lexicon file whose names and aliases it matches in every spelling') }),
  z.strictObject({ builtIn: z.enum(['number', 'number-words', 'unit']).describe('made by the text layer') }),
])

export type Fragment = z.infer<typeof fragmentSchema>
export const fragmentFileSchema = z.record(z.string().regex(/^[a-z][a-z0-9.-]*$/), fragmentSchema)
