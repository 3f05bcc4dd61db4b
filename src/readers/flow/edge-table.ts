import type { Block, CellBlock, TableBlock } from './blocks.ts'

/** How a cell goes on from the one before it, or from the one above. */
export type Merge = 'none' | 'first' | 'continued'

export interface EdgeCell {
  readonly path: string
  readonly blocks: readonly Block[]
  readonly across: Merge
  readonly down: Merge
  /** At least one side is drawn. */
  readonly bordered: boolean
}

/** A row that knows only where its own cells end. */
export interface EdgeRow {
  /** Left edge of the row, then the right edge of each cell: twips, none left of the one before. */
  readonly edges: readonly number[]
  readonly cells: readonly EdgeCell[]
  /** Repeated at the top of each page. */
  readonly header: boolean
}

/**
 * Twips within which edges of different rows are one line of the grid (4 points). In the old files of the corpus edges
 * dragged by hand miss each other by up to 59; those of different columns are at least 135 apart.
 */
const edgeTolerance = 80

/** Wider grids are rows that have nothing to do with one another: their cells are counted, not placed. */
const maxGridColumns = 255

/** Rows, each with edges of its own → one grid, where a cell spans as many columns as edges of other rows cross it. */
export function buildTable(path: string, rows: readonly EdgeRow[]): TableBlock {
  const seen = rows.map(joinCells)
  const lines = placeEdges(seen.map(({ edges }) => edges))
  const grid = new Grid()
  seen.forEach((row, index) => grid.add(row, lines[index]!))
  return { kind: 'table', path, ...grid.result() }
}

/** Row by row, the line of the grid each edge lies on. Edges close to each other are one line, but never two of a row. */
function placeEdges(rows: readonly (readonly number[])[]): number[][] {
  const tolerance = Math.min(edgeTolerance, narrowestCell(rows) / 2)
  const edges = rows
    .flatMap((own, row) => own.map((at, index) => ({ at, index, row })))
    .sort((a, b) => a.at - b.at || a.index - b.index || a.row - b.row)
  const lines = rows.map((): number[] => [])
  let line = -1
  let begin = -Infinity
  for (const { at, row } of edges) {
    if (at - begin > tolerance || lines[row]!.at(-1) === line) {
      line++
      begin = at
    }
    lines[row]!.push(line)
  }
  return line <= maxGridColumns ? lines : rows.map((own) => [...own.keys()])
}

/** Half of this is the most that edges may be apart where every cell is to keep a place of its own. */
function narrowestCell(rows: readonly (readonly number[])[]): number {
  let narrowest = Infinity
  for (const edges of rows)
    for (let i = 1; i < edges.length; i++) {
      const width = edges[i]! - edges[i - 1]!
      if (width > 0 && width < narrowest) narrowest = width
    }
  return narrowest
}

class Grid {
  readonly #cells: CellBlock[] = []
  /** Column → the cell that a vertical merge there extends. */
  readonly #growing = new Map<number, CellBlock>()
  #rows = 0
  #columns = 0
  #headerRows = 0

  /** `lines` are the grid lines of the row's edges. */
  add(row: EdgeRow, lines: readonly number[]): void {
    row.cells.forEach((cell, index) => this.#place(cell, lines[index]!, lines[index + 1]! - lines[index]!))
    this.#columns = Math.max(this.#columns, lines.at(-1) ?? 0)
    if (row.header && this.#headerRows === this.#rows) this.#headerRows++
    this.#rows++
  }

  #place({ path, blocks, down, bordered }: EdgeCell, column: number, columnSpan: number): void {
    const above = this.#growing.get(column)
    if (down === 'continued' && above?.columnSpan === columnSpan && above.row + above.rowSpan === this.#rows) {
      above.rowSpan++
      return
    }
    const cell: CellBlock = { row: this.#rows, column, rowSpan: 1, columnSpan, path, blocks, bordered }
    this.#cells.push(cell)
    if (down === 'none') this.#growing.delete(column)
    else this.#growing.set(column, cell)
  }

  result(): Omit<TableBlock, 'kind' | 'path'> {
    return { rows: this.#rows, columns: this.#columns, markedHeaderRows: this.#headerRows, cells: this.#cells }
  }
}

/**
 * A row with the cells that are merged beside each other as one. The edges between those may lie anywhere and do not
 * count; what stands in a cell merged with the one before it is text of that one (RTF 1.9.1, \clmrg).
 */
function joinCells({ edges, cells, header }: EdgeRow): EdgeRow {
  const joined: EdgeCell[] = []
  const around = edges.slice(0, 1)
  cells.forEach((cell, index) => {
    const right = edges[index + 1]!
    const before = joined.at(-1)
    if (before && cell.across === 'continued') {
      const blocks = cell.blocks.length > 0 ? [...before.blocks, ...cell.blocks] : before.blocks
      joined[joined.length - 1] = { ...before, blocks, bordered: before.bordered || cell.bordered }
      around[joined.length] = Math.max(around[joined.length]!, right)
    } else {
      joined.push(cell)
      around.push(right)
    }
  })
  return { edges: around, cells: joined, header }
}
