import type { Paragraph } from '../../domain/document.ts'
import type { Block } from '../flow/blocks.ts'
import type { LineCollector } from '../flow/line-collector.ts'
import type { Notices } from '../flow/notices.ts'
import type { RowDefinition } from './row-definition.ts'
import { buildTable, type CellContent, type RowContent } from './table-grid.ts'

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

interface OpenTable {
  readonly path: string
  readonly around: Place
  readonly rows: RowContent[]
  /** Rows met so far, visible or not. */
  met: number
  cells: CellContent[]
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

  /** Path of the innermost open table; null outside tables. */
  get path(): string | null {
    return this.#open.at(-1)?.path ?? null
  }

  /** 0-based cell of the row that is open. */
  get column(): number {
    return this.#open.at(-1)?.cells.length ?? 0
  }

  /** What takes the next paragraph: a cell, or the text itself. */
  get place(): Place {
    const table = this.#open.at(-1)
    return table ? this.#cell(table).place : this.#root
  }

  /** The cell that is open is merged with the one above or before it, which hides what it holds. */
  get continued(): boolean {
    const table = this.#open.at(-1)
    const cell = table?.definition.cells[table.cells.length]
    return cell?.across === 'continued' || cell?.down === 'continued'
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
      this.#open.push({ path, around, rows: [], met: 0, cells: [], definition: noRow, cell: null })
    }
    const table = this.#open.at(-1)
    if (table && table.cells.length === 0 && !table.cell) table.definition = rowEnd() ?? noRow
  }

  endCell(): void {
    const table = this.#open.at(-1)
    if (!table) return
    const { place, blocks } = this.#cell(table)
    flush(place)
    table.cells.push({ path: place.path, blocks })
    table.cell = null
  }

  /** `mark` tells of the character that ends the row: with it, the row is deleted or hidden. */
  endRow(definition: RowDefinition, mark: { readonly deleted: boolean; readonly hidden: boolean }): void {
    const table = this.#open.at(-1)
    if (!table) return
    if (table.cell) this.endCell()
    if (mark.deleted) this.#notices.add('tracked-changes')
    else if (mark.hidden && table.cells.every(({ blocks }) => isEmpty(blocks))) this.#notices.add('hidden-text')
    else if (table.cells.length > 0) table.rows.push({ cells: table.cells, definition })
    table.cells = []
    table.met++
  }

  end(): void {
    while (this.#open.length > 0) this.#closeTable()
    flush(this.#root)
  }

  #cell(table: OpenTable): { readonly place: Place; readonly blocks: Block[] } {
    if (!table.cell) {
      const blocks: Block[] = []
      const path = `${table.path}/row[${table.met + 1}]/cell[${table.cells.length + 1}]`
      table.cell = { place: newPlace(path, (block) => void blocks.push(block)), blocks }
    }
    return table.cell
  }

  /** A row without an end, as damaged files have, is a row still. */
  #closeTable(): void {
    const table = this.#open.at(-1)!
    if (table.cell && !isEmpty(table.cell.blocks)) this.endCell()
    if (table.cells.length > 0) table.rows.push({ cells: table.cells, definition: noRow })
    this.#open.pop()
    if (table.rows.length > 0) table.around.take(buildTable(table.path, table.rows))
  }
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
