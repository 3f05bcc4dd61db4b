import { firstIndex } from '../text/first-index.ts'
import type { CompiledRule } from '../rules/rule-set.ts'
import type { PhraseMatcher } from '../text/tokens.ts'
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
  /** Matches that lost this place, best first. */
  readonly rivals?: readonly Match[]
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

/** Phrase rules look at the beginning of a sentence only so far. */
const longestSentence = 2000
/** A sentence's end; a full stop between digits is none. */
const sentenceEnd = /[;\n]|[.!?](?=\s|$)/gu

/**
 * Every match of every rule in every passage, unsorted and overlapping. `view` has the length of the document's text;
 * passages are in text order and do not overlap.
 */
export function matchRules(
  rules: readonly CompiledRule[],
  view: string,
  passages: readonly Passage[],
  phrases: PhraseMatcher | null = null,
): Match[] {
  const found: Match[] = []
  const texts: (string | undefined)[] = []
  for (const { anchor, members } of groupByAnchor(rules)) {
    for (let index = nextAnchored(anchor, view, passages, 0); index >= 0;) {
      const passage = passages[index]!
      const text = (texts[index] ??= view.slice(passage.start, passage.end))
      const kind = passage.cell ? 'cell' : 'prose'
      for (const rule of members) {
        if (rule.scope !== 'any' && rule.scope !== kind) continue
        if (rule.regex) matchPattern(rule, rule.regex, text, passage, found)
        else if (phrases) matchPhrase(rule, phrases, text, passage, found)
      }
      index = nextAnchored(anchor, view, passages, index + 1)
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

/** Index of the first passage from `from` on that holds the anchor, -1 if none does: one look over the text, not one a passage. */
function nextAnchored(anchor: RegExp | null, view: string, passages: readonly Passage[], from: number): number {
  if (from >= passages.length) return -1
  if (!anchor) return from
  let index = from
  anchor.lastIndex = passages[index]!.start
  for (let hit = anchor.exec(view); hit; hit = anchor.exec(view)) {
    while (passages[index]!.end <= hit.index) if (++index === passages.length) return -1
    const { start } = passages[index]!
    if (hit.index >= start) return index
    anchor.lastIndex = start
  }
  return -1
}

/** Phrase matching is slow: it sees only the sentences with the rule's anchor. */
function matchPhrase(rule: CompiledRule, phrases: PhraseMatcher, text: string, passage: Passage, found: Match[]): void {
  if (!rule.compiledPhrase) return
  for (const { start, end } of anchoredSentences(rule.anchorRegex, text)) {
    const offset = passage.start + start
    for (const match of phrases.sentence(text.slice(start, end)).match(rule.compiledPhrase)) {
      const shift = (span: Span): Span => ({ start: offset + span.start, end: offset + span.end })
      const groups = Object.fromEntries(Object.entries(match.groups).map(([name, span]) => [name, shift(span)]))
      found.push({ rule, ...shift(match), groups, passage })
    }
  }
}

function* anchoredSentences(anchor: RegExp | null, text: string): Generator<Span> {
  let start = 0
  while (start < text.length) {
    sentenceEnd.lastIndex = start
    const stop = sentenceEnd.exec(text)?.index ?? text.length
    const end = Math.min(stop, start + longestSentence)
    if (!anchor || text.slice(start, end).search(anchor) >= 0) yield { start, end }
    start = stop + 1
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

/** Keeps what does not overlap, each with the matches that lost to it: see `withoutOverlaps`. */
export function withRivals(matches: readonly Match[]): Match[] {
  const kept = withoutOverlaps(matches)
  const won = new Set(kept)
  const lost = rank(matches.filter((match) => !won.has(match)))
  const rivals = new Map<Match, Match[]>()
  for (const rival of lost) {
    for (let at = firstEndingAfter(kept, rival.start); at < kept.length && kept[at]!.start < rival.end; at++) {
      const list = rivals.get(kept[at]!)
      if (list) list.push(rival)
      else rivals.set(kept[at]!, [rival])
    }
  }
  return kept.map((match) => {
    const own = rivals.get(match)
    return own ? { ...match, rivals: own } : match
  })
}

/** Index of the first span that ends behind `offset`; spans are in order and disjoint. */
function firstEndingAfter(spans: readonly Span[], offset: number): number {
  return firstIndex(spans.length, (at) => spans[at]!.end > offset)
}

/** Keeps what does not overlap: higher priority first, then the longer, then the earlier; in text order. */
export function withoutOverlaps<T extends Span & { readonly rule: CompiledRule }>(matches: readonly T[]): T[] {
  const ranked = rank(matches)
  const kept: T[] = []
  const taken = new IntervalSet()
  for (const match of ranked) {
    if (!taken.add(match)) continue
    kept.push(match)
  }
  return kept.sort((a, b) => a.start - b.start)
}

function rank<T extends Span & { readonly rule: CompiledRule }>(matches: readonly T[]): T[] {
  return [...matches].sort(
    (a, b) =>
      b.rule.priority - a.rule.priority ||
      b.end - b.start - (a.end - a.start) ||
      a.start - b.start ||
      (a.rule.id < b.rule.id ? -1 : 1),
  )
}

/** Disjoint intervals in order, found by bisection. */
class IntervalSet {
  readonly #spans: Span[] = []

  /** Adds the span unless it overlaps one that is there. */
  add(span: Span): boolean {
    const at = firstEndingAfter(this.#spans, span.start)
    const next = this.#spans[at]
    if (next && next.start < span.end) return false
    this.#spans.splice(at, 0, span)
    return true
  }
}
