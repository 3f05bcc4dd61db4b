import type { Values } from '../domain/decision.ts'
import type { ItemKind } from '../domain/item-kinds.ts'
import type { Family, RuleExample } from '../domain/rule.ts'
import { buildExample, readMarks } from '../extract/example-text.ts'
import type { ExampleDocument } from '../extract/example-text.ts'
import { explainRule } from '../extract/explain.ts'
import type { Span } from '../extract/match.ts'
import { RuleViews } from '../extract/rule-views.ts'
import type { Found } from '../extract/rule-views.ts'
import { toContext } from '../extract/examples.ts'
import type { CompiledRule, RuleSet } from '../rules/rule-set.ts'
import { sameValues } from '../resolve/record-items.ts'
import { maskDeep } from '../text/personal-numbers.ts'
import type { Lesson, Unteachable } from './lesson.ts'

/** An example or counterexample for a rule, made from what a person said. */
export interface Proposal {
  readonly rule: string
  readonly lesson: Lesson
  readonly entry: { readonly list: 'examples'; readonly example: RuleExample } | CounterEntry
}
interface CounterEntry {
  readonly list: 'counterexamples'
  readonly example: CompiledRule['counterexamples'][number]
}

/** Words before and after the value, few first; in lists of figures those after it are others' already. At last the whole line. */
const reaches = [
  [3, 3],
  [3, 0],
  [6, 6],
  [6, 0],
  [0, 3],
  [12, 12],
  [Infinity, Infinity],
  [0, 0],
] as const

/**
 * The shortest piece of the line in which the rule by itself does what it did in the document, so that the example shows the
 * mistake and as little of the document as can be; or why there is none.
 */
export function propose(lesson: Lesson, rules: RuleSet): Proposal | Unteachable {
  const { says, kind, documentName, item } = lesson
  const unteachable = (reason: string): Unteachable => ({ documentName, item, reason })
  const [place] = lesson.evidence
  if (kind === 'finding') return unteachable('it is a finding: checks learn nothing')
  if (!place || place.end <= place.start) return unteachable('it is not known where it stands in the text')
  const rule = says === 'missed' ? nearestRule(lesson, place, rules) : rules.rules.find(({ id }) => id === lesson.rule)
  if (!rule)
    return unteachable(
      says === 'missed'
        ? `no rule of its kind comes near it: it needs a rule of its own`
        : `${lesson.rule ?? ''} is no rule that can be written down: the program found it by itself`,
    )
  let hidden = false
  for (const window of windowsAround(lesson, place)) {
    const proposal = tryWindow(lesson, rule, rules, window)
    if (!proposal) continue
    if (isKnown(proposal, rule)) return { ...unteachable(`${rule.id} has this example already`), known: true }
    if (isFitToShow(proposal, window, lesson)) return proposal
    hidden = true
  }
  return unteachable(
    hidden
      ? 'a personal number or the name of a signer would stand in it'
      : `by its line alone ${rule.id} does not do what it did in the document`,
  )
}

interface Window {
  readonly plain: string
  /** Where the value stands in it. */
  readonly span: Span
  /** Where it stands in the document. */
  readonly from: number
  readonly to: number
}

function* windowsAround({ text }: Lesson, { start, end }: Span): Generator<Window> {
  const before = text.slice(Math.max(text.lastIndexOf('\n', start - 1), text.lastIndexOf('\t', start - 1)) + 1, start)
  const after = text.slice(end).split(/[\n\t]/u, 1)[0]!
  const seen = new Set<string>()
  for (const [wordsBefore, wordsAfter] of reaches) {
    const left = lastWords(before, wordsBefore)
    const right = firstWords(after, wordsAfter)
    const plain = left + text.slice(start, end) + right
    if (seen.has(plain)) continue
    seen.add(plain)
    const span = { start: left.length, end: left.length + end - start }
    yield { plain, span, from: start - left.length, to: end + right.length }
  }
}

/** With the space between; a word that is cut by the value's edge stays whole. */
function firstWords(text: string, count: number): string {
  if (count === Infinity) return text.trimEnd()
  return (new RegExp(String.raw`^\S*(?:\s+\S+){0,${count}}`, 'u').exec(text)?.[0] ?? '').trimEnd()
}

function lastWords(text: string, count: number): string {
  if (count === Infinity) return text.trimStart()
  return (new RegExp(String.raw`(?:\S+\s+){0,${count}}\S*$`, 'u').exec(text)?.[0] ?? '').trimStart()
}

/** Nothing that belongs to a person is shown, and no marks that are not ours. */
function isFitToShow({ entry }: Proposal, { from, to }: Window, lesson: Lesson): boolean {
  const { personal, personalNumbers, header } = lesson
  if (personalNumbers.some(({ start, end }) => start < to && from < end)) return false
  const names = header.signers.map(({ name }) => name).filter((name) => name.length > 3)
  const shown = JSON.stringify(entry)
  const isMasked = JSON.stringify(maskDeep(entry, personal)) !== shown
  return !isMasked && !names.some((name) => shown.includes(name))
}

/** A dated text says what a date without a year means. */
function contextsOf({ header }: Lesson, family: Family): readonly RuleExample['context'][] {
  const documentDate = header.issuedOn?.value
  const period = header.period?.value
  if (family !== 'date' || (documentDate === undefined && period === undefined)) return [undefined]
  return [undefined, { ...(documentDate !== undefined && { documentDate }), ...(period !== undefined && { period }) }]
}

