import type { Cell, Document, Table } from '../domain/document.ts'
import type { Span } from './match.ts'

/** A table with every place of its grid filled: a spanned place shows the cell that covers it. */
export class TableGrid {
  readonly table: Table
  readonly #text: string
  readonly #places: (Cell | undefined)[]

  constructor(document: Document, table: Table) {
    this.table = table
    this.#text = document.text
    this.#places = new Array<Cell | undefined>(table.rows * table.columns)
    for (const cell of table.cells) {
      for (let row = cell.row; row < cell.row + cell.rowSpan; row++) {
        for (let column = cell.column; column < cell.column + cell.columnSpan; column++) {
          this.#places[row * table.columns + column] = cell
        }
      }
    }
  }

  /** The text at a place; null where it is blank or there is no cell. */
  text(row: number, column: number): string | null {
    const cell = this.#places[row * this.table.columns + column]
    if (!cell || cell.end === cell.start) return null
    return this.#text.slice(cell.start, cell.end)
  }

  /** One text a column, '' for blanks; a cell that spans columns shows once, at its first. */
  rowTexts(row: number): string[] {
    return this.rowCells(row).map((text) => text ?? '')
  }

  rowCells(row: number): (string | null)[] {
    return Array.from({ length: this.table.columns }, (_, column) => {
      const cell = this.#places[row * this.table.columns + column]
      return cell && cell.column === column ? this.text(row, column) : null
    })
  }

  /** From the first to the last character of a row; where cells of rows above are all it has, of those. */
  rowSpan(row: number): Span {
    const own = this.table.cells.filter((cell) => cell.row === row && cell.end > cell.start)
    const { columns } = this.table
    const above = () => this.#places.slice(row * columns, (row + 1) * columns).filter((cell) => cell !== undefined)
    const cells = own.length > 0 ? own : above()
    if (cells.length === 0) return { start: this.table.start, end: this.table.start }
    const start = Math.min(...cells.map((cell) => cell.start))
    return { start, end: Math.max(...cells.map((cell) => cell.end)) }
  }

  /** 'Kết quả thống kê / Số liệu': the heads over a column, outermost first. */
  columnNames(headerRows: number): string[] {
    return Array.from({ length: this.table.columns }, (_, column) => {
      const heads: string[] = []
      for (let row = 0; row < headerRows; row++) {
        const text = this.text(row, column)
        if (text !== null && heads.at(-1) !== text) heads.push(text)
      }
      return heads.join(' / ')
    })
  }
}
