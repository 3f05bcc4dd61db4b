import { findComponents, forRuns } from './components.ts'
import type { Ink, PixelBox } from './raster.ts'
import { inkBands, inkBounds, stretches, textRows, type TextRow } from './text-lines.ts'

/** White this wide (inches) divides what stands side by side; spaces of justified lines reach 0.2. */
const gutter = 0.3
/** White this high (inches) divides bands of text. Lines may touch; what is divided too often does no harm. */
const bandGap = 0.015
/** Ink as high as this (inches) is no letter: type of 24 points is 0.33 with its marks. */
const tallest = 0.45
/** Ink this wide and no higher (inches) is a line under something. */
const ruleWidth = 0.4
const ruleHeight = 0.04
/** Columns inside columns; a page has no more. */
const deepest = 6

/** The lines of text on a page, each in as many pieces as stand side by side. In no order that means anything. */
export function textPieces(ink: Ink, dpi: number): TextRow[] {
  const letters = lettersOnly(ink, dpi)
  const whole = inkBounds(letters, { x0: 0, y0: 0, x1: ink.width, y1: ink.height })
  return whole ? cut(letters, whole, dpi, 0) : []
}

/** Without pictures, remains of seals, handwriting, underlines. */
function lettersOnly(ink: Ink, dpi: number): Ink {
  const { width, height } = ink
  const pieces = findComponents(ink)
  const { x0, y0, x1, y1 } = pieces
  const data = new Uint8Array(width * height)
  const isLetter = (c: number) => {
    const [w, h] = [x1[c]! - x0[c]!, y1[c]! - y0[c]!]
    return h < tallest * dpi && !(w > ruleWidth * dpi && h < ruleHeight * dpi)
  }
  forRuns(pieces, isLetter, (from, to, row) => data.fill(1, row * width + from, row * width + to))
  return { width, height, data }
}

/** Bands divided by white, the columns in each band, the bands in each column, until only lines are left. */
function cut(ink: Ink, box: PixelBox, dpi: number, depth: number): TextRow[] {
  return inkBands(ink, box, Math.max(1, Math.round(bandGap * dpi)), dpi).flatMap((band) => {
    const columns = depth < deepest ? columnsOf(ink, band, dpi) : []
    if (columns.length > 1) return columns.flatMap((column) => cut(ink, column, dpi, depth + 1))
    return cutLines(ink, band, dpi)
  })
}

function columnsOf(ink: Ink, box: PixelBox, dpi: number): PixelBox[] {
  return stretches(columnInk(ink, box), box.x0, Math.round(gutter * dpi)).map(([x0, x1]) => ({ ...box, x0, x1 }))
}

/** Lines whose rows touch, each cut where it has a gutter. */
function cutLines(ink: Ink, band: PixelBox, dpi: number): TextRow[] {
  return textRows(ink, band, dpi).flatMap((row) => {
    const columns = columnsOf(ink, row, dpi)
    if (columns.length < 2) return [row]
    return columns.flatMap((column) => {
      const inside = inkBounds(ink, column)
      return inside ? textRows(ink, inside, dpi) : []
    })
  })
}

function columnInk({ width, data }: Ink, { x0, y0, x1, y1 }: PixelBox): Uint32Array {
  const counts = new Uint32Array(x1 - x0)
  for (let y = y0; y < y1; y++) {
    for (let x = x0, at = y * width + x0; x < x1; x++, at++) counts[x - x0]! += data[at]!
  }
  return counts
}
