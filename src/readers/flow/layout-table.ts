import { plainText, type CellBlock, type TableBlock } from './blocks.ts'

/** Letterhead and signature blocks of Nghị định 30/2020, Phụ lục I, and of Hướng dẫn 36-HD/VPTW, are this small. */
const maxPlainRows = 3
const maxPlainColumns = 4
const maxMarkedRows = 8
const maxMarkedColumns = 3

/** What stands only in letterheads and signature blocks. */
const markers = [/cộng\s+h\S{2}\s+xã\s+hội/iu, /đảng\s+cộng\s+sản\s+vi/iu, /(?:^|\s)nơi\s+nhận\s*:/iu]
const number = /^[-+]?\d[\d.,%/]*$/u

/** Whether a table only puts paragraphs beside each other (letterhead, signatures) or frames them. */
export function isLayoutTable(table: TableBlock): boolean {
  const filled = table.cells.filter((cell) => plainText(cell.blocks) !== '')
  if (table.cells.length === 1) return true
  const borderless = table.cells.every((cell) => !cell.bordered)
  const columns = new Set(filled.map((cell) => cell.column)).size
  const texts = filled.map((cell) => plainText(cell.blocks))
  const small = table.rows <= maxPlainRows && columns <= maxPlainColumns
  if (borderless && small && (columns <= 2 || !texts.some((text) => number.test(text)))) return true
  if (!borderless && table.rows > maxPlainRows) return false
  if (table.rows > maxMarkedRows || columns > maxMarkedColumns) return false
  return texts.some((text) => markers.some((marker) => marker.test(text)))
}

/**
 * The groups of rows of a layout table from top to bottom; in each the columns from the left, in each the cells from
 * the top. A cell over the table's whole width is a group of its own with one column.
 */
export function layoutColumns(table: TableBlock): CellBlock[][][] {
  const groups: CellBlock[][][] = []
  let pending: CellBlock[] = []
  const flush = () => {
    if (pending.length > 0) groups.push(columnsOf(pending))
    pending = []
  }
  for (const cell of table.cells.filter(({ blocks }) => plainText(blocks) !== '')) {
    if (cell.columnSpan < table.columns) pending.push(cell)
    else {
      flush()
      groups.push([[cell]])
    }
  }
  flush()
  return groups
}

/** Cells whose column ranges overlap stand in one column. */
function columnsOf(cells: readonly CellBlock[]): CellBlock[][] {
  const columns: CellBlock[][] = []
  let end = 0
  for (const cell of [...cells].sort((a, b) => a.column - b.column || a.row - b.row)) {
    if (cell.column >= end || columns.length === 0) columns.push([])
    columns.at(-1)!.push(cell)
    end = Math.max(end, cell.column + cell.columnSpan)
  }
  for (const column of columns) column.sort((a, b) => a.row - b.row || a.column - b.column)
  return columns
}
