import type { Block, CellBlock, TableBlock } from '../flow/blocks.ts'
import type { Notices } from '../flow/notices.ts'
import { child, flag, integer, value, type XmlElement } from './xml.ts'

export interface TableSurroundings {
  /** w:tblBorders of the table's style. */
  readonly styleBorders: XmlElement | undefined
  readonly readCell: (cell: XmlElement, path: string) => Block[]
  readonly notices: Notices
}

/** Word allows 63 columns; a larger span is a lie. */
const maxColumns = 63

const sides = ['top', 'left', 'start', 'bottom', 'right', 'end']
const invisible = new Set(['none', 'nil'])

/** Row wrappers (content controls, tracked insertions) around w:tr and w:tc. */
const wrappers = new Set(['w:sdt', 'w:sdtContent', 'w:customXml', 'w:ins', 'w:moveTo', 'w:smartTag'])

/** A w:tbl as a grid: merged cells are one cell with spans, rows deleted by a tracked change or hidden are gone. */
export function readTable(element: XmlElement, path: string, around: TableSurroundings): TableBlock {
  const grid = new Grid(tableBordered(element, around.styleBorders), around.readCell)
  unwrapped(element, 'w:tr').forEach((row, index) => {
    const properties = child(row, 'w:trPr')
    if (child(properties, 'w:ins')) around.notices.add('tracked-changes')
    if (child(properties, 'w:del')) return around.notices.add('tracked-changes')
    if (flag(properties, 'w:hidden')) return around.notices.add('hidden-text')
    grid.addRow(row, `${path}/row[${index + 1}]`)
  })
  return { kind: 'table', path, ...grid.result() }
}

class Grid {
  readonly #bordered: boolean
  readonly #readCell: TableSurroundings['readCell']
  readonly #cells: CellBlock[] = []
  /** Column → the cell that a vertical merge there extends. */
  readonly #growing = new Map<number, CellBlock>()
  #rows = 0
  #columns = 0
  #headerRows = 0

  constructor(bordered: boolean, readCell: TableSurroundings['readCell']) {
    this.#bordered = bordered
    this.#readCell = readCell
  }

  addRow(row: XmlElement, path: string): void {
    const properties = child(row, 'w:trPr')
    const exception = child(child(row, 'w:tblPrEx'), 'w:tblBorders')
    const bordered = exception ? anyVisible(exception) : this.#bordered
    let column = span(value(properties, 'w:gridBefore'), 0)
    let previous: CellBlock | undefined
    unwrapped(row, 'w:tc').forEach((element, index) => {
      const cell = child(element, 'w:tcPr')
      const columnSpan = span(value(cell, 'w:gridSpan'), 1)
      if (previous && isContinued(cell, 'w:hMerge')) previous.columnSpan += columnSpan
      else previous = this.#addCell(element, cell, { column, columnSpan, bordered, path: `${path}/cell[${index + 1}]` })
      column += columnSpan
    })
    this.#columns = Math.max(this.#columns, column)
    if (flag(properties, 'w:tblHeader') && this.#headerRows === this.#rows) this.#headerRows++
    this.#rows++
  }

  #addCell(
    element: XmlElement,
    properties: XmlElement | undefined,
    place: { column: number; columnSpan: number; bordered: boolean; path: string },
  ): CellBlock {
    const { column, columnSpan, path } = place
    const above = this.#growing.get(column)
    if (isContinued(properties, 'w:vMerge') && above?.columnSpan === columnSpan) {
      if (above.row + above.rowSpan === this.#rows) {
        above.rowSpan++
        return above
      }
    }
    const removed = child(properties, 'w:cellDel') !== undefined
    const blocks = removed ? [] : this.#readCell(element, path)
    const bordered = cellBordered(child(properties, 'w:tcBorders'), place.bordered)
    const cell: CellBlock = { row: this.#rows, column, rowSpan: 1, columnSpan, path, blocks, bordered }
    this.#cells.push(cell)
    if (child(properties, 'w:vMerge')) this.#growing.set(column, cell)
    else this.#growing.delete(column)
    return cell
  }

  result(): Omit<TableBlock, 'kind' | 'path'> {
    return { rows: this.#rows, columns: this.#columns, markedHeaderRows: this.#headerRows, cells: this.#cells }
  }
}

function unwrapped(element: XmlElement, name: 'w:tr' | 'w:tc'): XmlElement[] {
  const found: XmlElement[] = []
  for (const node of element.children) {
    if (typeof node === 'string') continue
    if (node.name === name) found.push(node)
    else if (wrappers.has(node.name)) for (const inner of unwrapped(node, name)) found.push(inner)
  }
  return found
}

/** Merge elements say 'restart' at the first cell and nothing, or 'continue', at those that follow. */
function isContinued(properties: XmlElement | undefined, name: string): boolean {
  const merge = child(properties, name)
  return merge !== undefined && merge.attributes['w:val'] !== 'restart'
}

function span(text: string | undefined, least: number): number {
  return Math.min(Math.max(integer(text) ?? least, least), maxColumns)
}

function tableBordered(table: XmlElement, styleBorders: XmlElement | undefined): boolean {
  const borders = child(child(table, 'w:tblPr'), 'w:tblBorders') ?? styleBorders
  return borders !== undefined && anyVisible(borders)
}

function anyVisible(borders: XmlElement): boolean {
  return borders.children.some((side) => typeof side !== 'string' && isVisible(side))
}

function isVisible({ attributes }: XmlElement): boolean {
  return !invisible.has(attributes['w:val'] ?? 'none') && attributes['w:color']?.toUpperCase() !== 'FFFFFF'
}

/** Borders a cell sets itself win over those of its table, side by side. */
function cellBordered(own: XmlElement | undefined, inherited: boolean): boolean {
  if (!own) return inherited
  const set = sides.map((side) => child(own, `w:${side}`)).filter((side) => side !== undefined)
  return set.some(isVisible) || (inherited && set.length < 4)
}
