import { buildLines } from '../../layout/lines.ts'
import type { TableCell } from '../../layout/tables.ts'
import type { PlacedWord } from '../../layout/words.ts'

/** Letters and signs that are read where a digit stands. */
const digits: Readonly<Record<string, string>> = {
  ...{ l: '1', I: '1', i: '1', '|': '1', '!': '1', ']': '1', '[': '1' },
  ...{ O: '0', o: '0', Q: '0', D: '0', Z: '2', z: '2', S: '5', s: '5', b: '6', G: '6', B: '8', g: '9', q: '9' },
}

/** The text with digits for the letters that look like them. */
export function readDigits(text: string): string {
  return Array.from(text, (character) => digits[character] ?? character).join('')
}

/** The cell with one word that says `text`; all that was read is its source. */
export function withText(cell: TableCell, text: string): TableCell {
  const words = cell.lines.flatMap((line) => line.words)
  const raw = words.map((word) => word.raw).join('')
  const [first] = words as [PlacedWord, ...PlacedWord[]]
  const offsets = Array.from(text, (_, i) => Math.min(i, raw.length - 1))
  const word: PlacedWord = {
    ...first,
    raw,
    x0: Math.min(...words.map(({ x0 }) => x0)),
    x1: Math.max(...words.map(({ x1 }) => x1)),
    confidence: Math.min(...words.map(({ confidence }) => confidence ?? 1)),
    shown: { text, offsets },
  }
  return { ...cell, lines: buildLines([word]) }
}
