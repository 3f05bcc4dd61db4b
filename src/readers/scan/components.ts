import type { Ink } from './raster.ts'

/** Pieces of ink that hang together (8 neighbours), as a struct of arrays: a page has thousands. Bounds as in PixelBox. */
export interface Components {
  readonly count: number
  readonly x0: Int32Array
  readonly y0: Int32Array
  readonly x1: Int32Array
  readonly y1: Int32Array
  /** Pixels of ink. */
  readonly area: Int32Array
  /** The horizontal runs of ink, row by row: column of the first pixel, column after the last, row, and whose they are. */
  readonly runs: Runs
  readonly owner: Int32Array
}

export interface Runs {
  readonly count: number
  readonly from: Int32Array
  readonly to: Int32Array
  readonly row: Int32Array
}

export function findComponents(ink: Ink): Components {
  const runs = findRuns(ink)
  const parent = joinRuns(runs)
  const owner = new Int32Array(runs.count)
  let count = 0
  // A root comes before the runs that point to it.
  for (let i = 0; i < runs.count; i++) owner[i] = parent[i] === i ? count++ : owner[rootOf(parent, i)]!
  const [x0, y0] = [new Int32Array(count).fill(ink.width), new Int32Array(count).fill(ink.height)]
  const [x1, y1, area] = [new Int32Array(count), new Int32Array(count), new Int32Array(count)]
  for (let i = 0; i < runs.count; i++) {
    const [c, from, to, row] = [owner[i]!, runs.from[i]!, runs.to[i]!, runs.row[i]!]
    if (from < x0[c]!) x0[c] = from
    if (to > x1[c]!) x1[c] = to
    if (row < y0[c]!) y0[c] = row
    if (row >= y1[c]!) y1[c] = row + 1
    area[c]! += to - from
  }
  return { count, x0, y0, x1, y1, area, runs, owner }
}

function findRuns({ width, height, data }: Ink): Runs {
  let count = 0
  for (let y = 0, at = 0; y < height; y++) {
    for (let x = 0, before = 0; x < width; x++, at++) {
      const pixel = data[at]!
      count += pixel & ~before
      before = pixel
    }
  }
  const [from, to, row] = [new Int32Array(count), new Int32Array(count), new Int32Array(count)]
  let run = 0
  for (let y = 0; y < height; y++) {
    const start = y * width
    for (let x = 0; x < width; x++) {
      if (!data[start + x]) continue
      from[run] = x
      while (x < width && data[start + x]) x++
      to[run] = x
      row[run++] = y
    }
  }
  return { count, from, to, row }
}

/** Union of runs that touch from row to row; the smaller index is the root. */
function joinRuns({ count, from, to, row }: Runs): Int32Array {
  const parent = new Int32Array(count)
  for (let i = 0; i < count; i++) parent[i] = i
  let above = 0
  for (let i = 0; i < count; i++) {
    while (row[above]! < row[i]! - 1 || (row[above] === row[i]! - 1 && to[above]! < from[i]!)) above++
    for (let k = above; k < i && row[k] === row[i]! - 1 && from[k]! <= to[i]!; k++) {
      const [a, b] = [rootOf(parent, k), rootOf(parent, i)]
      if (a < b) parent[b] = a
      else parent[a] = b
    }
  }
  return parent
}

function rootOf(parent: Int32Array, i: number): number {
  while (parent[i] !== i) {
    parent[i] = parent[parent[i]!]!
    i = parent[i]!
  }
  return i
}

/** Calls `paint` for every run of the components that `chosen` names. */
export function forRuns(
  { runs, owner }: Components,
  chosen: (component: number) => boolean,
  paint: (from: number, to: number, row: number) => void,
): void {
  for (let i = 0; i < runs.count; i++) if (chosen(owner[i]!)) paint(runs.from[i]!, runs.to[i]!, runs.row[i]!)
}
