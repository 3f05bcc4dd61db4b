import { toFrame, type Frame } from './frame.ts'
import type { GlyphTable } from './glyph-table.ts'

/** A gap (em) that still belongs to a line, and how far (em) the next word's baseline may be off. */
const reach = 2.5
const drift = 0.3
/** Shorter lines (em) tell the slope too coarsely. */
const enoughWidth = 12
const enoughLines = 3
/** Less (degrees) keeps a line of A4 within its own height. */
const leastSkew = 0.15
/** Lines of a page laid askew slope alike, within this (degrees). */
const alike = 0.4
const share = 0.7

interface Slope {
  readonly angle: number
  readonly weight: number
}

/**
 * By how many degrees, clockwise, the lines of a page slope whose letters stand upright: text layers of scans that lay
 * askew put each word where it is seen. 0 for level lines.
 */
export function skewOf(glyphs: GlyphTable): number {
  const slopes = lineSlopes(glyphs).sort((a, b) => a.angle - b.angle)
  if (slopes.length < enoughLines) return 0
  const total = slopes.reduce((sum, { weight }) => sum + weight, 0)
  let below = 0
  const middle = slopes.find(({ weight }) => (below += weight) * 2 >= total)!.angle
  if (Math.abs(middle) < leastSkew) return 0
  const agreeing = slopes.filter(({ angle }) => Math.abs(angle - middle) < alike)
  return agreeing.reduce((sum, { weight }) => sum + weight, 0) >= share * total ? middle : 0
}

/** Slopes of runs of glyphs that were drawn one after the other as one line. */
function lineSlopes({ count, x0, x1, y, size }: GlyphTable): Slope[] {
  const slopes: Slope[] = []
  let first = 0
  for (let i = 1; i <= count; i++) {
    const em = size[i - 1]!
    const gap = i < count ? x0[i]! - x1[i - 1]! : Infinity
    if (gap < reach * em && gap > -0.5 * em && Math.abs(y[i]! - y[i - 1]!) < drift * em) continue
    const width = x0[i - 1]! - x0[first]!
    if (width > enoughWidth * em)
      slopes.push({ angle: (Math.atan2(y[i - 1]! - y[first]!, width) * 180) / Math.PI, weight: width })
    first = i
  }
  return slopes
}

/** Moves glyphs in displayed coordinates into a frame. What was set level, a word, stays on one baseline. */
export function moveToFrame(glyphs: GlyphTable, frame: Frame): void {
  const { count, x0, x1, y } = glyphs
  for (let first = 0, next = 0; first < count; first = next) {
    while (next < count && y[next] === y[first]) next++
    const [, baseline] = toFrame(frame, (x0[first]! + x1[next - 1]!) / 2, y[first]!)
    for (let i = first; i < next; i++) {
      const [left] = toFrame(frame, x0[i]!, y[i]!)
      x1[i] = left + x1[i]! - x0[i]!
      x0[i] = left
      y[i] = baseline
    }
  }
}
