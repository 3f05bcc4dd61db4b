import type { TextLine } from './lines.ts'

export interface Edges {
  readonly left: number
  readonly right: number
}

/** Lines that begin (end) within this distance (points) share an edge. */
const sameEdge = 2.5
/** An edge is where at least this share of the lines, and two, begin or end. */
const minShare = 0.06
const minLines = 2

/** Where full lines begin and end; rare outliers (hanging numbers, overlong words) do not move the edges. */
export function edgesOf(lines: readonly TextLine[]): Edges {
  const left = outermost(lines.map((line) => line.x0))
  const right = -outermost(lines.map((line) => -line.x1))
  return { left, right: Math.max(right, left) }
}

function outermost(values: number[]): number {
  values.sort((a, b) => a - b)
  const enough = Math.max(minLines, minShare * values.length)
  for (let i = 0; i < values.length; i++) {
    let j = i
    while (j < values.length && values[j]! - values[i]! <= sameEdge) j++
    if (j - i >= enough) return values[i]!
  }
  return values[0] ?? 0
}
