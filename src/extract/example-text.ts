import type { Document } from '../domain/document.ts'
import { DocumentBuilder, type SourceWord } from '../layout/document-builder.ts'
import { normaliseWord } from '../text/normalise.ts'
import type { Span } from './match.ts'

/** An example as a document of one passage, with the places its [[ ]] mark. */
export interface ExampleDocument {
  readonly document: Document
  readonly spans: readonly Span[]
}

interface PlacedWord extends Span {
  readonly raw: string
}

/** The text without its marks; null where a mark is not closed or not opened. Spans are into `plain`. */
export function readMarks(text: string): { readonly plain: string; readonly spans: readonly Span[] } | null {
  const spans: Span[] = []
  let plain = ''
  let open: number | null = null
  for (const part of text.split(/(\[\[|\]\])/u)) {
    if (part === '[[') {
      if (open !== null) return null
      open = plain.length
    } else if (part === ']]') {
      if (open === null || open === plain.length) return null
      spans.push({ start: open, end: plain.length })
      open = null
    } else plain += part
  }
  return open === null ? { plain, spans } : null
}

/** Places in the first marked span where a line could end: the beginnings of its words but the first. */
export function wrapPlaces(plain: string, spans: readonly Span[]): number[] {
  const [first] = spans
  if (!first) return []
  return listWords(plain)
    .map((word) => word.start)
    .filter((start) => start > first.start && start < first.end)
}

/**
 * One paragraph, or one cell of a table. A line end in the text is one its author set; with `wrapAt` a line ends before
 * the word that begins there, as at a page's edge.
 */
export function buildExample(
  plain: string,
  spans: readonly Span[],
  { cell = false, wrapAt = -1 }: { readonly cell?: boolean; readonly wrapAt?: number } = {},
): ExampleDocument {
  const builder = new DocumentBuilder()
  const style = builder.style({ font: '', size: 0, bold: false, italic: false })
  const words = listWords(plain)
  const lines: SourceWord[][] = [[]]
  const hardBreaks = new Set<number>()
  words.forEach((word, index) => {
    const before = words[index - 1]
    const broken = before !== undefined && plain.slice(before.end, word.start).includes('\n')
    if (broken) hardBreaks.add(lines.length - 1)
    if (broken || word.start === wrapAt) lines.push([])
    lines.at(-1)!.push({ raw: word.raw, page: null, box: null, style })
  })
  if (cell) {
    const only = { row: 0, column: 0, rowSpan: 1, columnSpan: 1, lines, path: null }
    builder.table({ rows: 1, columns: 1, headerRows: 0, cells: [only], role: 'body', path: null, ruled: true })
  } else builder.paragraph({ lines, hardBreaks, role: 'body', path: null })
  const document = builder.build({ mediaType: 'text/plain', pages: [], origin: 'native', encodings: [], issues: [] })
  return {
    document,
    spans: spans.map((span) => ({
      start: placeInDocument(document, words, span.start),
      end: placeInDocument(document, words, span.end),
    })),
  }
}

/** The words that leave a trace in a document. */
function listWords(plain: string): PlacedWord[] {
  return [...plain.matchAll(/\S+/gu)]
    .map((match) => ({ raw: match[0], start: match.index, end: match.index + match[0].length }))
    .filter((word) => normaliseWord(word.raw).text !== '')
}

function placeInDocument(document: Document, words: readonly PlacedWord[], at: number): number {
  const index = words.findIndex((word) => at <= word.end)
  const word = words[index]
  const placed = document.words[index]
  if (!word || !placed) return document.words.at(-1)?.end ?? 0
  if (at >= word.end) return placed.end
  const inside = Math.max(at - word.start, 0)
  if (!placed.rawOffsets) return placed.start + inside
  const offset = placed.rawOffsets.findIndex((raw) => raw >= inside)
  return offset < 0 ? placed.end : placed.start + offset
}
