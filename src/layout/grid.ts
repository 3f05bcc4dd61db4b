import type { Ruling } from './page-content.ts'

/** One cell of a ruled grid: its place in rows and columns and its rectangle on the page. */
export interface GridCell {
  readonly row: number
  readonly column: number
  readonly rowSpan: number
  readonly columnSpan: number
  readonly x0: number
  readonly y0: number
  readonly x1: number
  readonly y1: number
}

export interface Grid {
  /** Ascending edges; one more than there are columns (rows). */
  readonly xs: readonly number[]
  readonly ys: readonly number[]
  /** Row by row, left to right. */
  readonly cells: readonly GridCell[]
}

/** Lines closer than this (points) are one: double rules, and the borders two neighbouring cells draw each for itself. */
const sameLine = 3
/** Lines whose ends are this near (points) touch. Word leaves gaps of half a line width at corners. */
const touch = 3
/** Dashes of one line lie at most this far (points) apart. */
const dashGap = 4
/** A side counts as ruled if this share of it is. */
const ruledShare = 0.6
/** Horizontal lines that stick out this far (points) beyond the outermost vertical one leave an open column there. */
const openColumn = 12

interface Line {
  /** Coordinate across: y of a horizontal line, x of a vertical one. */
  readonly at: number
  from: number
  to: number
}

/** Ruled tables of a page, top to bottom: lines that touch form one table, however many stand on the page. */
export function findGrids(rulings: readonly Ruling[]): Grid[] {
  const horizontal: Line[] = []
  const vertical: Line[] = []
  for (const r of rulings) {
    if (r.y0 === r.y1) horizontal.push({ at: r.y0, from: r.x0, to: r.x1 })
    else vertical.push({ at: r.x0, from: r.y0, to: r.y1 })
  }
  const grids: Grid[] = []
  for (const { rows, columns } of connect(joinDashes(horizontal), joinDashes(vertical))) {
    const grid = buildGrid(rows, columns)
    if (grid) grids.push(grid)
  }
  return grids.sort((a, b) => a.ys[0]! - b.ys[0]! || a.xs[0]! - b.xs[0]!)
}

/** Joins collinear pieces. */
function joinDashes(lines: Line[]): Line[] {
  lines.sort((a, b) => a.at - b.at || a.from - b.from)
  const joined: Line[] = []
  for (let i = 0; i < lines.length;) {
    let j = i + 1
    while (j < lines.length && lines[j]!.at - lines[i]!.at < 1) j++
    const same = lines.slice(i, j).sort((a, b) => a.from - b.from)
    let current: Line | null = null
    for (const line of same) {
      if (current && line.from <= current.to + dashGap) current.to = Math.max(current.to, line.to)
      else joined.push((current = { ...line }))
    }
    i = j
  }
  return joined
}

/** Clusters of lines that cross or touch, each with at least two lines of both directions. */
function connect(rows: readonly Line[], columns: readonly Line[]): { rows: Line[]; columns: Line[] }[] {
  const parent = Array.from({ length: rows.length + columns.length }, (_, i) => i)
  const find = (i: number): number => {
    while (parent[i] !== i) i = parent[i] = parent[parent[i]!]!
    return i
  }
  for (const [r, row] of rows.entries()) {
    for (const [c, column] of columns.entries()) {
      if (column.at < row.from - touch || column.at > row.to + touch) continue
      if (row.at < column.from - touch || row.at > column.to + touch) continue
      parent[find(r)] = find(rows.length + c)
    }
  }
  const clusters = new Map<number, { rows: Line[]; columns: Line[] }>()
  const clusterOf = (i: number) => {
    const root = find(i)
    let cluster = clusters.get(root)
    if (!cluster) clusters.set(root, (cluster = { rows: [], columns: [] }))
    return cluster
  }
  for (const [i, row] of rows.entries()) clusterOf(i).rows.push(row)
  for (const [i, column] of columns.entries()) clusterOf(rows.length + i).columns.push(column)
  return [...clusters.values()].filter((cluster) => cluster.rows.length >= 2 && cluster.columns.length > 0)
}

function buildGrid(rows: readonly Line[], columns: readonly Line[]): Grid | null {
  const xs = edges(columns)
  const ys = edges(rows)
  const left = Math.min(...rows.map((row) => row.from))
  const right = Math.max(...rows.map((row) => row.to))
  if (xs[0]! - left > openColumn) xs.unshift(left)
  if (right - xs.at(-1)! > openColumn) xs.push(right)
  const top = Math.min(...columns.map((column) => column.from))
  const bottom = Math.max(...columns.map((column) => column.to))
  if (ys[0]! - top > openColumn) ys.unshift(top)
  if (bottom - ys.at(-1)! > openColumn) ys.push(bottom)
  if (xs.length < 2 || ys.length < 2) return null
  return { xs, ys, cells: mergeCells(xs, ys, rows, columns) }
}

/** Distinct places of lines, those next to each other taken together. */
function edges(lines: readonly Line[]): number[] {
  const places = lines.map((line) => line.at).sort((a, b) => a - b)
  const groups: number[][] = []
  for (const place of places) {
    const group = groups.at(-1)
    if (group && place - group[0]! < sameLine) group.push(place)
    else groups.push([place])
  }
  return groups.map((group) => group.reduce((a, b) => a + b, 0) / group.length)
}

function covered(lines: readonly Line[], at: number, from: number, to: number): boolean {
  let sum = 0
  for (const line of lines) {
    if (Math.abs(line.at - at) >= sameLine) continue
    sum += Math.max(0, Math.min(line.to, to) - Math.max(line.from, from))
  }
  return sum >= ruledShare * (to - from)
}

/** Base cells with no line between them are one cell. */
function mergeCells(
  xs: readonly number[],
  ys: readonly number[],
  rows: readonly Line[],
  columns: readonly Line[],
): GridCell[] {
  const width = xs.length - 1
  const height = ys.length - 1
  const rightOpen = (r: number, c: number) => c + 1 < width && !covered(columns, xs[c + 1]!, ys[r]!, ys[r + 1]!)
  const belowOpen = (r: number, c: number) => r + 1 < height && !covered(rows, ys[r + 1]!, xs[c]!, xs[c + 1]!)
  const taken = new Uint8Array(width * height)
  const cells: GridCell[] = []
  for (let r = 0; r < height; r++) {
    for (let c = 0; c < width; c++) {
      if (taken[r * width + c]) continue
      let columnSpan = 1
      while (rightOpen(r, c + columnSpan - 1) && !taken[r * width + c + columnSpan]) columnSpan++
      let rowSpan = 1
      // Down only as a rectangle: the whole width is open and nothing divides the next row.
      const open = (row: number) => {
        for (let k = c; k < c + columnSpan; k++) {
          if (!belowOpen(row, k)) return false
          if (k + 1 < c + columnSpan && !rightOpen(row + 1, k)) return false
        }
        return !rightOpen(row + 1, c + columnSpan - 1)
      }
      while (open(r + rowSpan - 1)) rowSpan++
      for (let i = r; i < r + rowSpan; i++) taken.fill(1, i * width + c, i * width + c + columnSpan)
      cells.push({
        row: r,
        column: c,
        rowSpan,
        columnSpan,
        x0: xs[c]!,
        y0: ys[r]!,
        x1: xs[c + columnSpan]!,
        y1: ys[r + rowSpan]!,
      })
    }
  }
  return cells
}
