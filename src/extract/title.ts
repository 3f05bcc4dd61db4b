import { dayField, field, groupSpan, viewOf, type FieldCandidate, type HeaderContext } from './header-context.ts'
import { hasLook, type HeaderLine } from './header-lines.ts'
import type { Span } from './match.ts'
import { cleanNumber } from './references.ts'

/** The heading of a document: its type, in older documents its whole identity, and its subject. */
export interface Title {
  readonly type: FieldCandidate
  readonly issuer: FieldCandidate | null
  readonly number: FieldCandidate | null
  readonly issuedOn: FieldCandidate | null
  readonly subject: FieldCandidate | null
}

/** A heading that names issuer, number and date before the subject runs over so many lines at most. */
const longestIdentity = 4
/** A subject runs over so many lines at most. */
const longestSubject = 6
/** A line of a subject that opens as sentences do is shorter. */
const longestOpening = 100
/** Words and marks no subject ends with. */
const openEnd = /(?:[,\-–]|(?<!\p{L})(?:theo|của|và|về|cho|các|tại|số|với|trong|năm|những|một|để))$/iu
/** A line of a subject set in plain type is shorter than a paragraph of the body. */
const longestPlainLine = 160

/** The line that is a type word alone ('BÁO CÁO'), or begins a heading with one; the most heading-like, then the first. */
export function findTitleLine(context: HeaderContext, top: readonly HeaderLine[]): HeaderLine | null {
  const score = (line: HeaderLine): number => {
    const capitals = line.text === line.text.toUpperCase() ? 2 : 0
    return capitals + (line.paragraph.bold ? 1 : 0) + (line.paragraph.align === 'center' ? 1 : 0)
  }
  const motto = top.findIndex((line) => context.rules.test('header.motto', viewOf(context, line)))
  const candidates = top.filter((line, index) => isTitleLine(context, line, motto >= 0 && motto < index))
  const best = Math.max(...candidates.map(score), 0)
  return candidates.find((line) => score(line) === best) ?? null
}

/** `lettered`: a letterhead stands above; without one a heading that goes on behind its type word is no title. */
function isTitleLine(context: HeaderContext, line: HeaderLine, lettered: boolean): boolean {
  const view = viewOf(context, line)
  const { rules } = context
  const found =
    rules.find('header.title', view) ??
    rules.find('header.title-cited', view) ??
    (lettered && view === view.toUpperCase() ? rules.find('header.title-heading', view) : null)
  return found !== null && context.types.fromWord(found.groups?.type ?? '') !== null
}

/** Reads the heading that begins with `line`; null where its type is unknown. `own`: the number above it. */
export function readTitle(
  context: HeaderContext,
  lines: readonly HeaderLine[],
  line: HeaderLine,
  own: FieldCandidate | null,
): Title | null {
  const at = indexOf(lines, line)
  const reach = lines.slice(at, at + longestIdentity).filter((next) => next.paragraph.side === line.paragraph.side)
  const reader = new HeadingReader(context, line.start, reach.at(-1)!.end)
  const typeSpan = reader.take('header.title-type')
  const type = typeSpan && context.types.fromWord(context.document.text.slice(typeSpan.start, typeSpan.end))
  if (!typeSpan || type === null) return null
  const issuer = reader.take('header.title-issuer')
  const number = reader.take('header.title-number')
  const repeated = !number && own !== null && reader.skip(own.value)
  const date = (number ?? repeated) ? reader.take('header.title-date') : null
  // Without a number 'của …' on a line of its own is part of the subject: NGHỊ QUYẾT / của Ban Chấp hành … / về ….
  if (!number && !repeated && issuer && issuer.start >= line.end) reader.end = typeSpan.end
  const name = (span: Span) => context.document.text.slice(span.start, span.end).replace(/\s+/gu, ' ').trim()
  const confidence = context.rules.confidence('header.title')
  return {
    type: field('header.title', confidence, typeSpan, type),
    issuer:
      issuer && field('header.title-issuer', context.rules.confidence('header.title-issuer'), issuer, name(issuer)),
    number:
      number &&
      field('header.title-number', context.rules.confidence('header.title-number'), number, cleanNumber(name(number))),
    issuedOn: date && dayField(context, 'header.title-date', date.start),
    subject: readSubject(context, lines, line, reader.end),
  }
}

