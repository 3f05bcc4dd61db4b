import type { Paragraph, SideBySide } from '../domain/document.ts'
import type { TextLine } from './lines.ts'
import { isCapitals, lookOf, sameLook, type LineLook, type StyleSource } from './line-look.ts'

/** A line in its column, ready to be joined into paragraphs. */
export interface FlowLine {
  readonly line: TextLine
  readonly page: number
  /** Edges of the column: where full lines begin and end. */
  readonly left: number
  readonly right: number
  readonly side: SideBySide | null
  /** Blocks of the letterhead and of the signature are lines set one by one. */
  readonly setting: 'prose' | 'letterhead' | 'signature'
  /** The whole column is set centred. */
  readonly centred?: boolean
}

export interface FlowParagraph {
  readonly lines: readonly FlowLine[]
  readonly align: Paragraph['align']
  readonly side: SideBySide | null
}

/** A new paragraph is indented by at least this much (em); the official first-line indent is 1–1.27 cm, 2–2.8 em. */
const minIndent = 0.8
/** Further right a line's start is a matter of centring, not of indent. */
const maxIndent = 7
/** Lines this much (em) further apart than usual are different paragraphs. */
const extraGap = 0.3
/** Lines of one paragraph are at most this far apart (em): double spacing is 2.3. */
const maxPitch = 2.5
/** Centred lines of one title lie at most this far apart (em). */
const titlePitch = 1.75
/** Middle of a centred line against the middle of its column (points). */
const centreTolerance = 7
/** A title's second line is at most this many times as wide as the first, else the first is a title of its own ('Biểu mẫu 1'). */
const titleGrowth = 1.6

/** …and the rest of a title that ran over is at least this share of the line above, unless nothing more fitted there. */
const titleRest = 0.5

/** Bullets and numbers that begin a paragraph: '-', '+', '*', 'I.', '1.', '1.1.', '1)', 'a)', 'Điều 1.', 'Chương II'. */
const marker =
  /^(?:[-–—+*•●○▪■◦\uf0b7\uf02d\uf0a7§]\s*(?=\S)|[IVXL]+[.)]\s|\d{1,2}(?:\.\d{1,2}){0,4}[.)]\s|\d{1,2}(?:\.\d{1,2})+\.?\s|\(\d{1,2}\)\s|\(?[a-zđ]\)\s|[a-zđA-HĐ]\.\s|(?:Điều|Chương|Mục|Phần|Phụ lục)\s+(?:\d+|[IVXL]+))/u
/** Lines of the letterhead that are paragraphs of their own: number, place and date, subject of a letter. */
const ownLine = /^(?:Số\s*:?\s|Số:|S[èố]\s?:|V\/v|[\p{Lu}][^,]{1,40},\s*ngày\s|Nơi nhận|Kính gửi|N[¬ơ]i nh[Ëậ]n)/u
/** Headings that only number what the next line names: 'Biểu mẫu 1', 'Phụ lục II', 'Chương I', 'PHỤ LỤC'. */
const labelLine =
  /^(?:biểu(?:\s+(?:mẫu|số))?|mẫu(?:\s+số)?|phụ lục|phần|chương|mục)(?:\s+(?:số\s+)?(?:[\dIVXLC]+[a-z]?(?:[./-]\S+)?|thứ\s+\p{L}+))?[.:]?$/iu
/** Below the body that is signed for stands who signs. */
const position =
  /^(?:(?:PHÓ\s)?(?:CHỦ TỊCH|BÍ THƯ|GIÁM ĐỐC|TRƯỞNG|CHỦ NHIỆM|CHÁNH)|CHI CỤC TRƯỞNG|CỤC TRƯỞNG)(?!\p{L})/u
