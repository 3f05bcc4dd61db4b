import type { CompiledRule } from '../rules/rule-set.ts'
import type { PhraseMatcher, PhraseSentence } from '../text/tokens.ts'
import type { Passage } from './passages.ts'

export interface Span {
  readonly start: number
  readonly end: number
}

/** What a rule found; all offsets are into the document's text. */
export interface Match extends Span {
  readonly rule: CompiledRule
  readonly groups: Readonly<Record<string, Span>>
  readonly passage: Passage
}

/** Characters that stand for what other rules have found already, in views of the same length as the text. */
export const masked = { reference: '\u{E000}', date: '\u{E001}', other: '\u{E002}', unit: '\u{E003}' } as const

/** The text with every span overwritten by a mask character. Spans may overlap; the text keeps its length. */
export function maskSpans(text: string, spans: readonly Span[], mask: string): string {
  const parts: string[] = []
  let at = 0
  for (const span of [...spans].sort((a, b) => a.start - b.start)) {
    if (span.end <= at) continue
    const start = Math.max(span.start, at)
    parts.push(text.slice(at, start), mask.repeat(span.end - start))
    at = span.end
  }
  parts.push(text.slice(at))
  return parts.join('')
}

/** Phrase rules look at the beginning of a passage only so far. */
const longestSentence = 5000

/** Every match of every rule in every passage, unsorted and overlapping. `view` has the length of the document's text. */
export function matchRules(
  rules: readonly CompiledRule[],
  view: string,
  passages: readonly Passage[],
  phrases: PhraseMatcher | null = null,
): Match[] {
  const found: Match[] = []
  const anchors = groupByAnchor(rules)
  for (const passage of passages) {
    const text = view.slice(passage.start, passage.end)
    const kind = passage.cell ? 'cell' : 'prose'
    let sentence: PhraseSentence | null = null
    for (const { anchor, members } of anchors) {
      if (anchor && !anchor.test(text)) continue
      for (const rule of members) {
        if (rule.scope !== 'any' && rule.scope !== kind) continue
        if (rule.regex) matchPattern(rule, rule.regex, text, passage, found)
        else if (phrases)
          matchPhrase(rule, (sentence ??= phrases.sentence(text.slice(0, longestSentence))), passage, found)
      }
    }
  }
  return found
}

function groupByAnchor(rules: readonly CompiledRule[]): { anchor: RegExp | null; members: CompiledRule[] }[] {
  const groups = new Map<string, { anchor: RegExp | null; members: CompiledRule[] }>()
  for (const rule of rules) {
    const key = rule.anchorRegex?.source ?? ''
    const group = groups.get(key)
    if (group) group.members.push(rule)
    else groups.set(key, { anchor: rule.anchorRegex, members: [rule] })
  }
  return [...groups.values()]
}

function matchPhrase(rule: CompiledRule, sentence: PhraseSentence, passage: Passage, found: Match[]): void {
  if (!rule.compiledPhrase) return
  for (const match of sentence.match(rule.compiledPhrase)) {
    const shift = (span: Span): Span => ({ start: passage.start + span.start, end: passage.start + span.end })
    const groups = Object.fromEntries(Object.entries(match.groups).map(([name, span]) => [name, shift(span)]))
    found.push({ rule, ...shift(match), groups, passage })
  }
}

function matchPattern(rule: CompiledRule, regex: RegExp, text: string, passage: Passage, found: Match[]): void {
  regex.lastIndex = 0
  for (let match = regex.exec(text); match; match = regex.exec(text)) {
    if (match[0] === '') {
      regex.lastIndex++
      continue
    }
    const groups: Record<string, Span> = {}
    for (const [name, indices] of Object.entries(match.indices?.groups ?? {})) {
      // Typed as always there, but a group that took no part has no indices.
      if ((indices as [number, number] | undefined) === undefined) continue
      groups[name] = { start: passage.start + indices[0], end: passage.start + indices[1] }
    }
    const start = passage.start + match.index
    found.push({ rule, start, end: start + match[0].length, groups, passage })
  }
}

/** Keeps what does not overlap: higher priority first, then the longer, then the earlier; in text order. */
export function withoutOverlaps<T extends Span & { readonly rule: CompiledRule }>(matches: readonly T[]): T[] {
  const ranked = [...matches].sort(
    (a, b) =>
      b.rule.priority - a.rule.priority ||
      b.end - b.start - (a.end - a.start) ||
      a.start - b.start ||
      (a.rule.id < b.rule.id ? -1 : 1),
  )
  const kept: T[] = []
  const taken = new IntervalSet()
  for (const match of ranked) {
    if (!taken.add(match)) continue
    kept.push(match)
  }
  return kept.sort((a, b) => a.start - b.start)
}

/** Disjoint intervals in order, found by bisection. */
class IntervalSet {
  readonly #spans: Span[] = []

  /** Adds the span unless it overlaps one that is there. */
  add(span: Span): boolean {
    let low = 0
    let high = this.#spans.length
    while (low < high) {
      const middle = (low + high) >> 1
      if (this.#spans[middle]!.end <= span.start) low = middle + 1
      else high = middle
    }
    const next = this.#spans[low]
    if (next && next.start < span.end) return false
    this.#spans.splice(low, 0, span)
    return true
  }
}
