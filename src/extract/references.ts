import type { Reason, Reference } from '../domain/record.ts'
import type { CompiledRule } from '../rules/rule-set.ts'
import type { Candidate } from './candidate.ts'
import type { DateValue } from './dates.ts'
import type { TypeLexicon } from './lexicon.ts'
import { matchRules, withRivals, type Match, type Span } from './match.ts'
import type { Passage } from './passages.ts'
import { weighRivals } from './rivals.ts'

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

/** A subject names so many other documents at most. */
const mostNested = 4

/** Every mention of another document, in reading order. */
export function findReferences(input: ReferenceInput): Candidate<ReferenceValue>[] {
  const matches = withRivals(matchRules(input.rules, input.view, input.passages))
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
      matches.slice(index + 1, index + 1 + mostNested),
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
  following: readonly Match[],
): Candidate<ReferenceValue> {
  const numberText = takeText(match, input.view, 'number')
  const number = numberText === null ? null : cleanNumber(numberText)
  const type = named ?? (number === null ? null : input.types.fromSymbol(number))
  const dateSpan = takeSpan(match, 'date') ?? dateBelow(match, input)
  const day = dateSpan ? dayAt.get(dateSpan.start) : undefined
  const issuer = takeText(match, input.text, 'issuer') ?? groupText(match, input.text, 'issuerBefore')
  const subjectSpan = readSubject(takeSpan(match, 'subject'), following, input.text)
  const date = day?.kind === 'date' ? day.start : null
  const rivals = weighRivals(match, { type, number, date }, (rival) => readIdentity(rival, input, dayAt))
  const dateApart = dateSpan && dateSpan.start >= match.end ? [dateSpan] : []
  return {
    spans: [{ start: match.start, end: match.end }, ...dateApart, ...(subjectSpan ? [subjectSpan] : [])],
    rule: match.rule.id,
    confidence: match.rule.confidence,
    reasons: [...weigh(named, number, day, input.types), ...rivals.reasons],
    alternatives: rivals.alternatives,
    unreadable: dateSpan && date === null ? ['date'] : [],
    value: {
      type,
      number,
      date,
      issuer: issuer === null ? null : oneLine(issuer.replace(/^của\s+/iu, '')) || null,
      subject: subjectSpan ? oneLine(slice(input.text, subjectSpan)) || null : null,
    },
  }
}

/** What a match by itself says which document is meant. */
function readIdentity(
  match: Match,
  { view, text, types }: ReferenceInput,
  dayAt: ReadonlyMap<number, DateValue>,
): { type: string | null; number: string | null; date: string | null } {
  const [numberText, written] = [takeText(match, view, 'number'), takeText(match, text, 'type')]
  const number = numberText === null ? null : cleanNumber(numberText)
  const named = written ? types.fromWord(written) : null
  const day = dayAt.get(takeSpan(match, 'date')?.start ?? -1)
  const type = named ?? (number === null ? null : types.fromSymbol(number))
  return { type, number, date: day?.kind === 'date' ? day.start : null }
}

/** A heading broken into paragraphs: the date that opens the one below a citation which ends its own. */
function dateBelow(match: Match, { view, text, passages }: ReferenceInput): Span | null {
  const { passage } = match
  if (match.rule.take.date === undefined || passage.cell || !/^[\s,]*$/u.test(view.slice(match.end, passage.end)))
    return null
  const at = passages.indexOf(passage)
  const below = passages.find(({ block }, index) => index > at && block.role === passage.block.role)
  if (!below || below.cell || !text.startsWith('ngày', below.start)) return null
  const length = /^\u{E001}*/u.exec(view.slice(below.start, below.end))![0].length
  return length > 0 ? { start: below.start, end: below.start + length } : null
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

/** Between two items of one list stand only a comma or 'và', who issued the first, and perhaps số. */
function continuesList(before: Match, match: Match, view: string): boolean {
  if (before.passage !== match.passage) return false
  return /^(?:\s+của [^\d,;:.]{1,80}?)?[\s,;]*(?:(?<!\p{L})và\s*)?$/u.test(view.slice(before.end, match.start))
}

/** What a sentence does with the next document it cites: '… và ban hành Quyết định số …'. */
const nextCitation =
  /(?:,|;|(?<!\p{L})và)\s*(?:(?:ban hành|triển khai|thực hiện|xây dựng|tham mưu|báo cáo|theo|tại|căn cứ|các|tiếp tục thực hiện)\s*){0,3}(?:(?:điểm|khoản|Điều|điều|mục|Mục)\s+[\p{L}\d]{1,4}\s*){0,3}$/u

/** A sentence that opens with its date and was not closed before: '… cơ quan nhà nước Ngày 03/8/2023 …'. */
const nextSentence = /(?<=\p{Ll}) Ngày \d/u

/** A subject ends where the next item of its list begins, at a new sentence, and at a parenthesis that was opened before it. */
function readSubject(subject: Span | null, following: readonly Match[], text: string): Span | null {
  if (!subject) return null
  const { start } = subject
  let { end } = subject
  for (const [index, next] of following.entries()) {
    if (next.start >= end) break
    const listed = nextCitation.exec(text.slice(start, next.start))
    // Behind a document the subject names itself, a list is that one's unless the next has a subject of its own.
    if (listed && (index === 0 || takeSpan(next, 'subject'))) end = start + listed.index
  }
  const sentence = nextSentence.exec(text.slice(start, end))
  if (sentence) end = start + sentence.index
  const span = trimSpan(text, { start, end: closingAt(text, start, end) })
  return span.end > span.start ? span : null
}

/** Where a parenthesis closes that was not opened in the stretch; its end if none does. */
function closingAt(text: string, start: number, end: number): number {
  let depth = 0
  for (let at = start; at < end; at++) {
    if (text[at] === '(') depth++
    else if (text[at] === ')' && --depth < 0) return at
  }
  return end
}

/** Set line ends inside a value are spaces. */
function oneLine(text: string): string {
  return text.replace(/\s+/gu, ' ').trim()
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
  return { start, end: start + raw.trim().replace(/[,:\s]+$/u, '').length }
}
