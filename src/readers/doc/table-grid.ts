import type { Block, CellBlock, TableBlock } from '../flow/blocks.ts'
import type { CellDefinition, Merge, RowDefinition } from './row-definition.ts'

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
 * Twips within which edges of different rows are one line of the grid (4 points). In the old files of the corpus edges
 * dragged by hand miss each other by up to 59; those of different columns are at least 135 apart.
 */
const edgeTolerance = 80

/** Wider grids are rows that have nothing to do with one another: their cells are counted, not placed. */
const maxGridColumns = 255

const bareCell: CellDefinition = { across: 'none', down: 'none', borders: [] }

/** A cell as it is seen: with all that are merged with it. */
interface SeenCell {
  readonly content: CellContent
  readonly down: Merge
  bordered: boolean
  readonly left: number
  right: number
}

/** Rows, each with edges of its own → one grid, where a cell spans as many columns as edges of other rows cross it. */
export function buildTable(path: string, rows: readonly RowContent[]): TableBlock {
  const grid = new Grid()
  const seen = rows.map(seenCells)
  const places = placeEdges(seen.map((cells) => [...cells.map(({ left }) => left), cells.at(-1)!.right]))
  seen.forEach((cells, index) => grid.add(cells, places[index]!, rows[index]!.definition.header))
  return { kind: 'table', path, ...grid.result() }
}

/** The edge between merged cells may lie anywhere: only those around them count. */
function seenCells({ cells, definition }: RowContent): SeenCell[] {
  const edges = definition.edges.slice(0, cells.length + 1)
  if (edges.length === 0) edges.push(0)
  while (edges.length <= cells.length) edges.push(edges.at(-1)! + edgeTolerance * 2)
  const seen: SeenCell[] = []
  cells.forEach((content, index) => {
    const cell = definition.cells[index] ?? bareCell
    const bordered = isBordered(cell, definition)
    const before = seen.at(-1)
    const left = before?.right ?? edges[0]!
    if (before && cell.across === 'continued') {
      before.right = Math.max(before.right, edges[index + 1]!)
      before.bordered ||= bordered
    } else seen.push({ content, down: cell.down, bordered, left, right: Math.max(edges[index + 1]!, left + 1) })
  })
  return seen
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

  add(cells: readonly SeenCell[], edges: readonly number[], header: boolean): void {
    cells.forEach((cell, index) => this.#place(cell, edges[index]!, edges[index + 1]! - edges[index]!))
    this.#columns = Math.max(this.#columns, edges.at(-1)!)
    if (header && this.#headerRows === this.#rows) this.#headerRows++
    this.#rows++
  }

  #place({ content, down, bordered }: SeenCell, column: number, columnSpan: number): void {
    const above = this.#growing.get(column)
    if (down === 'continued' && above?.columnSpan === columnSpan && above.row + above.rowSpan === this.#rows) {
      above.rowSpan++
      return
    }
    const cell: CellBlock = { row: this.#rows, column, rowSpan: 1, columnSpan, ...content, bordered }
    this.#cells.push(cell)
    if (down === 'none') this.#growing.delete(column)
    else this.#growing.set(column, cell)
  }

  result(): Omit<TableBlock, 'kind' | 'path'> {
    // A table of heads alone has none: somebody marked it all.
    const markedHeaderRows = this.#headerRows === this.#rows ? 0 : this.#headerRows
    return { rows: this.#rows, columns: this.#columns, markedHeaderRows, cells: this.#cells }
  }
}

/** What a cell sets itself wins over the table, side by side. */
function isBordered({ borders }: CellDefinition, { bordered }: RowDefinition): boolean {
  return borders.includes('drawn') || (bordered && (borders.length === 0 || borders.includes('open')))
}
