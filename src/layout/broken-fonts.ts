import { isSymbolFont } from '../text/encodings/font-names.ts'
import { hasSubstitutedLetters, isMadeOfSigns } from '../text/faults/substituted-letters.ts'
import { textOfWords, type TextLine } from './lines.ts'
import { linesOf, type PageText } from './page-layout.ts'
import { textOf } from './words.ts'

/** More of a font's words tell nothing new. */
const mostWords = 2000
/** Share of a font's characters that calls for a closer look: signs that are rare, letters of no report. */
const suspicious = 0.02

const rareSigns = new Set(Array.from('!"#$&\'?@\\^`~;', (sign) => sign.charCodeAt(0)))

interface FontUse {
  readonly styles: Set<number>
  characters: number
  strange: number
}

/**
 * Styles whose fonts give other signs for their letters: fonts without a way back to Unicode. Text in the other fonts of a
 * page is good all the same.
 */
export function findBrokenStyles(pages: readonly PageText[], fontOf: (style: number) => string): ReadonlySet<number> {
  const fonts = new Map<string, FontUse>()
  const byStyle = new Map<number, FontUse>()
  for (const page of pages)
    for (const { words } of linesOf(page))
      for (const word of words) {
        let use = byStyle.get(word.style)
        if (!use) {
          const name = fontOf(word.style)
          use = fonts.get(name) ?? { styles: new Set(), characters: 0, strange: 0 }
          use.styles.add(word.style)
          fonts.set(name, use)
          byStyle.set(word.style, use)
        }
        count(use, textOf(word))
      }
  const broken = new Set<number>()
  for (const [name, use] of fonts) {
    if (use.strange <= suspicious * use.characters || isSymbolFont(name)) continue
    const words = wordsIn(pages, use.styles)
    // Fonts of pictures and bullets have words of one sign.
    if (isMadeOfSigns(words) || hasSubstitutedLetters(words.filter((word) => word.length > 1)))
      for (const style of use.styles) broken.add(style)
  }
  return broken
}

function count(use: FontUse, text: string): void {
  use.characters += text.length
  for (let i = 0; i < text.length; i++) {
    const unit = text.charCodeAt(i)
    if (unit < 0x80 ? rareSigns.has(unit) : isStrange(unit)) use.strange++
  }
}

/** Roughly what `hasSubstitutedLetters` calls noise. */
function isStrange(unit: number): boolean {
  return (unit > 0x1b0 && unit < 0x370) || (unit >= 0xe000 && unit < 0xf900) || unit >= 0xfff0 || unit < 0xa0
}

function wordsIn(pages: readonly PageText[], styles: ReadonlySet<number>): string[] {
  const found: string[] = []
  for (const page of pages)
    for (const { words } of linesOf(page))
      for (const word of words)
        if (styles.has(word.style) && found.length < mostWords) found.push(textOf(word).normalize('NFC'))
  return found
}

/** The page without words of these styles. */
export function withoutStyles(page: PageText, styles: ReadonlySet<number>): PageText {
  const kept = (lines: readonly TextLine[]) => lines.flatMap((line) => keepWords(line, styles))
  return {
    ...page,
    rows: kept(page.rows),
    tables: page.tables.map((table) => ({
      ...table,
      cells: table.cells.map((cell) => ({ ...cell, lines: kept(cell.lines) })),
    })),
    turned: page.turned.map(({ frame, lines }) => ({ frame, lines: kept(lines) })),
  }
}

function keepWords(line: TextLine, styles: ReadonlySet<number>): TextLine[] {
  const words = line.words.filter((word) => !styles.has(word.style))
  if (words.length === line.words.length) return [line]
  if (words.length === 0) return []
  const x1 = words.reduce((end, word) => Math.max(end, word.x1), -Infinity)
  return [{ ...line, words, x0: words[0]!.x0, x1, text: textOfWords(words) }]
}
