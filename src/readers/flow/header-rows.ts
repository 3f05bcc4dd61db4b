import { plainText, type TableBlock } from './blocks.ts'

/** First column's head in Vietnamese forms: its presence alone tells a head row. */
const ordinalHead = /^(?:stt|tt|số\s*tt|s\.?\s*t\.?\s*t\.?)$/iu

/** A cell of data: figures, an ordinal ('1', '1.2', 'II', 'a)'), a blank to be filled in. */
const data = /^(?:[-+]?\d[\d.,%/]*|[IVXLC]+\.?|[a-zđ][.)]|…+|\.{2,})$/u

/** The row that numbers the columns: (1) (2) (3), 1 2 3=1+2, A B 1 2. */
const columnNumber = /^(?:\(?\d{1,2}\)?|[A-ZĐ]|\(?\d{1,2}\)?\s*=\s*[\d()+\-x×*/:\s]+)$/u

/** How many rows at the top of a table are column heads; 0 where nothing tells. */
export function countHeaderRows(table: TableBlock): number {
  const rows = Array.from({ length: table.rows }, (): string[] => [])
  const ends = Array.from({ length: table.rows }, (_, row) => row + 1)
  for (const cell of table.cells) {
    rows[cell.row]!.push(plainText(cell.blocks))
    ends[cell.row] = Math.max(ends[cell.row]!, cell.row + cell.rowSpan)
  }
  if (table.rows < 2) return 0
  // Whoever marks all rows marks none.
  let count = table.markedHeaderRows === table.rows ? 0 : table.markedHeaderRows
  if (count === 0 && looksLikeHead(rows)) count = 1
  if (count === 0) return 0
  for (let row = 0; row < count; row++) count = Math.max(count, ends[row]!)
  // Column numbers number something: a last row '1 2 3' is data.
  const next = count + 1 < table.rows ? rows[count] : undefined
  if (next && next.length > 1 && next.every((text) => columnNumber.test(text)) && consecutive(next)) count++
  return Math.min(count, table.rows)
}

function looksLikeHead(rows: readonly (readonly string[])[]): boolean {
  const [first, ...rest] = rows
  const filled = first!.filter((text) => text !== '')
  if (filled.length < 2 || filled.some((text) => data.test(text))) return false
  return ordinalHead.test(filled[0]!) || rest.some((row) => row.some((text) => data.test(text)))
}

/** Column numbers grow by one from cell to cell, after letters for the columns of words. */
function consecutive(texts: readonly string[]): boolean {
  const numbers = texts.map((text) => Number(/\d+/.exec(text)?.[0] ?? Number.NaN)).filter((n) => !Number.isNaN(n))
  return numbers.length > 0 && numbers.every((n, index) => n === numbers[0]! + index) && numbers[0]! <= 2
}
