import type { Document, Paragraph } from '../domain/document.ts'
import type { Span } from './match.ts'

/** One line of the letterhead, title or signature: a paragraph, or a part of one between its set line breaks. */
export interface HeaderLine extends Span {
  readonly text: string
  readonly paragraph: Paragraph
  /** Index of the paragraph among the document's blocks. */
  readonly block: number
  /** Which part of a typed line that held two columns side by side; null for a whole line. */
  readonly half: 'left' | 'right' | null
}

/** The lines of all paragraphs in the body and in text boxes, in text order. */
export function listLines(document: Document): HeaderLine[] {
  const lines: HeaderLine[] = []
  document.blocks.forEach((paragraph, block) => {
    if (paragraph.kind !== 'paragraph' || (paragraph.role !== 'body' && paragraph.role !== 'text-box')) return
    let start = paragraph.start
    for (const text of document.text.slice(paragraph.start, paragraph.end).split('\n')) {
      if (text !== '') lines.push({ start, end: start + text.length, text, paragraph, block, half: null })
      start += text.length + 1
    }
  })
  return lines
}

/** The two halves of a line that is cut before the character at `at`; the line itself where one would be empty. */
export function cutLine(line: HeaderLine, at: number): HeaderLine[] {
  const left = line.text.slice(0, at).trimEnd()
  const right = line.text.slice(at)
  if (left === '' || right.trim() === '') return [line]
  return [
    { ...line, end: line.start + left.length, text: left, half: 'left' },
    { ...line, start: line.start + at, text: right, half: 'right' },
  ]
}

/** Whether a reader could tell how the line looks; plain text and some scans say nothing. */
export function hasLook({ paragraph }: HeaderLine): boolean {
  return paragraph.size > 0 || paragraph.align !== null || paragraph.bold
}
