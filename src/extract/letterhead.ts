import { foldTone } from '../text/vietnamese.ts'
import {
  dayField,
  field,
  firstField,
  groupSpan,
  isBlankDate,
  viewOf,
  type FieldCandidate,
  type HeaderContext,
} from './header-context.ts'
import { cutLine, type HeaderLine } from './header-lines.ts'
import type { Span } from './match.ts'
import { cleanNumber } from './references.ts'

export interface Letterhead {
  readonly number: FieldCandidate | null
  readonly place: FieldCandidate | null
  readonly issuedOn: FieldCandidate | null
  readonly issuer: FieldCandidate | null
  readonly parentIssuer: FieldCandidate | null
  /** Number lines and datelines that were left blank. */
  readonly blanks: readonly { readonly field: 'number' | 'issuedOn'; readonly span: Span }[]
}

/** Names of issuing bodies are no longer. */
const longestName = 120
const issuerConfidence = 0.93
const parentConfidence = 0.9

/** What stands above the title: the issuer and its parent at the left, the motto at the right, number, place and date. */
export function readLetterhead(context: HeaderContext, lines: readonly HeaderLine[]): Letterhead {
  const number = firstField(context, 'header.number', lines, cleanNumber)
  const dateline = readDateline(context, lines)
  const hasMotto = lines.some((line) => isMotto(context, line))
  // Without motto and number there is no letterhead: what stands at the top is text.
  const names = hasMotto || number ? groupNames(context, issuerLines(context, lines, number !== null)) : []
  const [parent, issuer] = names.length > 1 ? names.slice(-2) : [undefined, names[0]]
  return {
    number,
    ...dateline,
    issuer: issuer ? joinLines(issuerConfidence, issuer) : null,
    parentIssuer: parent ? joinLines(parentConfidence, parent) : null,
    blanks: findBlanks(context, lines, number, dateline.issuedOn),
  }
}

/** Letterheads typed with spaces or tabs hold the issuer and the motto in one line: it is cut before the motto. */
export function cutAtMotto(context: HeaderContext, lines: readonly HeaderLine[]): HeaderLine[] {
  return lines.flatMap((line) => {
    const motto = context.rules.find('header.motto', viewOf(context, line))
    return motto && motto.index > 0 ? cutLine(line, motto.index) : [line]
  })
}

function readDateline(
  context: HeaderContext,
  lines: readonly HeaderLine[],
): { place: FieldCandidate | null; issuedOn: FieldCandidate | null } {
  const confidence = context.rules.confidence('header.dateline')
  for (const line of lines) {
    const match = context.rules.find('header.dateline', viewOf(context, line))
    const date = groupSpan(match, 'date', line.start)
    if (!date) continue
    const place = groupSpan(match, 'place', line.start)
    const named = place
      ? field('header.dateline', confidence, place, context.document.text.slice(place.start, place.end).trim())
      : null
    const issuedOn = dayField(context, 'header.dateline', date.start)
    if (issuedOn || named) return { place: named, issuedOn }
  }
  return { place: null, issuedOn: null }
}

const noise = [
  'header.motto',
  'header.number',
  'header.number-blank',
  'header.dateline',
  'header.secrecy',
  'header.urgency',
  'header.ornament',
  'header.letter-subject',
  'header.draft',
]

/** The lines of the left column that name who issues. */
function issuerLines(context: HeaderContext, lines: readonly HeaderLine[], numbered: boolean): HeaderLine[] {
  const isNoise = (line: HeaderLine) =>
    isBlankDate(context, line) || noise.some((id) => context.rules.test(id, viewOf(context, line)))
  const motto = lines.findIndex((line) => isMotto(context, line))
  const side = lines[motto]?.paragraph.side ?? null
  const found: HeaderLine[] = []
  for (const [index, line] of lines.entries()) {
    if (line.paragraph.role === 'text-box' || line.half === 'right') continue
    if (side && (line.paragraph.side === null || line.paragraph.side.column >= side.column)) continue
    if (found.length > 0 && context.rules.test('header.number', viewOf(context, line))) break
    if (context.rules.test('header.letter-subject', line.text)) break
    if (line.half !== 'left' && isNoise(line)) continue
    if (line.half === 'left' && context.rules.test('header.ornament', line.text)) continue
    const atLeft = line.half === 'left' || side !== null
    if (isName(context, line, { atLeft, above: index < motto, numbered })) found.push(line)
  }
  return found
}

interface Place {
  /** In the left of two columns. */
  readonly atLeft: boolean
  /** Before the motto. */
  readonly above: boolean
  /** There is a number line. */
  readonly numbered: boolean
}

/** In the left column every line is part of a name; elsewhere what begins like one, or stands in capitals above. */
function isName(context: HeaderContext, { text }: HeaderLine, { atLeft, above, numbered }: Place): boolean {
  if (text.length > longestName || /:|…|\.{3}/u.test(text)) return false
  if (atLeft || beginsLikeName(context, text)) return true
  return (above || numbered) && text === text.toUpperCase() && /\p{L}{2}/u.test(text) && !/\d/u.test(text)
}

function isMotto(context: HeaderContext, line: HeaderLine): boolean {
  return context.rules.test('header.motto', viewOf(context, line))
}

function groupNames(context: HeaderContext, lines: readonly HeaderLine[]): HeaderLine[][] {
  const names: HeaderLine[][] = []
  for (const line of lines) {
    const last = names.at(-1)?.at(-1)
    if (last && !beginsName(context, line, last)) names.at(-1)!.push(line)
    else names.push([line])
  }
  return names
}

/** Words that go on with a name though an agency may be called so: 'TỈNH …' under 'ỦY BAN NHÂN DÂN'. */
const placeWord = /^(?:tỉnh|thành phố|huyện|quận|phường|xã|thị) /u

function beginsName(context: HeaderContext, line: HeaderLine, before: HeaderLine): boolean {
  if (line.block !== before.block && line.paragraph.bold !== before.paragraph.bold) return true
  return beginsLikeName(context, line.text) && !placeWord.test(line.text.toLowerCase())
}

function beginsLikeName({ issuerHeads }: HeaderContext, line: string): boolean {
  const text = foldTone(line.replace(/\s+/gu, ' ').trim())
  return issuerHeads.some((head) => text === head || text.startsWith(`${head} `))
}

function joinLines(confidence: number, lines: readonly HeaderLine[]): FieldCandidate {
  const [first, ...rest] = lines.map(({ start, end }) => ({ start, end }))
  const value = lines.map((line) => line.text.trim()).join(' ')
  return { spans: [first!, ...rest], rule: 'header.issuer', confidence, reasons: [], value }
}

function findBlanks(
  context: HeaderContext,
  lines: readonly HeaderLine[],
  number: FieldCandidate | null,
  issuedOn: FieldCandidate | null,
): Letterhead['blanks'] {
  const blanks: { field: 'number' | 'issuedOn'; span: Span }[] = []
  const blankNumber = lines.find((line) => context.rules.test('header.number-blank', line.text))
  if (!number && blankNumber) blanks.push({ field: 'number', span: { start: blankNumber.start, end: blankNumber.end } })
  const blankDate = context.blankDates.find((span) =>
    lines.some((line) => span.start < line.end && line.start < span.end),
  )
  if (!issuedOn && blankDate) blanks.push({ field: 'issuedOn', span: blankDate })
  return blanks
}
