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
/** Ink up to this size (square inches) is a speck: a full stop of 10 points has twice as much. */
const speck = 0.00012
/** So many specks a square inch make a dirty page. On a clean one the few there are may mean something. */
const dirty = 1.2

/** Takes the scanner's edges, punched holes and, on dirty pages, specks of dust out of picture and ink. */
export function cleanPage(image: Gray, ink: Ink, dpi: number): void {
  const pieces = findComponents(ink)
  const { width, height } = ink
  const isDirt = new Uint8Array(pieces.count)
  let specks = 0
  for (let c = 0; c < pieces.count; c++) {
    if (pieces.area[c]! <= speck * dpi * dpi) specks++
    else if (isBar(pieces, c, ink, dpi) || isHole(pieces, c, ink, dpi)) isDirt[c] = 1
  }
  if (specks > (dirty * width * height) / (dpi * dpi)) {
    for (let c = 0; c < pieces.count; c++) if (pieces.area[c]! <= speck * dpi * dpi) isDirt[c] = 1
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
