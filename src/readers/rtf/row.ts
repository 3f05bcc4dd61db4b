import { plainText } from '../flow/blocks.ts'
import type { EdgeCell, EdgeRow, Merge } from '../flow/edge-table.ts'

/** One cell of a row definition. */
interface CellDefinition extends Omit<EdgeCell, 'path' | 'blocks'> {
  /** Right edge in twips from the margin, never left of the cell before. */
  readonly right: number
}

/** What \trowd … \cellx… say about a row. */
export interface RowDefinition {
  /** Left edge in twips from the margin. */
  readonly left: number
  readonly cells: readonly CellDefinition[]
  readonly header: boolean
  /** \lastrow: what follows is another table. */
  readonly last: boolean
}

type Sides = Map<string, boolean>

/** 31680 twips are Word's widest page, 22 inches; edges further out are lies. */
const farthest = 4 * 31_680
/** Word allows 63 columns. */
export const maxCells = 63
/** A cell with this many sides of its own asks nothing of the row. */
const allSides = 4

/** Collects a row definition as its control words come. */
export class RowBuilder {
  #cells: CellDefinition[] = []
  #left = 0
  #header = false
  #last = false
  #rowSides: Sides = new Map()
  #cellSides: Sides = new Map()
  /** The side that border words speak of; null for those of paragraphs. */
  #side: { readonly of: Sides; readonly name: string } | null = null
  #merges = new Set<string>()

  /** \trowd */
  reset(): void {
    this.#cells = []
    this.#left = 0
    this.#header = false
    this.#last = false
    this.#rowSides = new Map()
    this.#endCell()
  }

  left(twips: number): void {
    this.#left = clamp(twips)
  }

  header(): void {
    this.#header = true
  }

  lastRow(): void {
    this.#last = true
  }

  /** \clmgf, \clmrg, \clvmgf, \clvmrg of the cell to come. */
  merge(word: string): void {
    this.#merges.add(word)
  }

  rowSide(name: string): void {
    this.#rowSides.set(name, true)
    this.#side = { of: this.#rowSides, name }
  }

  cellSide(name: string): void {
    this.#cellSides.set(name, true)
    this.#side = { of: this.#cellSides, name }
  }

  /** The side spoken of is not drawn, or in white. */
  invisible(): void {
    this.#side?.of.set(this.#side.name, false)
  }

  /** Border words from here on are those of a paragraph. */
  leaveBorders(): void {
    this.#side = null
  }

  /** \cellx ends the definition of a cell. */
  cell(right: number): void {
    const merges = this.#merges
    const before = this.#cells.at(-1)?.right ?? this.#left
    if (this.#cells.length < maxCells)
      this.#cells.push({
        right: Math.max(clamp(right), before),
        across: merge(merges, 'clmgf', 'clmrg'),
        down: merge(merges, 'clvmgf', 'clvmrg'),
        bordered: this.#bordered(),
      })
    this.#endCell()
  }

  /** As defined so far: a row without a definition of its own is like the one before. */
  definition(): RowDefinition {
    return { left: this.#left, cells: [...this.#cells], header: this.#header, last: this.#last }
  }

  /** Sides a cell sets itself win over those of the row, one by one. */
  #bordered(): boolean {
    const own = [...this.#cellSides.values()]
    if (own.some((visible) => visible)) return true
    return own.length < allSides && [...this.#rowSides.values()].some((visible) => visible)
  }

  #endCell(): void {
    this.#merges = new Set()
    this.#cellSides = new Map()
    this.#side = null
  }
}

function merge(said: ReadonlySet<string>, first: string, continued: string): Merge {
  return said.has(continued) ? 'continued' : said.has(first) ? 'first' : 'none'
}

const plainCell = { across: 'none', down: 'none', bordered: false } as const
/** Width given to cells that no \cellx defines: an inch. */
const undefinedWidth = 1440

/**
 * A row's cells with what its definition says of them. Cells beyond what is defined are kept if there is text in them:
 * LibreOffice ends the row behind a nested table with a \cell too many.
 */
export function rowOf(cells: readonly Pick<EdgeCell, 'path' | 'blocks'>[], definition: RowDefinition): EdgeRow {
  const defined = definition.cells.length
  const kept = defined === 0 ? cells : cells.filter(({ blocks }, i) => i < defined || plainText(blocks) !== '')
  const edges = [definition.left]
  for (let i = 0; i < kept.length; i++) edges.push(definition.cells[i]?.right ?? edges.at(-1)! + undefinedWidth)
  const { header } = definition
  return { edges, cells: kept.map((cell, i) => ({ ...plainCell, ...definition.cells[i], ...cell })), header }
}

function clamp(twips: number): number {
  return Math.min(Math.max(twips, -farthest), farthest)
}

type RowChange = (row: RowBuilder, parameter: number | null) => void

const sideWords = ['t', 'l', 'b', 'r', 'h', 'v']

export const rowWords: Readonly<Record<string, RowChange>> = {
  trowd: (row) => row.reset(),
  trleft: (row, n) => row.left(n ?? 0),
  trhdr: (row) => row.header(),
  lastrow: (row) => row.lastRow(),
  cellx: (row, n) => row.cell(n ?? 0),
  ...Object.fromEntries(
    ['clmgf', 'clmrg', 'clvmgf', 'clvmrg'].map((word) => [word, (row: RowBuilder) => row.merge(word)]),
  ),
  ...Object.fromEntries(sideWords.map((side) => [`trbrdr${side}`, (row: RowBuilder) => row.rowSide(side)])),
  ...Object.fromEntries(
    sideWords.slice(0, 4).map((side) => [`clbrdr${side}`, (row: RowBuilder) => row.cellSide(side)]),
  ),
  brdrnone: (row) => row.invisible(),
  brdrnil: (row) => row.invisible(),
  brdrtbl: (row) => row.invisible(),
}
