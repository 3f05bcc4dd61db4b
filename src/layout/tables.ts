import { findGrids, type Grid, type GridCell } from './grid.ts'
import { buildLines, type TextLine } from './lines.ts'
import type { Ruling } from './page-content.ts'
import type { PlacedWord } from './words.ts'

export interface TableCell {
  readonly row: number
  readonly column: number
  readonly rowSpan: number
  readonly columnSpan: number
  readonly lines: readonly TextLine[]
}

/** A table, or the part of one, on one page. */
export interface PageTable {
  readonly x0: number
  readonly y0: number
  readonly x1: number
  readonly y1: number
  /** Column edges, ascending. */
  readonly xs: readonly number[]
  readonly rows: number
  readonly columns: number
  readonly cells: readonly TableCell[]
  readonly ruled: boolean
}

/** Lines in a cell that make a table of one row a page layout. */
const minLayoutLines = 4

export interface FoundTables {
  readonly tables: readonly PageTable[]
  /** Words outside every table. */
  readonly rest: readonly PlacedWord[]
}

/** Takes the words inside ruled tables out of a page. */
export function takeRuledTables(words: readonly PlacedWord[], rulings: readonly Ruling[]): FoundTables {
  let rest = words
  const tables: PageTable[] = []
  for (const grid of findGrids(rulings)) {
    if (grid.xs.length < 3) continue // one column: a frame around text
    const taken = fillCells(grid, rest)
    if (!taken || isLayout(taken.table)) continue
    tables.push(taken.table)
    rest = taken.rest
  }
  return { tables, rest }
}

/** One row of tall cells puts blocks side by side (recipients and signature, with borders shown); it is no data. */
function isLayout(table: PageTable): boolean {
  return table.rows === 1 && table.columns <= 3 && table.cells.some((cell) => cell.lines.length >= minLayoutLines)
}

function fillCells(grid: Grid, words: readonly PlacedWord[]): { table: PageTable; rest: PlacedWord[] } | null {
  const [x0, x1, y0, y1] = [grid.xs[0]!, grid.xs.at(-1)!, grid.ys[0]!, grid.ys.at(-1)!]
  const content = new Map<GridCell, PlacedWord[]>()
  const at = cellLookup(grid)
  const rest: PlacedWord[] = []
  for (const word of words) {
    const x = (word.x0 + word.x1) / 2
    // A little above the baseline, where the letters are.
    const y = word.y - 0.3 * word.size
    const cell = x < x0 || x > x1 || y < y0 || y > y1 ? undefined : at(x, y)
    if (!cell) {
      rest.push(word)
      continue
    }
    const inside = content.get(cell)
    if (inside) inside.push(word)
    else content.set(cell, [word])
  }
  // One filled cell is a frame with text in it (urgency marks, notes), none a drawing.
  if (content.size < 2) return null
  const cells = grid.cells.map(({ row, column, rowSpan, columnSpan }, i) => ({
    row,
    column,
    rowSpan,
    columnSpan,
    lines: buildLines(content.get(grid.cells[i]!) ?? []),
  }))
  const table = compact({
    x0,
    y0,
    x1,
    y1,
    xs: grid.xs,
    rows: grid.ys.length - 1,
    columns: grid.xs.length - 1,
    cells,
    ruled: true,
  })
  return { table, rest }
}

function cellLookup(grid: Grid): (x: number, y: number) => GridCell | undefined {
  const columns = grid.xs.length - 1
  const byPlace: GridCell[] = []
  for (const cell of grid.cells) {
    for (let r = cell.row; r < cell.row + cell.rowSpan; r++) {
      for (let c = cell.column; c < cell.column + cell.columnSpan; c++) byPlace[r * columns + c] = cell
    }
  }
  const index = (edges: readonly number[], value: number) => {
    let i = 0
    while (i + 2 < edges.length && edges[i + 1]! <= value) i++
    return i
  }
  return (x, y) => byPlace[index(grid.ys, y) * columns + index(grid.xs, x)]
}

/** Rows (columns) in which no cell begins are artefacts of double lines: they are dropped. */
function compact(table: PageTable): PageTable {
  const rows = keptPlaces(
    table.rows,
    table.cells.map((cell) => cell.row),
  )
  const columns = keptPlaces(
    table.columns,
    table.cells.map((cell) => cell.column),
  )
  if (rows.length === table.rows && columns.length === table.columns) return table
  const shrink = (kept: readonly number[], from: number, span: number): [number, number] => {
    const inside = kept.filter((place) => place >= from && place < from + span)
    return [kept.indexOf(inside[0]!), inside.length]
  }
  const cells = table.cells.map((cell) => {
    const [row, rowSpan] = shrink(rows, cell.row, cell.rowSpan)
    const [column, columnSpan] = shrink(columns, cell.column, cell.columnSpan)
    return { ...cell, row, rowSpan, column, columnSpan }
  })
  const xs = [...columns.map((column) => table.xs[column]!), table.xs.at(-1)!]
  return { ...table, xs, cells, rows: rows.length, columns: columns.length }
}

function keptPlaces(count: number, starts: readonly number[]): number[] {
  const used = new Set(starts)
  return Array.from({ length: count }, (_, i) => i).filter((i) => used.has(i))
}

/** A cell's text, lines joined by a space; for comparing, not for the document. */
export function cellText(cell: TableCell): string {
  return cell.lines.map((line) => line.text).join(' ')
}
