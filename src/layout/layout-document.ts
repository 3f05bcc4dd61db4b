import type { Role } from '../domain/document.ts'
import { edgesOf, type Edges } from './column-edges.ts'
import { columnLines } from './column-flow.ts'
import type { DocumentBuilder, SourceLine } from './document-builder.ts'
import { boxFromFrame, type Frame } from './frame.ts'
import { takeFurniture, type PlacedLines } from './furniture.ts'
import type { StyleSource } from './line-look.ts'
import type { TextLine } from './lines.ts'
import { arrange, type PageText } from './page-layout.ts'
import { joinLines, type FlowLine, type FlowParagraph } from './paragraphs.ts'
import { continuesTable, countHeaderRows, joinTables } from './table-join.ts'
import type { PageTable, TableCell } from './tables.ts'
import type { PlacedWord } from './words.ts'

/** Letters reach this far (em) above and below the baseline, accents on capitals included. */
const ascent = 0.92
const descent = 0.24
/** A page with fewer lines borrows its edges from all pages of its size. */
const enoughLines = 12

interface TablePart {
  readonly table: PageTable
  readonly page: PageText
}

type Piece =
  | { readonly kind: 'lines'; readonly lines: FlowLine[] }
  | {
      readonly kind: 'table'
      table: PageTable
      readonly pageOf: Map<TableCell['lines'][number], PageText>
      readonly firstPage: number
      lastPage: number
    }

/**
 * Puts the pages' text into the builder: the body, the footnotes of each page before what begins on the next one, then
 * headers, footers and text in other directions.
 */
export function layOut(pages: readonly PageText[], builder: DocumentBuilder, styles: StyleSource): void {
  const furniture = takeFurniture(pages)
  const byNumber = new Map(pages.map((page) => [page.number, page]))
  const notes = [...furniture.footnotes]
  const endPagesBefore = (page: number) => {
    while (notes[0] && notes[0].page.number < page) writeExtra(builder, notes.shift()!, 'footnote')
  }
  for (const piece of collect(pages, furniture.bodies)) {
    if (piece.kind === 'table') {
      endPagesBefore(piece.firstPage)
      writeTable(builder, piece)
    } else
      for (const paragraph of joinLines(piece.lines, styles)) {
        endPagesBefore(paragraph.lines[0]!.page)
        writeParagraph(builder, paragraph, byNumber)
      }
  }
  endPagesBefore(Infinity)
  for (const header of furniture.headers) writeExtra(builder, header, 'page-header')
  for (const footer of furniture.footers) writeExtra(builder, footer, 'page-footer')
  for (const page of pages) {
    for (const { frame, lines } of page.turned) {
      for (const line of lines)
        builder.paragraph({ lines: [sourceLine(line, page, frame)], role: 'text-box', path: null })
    }
  }
}

/** Pieces of the body in reading order: runs of lines and whole tables. */
function collect(pages: readonly PageText[], bodies: readonly (readonly TextLine[])[]): Piece[] {
  const pieces: Piece[] = []
  const shared = sharedEdges(pages, bodies)
  let region = 0
  for (const [i, page] of pages.entries()) {
    const rows = bodies[i]!
    const edges = rows.length >= enoughLines ? edgesOf(rows, page.frame.width) : shared(page)
    const items = arrange(rows, page.tables)
    for (const [k, item] of items.entries()) {
      if (item.kind === 'table') addTable(pieces, { table: item.table, page }, k === 0)
      else if (item.kind === 'line')
        linesOf(pieces).push({ line: item.line, page: page.number, ...edges, side: null, setting: 'prose' })
      else {
        const place = { page: page.number, region: region++, first: k === 0, text: edges }
        linesOf(pieces).push(...columnLines(item.columns, place))
      }
    }
  }
  return pieces
}

function sharedEdges(pages: readonly PageText[], bodies: readonly (readonly TextLine[])[]): (page: PageText) => Edges {
  const bySize = new Map<string, Edges>()
  return (page) => {
    const key = `${Math.round(page.frame.width)}x${Math.round(page.frame.height)}`
    let edges = bySize.get(key)
    if (!edges) {
      const same = pages.flatMap((other, i) =>
        Math.round(other.frame.width) === Math.round(page.frame.width) ? bodies[i]! : [],
      )
      bySize.set(key, (edges = edgesOf(same, page.frame.width)))
    }
    return edges
  }
}

function linesOf(pieces: Piece[]): FlowLine[] {
  const last = pieces.at(-1)
  if (last?.kind === 'lines') return last.lines
  const lines: FlowLine[] = []
  pieces.push({ kind: 'lines', lines })
  return lines
}

function addTable(pieces: Piece[], { table, page }: TablePart, first: boolean): void {
  const last = pieces.at(-1)
  if (last?.kind === 'table' && first && page.number === last.lastPage + 1 && continuesTable(last.table, table)) {
    last.table = joinTables(last.table, table)
    last.lastPage = page.number
    remember(last.pageOf, table, page)
    return
  }
  const pageOf = new Map<TextLine, PageText>()
  remember(pageOf, table, page)
  pieces.push({ kind: 'table', table, pageOf, firstPage: page.number, lastPage: page.number })
}

function remember(pageOf: Map<TextLine, PageText>, table: PageTable, page: PageText): void {
  for (const cell of table.cells) for (const line of cell.lines) pageOf.set(line, page)
}

function writeTable(builder: DocumentBuilder, { table, pageOf }: Extract<Piece, { kind: 'table' }>): void {
  builder.table({
    rows: table.rows,
    columns: table.columns,
    headerRows: countHeaderRows(table),
    role: 'body',
    path: null,
    ruled: table.ruled,
    cells: table.cells.map(({ row, column, rowSpan, columnSpan, lines }) => ({
      row,
      column,
      rowSpan,
      columnSpan,
      lines: lines.map((line) => sourceLine(line, pageOf.get(line)!)),
      path: null,
    })),
  })
}

function writeExtra(builder: DocumentBuilder, { page, lines }: PlacedLines, role: Role): void {
  builder.paragraph({ lines: lines.map((line) => sourceLine(line, page)), role, path: null })
}

function writeParagraph(
  builder: DocumentBuilder,
  paragraph: FlowParagraph,
  pages: ReadonlyMap<number, PageText>,
): void {
  builder.paragraph({
    lines: paragraph.lines.map(({ line, page }) => sourceLine(line, pages.get(page)!)),
    role: 'body',
    path: null,
    side: paragraph.side,
    align: paragraph.align,
  })
}

function sourceLine(line: TextLine, page: PageText, frame: Frame = page.frame): SourceLine {
  return line.words.map((word) => ({
    raw: word.raw,
    page: page.number,
    box: wordBox(word, page, frame),
    style: word.style,
    ...(word.glued && { glued: true }),
    ...(word.confidence !== undefined && { confidence: word.confidence }),
    ...(word.shown && { shown: word.shown }),
  }))
}

function wordBox(word: PlacedWord, page: PageText, frame: Frame) {
  return boxFromFrame(frame, page, word.x0, word.y - ascent * word.size, word.x1, word.y + descent * word.size)
}
