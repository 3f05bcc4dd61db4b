import { findGrids, type Grid, type GridCell } from '../../layout/grid.ts'
import type { Part } from './engine.ts'
import { packCells } from './pack-cells.ts'
import { countInk, erase, type Gray, type Ink, type PixelBox } from './raster.ts'
import { eraseRulings, toRulings, type PixelRulings } from './rulings.ts'
import { textPieces } from './text-pieces.ts'
import { inkBounds, textRows, type TextRow } from './text-lines.ts'

/** A picture to be read, and where on the page what stands in it was cut out. */
export interface PagePart extends Part {
  readonly pieces: readonly Piece[]
}

/** A rectangle of a part: `dx`, `dy` further right and down it stands on the page. */
export interface Piece extends PixelBox {
  readonly dx: number
  readonly dy: number
  /** Row of the page that its letters stand on; null for a page whose lines were not looked for. */
  readonly baseline: number | null
}

const pointsPerInch = 72
/** How far (inches) letters reach over a line into the next cell. */
const tail = 0.05
/** Lines this long (inches) tell whether lines are straight; so many of them are needed. */
const longLine = 3
const enoughLines = 5
/** Straight lines have 0.41 to 0.43, those bent by 8 pixels at 200 dpi 0.35, by 12 pixels 0.3 (measured on samples). */
const minStraightness = 0.33
/** Ink (square inches) below which a cell is blank: a fifth of a full stop at 12 points. */
const minInk = 0.00006

/**
 * The page's lines of text and the cells of its ruled tables, cut out and set anew one below the other: what stands side
 * by side is read apart, and nothing is left for an engine to guess about the layout. Where lines are bent the engine is
 * given the page as it is, tables taken out. Erases the tables' lines from the picture and its ink.
 */
export function cutParts(image: Gray, ink: Ink, rulings: PixelRulings, dpi: number): PagePart[] {
  const framed = findGrids(toRulings(rulings, pointsPerInch / dpi))
  eraseRulings(
    image,
    ink,
    linesInside(
      rulings,
      framed.map((grid) => boundsOf(grid, dpi)),
    ),
    dpi,
  )
  // A single column is a frame around text: marks of urgency, notes.
  const grids = framed.filter((grid) => grid.xs.length > 2)
  const boxes = grids.map((grid) => boundsOf(grid, dpi))
  const cells = grids.flatMap((grid) => cellLines(ink, grid, dpi))
  const rest = withoutBoxes(ink, boxes)
  const pieces = textPieces(rest, dpi)
  const bent = areBent(pieces, dpi)
  const packed = packCells(image, bent ? cells : [...pieces.map((piece) => [piece]), ...cells], dpi)
  const parts = bent ? [pagePart(image, boxes, dpi), packed] : [packed]
  return parts.filter((part) => part !== null)
}

function withoutBoxes(ink: Ink, boxes: readonly PixelBox[]): Ink {
  if (boxes.length === 0) return ink
  const { width, height } = ink
  const data = ink.data.slice()
  for (const box of boxes) {
    for (let y = Math.max(0, box.y0); y < Math.min(height, box.y1); y++)
      data.fill(0, y * width + Math.max(0, box.x0), y * width + Math.min(width, box.x1))
  }
  return { width, height, data }
}

/** Bound books and crumpled paper: most long lines do not keep to their baseline. */
function areBent(pieces: readonly TextRow[], dpi: number): boolean {
  const long = pieces.filter(({ x0, x1 }) => x1 - x0 > longLine * dpi).map(({ straightness }) => straightness)
  return long.length >= enoughLines && long.sort((a, b) => a - b)[long.length >> 1]! < minStraightness
}

function pagePart(page: Gray, boxes: readonly PixelBox[], dpi: number): PagePart {
  const image = { ...page, data: page.data.slice() }
  for (const box of boxes) erase(image, box)
  const piece = { x0: 0, y0: 0, x1: image.width, y1: image.height, dx: 0, dy: 0, baseline: null }
  return { image, layout: 'page', dpi, pieces: [piece] }
}

/** A box without what reaches into it from the cells above and below: ink at its very edge with white behind it. */
function withoutTails(ink: Ink, box: PixelBox, reach: number): PixelBox {
  const blank = (y: number) => countInk(ink, { ...box, y0: y, y1: y + 1 }) === 0
  let { y0, y1 } = box
  if (y1 - y0 <= 4 * reach) return box
  for (let y = y0 + 2; y < y0 + reach && !(blank(box.y0) && blank(box.y0 + 1)); y++) {
    if (!blank(y)) continue
    y0 = y
    break
  }
  for (let y = y1 - 3; y >= y1 - reach && !(blank(box.y1 - 1) && blank(box.y1 - 2)); y--) {
    if (!blank(y)) continue
    y1 = y + 1
    break
  }
  return { ...box, y0, y1 }
}

/** A table with its outer lines. */
function boundsOf({ xs, ys }: Grid, dpi: number): PixelBox {
  const [pixels, edge] = [dpi / pointsPerInch, Math.round(dpi / 40)]
  return {
    x0: Math.floor(xs[0]! * pixels) - edge,
    y0: Math.floor(ys[0]! * pixels) - edge,
    x1: Math.ceil(xs.at(-1)! * pixels) + edge,
    y1: Math.ceil(ys.at(-1)! * pixels) + edge,
  }
}

function linesInside({ horizontal, vertical }: PixelRulings, boxes: readonly PixelBox[]): PixelRulings {
  return {
    horizontal: horizontal.filter((line) =>
      boxes.some((box) => line.at > box.y0 && line.at < box.y1 && line.from < box.x1 && line.to > box.x0),
    ),
    vertical: vertical.filter((line) =>
      boxes.some((box) => line.at > box.x0 && line.at < box.x1 && line.from < box.y1 && line.to > box.y0),
    ),
  }
}

/** The lines of text in a table's cells, one list a row of the table. */
function cellLines(ink: Ink, grid: Grid, dpi: number): TextRow[][] {
  const rows: TextRow[][] = grid.ys.map(() => [])
  for (const cell of grid.cells) {
    const bounds = cellBounds(ink, cell, dpi)
    if (bounds) rows[cell.row]!.push(...textRows(ink, bounds, dpi))
  }
  return rows
}

/** The ink of a cell; null if it is blank. */
function cellBounds(ink: Ink, cell: GridCell, dpi: number): PixelBox | null {
  const pixels = dpi / pointsPerInch
  const box = {
    x0: Math.max(0, Math.round(cell.x0 * pixels)),
    y0: Math.max(0, Math.round(cell.y0 * pixels)),
    x1: Math.min(ink.width, Math.round(cell.x1 * pixels)),
    y1: Math.min(ink.height, Math.round(cell.y1 * pixels)),
  }
  const inside = inkBounds(ink, withoutTails(ink, box, Math.round(tail * dpi)))
  return inside && countInk(ink, inside) >= minInk * dpi * dpi ? inside : null
}
