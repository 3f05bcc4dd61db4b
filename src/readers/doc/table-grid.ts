import type { Block, CellBlock, TableBlock } from '../flow/blocks.ts'
import type { CellDefinition, RowDefinition } from './row-definition.ts'

export interface CellContent {
  readonly path: string
  readonly blocks: readonly Block[]
}

/** A row as its paragraphs and its end tell it. */
export interface RowContent {
  /** In order; a cell that is merged with the one before it has its place too. */
  readonly cells: readonly CellContent[]
  readonly definition: RowDefinition
}

/**
 * Twips within which edges of different rows are one line of the grid (3 points). Columns dragged by hand in the old
 * files of the corpus miss each other by up to 15; the narrowest column there (STT) is 360.
 */
const edgeTolerance = 60

/** Wider grids are rows that have nothing to do with one another: their cells are counted, not placed. */
const maxGridColumns = 255

const bareCell: CellDefinition = { across: 'none', down: 'none', borders: [] }

/** Rows, each with edges of its own → one grid, where a cell spans as many columns as edges of other rows cross it. */
export function buildTable(path: string, rows: readonly RowContent[]): TableBlock {
  const grid = new Grid()
  const places = placeEdges(rows.map(edgesOf))
  rows.forEach((row, index) => grid.add(row, places[index]!))
  return { kind: 'table', path, ...grid.result() }
}

/** A row's edges in ascending order, one more than it has cells; what its definition leaves out is filled up. */
function edgesOf({ cells, definition }: RowContent): number[] {
  const edges = definition.edges.slice(0, cells.length + 1)
  if (edges.length === 0) edges.push(0)
  while (edges.length <= cells.length) edges.push(edges.at(-1)! + edgeTolerance * 2)
  for (let index = 1; index < edges.length; index++) edges[index] = Math.max(edges[index]!, edges[index - 1]! + 1)
  return edges
}

/** Row by row, the line of the grid each edge lies on. Edges close to each other are one line, but never two of a row. */
function placeEdges(rows: readonly (readonly number[])[]): number[][] {
  const edges = rows
    .flatMap((own, row) => own.map((edge, index) => ({ edge, row, index })))
    .sort((a, b) => a.edge - b.edge || a.row - b.row || a.index - b.index)
  const places = rows.map((own) => own.map((_, index) => index))
  let line = -1
  let start = 0
  let taken = new Set<number>()
  for (const { edge, row, index } of edges) {
    if (line < 0 || edge - start > edgeTolerance || taken.has(row)) {
      line++
      start = edge
      taken = new Set()
    }
    taken.add(row)
    places[row]![index] = line
  }
  return line <= maxGridColumns ? places : rows.map((own) => own.map((_, index) => index))
}

class Grid {
  readonly #cells: CellBlock[] = []
  /** Column → the cell that a vertical merge there extends. */
  readonly #growing = new Map<number, CellBlock>()
  #rows = 0
  #columns = 0
  #headerRows = 0

  add({ cells, definition }: RowContent, edges: readonly number[]): void {
    let previous: CellBlock | undefined
    cells.forEach((content, index) => {
      const cell = definition.cells[index] ?? bareCell
      const column = edges[index]!
      const columnSpan = edges[index + 1]! - column
      if (previous && cell.across === 'continued') previous.columnSpan += columnSpan
      else previous = this.#place(content, cell, { column, columnSpan, bordered: isBordered(cell, definition) })
    })
    this.#columns = Math.max(this.#columns, edges[cells.length]!)
    if (definition.header && this.#headerRows === this.#rows) this.#headerRows++
    this.#rows++
  }

  #place(
    { path, blocks }: CellContent,
    { down }: CellDefinition,
    place: { readonly column: number; readonly columnSpan: number; readonly bordered: boolean },
  ): CellBlock {
    const above = this.#growing.get(place.column)
    if (down === 'continued' && above?.columnSpan === place.columnSpan && above.row + above.rowSpan === this.#rows) {
      above.rowSpan++
      return above
    }
    const cell: CellBlock = { row: this.#rows, rowSpan: 1, path, blocks, ...place }
    this.#cells.push(cell)
    if (down === 'none') this.#growing.delete(place.column)
    else this.#growing.set(place.column, cell)
    return cell
  }

  result(): Omit<TableBlock, 'kind' | 'path'> {
    return { rows: this.#rows, columns: this.#columns, markedHeaderRows: this.#headerRows, cells: this.#cells }
  }
}

/** What a cell sets itself wins over the table, side by side. */
function isBordered({ borders }: CellDefinition, { bordered }: RowDefinition): boolean {
  return borders.includes('drawn') || (bordered && (borders.length === 0 || borders.includes('open')))
}