/** Where a line, or the line it was cut from, stands. */
function indexOf(lines: readonly HeaderLine[], { start }: HeaderLine): number {
  return lines.findIndex((line) => line.start <= start && start < line.end)
}

/** Takes one part of a heading after the other; what a part's rule does not match is left out. */
class HeadingReader {
  readonly #context: HeaderContext
  readonly #until: number
  /** Where the part taken last ends. */
  end: number

  constructor(context: HeaderContext, start: number, until: number) {
    this.#context = context
    this.end = start
    this.#until = until
  }

  /** Goes on behind the document's own number, where the heading says it again. */
  skip(number: string): boolean {
    const at = this.#context.document.text.slice(this.end, this.#until).indexOf(number)
    if (at >= 0) this.end += at + number.length
    return at >= 0
  }

  take(id: string): Span | null {
    const match = this.#context.rules.find(id, this.#context.view.slice(this.end, this.#until))
    const span = groupSpan(match, 'value', this.end)
    if (match && span) this.end += match.index + match[0].length
    return span
  }
}

/** The lines under the type, or what is left of the line its identity ends in, joined. */
function readSubject(
  context: HeaderContext,
  lines: readonly HeaderLine[],
  title: HeaderLine,
  from: number,
): FieldCandidate | null {
  const { rules } = context
  const following = lines
    .slice(indexOf(lines, title))
    .filter((line) => line.end > from)
    .slice(0, longestSubject)
    .map((line) => restOf(line, from))
    .filter(({ text }) => text !== '' && !rules.test('header.ornament', text))
  const parts: HeaderLine[] = []
  for (const line of following) {
    const first = parts[0]
    if (line.paragraph.side !== title.paragraph.side || rules.test('header.subject-end', line.text)) break
    if (line.start !== from && opensBody(context, line)) break
    if (first ? !goesOn(line, first, parts.at(-1)!) : !looksLikeTitle(line)) break
    parts.push(line)
  }
  return joinSubject(context, parts)
}

/** A sentence opens so, and a paragraph is long or ends as sentences and lists do. */
function opensBody({ rules }: HeaderContext, line: HeaderLine): boolean {
  if (isSet(line) || !rules.test('header.body-opening', line.text)) return false
  return line.text.length > longestOpening || /[.,;:]$/u.test(line.text)
}

function restOf(line: HeaderLine, from: number): HeaderLine {
  if (from <= line.start) return line
  const text = line.text.slice(from - line.start)
  const blank = /^[\s:*.,]*/u.exec(text)![0].length
  return { ...line, start: from + blank, text: text.slice(blank) }
}

/** Set as headings are, or in capitals. */
function isSet(line: HeaderLine): boolean {
  return line.paragraph.bold || line.paragraph.align === 'center' || line.text === line.text.toUpperCase()
}

function looksLikeTitle(line: HeaderLine): boolean {
  return isSet(line) || line.text.length < longestPlainLine || /^(?:V\/v|Về)\s/u.test(line.text)
}

/** A further line of a subject looks like its first; where nothing is known of looks, a line that ends openly goes on. */
function goesOn(line: HeaderLine, first: HeaderLine, before: HeaderLine): boolean {
  if (line.block === first.block) return true
  if (!hasLook(first))
    return openEnd.test(before.text) || (line.text.length < longestPlainLine && !/[.;:]$/u.test(before.text))
  const { align, bold } = first.paragraph
  if (align !== 'center' && !bold) return false
  return line.paragraph.align === align && line.paragraph.bold === bold
}

/** The subject without its connector (về, V/v), from its lines. */
export function joinSubject({ document }: HeaderContext, parts: readonly Span[]): FieldCandidate | null {
  const [first, ...rest] = parts.map(({ start, end }) => ({ start, end }))
  if (!first) return null
  const value = parts
    .map((part) => document.text.slice(part.start, part.end).trim())
    .join(' ')
    .replace(/^\([\p{L} ]{3,20}\)\s*/u, '')
    .replace(/^(?:V\/v|Về việc|về việc|VỀ VIỆC|Về|về|VỀ)\s*:?\s+/u, '')
    .replace(/[\s|.;*_…]+$/u, '')
    .trim()
  if (value === '') return null
  return { spans: [first, ...rest], rule: 'header.subject', confidence: 0.93, reasons: [], value }
}
