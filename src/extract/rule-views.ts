import type { Document } from '../domain/document.ts'
import type { Family } from '../domain/rule.ts'
import type { CompiledRule, RuleSet } from '../rules/rule-set.ts'
import type { DateContext } from '../text/dates.ts'
import type { PhraseMatcher } from '../text/tokens.ts'
import { toMatchView } from '../text/normalise.ts'
import type { Candidate } from './candidate.ts'
import { findDates, isBlankDate, readDate, readDates, type DateValue } from './dates.ts'
import { TypeLexicon } from './lexicon.ts'
import { masked, maskSpans, matchRules, withoutOverlaps, type Match, type Span } from './match.ts'
import { layerText } from './figure-layers.ts'
import { findMetrics } from './metrics.ts'
import { findNoteMarks } from './note-marks.ts'
import { listPassages, type Passage } from './passages.ts'
import { findReferences, type ReferenceValue } from './references.ts'

/** What some rules of one family found at one place. */
export interface Found extends Span {
  readonly rule: string
  readonly values: Readonly<Record<string, unknown>>
}

/** A document as the rules of each family see it, to try single rules on. */
export class RuleViews {
  readonly text: string
  readonly passages: readonly Passage[]
  /** The text with dates masked. */
  readonly dated: string
  readonly #rules: RuleSet
  readonly #types: TypeLexicon
  readonly #context: DateContext
  readonly #dateMatches: readonly Match[]
  readonly #dates: readonly Candidate<DateValue>[]
  #layers: ReturnType<typeof layerText> | null = null

  constructor(document: Document, rules: RuleSet, context: DateContext) {
    this.#rules = rules
    this.#types = new TypeLexicon(rules)
    this.#context = context
    this.text = maskSpans(toMatchView(document.text), findNoteMarks(document), masked.other)
    this.passages = listPassages(document)
    this.#dateMatches = findDates(rules.byFamily.date, this.text, this.passages)
    this.#dates = readDates(this.#dateMatches, this.text, context)
    this.dated = maskSpans(this.text, this.#dateMatches, masked.date)
  }

  /** The layer of the text a family is matched on. */
  viewOf(family: Family): string {
    switch (family) {
      case 'date':
        return this.text
      case 'mask':
        return this.#layerText().cited
      case 'name':
        return this.#layerText().marked
      case 'metric':
        return this.#layerText().view
      default:
        return this.dated
    }
  }

  /** Every match of one rule, before others of its family contend for the place. */
  matches(rule: CompiledRule): Match[] {
    return matchRules([rule], this.viewOf(rule.family), this.passages, this.#phrasesOf(rule.family))
  }

  /** What `rules`, all of one family, find together, read as the program reads it. */
  find(family: Family, rules: readonly CompiledRule[]): Found[] {
    switch (family) {
      case 'date':
        return findDates(rules, this.text, this.passages).flatMap((match) => this.#readDate(match) ?? [])
      case 'reference':
        return this.#references(rules).map(toFound)
      case 'metric':
        return findMetrics({ ...this.#metricInput(), metricRules: rules }).map(toFound)
      default: {
        const matches = matchRules(rules, this.viewOf(family), this.passages, this.#phrasesOf(family))
        return withoutOverlaps(matches).map((match) => ({
          start: match.start,
          end: match.end,
          rule: match.rule.id,
          values: takenTexts(match, this.text),
        }))
      }
    }
  }

  /** Only figures are looked for by phrases. */
  #phrasesOf(family: Family): PhraseMatcher | null {
    return family === 'metric' ? this.#rules.phrases : null
  }

  #readDate(match: Match): Found | null {
    const { start, end, rule } = match
    if (isBlankDate(match)) return { start, end, rule: rule.id, values: rule.set }
    const read = readDate(match, this.text, this.#context)
    return read ? toFound(read) : null
  }

  #references(rules: readonly CompiledRule[]): Candidate<ReferenceValue>[] {
    const { text, passages } = this
    return findReferences({ rules, view: this.dated, text, passages, dates: this.#dates, types: this.#types })
  }

  #metricInput() {
    return {
      rules: this.#rules,
      text: this.text,
      passages: this.passages,
      dates: this.#dates,
      dateSpans: this.#dateMatches,
      references: this.#references(this.#rules.byFamily.reference).map(({ spans: [span] }) => span),
    }
  }

  #layerText(): ReturnType<typeof layerText> {
    return (this.#layers ??= layerText(this.#metricInput()))
  }
}

/** The values a rule sets and the texts of the groups it takes. */
export function takenTexts(match: Match, text: string): Record<string, unknown> {
  const values: Record<string, unknown> = { ...match.rule.set }
  for (const [name, group] of Object.entries(match.rule.take)) {
    const span = match.groups[group]
    values[name] = span ? text.slice(span.start, span.end) : null
  }
  return values
}

function toFound(candidate: Candidate<object>): Found {
  const [{ start, end }] = candidate.spans
  return { start, end, rule: candidate.rule, values: candidate.value as Record<string, unknown> }
}
