import type { Family, RuleExample } from '../domain/rule.ts'
import type { CompiledRule, RuleSet } from '../rules/rule-set.ts'
import type { DateContext } from '../text/dates.ts'
import { buildExample, readMarks, wrapPlaces, type ExampleDocument } from './example-text.ts'
import type { Span } from './match.ts'
import { RuleViews, type Found } from './rule-views.ts'

export type FailureKind = 'unmarked' | 'wrong-span' | 'wrong-value' | 'shadowed' | 'counterexample' | 'fragment-example'

export interface RuleFailure {
  readonly kind: FailureKind
  /** Id of the rule, or `{{name}}` of a fragment. */
  readonly rule: string
  readonly file: string
  /** Text of the example or counterexample, as written. */
  readonly example: string
  readonly variant: Variant
  readonly expected: string
  readonly found: string
}

/** How an example is written for the test: as it is, with letters taken apart (NFD), with a line end inside the span. */
export type Variant = 'as written' | 'letters decomposed' | 'line wrapped'

/** Families whose rules contend for a place in the text. */
const contended: ReadonlySet<Family> = new Set<Family>(['reference', 'date', 'metric', 'section'])

/** Runs every example and counterexample of every rule and fragment; what is returned is wrong. */
export function testRules(rules: RuleSet): RuleFailure[] {
  return [...rules.rules.flatMap((rule) => testRule(rule, rules)), ...testFragments(rules)]
}

function testRule(rule: CompiledRule, rules: RuleSet): RuleFailure[] {
  return [
    ...rule.examples.flatMap((example) => testExample(rule, example, rules)),
    ...rule.counterexamples.flatMap(({ text, why }) => testCounterexample(rule, text, why, rules)),
  ]
}

function testExample(rule: CompiledRule, example: RuleExample, rules: RuleSet): RuleFailure[] {
  const about = { rule: rule.id, file: rule.file, example: example.text }
  const variants = writeVariants(rule, example.text)
  if (!variants) {
    const expected = 'one or more spans between [[ and ]]'
    return [{ ...about, kind: 'unmarked', variant: 'as written', expected, found: 'marks that do not pair, or none' }]
  }
  const context = toContext(example.context)
  return variants.flatMap(({ variant, sample }) => {
    const views = new RuleViews(sample.document, rules, context)
    const failure = compare(rule, example, sample, views) ?? findShadow(rule, sample, views, rules)
    return failure ? [{ ...about, variant, ...failure }] : []
  })
}

/** Each way of writing an example that gives another text, or the same text from other words; null without proper marks. */
function writeVariants(rule: CompiledRule, text: string): { variant: Variant; sample: ExampleDocument }[] | null {
  const cell = rule.scope === 'cell'
  const marked = readMarks(text.normalize('NFC'))
  const decomposed = readMarks(text.normalize('NFD'))
  if (!marked || !decomposed || marked.spans.length === 0) return null
  const written = buildExample(marked.plain, marked.spans, { cell })
  const variants: { variant: Variant; sample: ExampleDocument }[] = [
    { variant: 'as written', sample: written },
    { variant: 'letters decomposed', sample: buildExample(decomposed.plain, decomposed.spans, { cell }) },
  ]
  for (const wrapAt of wrapPlaces(marked.plain, marked.spans))
    variants.push({ variant: 'line wrapped', sample: buildExample(marked.plain, marked.spans, { cell, wrapAt }) })
  return variants.filter(({ sample }, index) => index === 0 || !isSame(sample, written))
}

/** Rules see no difference between two examples of the same text. */
function isSame(a: ExampleDocument, b: ExampleDocument): boolean {
  return a.document.text === b.document.text && JSON.stringify(a.spans) === JSON.stringify(b.spans)
}

type Difference = Pick<RuleFailure, 'kind' | 'expected' | 'found'>

