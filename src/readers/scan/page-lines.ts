import { textOfWords, type TextLine } from '../../layout/lines.ts'
import type { PageText } from '../../layout/page-layout.ts'
import type { PlacedWord } from '../../layout/words.ts'

/** The page with its lines changed, those outside tables and those of each cell apart. */
export function changeLines(page: PageText, change: (lines: readonly TextLine[]) => readonly TextLine[]): PageText {
  return {
    ...page,
    rows: change(page.rows),
    tables: page.tables.map((table) => ({
      ...table,
      cells: table.cells.map((cell) => ({ ...cell, lines: change(cell.lines) })),
    })),
  }
}

/** The line with other words in the places of its own. */
export function withWords(line: TextLine, words: readonly PlacedWord[]): TextLine {
  return { ...line, words, text: textOfWords(words) }
}

/** The word as it was read, standing for `text`; characters answer each other from the left. */
export function standingFor(word: PlacedWord, text: string): PlacedWord {
  return { ...word, shown: { text, offsets: Array.from(text, (_, i) => Math.min(i, word.raw.length - 1)) } }
}
