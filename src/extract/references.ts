import type { Reason, Reference } from '../domain/record.ts'
import type { CompiledRule } from '../rules/rule-set.ts'
import type { Candidate } from './candidate.ts'
import type { DateValue } from './dates.ts'
import type { TypeLexicon } from './lexicon.ts'
import { matchRules, withoutOverlaps, type Match, type Span } from './match.ts'
import type { Passage } from './passages.ts'

export type ReferenceValue = Pick<Reference, 'type' | 'number' | 'date' | 'issuer' | 'subject'>

export interface ReferenceInput {
  readonly rules: readonly CompiledRule[]
  /** The text with dates masked. */
  readonly view: string
  /** The text without masks, same length. */
  readonly text: string
  readonly passages: readonly Passage[]
  readonly dates: readonly Candidate<DateValue>[]
  readonly types: TypeLexicon
}

/** Every mention of another document, in reading order. */
export function findReferences(input: ReferenceInput): Candidate<ReferenceValue>[] {
  const matches = withoutOverlaps(matchRules(input.rules, input.view, input.passages))
  const dayAt = new Map(input.dates.map((date) => [date.spans[0].start, date.value]))
  const found: Candidate<ReferenceValue>[] = []
  let previous: { match: Match; type: string | null } | null = null
  for (const [index, match] of matches.entries()) {
    const written = takeText(match, input.text, 'type')
    const listed = previous && continuesList(previous.match, match, input.view) ? previous.type : null
    const candidate = readReference(
      match,
      written ? input.types.fromWord(written) : listed,
      input,
      dayAt,
      matches[index + 1],
    )
    found.push(candidate)
    previous = { match, type: candidate.value.type }
  }
  return found
}

function readReference(
  match: Match,
  named: string | null,
  input: ReferenceInput,
  dayAt: ReadonlyMap<number, DateValue>,
  next: Match | undefined,
): Candidate<ReferenceValue> {
  const numberText = takeText(match, input.view, 'number')
  const number = numberText === null ? null : cleanNumber(numberText)
  const type = named ?? (number === null ? null : input.types.fromSymbol(number))
  const dateSpan = takeSpan(match, 'date')
  const day = dateSpan ? dayAt.get(dateSpan.start) : undefined
  const issuer = takeText(match, input.text, 'issuer') ?? groupText(match, input.text, 'issuerBefore')
  const subjectSpan = subjectBefore(takeSpan(match, 'subject'), next, input.text)
  const span = { start: match.start, end: match.end }
  return {
    spans: subjectSpan ? [span, trimSpan(input.text, subjectSpan)] : [span],
    rule: match.rule.id,
    confidence: match.rule.confidence,
    reasons: weigh(named, number, day, input.types),
    value: {
      type,
      number,
      date: day?.kind === 'date' ? day.start : null,
      issuer: issuer === null ? null : issuer.replace(/^của\s+/u, '').trim() || null,
      subject: subjectSpan ? slice(input.text, trimSpan(input.text, subjectSpan)) || null : null,
    },
  }
}

function weigh(named: string | null, number: string | null, day: DateValue | undefined, types: TypeLexicon): Reason[] {
  const reasons: Reason[] = []
  const agreement = named !== null && number !== null ? types.agrees(named, number) : null
  if (agreement === true) reasons.push({ code: 'type-and-symbol-agree', delta: 0.01 })
  if (agreement === false) reasons.push({ code: 'type-and-symbol-differ', delta: -0.05 })
  if (day?.start) reasons.push({ code: 'dated', delta: 0.01 })
  return reasons
}

/** '…05…./2006/ QĐ-UBND' → '05/2006/QĐ-UBND': fill-in dots, inner spaces and a closing full stop are no part of it. */
export function cleanNumber(text: string): string {
  return text.replace(/[\s…_]+/gu, '').replace(/\.{2,}|(?<=\d)\.(?=\/)|^\.+|\.+$/gu, '')
}

/** Between two items of one list stand only a comma or 'và', and perhaps số. */
function continuesList(before: Match, match: Match, view: string): boolean {
  if (before.passage !== match.passage) return false
  return /^[\s,;]*(?:và\s*)?$/u.test(view.slice(before.end, match.start))
}

/** A subject ends where the next item of its list begins: '… về A và Quyết định số …'. */
function subjectBefore(subject: Span | null, next: Match | undefined, text: string): Span | null {
  if (!subject || !next || next.start >= subject.end) return subject
  const listed = /(?:,|;|(?<!\p{L})và)\s*$/u.exec(text.slice(subject.start, next.start))
  return listed ? { start: subject.start, end: subject.start + listed.index } : subject
}

function takeSpan(match: Match, name: string): Span | null {
  const group = match.rule.take[name]
  return group === undefined ? null : (match.groups[group] ?? null)
}

function takeText(match: Match, text: string, name: string): string | null {
  const span = takeSpan(match, name)
  return span ? slice(text, span) : null
}

function groupText(match: Match, text: string, group: string): string | null {
  const span = match.groups[group]
  return span ? slice(text, span) : null
}

function slice(text: string, span: Span): string {
  return text.slice(span.start, span.end)
}

function trimSpan(text: string, span: Span): Span {
  const raw = slice(text, span)
  const start = span.start + (raw.length - raw.trimStart().length)
  return { start, end: start + raw.trim().replace(/[,\s]+$/u, '').length }
}
