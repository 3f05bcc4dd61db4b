import { parseNumber } from '../text/numbers.ts'
import type { TableGrid } from './table-grid.ts'

/** Heads of columns that say what was wanted, what was before, or how two columns compare. */
const beside =
  /(?:kế hoạch|(?<!\p{L})KH(?!\p{L})|dự toán|chỉ tiêu|mục tiêu|phải|cùng kỳ|năm trước|kỳ trước|so (?:với|sánh)|tỷ lệ|tỉ lệ|%|tăng|giảm|chênh lệch|định mức)/iu
/** Heads that say what was done. */
const done = /(?:thực hiện|kết quả|số liệu|đã |đạt được|tổng số|số lượng|tổng cộng|kỳ báo cáo)/iu
/** The last year a head names. */
const year = /(?:19|20)\d{2}(?!\d)/gu

/**
 * The column with the figures a table is about, where no head is known by name: of the columns that are neither plan nor
 * comparison the one of what was done, else the one of the latest year, else the first.
 */
export function valueColumn(grid: TableGrid, headerRows: number, taken: readonly number[]): number | null {
  const names = grid.columnNames(headerRows)
  const numeric = names.flatMap((_, column) =>
    !taken.includes(column) && isNumeric(grid, headerRows, column) ? [column] : [],
  )
  const own = numeric.filter((column) => !beside.test(names[column]!.split(' / ').at(-1)!))
  const among = own.length > 0 ? own : numeric
  const said = among.find((column) => done.test(names[column]!))
  const latest = (column: number) => Math.max(0, ...(names[column]!.match(year) ?? []).map(Number))
  const last = Math.max(0, ...among.map(latest))
  return said ?? among.find((column) => latest(column) === last) ?? null
}

/** Most of what is filled in is a number. */
function isNumeric(grid: TableGrid, headerRows: number, column: number): boolean {
  let [filled, numbers] = [0, 0]
  for (let row = headerRows; row < grid.table.rows; row++) {
    const text = grid.rowCells(row)[column]
    if (text === null || text === undefined || text === '-') continue
    filled++
    if (readValue(text) !== null) numbers++
  }
  return numbers > 0 && numbers * 2 >= filled
}

/** The number of a value cell; '100%' → 100, '05' → 5; null for blanks and words. */
export function readValue(text: string): number | null {
  const bare = text.replace(/\s*%$/u, '').trim()
  const negative = /^-\s*(?=\d)/u.test(bare)
  const reading = parseNumber(bare.replace(/^-\s*(?=\d)/u, ''))
  if (!reading) return null
  return negative ? -reading.value : reading.value
}
