import type { Document } from '../domain/document.ts'
import type { Span } from './match.ts'

/** The mark of a note is set so much smaller than its line; the largest seen was 0.7 of it (Chromium, Word and pdfTeX take 0.58 to 0.7). */
const largestMark = 0.75
const mark = /^\(?\d{1,3}\)?$/u

/** The small raised numbers that point to notes: they count nothing. */
export function findNoteMarks(document: Document): Span[] {
  const { words, styles, text } = document
  const sizes = styles.map(({ size }) => size)
  const found: Span[] = []
  let at = 0
  for (const block of document.blocks) {
    while (at < words.length && words[at]!.start < block.start) at++
    if (block.kind !== 'paragraph') continue
    const limit = block.size * largestMark
    for (; at < words.length && words[at]!.end <= block.end; at++) {
      const { start, end, style } = words[at]!
      const size = sizes[style] ?? 0
      if (size > 0 && size < limit && mark.test(text.slice(start, end))) found.push({ start, end })
    }
  }
  return found
}
