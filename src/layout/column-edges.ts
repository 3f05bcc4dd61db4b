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
/** So many lines that end together prove the right edge. */
const provenEdge = 3
/** …unless more than this share of the lines ends further right. */
const maxBeyond = 0.1

/** Where full lines begin and end; rare outliers (hanging numbers, overlong words) do not move the edges. */
export function edgesOf(lines: readonly TextLine[], pageWidth: number): Edges {
  const left = outermost(lines.map((line) => line.x0)).edge
  const ends = outermost(lines.map((line) => -line.x1))
  const proven = ends.count >= provenEdge && ends.beyond <= Math.max(1, maxBeyond * lines.length)
  // Where too few lines are full, the right margin is taken to be no wider than the left one.
  const right = proven ? -ends.edge : lines.reduce((most, line) => Math.max(most, line.x1), pageWidth - left)
  return { left, right: Math.max(left, right) }
}

/** The first place from outside where enough lines begin, how many do, and how many begin further out. */
function outermost(values: number[]): { edge: number; count: number; beyond: number } {
  values.sort((a, b) => a - b)
  const enough = Math.max(minLines, minShare * values.length)
  for (let i = 0; i < values.length; i++) {
    let j = i
    while (j < values.length && values[j]! - values[i]! <= sameEdge) j++
    if (j - i >= enough) return { edge: values[i]!, count: j - i, beyond: i }
  }
  return { edge: values[0] ?? 0, count: 1, beyond: 0 }
}
