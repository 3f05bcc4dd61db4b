import { edgesOf, type Edges } from './column-edges.ts'
import type { TextLine } from './lines.ts'
import type { FlowLine } from './paragraphs.ts'

/** 'Nơi nhận', in Unicode and as TCVN3 text looks before it is decoded. */
const recipients = /^(?:Nơi nhận|N¬i nhËn)/u
/** So many lines that end together prove where a column of prose ends. */
const provenLines = 12
/** White (em) that is left between a column's longest line and the next column. */
const columnMargin = 1
/** Middles of centred lines agree within this (points). */
const sameMiddle = 14

export interface ColumnPlace {
  readonly page: number
  /** Number of the side-by-side region in the document. */
  readonly region: number
  /** First thing on its page: a letterhead rather than a signature. */
  readonly first: boolean
  /** Edges of the page's text. */
  readonly text: Edges
}

/** The lines of text set side by side, column after column. */
export function columnLines(columns: readonly (readonly TextLine[])[], place: ColumnPlace): FlowLine[] {
  const signature = columns.some((lines) => lines.some((line) => recipients.test(line.text)))
  const centred = columns.some(isCentredBlock)
  const setting = signature ? 'signature' : centred ? (place.first ? 'letterhead' : 'signature') : 'prose'
  return columns.flatMap((lines, column) => {
    const edges = setting === 'letterhead' ? extent(lines) : columnEdges(columns, column, place.text)
    const block = setting === 'prose' ? {} : { centred: isCentredBlock(lines) }
    const side = { region: place.region, column }
    return lines.map((line): FlowLine => ({ line, page: place.page, ...edges, side, setting, ...block }))
  })
}

/** Where lines of the column could begin and end: at its neighbours, or where its own full lines do. */
function columnEdges(columns: readonly (readonly TextLine[])[], column: number, page: Edges): Edges {
  const lines = columns[column]!
  const own = extent(lines)
  if (lines.length >= provenLines) return edgesOf(lines, 0)
  const margin = columnMargin * lines[0]!.size
  const next = columns[column + 1]
  const before = columns[column - 1]
  const limit = next ? Math.max(own.right, extent(next).left - margin) : Math.max(own.right, page.right)
  if (!isCentredBlock(lines)) return { left: own.left, right: limit }
  const start = before ? Math.min(own.left, extent(before).right + margin) : Math.min(own.left, page.left)
  const middle = (own.left + own.right) / 2
  const reach = Math.min(middle - start, limit - middle)
  return { left: middle - reach, right: middle + reach }
}

function extent(lines: readonly TextLine[]): Edges {
  return { left: Math.min(...lines.map((line) => line.x0)), right: Math.max(...lines.map((line) => line.x1)) }
}

/** Middles agree, beginnings do not. */
function isCentredBlock(lines: readonly TextLine[]): boolean {
  if (lines.length < 2) return false
  const middles = lines.map((line) => (line.x0 + line.x1) / 2)
  const starts = lines.map((line) => line.x0)
  return Math.max(...middles) - Math.min(...middles) < Math.min(sameMiddle, Math.max(...starts) - Math.min(...starts))
}
