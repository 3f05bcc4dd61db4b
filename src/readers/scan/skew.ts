import type { Ink } from './raster.ts'

/** Larger slants are seen on no flatbed or feeder. */
const maxSkew = 10
const coarseStep = 0.5
const fineStep = 0.05
/** So many lower edges of ink, at least, say how lines run: about three words at 100 dpi. */
const minEdges = 150
/** More are thinned out: the angle does not become better. */
const maxEdges = 40_000
/** Share of width and height left out on every side: the scanner's own edges lie there, straight whatever the paper does. */
const margin = 0.05

export interface Skew {
  /** Degrees clockwise by which lines of text fall to the right. */
  readonly degrees: number
  /** How sharply rows of text stand out at that angle; for comparing two ways to look at one page. */
  readonly sharpness: number
  /** The same of letters' upper edges, as a divisor: above 1 where letters stand on a line and end above at many heights. */
  readonly upright: number
}

/**
 * The angle at which the lower edges of letters fall into the fewest rows (projection profile: Postl 1986; lower edges,
 * because most letters stand on the baseline). Null where too little is written.
 */
export function findSkew(ink: Ink): Skew | null {
  const lower = findEdges(ink, ink.width)
  if (lower.count < minEdges) return null
  const bins = new Uint32Array(ink.height + 2 * Math.ceil(ink.width * Math.tan((maxSkew * Math.PI) / 180)) + 4)
  const offset = (bins.length - ink.height) >> 1
  const score = (edges: Edges, degrees: number) =>
    sharpnessAt(edges, Math.tan((degrees * Math.PI) / 180), bins, offset) / edges.count
  let [best, sharpness] = [0, score(lower, 0)]
  const search = (from: number, to: number, step: number) => {
    for (let k = 0; from + k * step <= to + step / 2; k++) {
      const found = score(lower, from + k * step)
      if (found > sharpness) [best, sharpness] = [from + k * step, found]
    }
  }
  search(-maxSkew, maxSkew, coarseStep)
  search(best - coarseStep, best + coarseStep, fineStep)
  const degrees = Math.round(best / fineStep) * fineStep
  const upper = findEdges(ink, -ink.width)
  return { degrees, sharpness, upright: score(lower, degrees) / Math.max(1, score(upper, degrees)) }
}

interface Edges {
  readonly x: Int32Array
  readonly y: Int32Array
  readonly count: number
}

/** Ink with none at `beside`, a row below or above. */
function findEdges({ width, height, data }: Ink, beside: number): Edges {
  const [left, top] = [Math.round(margin * width), Math.round(margin * height) + 1]
  const [right, bottom] = [width - left, height - top - 1]
  let total = 0
  for (let row = top; row < bottom; row++) {
    for (let at = row * width + left, end = row * width + right; at < end; at++)
      total += data[at]! & ~data[at + beside]!
  }
  const every = Math.max(1, Math.ceil(total / maxEdges))
  const size = Math.ceil(total / every)
  const [x, y] = [new Int32Array(size), new Int32Array(size)]
  let [seen, count] = [0, 0]
  for (let row = top; row < bottom; row++) {
    for (let column = left, at = row * width + left; column < right; column++, at++) {
      if (!data[at] || data[at + beside] || seen++ % every !== 0) continue
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
