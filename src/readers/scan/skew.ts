import type { Ink } from './raster.ts'

/** Larger slants are seen on no flatbed or feeder. */
const maxSkew = 10
const coarseStep = 0.5
const fineStep = 0.05
/** So many lower edges of ink, at least, say how lines run: about three words. */
const minEdges = 300
/** More are thinned out: the angle does not become better. */
const maxEdges = 40_000
/** Share of width and height left out on every side: the scanner's own edges lie there, straight whatever the paper does. */
const margin = 0.05

export interface Skew {
  /** Degrees clockwise by which lines of text fall to the right. */
  readonly degrees: number
  /** How sharply rows of text stand out at that angle; grows with the text, compare pictures of the same page only. */
  readonly sharpness: number
}

/**
 * The angle at which the lower edges of letters fall into the fewest rows (projection profile: Postl 1986; lower edges,
 * because most letters stand on the baseline). Null where too little is written.
 */
export function findSkew(ink: Ink): Skew | null {
  const edges = lowerEdges(ink)
  if (edges.count < minEdges) return null
  const bins = new Uint32Array(ink.height + 2 * Math.ceil(ink.width * Math.tan((maxSkew * Math.PI) / 180)) + 4)
  const offset = (bins.length - ink.height) >> 1
  const score = (degrees: number) => sharpnessAt(edges, Math.tan((degrees * Math.PI) / 180), bins, offset)
  let best: Skew = { degrees: 0, sharpness: score(0) }
  const search = (from: number, to: number, step: number) => {
    for (let k = 0; from + k * step <= to + step / 2; k++) {
      const degrees = from + k * step
      const sharpness = score(degrees)
      if (sharpness > best.sharpness) best = { degrees, sharpness }
    }
  }
  search(-maxSkew, maxSkew, coarseStep)
  const { degrees } = best
  search(degrees - coarseStep, degrees + coarseStep, fineStep)
  return { degrees: Math.round(best.degrees / fineStep) * fineStep, sharpness: best.sharpness / edges.count }
}

interface Edges {
  readonly x: Int32Array
  readonly y: Int32Array
  readonly count: number
}

function lowerEdges({ width, height, data }: Ink): Edges {
  const [left, top] = [Math.round(margin * width), Math.round(margin * height)]
  const [right, bottom] = [width - left, height - top - 1]
  let total = 0
  for (let row = top; row < bottom; row++) {
    for (let at = row * width + left, end = row * width + right; at < end; at++) total += data[at]! & ~data[at + width]!
  }
  const every = Math.max(1, Math.ceil(total / maxEdges))
  const size = Math.ceil(total / every)
  const [x, y] = [new Int32Array(size), new Int32Array(size)]
  let [seen, count] = [0, 0]
  for (let row = top; row < bottom; row++) {
    for (let column = left, at = row * width + left; column < right; column++, at++) {
      if (!data[at] || data[at + width] || seen++ % every !== 0) continue
      x[count] = column
      y[count++] = row
    }
  }
  return { x, y, count }
}

function sharpnessAt({ x, y, count }: Edges, slope: number, bins: Uint32Array, offset: number): number {
  bins.fill(0)
  const fixed = Math.round(slope * 65536)
  for (let i = 0; i < count; i++) bins[offset + y[i]! - ((x[i]! * fixed) >> 16)]!++
  let sum = 0
  for (let i = 0; i < bins.length; i++) sum += bins[i]! * bins[i]!
  return sum
}
