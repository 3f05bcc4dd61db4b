import { freeSpan, gaps, isLeftOf, overlap, type Span } from './gutter.ts'
import { buildLines, type TextLine } from './lines.ts'
import type { PageTable, TableCell } from './tables.ts'
import { textOf, type PlacedWord } from './words.ts'

/** White between cells (em). Justified prose has wider spaces in single lines, but not in the same place three lines long. */
const minCellGap = 1
/** …and what must be left of it where all rows' white overlaps. */
const minGutter = 0.7
/** Rows with text in two columns or more that make a table. */
const minRows = 3
/** Rows of a table are at most this far apart (em). */
const maxRowPitch = 3.2
/** Share of a column's filled cells that are values, in at least one column: text set side by side is no table. */
const valueShare = 0.7

const value = /^(?:[-+]?\d[\d.,]*\s*%?|[-–]|\d[\d.,]*\/\d[\d.,]*)$/u

export type Band = { readonly table: PageTable } | { readonly rows: readonly TextLine[] }

/** Finds tables that are set with white space alone; the rows between them stay rows. Conservative: prose never becomes one. */
export function findAlignedTables(rows: readonly TextLine[]): Band[] {
  const bands: Band[] = []
  let waiting: TextLine[] = []
  for (let i = 0; i < rows.length;) {
    const found = tableAt(rows, i)
    if (!found) {
      waiting.push(rows[i++]!)
      continue
    }
    if (waiting.length > 0) bands.push({ rows: waiting })
    waiting = []
    bands.push({ table: found.table })
    i = found.end
  }
  if (waiting.length > 0) bands.push({ rows: waiting })
  return bands
}

function tableAt(rows: readonly TextLine[], start: number): { table: PageTable; end: number } | null {
  const first = rows[start]!
  let gutters = gaps(first).filter((gap) => gap.to - gap.from >= minCellGap * first.size)
  if (gutters.length === 0) return null
  let best: { table: PageTable; end: number } | null = null
  for (let end = start + 1; end < rows.length; end++) {
    const row = rows[end]!
    if (row.y - rows[end - 1]!.y > maxRowPitch * row.size) break
    gutters = narrow(gutters, row)
    if (gutters.length === 0) break
    if (end + 1 - start < minRows) continue
    const table = buildTable(rows.slice(start, end + 1), gutters)
    if (table && (!best || table.columns >= best.table.columns)) best = { table, end: end + 1 }
  }
  return best
}

function narrow(gutters: readonly Span[], row: TextLine): Span[] {
  const left: Span[] = []
  for (const gutter of gutters) {
    const free = freeSpan(row, gutter)
    if (!free || overlap(free, gutter) < minGutter * row.size) continue
    left.push({ from: Math.max(free.from, gutter.from), to: Math.min(free.to, gutter.to) })
  }
  return left
}

function buildTable(rows: readonly TextLine[], gutters: readonly Span[]): PageTable | null {
  const cuts = gutters.map((gutter) => (gutter.from + gutter.to) / 2)
  const split = rows.map((row) => splitAt(row, cuts))
  const filled = (cells: readonly (readonly PlacedWord[])[]) => cells.filter((cell) => cell.length > 0).length
  // A last row in one column alone is the text that follows.
  if (filled(split.at(-1)!) < 2 || split.filter((cells) => filled(cells) >= 2).length < minRows) return null
  if (!hasValues(split)) return null
  const merged = mergeWrapped(split)
  const [x0, x1] = [Math.min(...rows.map((row) => row.x0)), Math.max(...rows.map((row) => row.x1))]
  const cells: TableCell[] = merged.flatMap((row, r) =>
    row.map((words, column) => ({ row: r, column, rowSpan: 1, columnSpan: 1, lines: buildLines(words) })),
  )
  return {
    x0,
    y0: rows[0]!.y - rows[0]!.size,
    x1,
    y1: rows.at(-1)!.y,
    xs: [x0, ...cuts, x1],
    rows: merged.length,
    columns: cuts.length + 1,
    cells,
    ruled: false,
  }
}

function splitAt(row: TextLine, cuts: readonly number[]): PlacedWord[][] {
  const cells: PlacedWord[][] = Array.from({ length: cuts.length + 1 }, () => [])
  for (const word of row.words) {
    const column = cuts.findIndex((cut) => isLeftOf(word.x1, cut))
    cells[column < 0 ? cuts.length : column]!.push(word)
  }
  return cells
}

/** Is there a column, not the first, that holds values in three rows and mostly? */
function hasValues(rows: readonly (readonly (readonly PlacedWord[])[])[]): boolean {
  const columns = rows[0]!.length
  for (let column = 1; column < columns; column++) {
    const texts = rows.map((row) => row[column]!.map(textOf).join(' ')).filter((text) => text !== '')
    const values = texts.filter((text) => value.test(text)).length
    if (values >= minRows && values >= valueShare * texts.length) return true
  }
  return false
}

/** A row with text in one column alone goes on with that cell of the row above. */
function mergeWrapped(rows: readonly PlacedWord[][][]): PlacedWord[][][] {
  const merged: PlacedWord[][][] = []
  for (const row of rows) {
    const above = merged.at(-1)
    const only = row.flatMap((cell, column) => (cell.length > 0 ? [column] : []))
    const wraps = above && only.length === 1 && only[0]! > 0 && above[only[0]!]!.length > 0
    if (wraps) above[only[0]!]!.push(...row[only[0]!]!)
    else merged.push(row.map((cell) => [...cell]))
  }
  return merged
}
