import { z } from 'zod'

/** Words and phrases as an expert writes them; matched whole, in every spelling. */
const words = z.array(z.string().min(1)).min(1)
const wordSets = z.array(z.array(z.string().min(1)).min(1)).min(1)

/**
 * What a check of each kind looks for, the words it is given, and what its message may name in braces. A kind is one idea
 * with its own code in src/check; a check is that idea with words, weight and message.
 */
export const checkKinds = {
  'ratio-stated': { words: {}, names: ['part', 'whole', 'percent', 'computed'] },
  'ratio-named': { words: {}, names: ['label', 'part', 'whole', 'percent', 'computed'] },
  'ratio-share': { words: { growth: words }, names: ['part', 'whole', 'percent', 'computed'] },
  'ratio-row': { words: {}, names: ['row', 'part', 'whole', 'percent', 'computed'] },
  'ratio-column': {
    words: { ratio: words, plan: words, actual: words, prior: words },
    names: ['row', 'part', 'whole', 'percent', 'computed'],
  },
  remainder: { words: { rest: words }, names: ['part', 'whole', 'rest', 'computed'] },
  'sum-parts': { words: {}, names: ['whole', 'parts', 'computed'] },
  'sum-partition': { words: { families: wordSets }, names: ['whole', 'parts', 'computed'] },
  'sum-rows': {
    words: { families: wordSets },
    names: ['row', 'whole', 'parts', 'computed'],
  },
  'part-parts': { words: {}, names: ['whole', 'parts'] },
  'part-stated': { words: { targets: words }, names: ['part', 'whole'] },
  'part-rows': { words: {}, names: ['row', 'part', 'inside', 'whole'] },
  flow: {
    words: { units: words },
    names: ['received', 'resolved', 'pending', 'opening', 'computed'],
  },
  'form-value': { words: {}, names: ['row', 'form', 'value', 'stated', 'note'] },
  'form-zero': { words: {}, names: ['row', 'form', 'value', 'stated'] },
  'list-count': { words: { units: words, all: words }, names: ['stated', 'counted', 'of'] },
  'number-shared': { words: {}, names: ['number', 'dates'] },
  'number-redated': { words: {}, names: ['number', 'dates', 'usual'] },
  'number-order': { words: {}, names: ['later', 'laterDate', 'earlier', 'earlierDate'] },
  'symbol-type': { words: { issuedBy: words }, names: ['type', 'number', 'other'] },
  'symbol-reversed': { words: {}, names: ['number', 'regular'] },
  'symbol-unknown': { words: {}, names: ['number', 'type', 'regular'] },
  'symbol-missing': { words: { types: words }, names: ['what'] },
  'symbol-year': { words: {}, names: ['number', 'date'] },
  'symbol-yearless': { words: { types: words }, names: ['number', 'regular'] },
  'symbol-short': { words: {}, names: ['number', 'regular', 'date'] },
  'date-impossible': { words: {}, names: ['date'] },
  'date-future': { words: { until: words, planned: words }, names: ['date', 'own', 'what'] },
  'date-weekday': { words: { weekdays: words }, names: ['date', 'stated', 'weekday'] },
  'date-reversed': { words: {}, names: ['range'] },
  'number-separator': { words: {}, names: ['written', 'regular', 'because'] },
  'number-digit': { words: {}, names: ['written', 'regular', 'because'] },
  'unit-scale': { words: {}, names: ['written', 'regular', 'unit'] },
  'unit-row': { words: { rates: words, accept: words }, names: ['row', 'unit'] },
  'window-mixed': { words: { until: words }, names: ['first', 'second', 'section'] },
  'heading-repeated': { words: {}, names: ['number', 'expected'] },
  'heading-skipped': { words: {}, names: ['number', 'expected'] },
  'law-date': { words: {}, names: ['number', 'date', 'known', 'title'] },
  'law-number': { words: {}, names: ['number', 'known', 'date', 'title'] },
  'row-blank': { words: {}, names: ['row', 'because'] },
  'header-blank-number': { words: {}, names: [] },
  'header-blank-date': { words: {}, names: [] },
  // labels: how number, date, issuer and signer are called; dateless: types whose date stands elsewhere
  'header-missing': { words: { labels: words, dateless: words }, names: ['parts'] },
  'header-authority': { words: { deputies: words, bodies: words }, names: ['authority', 'position', 'expected'] },
  'label-typing': { words: {}, names: ['words'] },
  'change-direction': { words: { up: words, down: words }, names: ['direction', 'from', 'to'] },
} as const satisfies { readonly [kind: string]: { words: z.ZodRawShape; names: readonly string[] } }

export type CheckKind = keyof typeof checkKinds

export const severities = ['high', 'medium', 'low'] as const

const exampleSchema = z.strictObject({
  text: z
    .string()
    .describe(
      'One paragraph a line; lines of cells between | are a table, its first line the heads. [[ ]] marks the places',
    ),
  expected: z.string().nullable().optional(),
  found: z.string().nullable().optional(),
  proposed: z.string().nullable().optional().describe('as it would be written'),
})

const counterexampleSchema = z.strictObject({ text: z.string(), why: z.string() })

const common = {
  id: z.string().regex(/^[a-z]+(?:[.-][a-z0-9]+)+$/, "an id is like 'ratio.stated'"),
  why: z.string().min(10),
  severity: z.enum(severities),
  message: z.string().min(10).describe('Vietnamese, for a clerk; {name} is filled in'),
  advice: z.string().optional().describe('added where a value is proposed; {proposed} and the names of the message'),
  examples: z.array(exampleSchema).min(2),
  counterexamples: z.array(counterexampleSchema).min(1),
}

/** `{name}` in a message. */
export const hole = /\{([a-zA-Z]+)\}/g

function kindSchema<K extends CheckKind>(kind: K) {
  return z.strictObject({
    kind: z.literal(kind),
    ...common,
    ...(checkKinds[kind].words as (typeof checkKinds)[K]['words']),
  })
}

const kinds = Object.keys(checkKinds) as [CheckKind, ...CheckKind[]]
const anyKind = z.looseObject({ id: common.id, kind: z.enum(kinds) })

/** A check of some kind, with the words that kind asks for. */
export type Check<K extends CheckKind = CheckKind> = K extends CheckKind
  ? z.infer<ReturnType<typeof kindSchema<K>>>
  : never

/** One entry of a file below rules/checks: validated by its kind, and its messages name only what the kind fills in. */
export const checkSchema = anyKind.transform((entry, context): Check => {
  const result = kindSchema(entry.kind).safeParse(entry)
  if (!result.success) {
    for (const issue of result.error.issues) context.addIssue({ ...issue, input: entry } as never)
    return z.NEVER
  }
  const check = result.data as Check
  const names: readonly string[] = [...checkKinds[check.kind].names, 'proposed']
  for (const text of [check.message, check.advice ?? '']) {
    for (const [, name = ''] of text.matchAll(hole)) {
      if (!names.includes(name)) context.addIssue(`a check of kind ${check.kind} has no {${name}}`)
    }
  }
  return check
})
