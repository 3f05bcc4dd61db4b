import type { PageText } from '../../layout/page-layout.ts'
import { syllableScore } from '../../text/encodings/syllables.ts'

/** What was painted on a page besides the text. */
export interface PagePaint {
  /** The largest picture's share of the page. */
  readonly pictureShare: number
  /** Characters that are in the file and not to be seen, as text layers of scans are. */
  readonly invisibleGlyphs: number
}

/** A picture this large is the page, or what matters on it. */
const pageSized = 0.5
/** On such a picture, fewer characters are a stamp: a digital signature's text has up to 250, page numbers fewer. */
const stampGlyphs = 300
/** Fewer words than this say nothing about a text layer. */
const enoughWords = 20
/** A layer of which less than this share are syllables of Vietnamese was made by something that does not know them. */
const minSyllables = 0.4
/** Two thirds of Vietnamese syllables carry a mark; recognition for English leaves none. */
const minMarked = 0.25
/** Share of characters that stand for nothing (fonts without a way back to Unicode) which makes text unreadable. */
const maxUnknown = 0.3

const groups = /[\p{L}\p{M}]{2,}/gu
const mark = /[^\x00-\x7f]/u
/** Private use, unassigned in text, replacement: what a reader gives for a glyph it knows no character for. */
const unknown = /[\p{Co}\p{Cn}\p{Cc}\ufffd]/gu

/** Must the page's text be recognised from its looks: no text, a stamp over a picture, or a text layer that is broken? */
export function needsRecognition(page: PageText, { pictureShare, invisibleGlyphs }: PagePaint): boolean {
  const lines = linesOf(page)
  const text = lines.join(' ')
  const glyphs = text.replace(/\s/gu, '').length
  if (glyphs === 0) return true
  if ((text.match(unknown)?.length ?? 0) > maxUnknown * glyphs) return true
  if (pictureShare < pageSized) return false
  if (glyphs - invisibleGlyphs < stampGlyphs && invisibleGlyphs === 0) return true
  return invisibleGlyphs > glyphs / 2 && !isVietnamese(text)
}

function linesOf(page: PageText): string[] {
  const cells = page.tables.flatMap((table) => table.cells.flatMap((cell) => cell.lines))
  return [...page.rows, ...cells, ...page.turned.flatMap(({ lines }) => lines)].map((line) => line.text)
}

function isVietnamese(text: string): boolean {
  const words = text.toLowerCase().match(groups) ?? []
  if (words.length < enoughWords) return false
  const syllables = words.filter((word) => syllableScore(word.normalize('NFC')) > -Infinity)
  const marked = syllables.filter((word) => mark.test(word))
  return syllables.length >= minSyllables * words.length && marked.length >= minMarked * words.length
}