function compare(
  rule: CompiledRule,
  example: RuleExample,
  { document, spans }: ExampleDocument,
  views: RuleViews,
): Difference | null {
  const found = views.find(rule.family, [rule])
  if (found.length !== spans.length || found.some((item, index) => !isAt(item, spans[index]!))) {
    const quote = (items: readonly Span[]) => quoteSpans(document.text, items)
    return { kind: 'wrong-span', expected: quote(spans), found: quote(found) }
  }
  const [first] = found
  const wrong = Object.entries(example.takes).filter(([name, value]) => (first?.values[name] ?? null) !== value)
  if (wrong.length === 0) return null
  const actual = wrong.map(([name]) => [name, first?.values[name] ?? null] as const)
  return { kind: 'wrong-value', expected: writeValues(wrong), found: writeValues(actual) }
}

/** Whether other rules of the family take the example's place away. */
function findShadow(
  rule: CompiledRule,
  { document, spans }: ExampleDocument,
  views: RuleViews,
  rules: RuleSet,
): Difference | null {
  if (!contended.has(rule.family)) return null
  const all = views.find(rule.family, rules.byFamily[rule.family])
  const lost = spans.find((span) => !all.some((item) => isAt(item, span)))
  if (!lost) return null
  const winners = all.filter((item) => item.start < lost.end && lost.start < item.end)
  const named = winners.map((item) => `${item.rule} ${quoteSpans(document.text, [item])}`)
  return {
    kind: 'shadowed',
    expected: quoteSpans(document.text, [lost]),
    found: named.length > 0 ? named.join(', ') : 'nothing, with all rules of the family together',
  }
}

function testCounterexample(rule: CompiledRule, text: string, why: string, rules: RuleSet): RuleFailure[] {
  const { document } = buildExample(text, [], { cell: rule.scope === 'cell' })
  const found = new RuleViews(document, rules, toContext()).find(rule.family, [rule])
  if (found.length === 0) return []
  return [
    {
      kind: 'counterexample',
      rule: rule.id,
      file: rule.file,
      example: text,
      variant: 'as written',
      expected: `nothing (${why})`,
      found: quoteSpans(document.text, found),
    },
  ]
}

function testFragments(rules: RuleSet): RuleFailure[] {
  return rules.fragments.flatMap(({ name, examples, counterexamples }) => {
    const whole = new RegExp(`^(?:${rules.fragment(name)})$`, 'u')
    const about = { kind: 'fragment-example', rule: `{{${name}}}`, file: 'fragments', variant: 'as written' } as const
    return [
      ...examples
        .filter((text) => !whole.test(text))
        .map((text) => ({ ...about, example: text, expected: 'matches the whole text', found: 'it does not' })),
      ...counterexamples
        .filter((text) => whole.test(text))
        .map((text) => ({ ...about, example: text, expected: 'does not match the whole text', found: 'it does' })),
    ]
  })
}

/** As the program takes it from a document's header: the year is the period's, or else that of the date; who reports on one sets deadlines. */
export function toContext(context: RuleExample['context'] = {}): DateContext {
  const [start, end] = context.period?.split('/') ?? []
  const period = start !== undefined && end !== undefined ? { start, end } : null
  const documentDate = context.documentDate ?? null
  const inOneYear = period && period.start.slice(0, 4) === period.end.slice(0, 4)
  const year = Number((inOneYear ? period.end : (documentDate ?? '')).slice(0, 4))
  return { documentDate, period, year: year || null, setsDeadlines: period !== null }
}

function isAt(item: Found, span: Span): boolean {
  return item.start === span.start && item.end === span.end
}

function quoteSpans(text: string, spans: readonly Span[]): string {
  return spans.length === 0
    ? 'nothing'
    : spans.map((span) => JSON.stringify(text.slice(span.start, span.end))).join(', ')
}

function writeValues(values: readonly (readonly [string, unknown])[]): string {
  return values.map(([name, value]) => `${name}: ${JSON.stringify(value)}`).join(', ')
}