const sentenceEnd = /[.;:!?…][”"')\]]?$/u

/** Share of paragraph beginnings that must be indented for indents to tell where paragraphs begin. */
const indentedShare = 0.6

export function joinLines(lines: readonly FlowLine[], styles: StyleSource): FlowParagraph[] {
  const looks = lines.map(({ line }) => lookOf(line, styles))
  const pitch = usualPitch(lines)
  const centred = centredLines(lines, looks)
  const indents = usesIndents(lines)
  const paragraphs: FlowParagraph[] = []
  let current: FlowLine[] = []
  const close = () => {
    if (current.length > 0)
      paragraphs.push({ lines: current, align: alignOf(current, centred), side: current[0]!.side })
    current = []
  }
  for (const [i, line] of lines.entries()) {
    const before = lines[i - 1]
    if (
      before &&
      breaksBetween({ before, line, looks: [looks[i - 1]!, looks[i]!], first: current[0]!, pitch, centred, indents })
    )
      close()
    current.push(line)
  }
  close()
  return paragraphs
}

interface Pair {
  readonly before: FlowLine
  readonly line: FlowLine
  readonly looks: readonly [LineLook, LineLook]
  /** First line of the paragraph so far. */
  readonly first: FlowLine
  readonly pitch: (line: FlowLine) => number
  readonly centred: ReadonlySet<FlowLine>
  /** This document indents the first line of its paragraphs. */
  readonly indents: boolean
}

function breaksBetween(pair: Pair): boolean {
  const { before, line, looks, pitch } = pair
  if (before.side?.region !== line.side?.region || before.side?.column !== line.side?.column) return true
  const em = line.line.size
  const samePage = before.page === line.page
  const gap = line.line.y - before.line.y
  if (ownLine.test(line.line.text) && line.setting !== 'prose') return true
  if (line.setting !== 'prose') return breaksSetting(pair, gap)
  if (!sameLook(looks[0], looks[1])) return true
  const centred = pair.centred.has(line)
  if (centred !== pair.centred.has(before) && (isShort(line, em) || isShort(before, em))) return true
  if (centred)
    return (
      !samePage ||
      gap > titlePitch * em ||
      isCapitals(before.line) !== isCapitals(line.line) ||
      startsTitle(before, line)
    )
  if (samePage && gap > Math.max(pitch(line), em) + extraGap * em) return true
  return breaksProse(pair)
}

/** A line of the signature goes on below if it is open, or if the next word had not fitted: 'K/T GIÁM ĐỐC SỞ TÀI CHÍNH - VẬT' 'GIÁ'. */
function runsOver(before: FlowLine, line: FlowLine): boolean {
  if (/(?:,|\svà|-)$/u.test(before.line.text)) return true
  if (/^(?:T\/?M|K\/?T|T\/?L|TUQ|Q)\.?\s/u.test(line.line.text)) return false
  if (/^T\/?M\.?\s/u.test(before.line.text) && position.test(line.line.text)) return false
  const word = line.line.words[0]!
  const spare = before.right - before.left - (before.line.x1 - before.line.x0)
  return spare < word.x1 - word.x0 + 0.25 * line.line.size
}

function breaksSetting({ before, line, looks }: Pair, gap: number): boolean {
  const em = line.line.size
  if (line.setting === 'signature') {
    if (line.side?.column !== 0)
      return !sameLook(looks[0], looks[1]) || gap > titlePitch * em || !runsOver(before, line)
    return (
      startsListItem(line) ||
      !sameLook(looks[0], looks[1]) ||
      gap > titlePitch * em ||
      sentenceEnd.test(before.line.text)
    )
  }
  if (startsListItem(line)) return true
  if (ownLine.test(before.line.text) && !/^V\/v/u.test(before.line.text)) return true
  return (
    !sameLook(looks[0], looks[1]) ||
    isCapitals(before.line) !== isCapitals(line.line) ||
    gap > titlePitch * em ||
    startsTitle(before, line)
  )
}

/** Of two centred lines of one look: is the second a title of its own, or the first one's rest? */
function startsTitle(before: FlowLine, line: FlowLine): boolean {
  if (labelLine.test(before.line.text)) return true
  const [first, second] = [before.line.x1 - before.line.x0, line.line.x1 - line.line.x0]
  if (second > titleGrowth * first) return true
  // A short second line whose first word had fitted above was set apart on purpose.
  const word = line.line.words[0]!
  return second < titleRest * first && before.right - before.left - first > word.x1 - word.x0 + line.line.size
}

function breaksProse({ before, line, first, indents }: Pair): boolean {
  const em = line.line.size
  const indent = line.line.x0 - line.left
  const indentBefore = before.line.x0 - before.left
  const marked = startsListItem(line)
  const short = endsShort(before, line)
  const ended = sentenceEnd.test(before.line.text)
  if (marked && (indent >= minIndent * em || short || (ended && !indents))) return true
  if (short) return true
  // A heading in capitals above ordinary text.
  if (before.line.words.length > 1 && isCapitals(before.line) && !isCapitals(line.line)) return true
  if (indent < minIndent * em) return false
  if (indent > maxIndent * em) return indent - indentBefore > minIndent * em
  if (hangs(first, line)) return false
  if (indent - indentBefore >= minIndent * em) return true
  // Both begin at the indent: two paragraphs of one line each, unless the sentence plainly goes on.
  return ended || !/^[\p{Ll}\d(]/u.test(line.line.text)
}

function startsListItem({ line }: FlowLine): boolean {
  return marker.test(`${line.text} `)
}

/** Lines of a list item aligned under its text, right of the marker. */
function hangs(first: FlowLine, line: FlowLine): boolean {
  const text = first.line.words[1]
  return (
    text !== undefined &&
    startsListItem(first) &&
    Math.abs(text.x0 - line.line.x0) < 0.3 * line.line.size &&
    first.page === line.page
  )
}

/** The first word of `line` had fitted on the line before: its author ended a paragraph there. */
function endsShort(before: FlowLine, line: FlowLine): boolean {
  const word = line.line.words[0]!
  const em = line.line.size
  // A symbol broken at its hyphen or slash moves in parts: '16/KH-' 'UBND'.
  const width = word.x1 - word.x0 + 0.25 * em
  return before.right - before.line.x1 > width + 0.6 * em
}

function isShort(line: FlowLine, em: number): boolean {
  return line.line.x1 - line.line.x0 < line.right - line.left - 2 * em
}

/** Centred lines, and lines of the same title that fill the column so far that only their neighbours tell. */
function centredLines(lines: readonly FlowLine[], looks: readonly LineLook[]): ReadonlySet<FlowLine> {
  const centred = new Set(lines.filter((line) => line.centred ?? isCentred(line)))
  const spread = (i: number, from: number) => {
    const [line, other] = [lines[i], lines[from]]
    if (!line || !other || line.setting !== 'prose' || !centred.has(other) || centred.has(line)) return
    if (line.page !== other.page || !sameLook(looks[i]!, looks[from]!)) return
    // A heading that fills the column and runs over to a centred line.
    const full = line.line.x0 - line.left < 0.2 * line.line.size
    if (full && !(from > i && looks[i]!.bold && !isShort(line, line.line.size))) return
    const middle = (l: FlowLine) => (l.line.x0 + l.line.x1) / 2
    if (
      Math.abs(line.line.y - other.line.y) < titlePitch * line.line.size &&
      Math.abs(middle(line) - middle(other)) < (full ? centreTolerance : 2)
    )
      centred.add(line)
  }
  for (let i = 1; i < lines.length; i++) spread(i, i - 1)
  for (let i = lines.length - 2; i >= 0; i--) spread(i, i + 1)
  return centred
}

function isCentred({ line, left, right }: FlowLine): boolean {
  const margin = Math.min(line.x0 - left, right - line.x1)
  if (margin < 1.5 * line.size || Math.abs((line.x0 + line.x1) / 2 - (left + right) / 2) > centreTolerance) return false
  // A list item as wide as the column less two indents only looks centred.
  return margin > maxIndent * line.size || !marker.test(`${line.text} `)
}

function alignOf(lines: readonly FlowLine[], centred: ReadonlySet<FlowLine>): Paragraph['align'] {
  if (lines.every((line) => centred.has(line))) return 'center'
  const em = lines[0]!.line.size
  const flushLeft = (line: FlowLine) => line.line.x0 - line.left < 0.5 * em
  const flushRight = (line: FlowLine) => line.right - line.line.x1 < 0.5 * em
  if (lines.every((line) => flushRight(line) && line.line.x0 - line.left > 0.35 * (line.right - line.left)))
    return 'right'
  if (lines.length >= 3 && lines.slice(0, -1).every(flushRight) && lines.slice(1).every(flushLeft)) return 'justify'
  return 'left'
}

/** Are lines that follow a short line, and so begin a paragraph, mostly indented? */
function usesIndents(lines: readonly FlowLine[]): boolean {
  let [begins, indented] = [0, 0]
  for (let i = 1; i < lines.length; i++) {
    const line = lines[i]!
    if (line.setting !== 'prose' || isCentred(line) || !endsShort(lines[i - 1]!, line)) continue
    begins++
    if (line.line.x0 - line.left >= minIndent * line.line.size) indented++
  }
  return indented > indentedShare * begins
}

/** Usual distance (points) from one baseline to the next in running text, by size of type. */
function usualPitch(lines: readonly FlowLine[]): (line: FlowLine) => number {
  const counts = new Map<number, Map<number, number>>()
  for (let i = 1; i < lines.length; i++) {
    const [before, line] = [lines[i - 1]!, lines[i]!]
    if (before.page !== line.page || before.side !== line.side) continue
    const gap = line.line.y - before.line.y
    // From a full line that ends no sentence to an unindented line: inside a paragraph.
    if (
      gap <= 0 ||
      gap > maxPitch * line.line.size ||
      endsShort(before, line) ||
      sentenceEnd.test(before.line.text) ||
      line.line.x0 - line.left > 0.5 * line.line.size
    )
      continue
    const size = Math.round(line.line.size)
    const key = Math.round(gap * 2) / 2
    const bySize = counts.get(size) ?? new Map<number, number>()
    counts.set(size, bySize)
    bySize.set(key, (bySize.get(key) ?? 0) + 1)
  }
  const usual = new Map<number, number>()
  for (const [size, gaps] of counts) {
    // The widest pitch that is common: superscripts and mixed fonts widen some lines of a paragraph.
    const most = Math.max(...gaps.values())
    usual.set(size, Math.max(...[...gaps].filter(([, count]) => count >= most / 4).map(([gap]) => gap)))
  }
  return (line) => usual.get(Math.round(line.line.size)) ?? 1.5 * line.line.size
}
