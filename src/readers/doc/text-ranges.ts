import { DocumentError } from '../../domain/issue.ts'
import type { PartLengths } from './fib.ts'

/** Characters from `start` up to `end`, counted over all parts of the text. */
export interface TextRange {
  readonly start: number
  readonly end: number
}

/** Where each part of the text stands: one after the other. Throws DocumentError 'damaged' where the body is not whole. */
export function divideText(lengths: PartLengths, textLength: number): Readonly<Record<keyof PartLengths, TextRange>> {
  if (lengths.body > textLength)
    throw new DocumentError('damaged', 'The Word file is cut short: it holds less text than it says.')
  let at = 0
  const next = (length: number): TextRange => {
    const start = at
    at = Math.min(at + length, textLength)
    return { start, end: at }
  }
  return {
    body: next(lengths.body),
    footnotes: next(lengths.footnotes),
    headers: next(lengths.headers),
    macros: next(lengths.macros),
    comments: next(lengths.comments),
    endnotes: next(lengths.endnotes),
    textBoxes: next(lengths.textBoxes),
    headerTextBoxes: next(lengths.headerTextBoxes),
  }
}

/**
 * Texts that follow one another in a part, by where each begins in it and the last ends. What would go back or out of
 * the part is null, so that no character is read twice.
 */
export function splitPart({ start, end }: TextRange, positions: readonly number[]): (TextRange | null)[] {
  let last = start
  return positions.slice(0, -1).map((position, index) => {
    const range = { start: start + position, end: start + positions[index + 1]! }
    if (range.start < last || range.end < range.start || range.end > end) return null
    last = range.end
    return range
  })
}
