import type { Document } from '../domain/document.ts'
import type { RuleSet } from '../rules/rule-set.ts'
import type { Candidate } from './candidate.ts'
import type { DateValue } from './dates.ts'
import { field, firstField, isBlankDate, type FieldCandidate, type HeaderContext } from './header-context.ts'
import { listLines, type HeaderLine } from './header-lines.ts'
import { cutAtMotto, readLetterhead, type Letterhead } from './letterhead.ts'
import { vocabularyOf, type TypeLexicon } from './lexicon.ts'
import { LineRules } from './line-rules.ts'
import type { Span } from './match.ts'
import { readSignatures, type SignerValue } from './signature.ts'
import { findTitleLine, joinSubject, readTitle } from './title.ts'

export interface HeaderValue {
  readonly type: FieldCandidate | null
  readonly number: FieldCandidate | null
  readonly issuedOn: FieldCandidate | null
  readonly place: FieldCandidate | null
  readonly issuer: FieldCandidate | null
  readonly parentIssuer: FieldCandidate | null
  readonly subject: FieldCandidate | null
  readonly period: FieldCandidate | null
  readonly secrecy: FieldCandidate | null
  readonly urgency: FieldCandidate | null
  readonly signers: readonly Candidate<SignerValue>[]
  readonly recipients: readonly FieldCandidate[]
  /** Number lines and datelines that were left blank. */
  readonly blanks: Letterhead['blanks']
}

export interface HeaderInput {
  readonly document: Document
  readonly rules: RuleSet
  readonly types: TypeLexicon
  /** The text with dates masked. */
  readonly view: string
  readonly dates: readonly Candidate<DateValue>[]
  readonly blankDates: readonly Span[]
}

/** The title stands within the first lines. */
const titleReach = 45
/** A letterhead without title and addressee ends within so many lines. */
const letterheadReach = 16

/** The document's own identity, from the letterhead, the title and the signature block. */
export function findHeader(input: HeaderInput): HeaderValue {
  const { document, view, types, dates, blankDates } = input
  const rules = new LineRules(input.rules.byFamily.header)
  const { issuerHeads } = vocabularyOf(input.rules)
  const context: HeaderContext = { document, view, rules, types, issuerHeads, dates, blankDates }
  const lines = listLines(document)
  const top = cutAtMotto(context, topLines(context, lines))
  const titleLine = findTitleLine(context, top)
  const above = linesAbove(context, top, titleLine)
  const letterhead = readLetterhead(context, above)
  const title = titleLine && readTitle(context, lines, titleLine, letterhead.number)
  const number = letterhead.number ?? title?.number ?? null
  const addressed = top.some((line) => rules.test('header.addressee', line.text))
  const type = title?.type ?? letterType(context, top, number, addressed)
  const subject = title ? title.subject : letterSubject(context, above.length > 0 ? above : top, addressed)
  return {
    type,
    number,
    place: letterhead.place,
    issuedOn: letterhead.issuedOn ?? title?.issuedOn ?? null,
    issuer: letterhead.issuer ?? title?.issuer ?? null,
    parentIssuer: letterhead.parentIssuer,
    subject,
    period: findPeriod(context, subject, type),
    secrecy: findMark(context, 'header.secrecy', top, lines),
    urgency: findMark(context, 'header.urgency', top, lines),
    ...readSignatures(rules, lines),
    blanks: letterhead.blanks,
  }
}

/** The lines down to where the body opens. */
function topLines({ rules }: HeaderContext, lines: readonly HeaderLine[]): readonly HeaderLine[] {
  const body = lines.findIndex((line) => rules.test('header.body', line.text))
  return lines.slice(0, body < 0 ? titleReach : Math.min(body, titleReach))
}

/** Lines before the title, and those of the columns it stands in; for a letter, before its body. */
function linesAbove({ rules }: HeaderContext, top: readonly HeaderLine[], title: HeaderLine | null): HeaderLine[] {
  const region = top[0]?.paragraph.side?.region
  const beside = (line: HeaderLine) => line.paragraph.side !== null && line.paragraph.side.region === region
  const addressee = top.findIndex((line) => rules.test('header.addressee', line.text))
  const end = title ? top.indexOf(title) : addressee >= 0 ? addressee : letterheadReach
  return top.filter((line, index) => index < end || (index !== end && beside(line)))
}

/** A numbered letterhead without a title is an official letter. */
function letterType(
  context: HeaderContext,
  top: readonly HeaderLine[],
  number: FieldCandidate | null,
  addressed: boolean,
): FieldCandidate | null {
  const subject = firstField(context, 'header.letter-subject', top)
  const from = subject ?? number
  if (!from || (!subject && !addressed)) return null
  return { ...from, rule: 'header.letter', confidence: 0.9, value: 'Công văn' }
}

/** The lines from 'V/v …' on that stand in its column and look like it. */
function letterSubject(
  context: HeaderContext,
  lines: readonly HeaderLine[],
  addressed: boolean,
): FieldCandidate | null {
  const at = letterSubjectAt(context, lines, addressed)
  const first = lines[at]
  if (!first) return null
  const { side, size, bold } = first.paragraph
  const belongs = (line: HeaderLine) =>
    side !== null &&
    line.paragraph.side?.region === side.region &&
    line.paragraph.side.column === side.column &&
    line.paragraph.size === size &&
    line.paragraph.bold === bold &&
    !isBlankDate(context, line) &&
    !context.rules.test('header.urgency', line.text) &&
    !context.rules.test('header.secrecy', line.text)
  const rest = lines.slice(at + 1)
  const end = rest.findIndex((line) => !belongs(line))
  return joinSubject(context, [first, ...(end < 0 ? rest : rest.slice(0, end))])
}

/** V/v …, or Về … between the number and the addressee. */
function letterSubjectAt({ rules }: HeaderContext, lines: readonly HeaderLine[], addressed: boolean): number {
  const at = lines.findIndex((line) => rules.test('header.letter-subject', line.text))
  const number = lines.findIndex((line) => rules.test('header.number', line.text))
  if (at >= 0 || !addressed || number < 0) return at
  return lines.findIndex((line, index) => index > number && rules.test('header.letter-about', line.text))
}

/** The time a report or plan is about, as its subject names it. */
function findPeriod(
  context: HeaderContext,
  subject: FieldCandidate | null,
  type: FieldCandidate | null,
): FieldCandidate | null {
  if (!subject || (type && !context.types.isTimely(type.value))) return null
  const inside = context.dates.filter(({ spans: [span], value }) => {
    const interval = value.start !== null && value.end !== null && value.kind !== 'date'
    return interval && subject.spans.some((part) => part.start <= span.start && span.end <= part.end)
  })
  const [first] = inside
  if (!first) return null
  const isReport = type?.value === 'Báo cáo'
  // A plan for a year and for the years around it covers the years; a report on a half-year covers that.
  const covers = ({ value }: Candidate<DateValue>) =>
    value.start! <= first.value.start! && value.end! >= first.value.end!
  const { spans, value } = isReport ? first : (inside.findLast(covers) ?? first)
  return field('header.period', isReport ? 0.93 : 0.8, spans[0], `${value.start ?? ''}/${value.end ?? ''}`)
}

function findMark(
  context: HeaderContext,
  id: string,
  top: readonly HeaderLine[],
  lines: readonly HeaderLine[],
): FieldCandidate | null {
  const boxes = lines.filter((line) => line.paragraph.role === 'text-box')
  return firstField(context, id, [...top, ...boxes], (text) => text.trim().toUpperCase())
}