function tryWindow(lesson: Lesson, rule: CompiledRule, rules: RuleSet, window: Window): Proposal | null {
  const sample = buildExample(window.plain, [window.span], { cell: rule.scope === 'cell' })
  // Where the text changes on its way into a document, places in it are not those in the example.
  if (sample.document.text.trimEnd() !== window.plain || /\[\[|\]\]/u.test(window.plain)) return null
  for (const context of contextsOf(lesson, rule.family)) {
    const entry = entryFor(lesson, window, context, find(sample, rule, rules, context))
    if (entry) return { rule: rule.id, lesson, entry }
  }
  return null
}

function find({ document }: ExampleDocument, rule: CompiledRule, rules: RuleSet, context: RuleExample['context']) {
  return new RuleViews(document, rules, toContext(context)).find(rule.family, [rule])
}

function entryFor(
  lesson: Lesson,
  { plain, span }: Window,
  context: RuleExample['context'],
  found: readonly Found[],
): Proposal['entry'] | null {
  const { says, values, extracted, kind } = lesson
  const [only] = found
  const isThere = found.length === 1 && only!.start < span.end && span.start < only!.end
  if (says === 'wrong') {
    if (!isThere) return null
    return {
      list: 'counterexamples',
      example: { text: plain, why: lesson.why ?? 'a reviewer found no such value here' },
    }
  }
  if (says === 'missed') {
    if (found.length > 0 && !isThere) return null
    return { list: 'examples', example: toExample(plain, span, takesOf(kind, values!, null), context) }
  }
  if (!isThere) return null
  // Rules of the letterhead take texts by names of their own, which become values later: what was right needs no more than its place.
  if (kind === 'header' && sameValues(values, extracted))
    return { list: 'examples', example: toExample(plain, only!, {}, context) }
  const takes = takesOf(kind, values!, extracted)
  const isFixed = agrees(only!, takes)
  // Either it shows the mistake that was made, or that it is made no more.
  if (!isFixed && !agrees(only!, takesOf(kind, extracted!, values))) return null
  return { list: 'examples', example: toExample(plain, only!, takes, context) }
}

function toExample(
  plain: string,
  { start, end }: Span,
  takes: RuleExample['takes'],
  context: RuleExample['context'],
): RuleExample {
  const text = `${plain.slice(0, start)}[[${plain.slice(start, end)}]]${plain.slice(end)}`
  return { text, takes, ...(context && { context }) }
}

/** What an item of each kind is about: an example says these, and whatever was corrected. */
const mainKeys: Readonly<{ [kind in ItemKind]?: readonly string[] }> = {
  header: ['value'],
  reference: ['type', 'number', 'date'],
  date: ['kind', 'start', 'end'],
  metric: ['value', 'unit'],
}

function takesOf(kind: ItemKind, values: Values, other: Values | null): RuleExample['takes'] {
  const main = mainKeys[kind] ?? []
  return Object.fromEntries(
    Object.entries(values).flatMap(([key, value]) => {
      if (Array.isArray(value)) return []
      const isChanged = other !== null && JSON.stringify(other[key] ?? null) !== JSON.stringify(value)
      return isChanged || (main.includes(key) && value !== null) ? [[key, value]] : []
    }),
  )
}

function agrees({ values }: Found, takes: RuleExample['takes']): boolean {
  return Object.entries(takes).every(([key, value]) => (values[key] ?? null) === value)
}

function isKnown({ entry }: Proposal, rule: CompiledRule): boolean {
  const bare = (text: string) => (readMarks(text)?.plain ?? text).normalize('NFC')
  const own = bare(entry.example.text)
  return [...rule.examples, ...rule.counterexamples].some(({ text }) => bare(text) === own)
}

const families: Readonly<{ [kind in ItemKind]?: Family }> = { reference: 'reference', date: 'date', metric: 'metric' }

/** The rule that finds the place by itself, or that gets furthest there. */
function nearestRule(lesson: Lesson, place: Span, rules: RuleSet): CompiledRule | null {
  const family = families[lesson.kind]
  if (family === undefined) return null
  let best: { rule: CompiledRule; nearness: number } | null = null
  for (const { plain, span } of windowsAround(lesson, place)) {
    for (const rule of rules.byFamily[family]) {
      const { document } = buildExample(plain, [span], { cell: rule.scope === 'cell' })
      const nearness = document.text.trimEnd() === plain ? nearnessOf(rule, rules, document, span) : 0
      if (nearness > (best?.nearness ?? leastNear)) best = { rule, nearness }
    }
    if (best) return best.rule
  }
  return null
}

/** Of a pattern this share must have matched. */
const leastNear = 0.5

function nearnessOf(rule: CompiledRule, rules: RuleSet, document: ExampleDocument['document'], span: Span): number {
  const { matches, near } = explainRule(document, rules, rule)
  const touches = (one: Span) => one.start < span.end && span.start < one.end
  const match = matches.find(touches)
  if (match) return match.start === span.start && match.end === span.end ? 3 : 2
  const [first] = near.filter(touches)
  return first ? first.reached / first.elements : 0
}
