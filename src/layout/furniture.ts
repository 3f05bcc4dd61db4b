import type { TextLine } from './lines.ts'
import type { PageText } from './page-layout.ts'

export interface Furniture {
  /** Per page, same order as given: rows that belong to the text. */
  readonly bodies: readonly (readonly TextLine[])[]
  /** Each once, with the page it was first seen on. */
  readonly headers: readonly PlacedLines[]
  readonly footers: readonly PlacedLines[]
  /** One entry a footnote. */
  readonly footnotes: readonly PlacedLines[]
}

export interface PlacedLines {
  readonly page: PageText
  readonly lines: readonly TextLine[]
}

/** Repeated lines are looked for among this many lines at the top and at the foot of a page. */
const edgeLines = 4
/** A repeated line stands at the same height on all pages (points). */
const sameHeight = 4
/** Decree 30/2020: margins are 20–25 mm at top and foot. Text above (below) these lines (points) stands in the margin. */
const topMargin = 52
const footMargin = 44
/**
 * Repeated lines are headers (footers) above (below) these (points); a letterhead that several pages begin with is not.
 * Text between margins of 20 mm has its first baseline at 69 points or below, its last 60 points above the foot.
 */
const headerZone = 66
const footerZone = 58
/** A footnote is smaller than the body by at least this (points) and starts in the lower part of the page. */
const footnoteSmaller = 0.9
const footnoteZone = 0.45
/** At most so many lines of a footer stand below footnotes. */
const maxFooterLines = 2
/** A page number stands in the outer part of the page's height. */
const numberZone = 0.13

/** The line above footnotes is 5 cm in Word, 25 % of the width in LibreOffice; shorter ones underline words. */
const minSeparator = 40

const pageNumber = /^(?:[-–—]\s*)?(?:(?:trang|page)\s*:?\s*)?\d{1,4}(?:\s*(?:\/|of|trên)\s*\d{1,4})?(?:\s*[-–—])?$/iu
const loneUrl = /^(?:https?:\/\/|www\.)\S+$/iu
const noteMark = /^(?:\(?\d{1,3}\)?|\*{1,3}|\[\d{1,3}\])/u

/** Takes page numbers, repeated headers and footers and footnotes out of the pages' rows. */
export function takeFurniture(pages: readonly PageText[]): Furniture {
  const bodySize = usualSize(pages)
  const repeated = findRepeated(pages)
  const headers: PlacedLines[] = []
  const footers: PlacedLines[] = []
  const footnotes: PlacedLines[] = []
  const seen = new Set<string>()
  const bodies = pages.map((page) => {
    const [firstNote, endNotes] = footnoteRows(page, bodySize, repeated)
    const body: TextLine[] = []
    const notes: TextLine[] = []
    for (const [i, line] of page.rows.entries()) {
      const isNote = i >= firstNote && i < endNotes
      const place = isNote
        ? null
        : furniturePlace(page, line, i, repeated, i >= endNotes && endNotes > firstNote, pages.length === 1)
      if (place === 'number') continue
      if (place === null) (isNote ? notes : body).push(line)
      else {
        const key = `${place}|${shape(page, line)}`
        if (seen.has(key)) continue
        seen.add(key)
        ;(place === 'header' ? headers : footers).push({ page, lines: [line] })
      }
    }
    footnotes.push(...splitNotes(notes).map((lines) => ({ page, lines })))
    return body
  })
  return { bodies, headers, footers, footnotes }
}

function furniturePlace(
  page: PageText,
  line: TextLine,
  index: number,
  repeated: ReadonlySet<string>,
  belowNotes: boolean,
  single: boolean,
): 'header' | 'footer' | 'number' | null {
  const { height } = page.frame
  const text = line.text
  const upper = line.y < height / 2
  const atEdge = index < edgeLines || index >= page.rows.length - edgeLines
  if (pageNumber.test(text) && (line.y < numberZone * height || line.y > (1 - numberZone) * height)) return 'number'
  if (belowNotes) return 'footer'
  const inMargin = line.y < headerZone || line.y > height - footerZone
  if (atEdge && inMargin && repeated.has(shape(page, line) + band(line))) return upper ? 'header' : 'footer'
  // With more pages to compare, what does not repeat is text ('DỰ THẢO').
  if (line.y < topMargin && index === 0 && page.rows.length > 1 && single) return 'header'
  if (line.y > height - footMargin && index >= page.rows.length - 2 && standsApart(page, index)) return 'footer'
  if (loneUrl.test(text) && index >= page.rows.length - edgeLines && !upper && standsApart(page, index)) return 'footer'
  return null
}

