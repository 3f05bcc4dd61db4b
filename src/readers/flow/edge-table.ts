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
 * Twips within which edges of different rows are one line of the grid (3 points). Columns dragged by hand in the old
 * files of the corpus miss each other by up to 15; the narrowest column there (STT) is 360.
 */
const edgeTolerance = 60

/** Wider grids are rows that have nothing to do with one another: their cells are counted, not placed. */
const maxGridColumns = 255

/** Rows, each with edges of its own → one grid, where a cell spans as many columns as edges of other rows cross it. */
export function buildTable(path: string, rows: readonly EdgeRow[]): TableBlock {
  const lines = placeEdges(rows.map(({ edges }) => edges))
  const grid = new Grid()
  rows.forEach((row, index) => grid.add(row, lines[index]!))
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

/** A cell with those that are merged into it from its right. */
interface JoinedCell extends Omit<EdgeCell, 'blocks'> {
  blocks: readonly Block[]
  readonly column: number
  columnSpan: number
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
    for (const cell of joinedCells(row, lines)) this.#place(cell)
    this.#columns = Math.max(this.#columns, lines.at(-1) ?? 0)
    if (row.header && this.#headerRows === this.#rows) this.#headerRows++
    this.#rows++
  }

  #place({ path, blocks, down, bordered, column, columnSpan }: JoinedCell): void {
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

/** What stands in a cell merged with the one before it is text of that one (RTF 1.9.1, \clmrg). */
function joinedCells({ cells }: EdgeRow, lines: readonly number[]): JoinedCell[] {
  const joined: JoinedCell[] = []
  cells.forEach((cell, index) => {
    const column = lines[index]!
    const columnSpan = lines[index + 1]! - column
    const before = joined.at(-1)
    if (before && cell.across === 'continued') {
      before.columnSpan += columnSpan
      before.blocks = [...before.blocks, ...cell.blocks]
    } else joined.push({ ...cell, column, columnSpan })
  })
  return joined
}
