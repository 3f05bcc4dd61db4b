import type { Document } from '../domain/document.ts'
import type { RuleSet } from '../rules/rule-set.ts'
import type { DateContext } from '../text/dates.ts'
import { toMatchView } from '../text/normalise.ts'
import type { Candidate } from './candidate.ts'
import { findDates, isBlankDate, readDates, type DateValue } from './dates.ts'
import { findForms, type FormValue } from './forms.ts'
import { findHeader, type HeaderValue } from './header.ts'
import { vocabularyOf, type TypeLexicon } from './lexicon.ts'
import { maskSpans, masked, type Span } from './match.ts'
import type { MetricValue } from './figure-values.ts'
import { findMetrics } from './metrics.ts'
import { listPassages, type Passage } from './passages.ts'
import { findNoteMarks } from './note-marks.ts'
import { findReferences, type ReferenceValue } from './references.ts'
import { findSections, type SectionValue } from './sections.ts'

export interface Candidates {
  readonly header: HeaderValue
  readonly sections: readonly SectionValue[]
  readonly references: readonly Candidate<ReferenceValue>[]
  readonly dates: readonly Candidate<DateValue>[]
  readonly metrics: readonly Candidate<MetricValue>[]
  readonly forms: readonly FormValue[]
}

/**
 * Everything the rules find in a document. Dates come first, for documents are cited by them; then documents; what is
 * left of the digits, less names and ordinals, are the figures.
 */
export function extractDocument(document: Document, rules: RuleSet): Candidates {
  const text = maskSpans(toMatchView(document.text), findNoteMarks(document), masked.other)
  const passages = listPassages(document)
  const { types } = vocabularyOf(rules)
  const dateMatches = findDates(rules.byFamily.date, text, passages)
  const view = maskSpans(text, dateMatches, masked.date)
  const blankDates = dateMatches.filter(isBlankDate)
  const withoutContext = readDates(dateMatches, text, { documentDate: null, period: null, year: null })
  const draft = findHeader({ document, rules, types, view, dates: withoutContext, blankDates })
  const dated = readDates(dateMatches, text, contextOf(draft, types))
  const header = findHeader({ document, rules, types, view, dates: dated, blankDates })
  // A title that says its period without the year has one only now.
  const isLater = header.period?.value !== draft.period?.value
  const dates = isLater ? readDates(dateMatches, text, contextOf(header, types)) : dated
  const own = header.number?.spans[0]
  const references = findReferences({ rules: rules.byFamily.reference, view, text, passages, dates, types }).filter(
    ({ spans: [span] }) => !own || span.end <= own.start || own.end <= span.start,
  )
  const metrics = findMetrics({
    rules,
    metricRules: rules.byFamily.metric,
    text,
    passages: passages.filter((passage) => isProse(passage, own)),
    dates,
    dateSpans: dateMatches,
    references: references.map(({ spans: [span] }) => span),
  })
  const sections = findSections(rules.byFamily.section, document, text, passages)
  return { header, sections, references, dates, metrics, forms: findForms(document, rules) }
}

/** Figures stand in paragraphs of the text, not in letterhead, number line or signature block. */
function isProse({ cell, block, start, end }: Passage, number: Span | undefined): boolean {
  if (cell !== null || (block.kind === 'paragraph' && block.side !== null)) return false
  return !number || number.start < start || number.start >= end
}

/** What the header says about the time a document speaks of. */
function contextOf(header: HeaderValue, types: TypeLexicon): DateContext {
  const documentDate = header.issuedOn?.value ?? null
  const [start, end] = header.period?.value.split('/') ?? []
  const year = start?.slice(0, 4) === end?.slice(0, 4) ? end?.slice(0, 4) : undefined
  // A period of several years does not say which year a day without one is in.
  const period = start && end && year !== undefined ? { start, end } : null
  const setsDeadlines = header.type !== null && types.isTimely(header.type.value)
  return { documentDate, period, year: Number(year ?? documentDate?.slice(0, 4)) || null, setsDeadlines }
}
