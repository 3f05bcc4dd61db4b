import type { Document, Paragraph } from '../domain/document.ts'
import type { Span } from './match.ts'

/** One line of the letterhead, title or signature: a paragraph, or a part of one between its set line breaks. */
export interface HeaderLine extends Span {
  readonly text: string
  readonly paragraph: Paragraph
  /** Index of the paragraph among the document's blocks. */
  readonly block: number
}

/** The lines of all paragraphs in the body and in text boxes, in text order. */
export function listLines(document: Document): HeaderLine[] {
  const lines: HeaderLine[] = []
  document.blocks.forEach((paragraph, block) => {
    if (paragraph.kind !== 'paragraph' || (paragraph.role !== 'body' && paragraph.role !== 'text-box')) return
    let start = paragraph.start
    for (const text of document.text.slice(paragraph.start, paragraph.end).split('\n')) {
      if (text !== '') lines.push({ start, end: start + text.length, text, paragraph, block })
      start += text.length + 1
    }
  })
  return lines
}
