import type { Document } from '../domain/document.ts'
import type { CompiledRule, RuleSet } from '../rules/rule-set.ts'
import type { DateContext } from '../text/dates.ts'
import { extractDocument } from './extract-document.ts'
import type { Match, Span } from './match.ts'
import type { Passage } from './passages.ts'
import { splitPattern } from './pattern-elements.ts'
import { RuleViews, takenTexts } from './rule-views.ts'

/** One place a rule matched. */
export interface ExplainedMatch extends Span {
  readonly text: string
  readonly values: Readonly<Record<string, unknown>>
  /** 'kept', 'lost' to the rules in `winners`, or 'left out': where such items do not count, or without a value. */
  readonly outcome: 'kept' | 'lost' | 'left out'
  readonly winners: readonly string[]
}

/** One passage the rule began to match in. Offsets are of the text it reached. */
export interface NearMatch extends Span {
  readonly text: string
  /** The element of the pattern that found nothing there, as written in the rule. */
  readonly stoppedAt: string
  readonly reached: number
  readonly elements: number
}

export interface Explanation {
  readonly matches: readonly ExplainedMatch[]
  readonly near: readonly NearMatch[]
}

const mostNear = 10
const withoutContext: DateContext = { documentDate: null, period: null, year: null }

/** What one rule does in a document: where it matched and what came of it, and where it stopped on the way. */
export function explainRule(document: Document, rules: RuleSet, rule: CompiledRule): Explanation {
  const views = new RuleViews(document, rules, withoutContext)
  const found = views.matches(rule)
  const items = keptItems(document, rules, rule, views)
  const matches = found.map((match) => explainMatch(match, items, document))
  const matched = new Set(found.map((match) => match.passage))
  const view = views.viewOf(rule.family)
  const near = rule.pattern === undefined ? [] : findNear(rule, rules, document, view, views.passages, matched)
  return { matches, near }
}

type Item = Span & { readonly rule: string }

/** What the whole program makes of the rule's family; where it reads more than matches, what the rules find together. */
function keptItems(document: Document, rules: RuleSet, rule: CompiledRule, views: RuleViews): Item[] {
  if (rule.family !== 'reference' && rule.family !== 'metric')
    return views.find(rule.family, rules.byFamily[rule.family])
  const { references, metrics } = extractDocument(document, rules)
  const candidates = rule.family === 'reference' ? references : metrics
  return candidates.map(({ spans: [span], rule: id }) => ({ ...span, rule: id }))
}

function explainMatch(match: Match, items: readonly Item[], document: Document): ExplainedMatch {
  const { start, end } = match
  const overlapping = items.filter((item) => item.start < end && start < item.end)
  const kept = overlapping.some((item) => item.rule === match.rule.id && item.start === start && item.end === end)
  const winners = kept ? [] : [...new Set(overlapping.map((item) => item.rule))]
  return {
    start,
    end,
    text: document.text.slice(start, end),
    values: takenTexts(match, document.text),
    outcome: kept ? 'kept' : winners.length > 0 ? 'lost' : 'left out',
    winners,
  }
}

/** The passages in which most of the pattern matched, the nearest first. */
function findNear(
  rule: CompiledRule,
  rules: RuleSet,
  document: Document,
  view: string,
  passages: readonly Passage[],
  matched: ReadonlySet<Passage>,
): NearMatch[] {
  const branches = splitPattern(rule.pattern ?? '').map((elements) => new PrefixFinder(elements, rules))
  const near = passages.flatMap((passage): NearMatch[] => {
    if (matched.has(passage)) return []
    const text = view.slice(passage.start, passage.end)
    const tries = branches.flatMap((branch) => branch.longest(text) ?? [])
    const [best] = tries.sort(byNearness)
    if (!best) return []
    const span = { start: passage.start + best.start, end: passage.start + best.end }
    const { reached, elements } = best
    const elsewhere = rule.scope !== 'any' && rule.scope !== (passage.cell ? 'cell' : 'prose')
    if (elsewhere && best.stoppedAt !== null) return []
    const stoppedAt = best.stoppedAt ?? (elsewhere ? `scope: ${rule.scope}` : `anchor: ${rule.anchor ?? ''}`)
    return [{ ...span, text: document.text.slice(span.start, span.end), stoppedAt, reached, elements }]
  })
  return near.sort(byNearness).slice(0, mostNear)
}

interface Prefix extends Span {
  readonly stoppedAt: string | null
  readonly reached: number
  readonly elements: number
}

function byNearness(a: Omit<Prefix, 'stoppedAt'>, b: Omit<Prefix, 'stoppedAt'>): number {
  return b.reached / b.elements - a.reached / a.elements || b.end - b.start - (a.end - a.start)
}

/** A match that has found nothing one could read is no beginning. */
const telling = /[\p{L}\p{N}\p{Co}]/u

/** Finds how far into one alternative of a pattern a text goes along. */
class PrefixFinder {
  readonly #elements: readonly string[]
  readonly #rules: RuleSet
  readonly #compiled = new Map<number, RegExp>()

  constructor(elements: readonly string[], rules: RuleSet) {
    this.#elements = elements
    this.#rules = rules
  }

  /** The match of the longest prefix, and the element after it; null where the prefix matches nothing that can be read. */
  longest(text: string): Prefix | null {
    let low = 0
    let high = this.#elements.length
    // A text that matches a prefix matches every shorter one.
    while (low < high) {
      const middle = (low + high + 1) >> 1
      if (this.#regex(middle).test(text)) low = middle
      else high = middle - 1
    }
    const matches = [...text.matchAll(this.#regex(low))].sort((a, b) => b[0].length - a[0].length)
    const [match] = matches
    if (!match || !telling.test(match[0])) return null
    return {
      start: match.index,
      end: match.index + match[0].length,
      stoppedAt: this.#elements[low] ?? null,
      reached: low,
      elements: this.#elements.length,
    }
  }

  /** `length` elements, with fragments written out. */
  #regex(length: number): RegExp {
    let regex = this.#compiled.get(length)
    if (!regex) {
      const pattern = this.#elements.slice(0, length).join('')
      const source = pattern.replace(/\{\{([a-z][a-z0-9.-]*)\}\}/gu, (_, name: string) => this.#rules.fragment(name))
      regex = new RegExp(source, 'gu')
      this.#compiled.set(length, regex)
    }
    regex.lastIndex = 0
    return regex
  }
}
