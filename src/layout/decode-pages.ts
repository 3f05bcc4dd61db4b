import type { Encoding } from '../text/encodings/encodings.ts'
import { glance } from '../text/encodings/quick-look.ts'
import { decodeWords, type CodedWord } from './decode-words.ts'
import { textOfWords, type TextLine } from './lines.ts'
import { linesOf, type PageText } from './page-layout.ts'
import type { PlacedWord } from './words.ts'

export interface DecodedPages {
  /** The same pages where every word stands for itself. */
  readonly pages: readonly PageText[]
  /** Encodings found, sorted. */
  readonly encodings: readonly Encoding[]
}

/**
 * Readers put it for a hyphen whose code is AD: Windows has a hyphen there, TCVN3 its ư. A noncharacter, so that no text
 * holds it; none is left after decoding.
 */
export const hyphenOfCodeAD = '\ufdd0'

interface CodedPlace extends CodedWord {
  readonly place: PlacedWord
}

/** What the words of all pages say, decided for the document as a whole: before anything looks at their text. */
export function decodePages(pages: readonly PageText[], fontOf: (style: number) => string): DecodedPages {
  const written = pages.flatMap(linesOf)
  if (!written.some(mayMeanOther)) return { pages, encodings: ['unicode'] }
  const { lines, encodings } = decodeWords(
    written.map((line) => line.words.map(toCoded)),
    fontOf,
  )
  const shown = new Map<TextLine, TextLine>()
  for (const [i, line] of written.entries()) {
    const words = lines[i]!.map(toPlaced)
    shown.set(line, { ...line, words, text: textOfWords(words) })
  }
  return { pages: pages.map((page) => changeLines(page, (line) => shown.get(line)!)), encodings }
}

function changeLines(page: PageText, change: (line: TextLine) => TextLine): PageText {
  return {
    ...page,
    rows: page.rows.map(change),
    tables: page.tables.map((table) => ({
      ...table,
      cells: table.cells.map((cell) => ({ ...cell, lines: cell.lines.map(change) })),
    })),
    turned: page.turned.map(({ frame, lines }) => ({ frame, lines: lines.map(change) })),
  }
}

function mayMeanOther({ text }: TextLine): boolean {
  return glance(text).legacy || text.includes(hyphenOfCodeAD)
}

function toCoded(place: PlacedWord): CodedPlace {
  const { style, parts } = place
  const raw = place.raw.replaceAll(hyphenOfCodeAD, '\u00ad')
  if (!parts) return { raw, style, place }
  const changes = parts.slice(1).map((part) => ({ ...part, capitals: false }))
  return { raw, style: parts[0]!.style, changes, place }
}

/** What did not become a letter is the hyphen that it was. */
function toPlaced({ place, raw, shown }: CodedPlace): PlacedWord {
  if (!place.raw.includes(hyphenOfCodeAD))
    return raw === place.raw && !shown ? place : { ...place, raw, ...(shown && { shown }) }
  const hyphens = (text: string) => text.replaceAll('\u00ad', '-')
  return shown ? { ...place, raw, shown: { ...shown, text: hyphens(shown.text) } } : { ...place, raw: hyphens(raw) }
}
