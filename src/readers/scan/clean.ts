import { findComponents, forRuns, type Components } from './components.ts'
import { white, type Gray, type Ink } from './raster.ts'

/** What touches the picture's edge within this distance (inches) may be the scanner's own. */
const edgeZone = 0.04
/** A bar along the edge reaches no further in than this share of the page. */
const barShare = 0.12
/** Thinner than this (inches) it is a line of a table that runs off the page. */
const minBar = 0.04
/** Punched holes: size (inches), share of their rectangle they fill, and how far from the edge they are (share of the page). */
const holeSizes = [0.1, 0.4] as const
const holeFill = 0.68
const holeZone = 0.14
/** Ink up to this size (square inches) may be a speck; a full stop of 12 points is as large, but stands by its letter. */
const speck = 0.0003
/** Ink up to this size is a speck wherever it lies, on a dirty page: a full stop of 10 points has twice as much. */
const surelySpeck = 0.00012
/** What lies further than this (inches) from all letters belongs to none. */
const lonely = 0.06
/** Larger pieces of ink (inches) are tables and pictures: what lies in their rectangle does not belong to them. */
const largestLetter = 0.5
/** Dots as near as this (inches) on one line are leaders: '………'. */
const leader = 0.09
/** So many lonely specks a square inch make a dirty page. On a clean one the few there are may mean something. */
const dirty = 0.5

/** Takes the scanner's edges, punched holes and, on dirty pages, dust out of picture and ink. */
export function cleanPage(image: Gray, ink: Ink, dpi: number): void {
  const pieces = findComponents(ink)
  const { width, height } = ink
  const isDirt = new Uint8Array(pieces.count)
  const specks: number[] = []
  for (let c = 0; c < pieces.count; c++) {
    if (pieces.area[c]! <= speck * dpi * dpi) specks.push(c)
    else if (isBar(pieces, c, ink, dpi) || isHole(pieces, c, ink, dpi)) isDirt[c] = 1
  }
  const alone = lonelySpecks(pieces, specks, ink, dpi)
  if (alone.length > (dirty * width * height) / (dpi * dpi)) {
    for (const c of alone) isDirt[c] = 1
    for (const c of specks) if (pieces.area[c]! <= surelySpeck * dpi * dpi) isDirt[c] = 1
  }
  // With a pixel around it: the grey edge.
  forRuns(
    pieces,
    (c) => isDirt[c] === 1,
    (from, to, row) => {
      for (let y = Math.max(0, row - 1); y <= Math.min(height - 1, row + 1); y++) {
        const start = y * width
        for (let x = Math.max(0, from - 1); x <= Math.min(width - 1, to); x++) {
          if (y !== row && ink.data[start + x]) continue
          image.data[start + x] = white
        }
      }
      ink.data.fill(0, row * width + from, row * width + to)
    },
  )
}

/** Specks far from letters, and not in a row of dots. */
function lonelySpecks(pieces: Components, specks: readonly number[], { width, height }: Ink, dpi: number): number[] {
  const { x0, y0, x1, y1, count } = pieces
  const side = Math.max(4, Math.round(lonely * dpi))
  const [columns, rows] = [Math.ceil(width / side) + 2, Math.ceil(height / side) + 2]
  const nearLetters = new Uint8Array(columns * rows)
  const isSpeck = new Uint8Array(count)
  for (const c of specks) isSpeck[c] = 1
  for (let c = 0; c < count; c++) {
    if (isSpeck[c] || Math.max(x1[c]! - x0[c]!, y1[c]! - y0[c]!) > largestLetter * dpi) continue
    const last = Math.floor(x1[c]! / side) + 2
    for (let row = Math.floor(y0[c]! / side); row <= Math.floor(y1[c]! / side) + 2; row++)
      nearLetters.fill(1, row * columns + Math.floor(x0[c]! / side), row * columns + Math.min(columns - 1, last) + 1)
  }
  const far = specks.filter((c) => {
    const [column, row] = [Math.floor(x0[c]! / side) + 1, Math.floor(y0[c]! / side) + 1]
    return !nearLetters[row * columns + column]
  })
  return far.filter((_, i) => !isLeader(pieces, far, i, leader * dpi))
}

/** Has a dot beside it; components come row by row. */
function isLeader({ x0, y1 }: Components, specks: readonly number[], index: number, reach: number): boolean {
  const c = specks[index]!
  const beside = (other: number) => Math.abs(y1[other]! - y1[c]!) <= 2 && Math.abs(x0[other]! - x0[c]!) <= reach
  for (const step of [-1, 1]) {
    for (let i = index + step; i >= 0 && i < specks.length; i += step) {
      if (Math.abs(y1[specks[i]!]! - y1[c]!) > reach) break
      if (beside(specks[i]!)) return true
    }
  }
  return false
}

/** Lies along an edge and hardly reaches into the page. */
function isBar({ x0, y0, x1, y1, area }: Components, c: number, { width, height }: Ink, dpi: number): boolean {
  const zone = edgeZone * dpi
  const [left, right] = [x0[c]! <= zone, x1[c]! >= width - zone]
  const [top, bottom] = [y0[c]! <= zone, y1[c]! >= height - zone]
  if (!left && !right && !top && !bottom) return false
  const [w, h] = [x1[c]! - x0[c]!, y1[c]! - y0[c]!]
  if (area[c]! / Math.max(w, h) < minBar * dpi) return false
  const narrow = w <= barShare * width || h <= barShare * height
  // A frame of several edges: little of its rectangle is ink, and that is at the edges.
  const frame =
    area[c]! < 2 * barShare * (w + h) * Math.min(width, height) &&
    Number(left) + Number(right) + Number(top) + Number(bottom) >= 2
  return narrow || (frame && area[c]! < 0.25 * w * h)
}

function isHole({ x0, y0, x1, y1, area }: Components, c: number, { width, height }: Ink, dpi: number): boolean {
  const [w, h] = [x1[c]! - x0[c]!, y1[c]! - y0[c]!]
  const [least, most] = [holeSizes[0] * dpi, holeSizes[1] * dpi]
  if (w < least || h < least || w > most || h > most || w > 1.6 * h || h > 1.6 * w) return false
  const atEdge =
    x1[c]! < holeZone * width ||
    x0[c]! > (1 - holeZone) * width ||
    y1[c]! < holeZone * height ||
    y0[c]! > (1 - holeZone) * height
  return atEdge && area[c]! > holeFill * w * h
}