/** More space above than between lines of text. */
function standsApart(page: PageText, index: number): boolean {
  const line = page.rows[index]!
  const before = page.rows[index - 1]
  return (
    before === undefined ||
    line.y - before.y > 1.7 * line.size ||
    loneUrl.test(before.text) ||
    before.size - line.size > footnoteSmaller
  )
}

/** The line's text without the page's number: 'Trang 3/3' on page 3 and 'Trang 2/3' on page 2 repeat each other. */
function shape(page: PageText, line: TextLine): string {
  if (!line.text.includes(String(page.number))) return line.text
  return line.text.replace(new RegExp(`(?<!\\d)${page.number}(?!\\d)`, 'u'), '#')
}

function band(line: TextLine): string {
  return `@${Math.round(line.y / sameHeight)}`
}

/** Lines that stand at the same height on at least two pages and a third of all, among the first or last of their page. */
function findRepeated(pages: readonly PageText[]): ReadonlySet<string> {
  const counts = new Map<string, number>()
  for (const page of pages) {
    const edge =
      page.rows.length <= 2 * edgeLines ? page.rows : [...page.rows.slice(0, edgeLines), ...page.rows.slice(-edgeLines)]
    for (const key of new Set(edge.map((line) => shape(page, line) + band(line))))
      counts.set(key, (counts.get(key) ?? 0) + 1)
  }
  const enough = Math.max(2, Math.ceil(pages.length / 3))
  return new Set([...counts].filter(([, count]) => count >= enough).map(([key]) => key))
}

/** The size most characters are set in. */
function usualSize(pages: readonly PageText[]): number {
  const weights = new Map<number, number>()
  for (const page of pages) {
    for (const line of page.rows) {
      const size = Math.round(line.size * 2) / 2
      weights.set(size, (weights.get(size) ?? 0) + line.x1 - line.x0)
    }
  }
  let [best, most] = [0, 0]
  for (const [size, weight] of weights) if (weight > most) [best, most] = [size, weight]
  return best
}

/** The rows that are footnotes: [first, end). Page numbers and footers may stand below them. */
function footnoteRows(page: PageText, bodySize: number, repeated: ReadonlySet<string>): readonly [number, number] {
  const { rows } = page
  const { height } = page.frame
  const small = (row: TextLine) => row.size <= bodySize - footnoteSmaller
  const isFooter = (row: TextLine) =>
    pageNumber.test(row.text) ||
    (row.y > height - footerZone && repeated.has(shape(page, row) + band(row))) ||
    (row.y > height - footMargin && !small(row))
  let end = rows.length
  while (end > 0 && rows.length - end < maxFooterLines && isFooter(rows[end - 1]!)) end--
  let start = end
  while (start > 0 && small(rows[start - 1]!)) start--
  while (start < end && !beginsNote(page, start)) start++
  // Type as large as the body's needs the line above it.
  if (start === end)
    start = rows.findIndex(
      (row, i) => i < end && row.y > footnoteZone * height && beginsNote(page, i) && ruledOff(page, i),
    )
  const first = rows[start]
  if (!first || start >= end || first.y < footnoteZone * height) return [rows.length, rows.length]
  return [start, end]
}

/** A small raised mark before the text, or any mark below the line that is drawn above the first note. */
function beginsNote(page: PageText, index: number): boolean {
  const mark = page.rows[index]!.words[0]!
  return noteMark.test(mark.raw) && (mark.script === 'super' || ruledOff(page, index))
}

/** Is a short line, at the left, drawn between this row and the one above? */
function ruledOff(page: PageText, index: number): boolean {
  const line = page.rows[index]!
  const above = page.rows[index - 1]?.y ?? 0
  return page.rules.some(
    ([x0, x1, y]) =>
      y > above &&
      y < line.y &&
      Math.abs(x0 - line.x0) < 40 &&
      x1 - x0 > minSeparator &&
      x1 - x0 < 0.5 * page.frame.width,
  )
}

function splitNotes(lines: readonly TextLine[]): TextLine[][] {
  const notes: TextLine[][] = []
  for (const line of lines) {
    const mark = line.words[0]!
    const starts =
      notes.length === 0 || (noteMark.test(mark.raw) && (mark.script === 'super' || mark.raw.startsWith('*')))
    if (starts) notes.push([line])
    else notes.at(-1)!.push(line)
  }
  return notes
}
