import type { PagePart, Piece } from './page-parts.ts'
import { white, type Gray } from './raster.ts'
import type { TextRow } from './text-lines.ts'

/** White around a picture (inches): letters at its very edge are read badly. */
const margin = 0.08
/** White between pieces on one line (inches): a wide space. Wider ones make the engine miss the spaces between words. */
const pieceGap = 0.08
/** White between lines (inches). With less, marks on capitals are taken for the line above's: 0.05 is too little, 0.09 enough. */
const lineGap = 0.1
/** Pieces are put side by side up to this width (inches): a line of print. */
const lineWidth = 6.5

/**
 * The lines of a table's cells set anew as running text, row of the table by row: short cells ('1.1', '%', '33') are
 * read far better beside longer text than alone, and one picture is read faster than a hundred.
 */
export function packCells(image: Gray, tableRows: readonly (readonly TextRow[])[], dpi: number): PagePart | null {
  const lines = tableRows.flatMap((cells) => fillLines(cells, dpi))
  if (lines.length === 0) return null
  const [edge, between, apart] = [margin, lineGap, pieceGap].map((inches) => Math.round(inches * dpi)) as [
    number,
    number,
    number,
  ]
  const widths = lines.map((line) => line.reduce((sum, row) => sum + row.x1 - row.x0 + apart, -apart))
  const width = Math.max(...widths) + 2 * edge
  const heights = lines.map((line) => extentOf(line))
  const height = heights.reduce((sum, { above, below }) => sum + above + below + between, 2 * edge)
  const data = new Uint8Array(width * height).fill(white)
  const pieces: Piece[] = []
  let y = edge
  for (const [i, line] of lines.entries()) {
    const { above, below } = heights[i]!
    let x = edge
    for (const row of line) {
      const top = y + above - (row.baseline - row.y0)
      copyRows(image, row, data, width, x, top)
      const right = x + row.x1 - row.x0
      pieces.push({
        x0: x - apart / 2,
        y0: y - between / 2,
        x1: right + apart / 2,
        y1: y + above + below + between / 2,
        dx: row.x0 - x,
        dy: row.y0 - top,
        baseline: row.baseline,
      })
      x = right + apart
    }
    y += above + below + between
  }
  return { image: { width, height, data }, layout: 'block', dpi, pieces }
}

/** Pieces, in order, on as few lines as they fit. */
function fillLines(rows: readonly TextRow[], dpi: number): TextRow[][] {
  const lines: TextRow[][] = []
  let used = Infinity
  for (const row of rows) {
    const width = row.x1 - row.x0 + pieceGap * dpi
    if (used + width > lineWidth * dpi) {
      lines.push([])
      used = 0
    }
    lines.at(-1)!.push(row)
    used += width
  }
  return lines
}

function extentOf(line: readonly TextRow[]): { above: number; below: number } {
  return {
    above: Math.max(...line.map((row) => row.baseline - row.y0)),
    below: Math.max(...line.map((row) => row.y1 - row.baseline)),
  }
}

function copyRows(image: Gray, from: TextRow, into: Uint8Array, width: number, x: number, top: number): void {
  for (let row = from.y0; row < from.y1; row++) {
    const start = row * image.width
    into.set(image.data.subarray(start + from.x0, start + from.x1), (top + row - from.y0) * width + x)
  }
}
