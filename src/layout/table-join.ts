import { cellText, type PageTable, type TableCell } from './tables.ts'

/** Column edges of the parts of one table lie this close (points) on all its pages. */
const sameEdge = 6

const columnNumber = /^\(?(?:\d{1,2}|[A-E])\)?(?:\s*=.*)?$/u
const ordinal = /^(?:\d+(?:\.\d+)*\.?|[IVXLC]+\.?|[A-ZĐ][.)]?|[a-zđ][.)]|[-+*•])$/u
const value = /^[-+]?\d[\d.,]*\s*%?$/u

/** How many rows at the top are column heads; 0 if nothing says so. */
export function countHeaderRows(table: PageTable): number {
  const top = table.cells.filter((cell) => cell.row === 0)
  if (top.every((cell) => cell.lines.length === 0)) return 0
  if (top.some((cell) => isData(cell))) return 0
  let rows = Math.max(1, ...top.filter((cell) => cell.lines.length > 0).map((cell) => cell.rowSpan))
  if (rows >= table.rows) return table.rows === 1 ? 0 : 1
  while (rows < table.rows - 1 && continuesHead(table, rows)) rows++
  return rows
}

function isData(cell: TableCell): boolean {
  const text = cellText(cell)
  return value.test(text) || ordinal.test(text)
}

/** A row below the heads that numbers the columns: (1) (2) (3), or A B 1 2. */
function continuesHead(table: PageTable, row: number): boolean {
  const cells = table.cells.filter((cell) => cell.row === row)
  const texts = cells.map(cellText)
  if (texts.length < 3 || texts.length !== table.columns || !texts.every((text) => columnNumber.test(text)))
    return false
  const numbers = texts.map((text) => Number(/\d+/.exec(text)?.[0] ?? NaN)).filter((number) => !Number.isNaN(number))
  return numbers.length >= 2 && numbers.every((number, i) => i === 0 || number === numbers[i - 1]! + 1)
}

/** Can `next`, first thing on its page, be the rest of `table`, last thing on the page before? */
export function continuesTable(table: PageTable, next: PageTable): boolean {
  if (table.columns !== next.columns || table.ruled !== next.ruled) return false
  if (!table.xs.every((x, i) => Math.abs(x - next.xs[i]!) < sameEdge)) return false
  // Its own, different heads start another table.
  return repeatsHead(table, next) || countHeaderRows(next) === 0 || countHeaderRows(table) === 0 || !hasOwnHead(next)
}

const headWord = /^(?:stt|tt|số tt|s[ốo] thứ tự)$/iu

function hasOwnHead(table: PageTable): boolean {
  return table.cells.some((cell) => cell.row === 0 && headWord.test(cellText(cell)))
}

function repeatsHead(table: PageTable, next: PageTable): boolean {
  const rows = countHeaderRows(table)
  return rows > 0 && rows <= next.rows && headText(table, rows) === headText(next, rows)
}

function headText(table: PageTable, rows: number): string {
  return table.cells
    .filter((cell) => cell.row < rows)
    .map((cell) => `${cell.row},${cell.column}:${cellText(cell)}`)
    .join('|')
}

/** One table from its two parts: repeated heads dropped, a row broken by the page end made whole. */
export function joinTables(table: PageTable, next: PageTable): PageTable {
  const skip = repeatsHead(table, next) ? countHeaderRows(table) : 0
  const body = next.cells.filter((cell) => cell.row >= skip).map((cell) => ({ ...cell, row: cell.row - skip }))
  const first = body.filter((cell) => cell.row === 0)
  const last = table.cells.filter((cell) => cell.row + cell.rowSpan === table.rows)
  const broken = continuesRow(last, first)
  const offset = table.rows - (broken ? 1 : 0)
  const cells = broken ? table.cells.map((cell) => appendCell(cell, last, first)) : [...table.cells]
  for (const cell of body) {
    if (broken && cell.row === 0) continue
    cells.push({ ...cell, row: cell.row + offset })
  }
  return { ...table, rows: offset + next.rows - skip, cells }
}

function appendCell(cell: TableCell, last: readonly TableCell[], first: readonly TableCell[]): TableCell {
  const rest = last.includes(cell) ? first.find((other) => other.column === cell.column) : undefined
  if (!rest) return cell
  return { ...cell, lines: [...cell.lines, ...rest.lines], rowSpan: cell.rowSpan + rest.rowSpan - 1 }
}

/**
 * The first row of a page goes on with the last row of the page before: the same columns, an empty first cell where
 * rows begin with an ordinal, and text that goes on in lower case or after an open end.
 */
function continuesRow(last: readonly TableCell[], first: readonly TableCell[]): boolean {
  const shape = (cells: readonly TableCell[]) => cells.map((cell) => `${cell.column}+${cell.columnSpan}`).join()
  if (last.length === 0 || shape(last) !== shape(first)) return false
  if (first.every((cell) => cell.lines.length === 0)) return false
  if (first.some((cell) => cell.rowSpan > 1)) return false
  const head = first[0]!
  if (head.lines.length > 0 && ordinal.test(cellText(head))) return false
  if (head.lines.length > 0 && last[0]!.lines.length > 0 && ordinal.test(cellText(last[0]!))) return false
  return first.some((cell, i) => {
    const before = cellText(last[i]!)
    const after = cellText(cell)
    return (
      after !== '' &&
      before !== '' &&
      (/^[\p{Ll}(,;:]/u.test(after) || /[,\-–/(]$/u.test(before) || /^\d+[\s.,;)]/u.test(after)) &&
      !value.test(after)
    )
  })
}
