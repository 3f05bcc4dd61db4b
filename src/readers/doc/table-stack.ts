import type { Paragraph } from '../../domain/document.ts'
import type { Block } from '../flow/blocks.ts'
import { buildTable, type EdgeRow } from '../flow/edge-table.ts'
import type { LineCollector } from '../flow/line-collector.ts'
import type { Notices } from '../flow/notices.ts'
import { maxCells, type CellDefinition, type RowDefinition } from './row-definition.ts'

/** A text or a cell that takes paragraphs and tables. */
export interface Place {
  readonly path: string
  readonly take: (block: Block) => void
  /** Paragraphs and tables met so far, visible or not: paths name places in the file. */
  paragraphs: number
  tables: number
  /** A paragraph whose mark is deleted or hidden: the next one continues it. */
  open: OpenParagraph | null
}

export interface OpenParagraph {
  readonly collector: LineCollector
  readonly path: string
  readonly align: Paragraph['align']
  /** A deleted mark leaves the next paragraph's properties, a hidden one (run-in heading) its own. */
  readonly keeps: boolean
}

interface CellContent {
  readonly path: string
  readonly blocks: Block[]
}

interface OpenTable {
  readonly path: string
  readonly around: Place
  readonly rows: EdgeRow[]
  /** Rows met so far, visible or not. */
  met: number
  cells: CellContent[]
  /** The ends of all cells of the open row are hidden so far. */
  hidden: boolean
  /** What is known of the row that is open. */
  definition: RowDefinition
  cell: { readonly place: Place; readonly blocks: Block[] } | null
}

/** Word stops at about 30; recursion over blocks must stay far from the stack's end. */
const maxDepth = 50

const noRow: RowDefinition = { edges: [], cells: [], bordered: false, header: false }

/**
 * Tables as a Word file has them: paragraphs that say how many tables they are in, one after the other; the last of each
 * cell ends it, and an empty one ends the row and tells how it is divided.
 */
export class TableStack {
  readonly #root: Place
  readonly #open: OpenTable[] = []
  readonly #notices: Notices

  constructor(path: string, take: (block: Block) => void, notices: Notices) {
    this.#root = newPlace(path, take)
    this.#notices = notices
  }

  /** Names the column of the innermost open table; null outside tables. */
  get column(): string | null {
    const table = this.#open.at(-1)
    return table ? `${table.path}|${table.cells.length}` : null
  }

  /** The cell that is open is merged with the one above or before it, which hides what it holds. */
  get continued(): boolean {
    const table = this.#open.at(-1)
    const cell = table?.definition.cells[table.cells.length]
    return cell?.across === 'continued' || cell?.down === 'continued'
  }

  /** What takes the next paragraph: a cell, or the text itself. */
  get place(): Place {
    const table = this.#open.at(-1)
    return table ? this.#cell(table).place : this.#root
  }

  /**
   * Opens and closes tables until a paragraph inside `depth` of them is at its place. `rowEnd` finds the definition of
   * the row that begins with it.
   */
  enter(depth: number, rowEnd: () => RowDefinition | null): void {
    const wanted = Math.min(depth, maxDepth)
    while (this.#open.length > wanted) this.#closeTable()
    while (this.#open.length < wanted) {
      const around = this.place
      flush(around)
      const path = `${around.path}/table[${++around.tables}]`
      this.#open.push({ path, around, rows: [], met: 0, cells: [], hidden: true, definition: noRow, cell: null })
    }
    const table = this.#open.at(-1)
    if (table && table.cells.length === 0 && !table.cell) table.definition = rowEnd() ?? noRow
  }

  /** `hidden`: so is the character that ends the cell. */
  endCell(hidden = false): void {
    const table = this.#open.at(-1)
    if (!table) return
    table.hidden &&= hidden
    const { place, blocks } = this.#cell(table)
    flush(place)
    table.cells.push({ path: place.path, blocks })
    table.cell = null
  }

  /**
   * `mark` tells of the character that ends the row: with it the row is deleted if nothing is left in its cells (LibreOffice
   * marks the end of the row before), or hidden if its cells' ends are too.
   */
  endRow(definition: RowDefinition, mark: { readonly deleted: boolean; readonly hidden: boolean }): void {
    const table = this.#open.at(-1)
    if (!table) return
    if (table.cell) this.endCell()
    if (mark.deleted) this.#notices.add('tracked-changes')
    if (mark.deleted && table.cells.every(({ blocks }) => isEmpty(blocks))) table.cells = []
    else if (mark.hidden && table.hidden) this.#notices.add('hidden-text')
    else if (table.cells.length > 0) table.rows.push(rowOf(table.cells, definition))
    table.cells = []
    table.hidden = true
    table.met++
  }

  end(): void {
    while (this.#open.length > 0) this.#closeTable()
    flush(this.#root)
  }

  #cell(table: OpenTable): { readonly place: Place; readonly blocks: Block[] } {
    if (!table.cell) {
      const last = table.cells.length >= maxCells ? table.cells.pop() : undefined
      const blocks = last?.blocks ?? []
      const path = `${table.path}/row[${table.met + 1}]/cell[${table.cells.length + 1}]`
      table.cell = { place: newPlace(path, (block) => void blocks.push(block)), blocks }
    }
    return table.cell
  }

  /** A row without an end, as damaged files have, is a row still. */
  #closeTable(): void {
    const table = this.#open.at(-1)!
    if (table.cell && !isEmpty(table.cell.blocks)) this.endCell()
    if (table.cells.length > 0) table.rows.push(rowOf(table.cells, noRow))
    this.#open.pop()
    if (table.rows.length > 0) table.around.take(buildTable(table.path, table.rows))
  }
}

const bareCell: CellDefinition = { across: 'none', down: 'none', borders: [] }
/** Twips given to cells no definition tells of: an inch. */
const undefinedWidth = 1440

/** A row's cells with what its definition says of them. */
function rowOf(cells: readonly CellContent[], definition: RowDefinition): EdgeRow {
  const edges = definition.edges.slice(0, cells.length + 1)
  if (edges.length === 0) edges.push(0)
  for (let index = 1; index <= cells.length; index++)
    edges[index] = Math.max(edges[index] ?? edges[index - 1]! + undefinedWidth, edges[index - 1]!)
  return {
    edges,
    cells: cells.map((cell, index) => {
      const own = definition.cells[index] ?? bareCell
      return { ...cell, across: own.across, down: own.down, bordered: isBordered(own, definition) }
    }),
    header: definition.header,
  }
}

/** What a cell sets itself wins over the table, side by side. */
function isBordered({ borders }: CellDefinition, { bordered }: RowDefinition): boolean {
  return borders.includes('drawn') || (bordered && (borders.length === 0 || borders.includes('open')))
}

function newPlace(path: string, take: (block: Block) => void): Place {
  return { path, take, paragraphs: 0, tables: 0, open: null }
}

function flush(place: Place): void {
  if (!place.open) return
  const { collector, path, align } = place.open
  place.take({ kind: 'paragraph', lines: collector.lines(), align, path })
  place.open = null
}

function isEmpty(blocks: readonly Block[]): boolean {
  return blocks.every((block) => block.kind === 'paragraph' && block.lines.every((line) => line.length === 0))
}
