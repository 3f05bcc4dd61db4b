import type { Document } from '../domain/document.ts'
import type { Candidate } from './candidate.ts'
import type { DateValue } from './dates.ts'
import type { HeaderLine } from './header-lines.ts'
import type { TypeLexicon } from './lexicon.ts'
import type { LineRules } from './line-rules.ts'
import type { Span } from './match.ts'

export type FieldCandidate = Candidate<string>

/** What the readers of letterhead, title and signature look at. */
export interface HeaderContext {
  readonly document: Document
  /** The text with dates masked. */
  readonly view: string
  readonly rules: LineRules
  readonly types: TypeLexicon
  /** Folded words a name of an issuing body begins with. */
  readonly issuerHeads: readonly string[]
  readonly dates: readonly Candidate<DateValue>[]
  readonly blankDates: readonly Span[]
}

export function field(rule: string, confidence: number, span: Span, value: string): FieldCandidate {
  return { spans: [{ start: span.start, end: span.end }], rule, confidence, reasons: [], value }
}

/** The line as rules see it, its dates masked. */
export function viewOf({ view }: HeaderContext, line: Span): string {
  return view.slice(line.start, line.end)
}

/** Group `name` of a match in the text that begins at `offset`. */
export function groupSpan(match: RegExpExecArray | null, name: string, offset: number): Span | null {
  const indices = match?.indices?.groups?.[name]
  return indices ? { start: offset + indices[0], end: offset + indices[1] } : null
}

/** The first line a rule matches, its group `value` cleaned. */
export function firstField(
  context: HeaderContext,
  id: string,
  lines: readonly HeaderLine[],
  clean = (text: string) => text.trim(),
): FieldCandidate | null {
  for (const line of lines) {
    const span = groupSpan(context.rules.find(id, viewOf(context, line)), 'value', line.start)
    if (!span) continue
    const value = clean(context.document.text.slice(span.start, span.end))
    if (value !== '') return field(id, context.rules.confidence(id), span, value)
  }
  return null
}

/** The day whose mention begins at `start`, as a field of its own. */
export function dayField(context: HeaderContext, id: string, start: number): FieldCandidate | null {
  const day = context.dates.find(({ spans: [span] }) => span.start === start)
  if (day?.value.kind !== 'date' || day.value.start === null) return null
  return field(id, context.rules.confidence(id), day.spans[0], day.value.start)
}

export function isBlankDate({ blankDates }: HeaderContext, line: Span): boolean {
  return blankDates.some((span) => span.start < line.end && line.start < span.end)
}
