import { plainText, type Block, type CellBlock, type TableBlock } from '../flow/blocks.ts'
import { attribute, isElement, type PageElement } from './page-tree.ts'
import type { Declarations } from './style-rules.ts'

export interface RowSource {
  readonly element: PageElement
  /** Rows in <thead>, or of nothing but <th>. */
  readonly header: boolean
  /** Rows of this group (<thead>, <tbody>) left, this one too: cells do not span beyond. */
  readonly left: number
}

/** Wider tables are none of a report. */
const maxColumns = 255

/** Cells with more paragraphs than this hold a page, not a part of a letterhead: recipients come to fifteen. */
const maxPlainParagraphs = 25

/** The rows of a table as they are shown: heads first, feet last. */
export function rowsOf(table: PageElement): RowSource[] {
  const groups: Record<'thead' | 'tbody' | 'tfoot', PageElement[][]> = { thead: [], tbody: [], tfoot: [] }
  for (const child of table.childNodes.filter(isElement)) {
    const { tagName } = child
    if (tagName === 'thead' || tagName === 'tbody' || tagName === 'tfoot')
      groups[tagName].push(child.childNodes.filter(isElement).filter((row) => row.tagName === 'tr'))
  }
  const inHead = new Set(groups.thead.flat())
  return [...groups.thead, ...groups.tbody, ...groups.tfoot].flatMap((group) =>
    group.map((element, index) => ({
      element,
      header: inHead.has(element) || isHeadRow(element),
      left: group.length - index,
    })),
  )
}

export function cellsOf(row: PageElement): PageElement[] {
  return row.childNodes.filter(isElement).filter(({ tagName }) => tagName === 'td' || tagName === 'th')
}

function isHeadRow(row: PageElement): boolean {
  const cells = cellsOf(row)
  return cells.length > 0 && cells.every(({ tagName }) => tagName === 'th')
}

/** Puts cells into the grid of their table (HTML Standard, 4.9.12), where no two of them overlap. */
export class PageGrid {
  readonly #cells: (Omit<CellBlock, 'blocks'> & { blocks: Block[] })[] = []
  /** Column → the first row that is free there. */
  readonly #free: number[] = []
  #row = -1
  #column = 0
  #columns = 0
  #headerRows = 0

  beginRow(header: boolean): void {
    this.#row++
    this.#column = 0
    if (header && this.#headerRows === this.#row) this.#headerRows++
  }

  /** `left`: rows a cell may span from here. */
  add(cell: PageElement, left: number, content: { path: string; blocks: Block[]; bordered: boolean }): void {
    while ((this.#free[this.#column] ?? 0) > this.#row) this.#column++
    const column = this.#column
    if (column >= maxColumns) {
      this.#cells.at(-1)?.blocks.push(...content.blocks)
      return
    }
    const wanted = Math.min(span(cell, 'colspan') || 1, maxColumns - column)
    let columnSpan = 1
    while (columnSpan < wanted && (this.#free[column + columnSpan] ?? 0) <= this.#row) columnSpan++
    const rowSpan = Math.min(span(cell, 'rowspan') ?? 1, left) || left
    for (let at = column; at < column + columnSpan; at++) this.#free[at] = this.#row + rowSpan
    this.#cells.push({ row: this.#row, column, rowSpan, columnSpan, ...content })
    this.#column += columnSpan
    this.#columns = Math.max(this.#columns, this.#column)
  }

  table(path: string): TableBlock {
    const rows = this.#row + 1
    const markedHeaderRows = this.#headerRows === rows ? 0 : this.#headerRows
    return { kind: 'table', path, rows, columns: this.#columns, markedHeaderRows, cells: this.#cells }
  }
}

/** A number of places; undefined where none is given. 0 rows mean all that follow. */
function span(cell: PageElement, name: 'colspan' | 'rowspan'): number | undefined {
  const digits = /^\s*(\d{1,5})/.exec(attribute(cell, name) ?? '')?.[1]
  return digits === undefined ? undefined : Number(digits)
}

/** Whether a table only holds the page together: nothing drawn, and one column, tables, or a whole text in a cell. */
export function isScaffold({ cells, columns }: TableBlock): boolean {
  if (cells.some(({ bordered }) => bordered)) return false
  return (
    columns === 1 ||
    cells.some(
      ({ blocks }) =>
        blocks.length > maxPlainParagraphs ||
        blocks.some((block) => block.kind === 'table' && plainText([block]) !== ''),
    )
  )
}

const sides = ['top', 'right', 'bottom', 'left']
const visible = /\b(?:solid|double|dotted|dashed|groove|ridge|inset|outset)\b/i
const none = /\b(?:none|hidden)\b|^\s*0(?:\.0*)?(?:[a-z]{2})?(?:\s|$)/i
const white = /#fff(?:fff)?\b|\bwhite\b/i

/** The table draws its cells: its own border, or colours between cells that are filled. */
export function drawsCells(table: PageElement, styles: Declarations): boolean {
  const border = attribute(table, 'border')
  if (border !== undefined && !/^\s*0/.test(border)) return true
  if (drawnSides(styles).some((side) => side === true)) return true
  const filled = attribute(table, 'bgcolor') ?? styles.get('background-color')
  return filled !== undefined && !white.test(filled) && /^\s*[1-9]/.test(attribute(table, 'cellspacing') ?? '')
}

/** Borders a cell sets itself win over those of its table, side by side. */
export function isBordered(styles: Declarations, inherited: boolean): boolean {
  const own = drawnSides(styles)
  if (own.includes(true)) return true
  return inherited && own.includes(null)
}

const sidesOf = new WeakMap<Declarations, readonly (boolean | null)[]>()

/** For each side: drawn, not drawn, or not said (null). */
function drawnSides(styles: Declarations): readonly (boolean | null)[] {
  let drawn = sidesOf.get(styles)
  if (!drawn) sidesOf.set(styles, (drawn = sides.map((side) => isDrawn(side, styles))))
  return drawn
}

function isDrawn(side: string, styles: Declarations): boolean | null {
  const said = ['border', 'border-style', 'border-width', 'border-color'].concat(
    ['', '-style', '-width', '-color'].map((part) => `border-${side}${part}`),
  )
  const values = said.map((name) => styles.get(name)).filter((value) => value !== undefined)
  const nearest = values.at(-1)
  if (nearest === undefined) return null
  const text = values.join(' ')
  if (white.test(text) || (none.test(nearest) && !visible.test(nearest))) return false
  return visible.test(text)
}
