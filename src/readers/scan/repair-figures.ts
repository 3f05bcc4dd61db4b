import type { PageText } from '../../layout/page-layout.ts'
import { cellText, type PageTable, type TableCell } from '../../layout/tables.ts'
import { readDigits, withText } from './look-alikes.ts'

/** So much of a column must be figures already, and so many cells, for what looks like a figure in it to be one. */
const figureShare = 0.6
const fewestFigures = 2

const figure = /^[-+]?\d[\d.,/]*\s*%?$/u
/** Digits, letters that look like some, and what stands between digits: with one true digit at least. */
const figureLike = /^(?=.*\d)[-+]?[\dlIi|!OoQDZzSsbGBgq]+(?:[.,/][\dlIi|!OoQDZzSsbGBgq]+)*\s*%?$/u

/** The pages with letters in columns of figures read as the digits they look like: 'o8' → '08', '1O0%' → '100%'. */
export function repairFigures(pages: readonly PageText[]): PageText[] {
  return pages.map((page) => ({ ...page, tables: page.tables.map(repairTable) }))
}

function repairTable(table: PageTable): PageTable {
  const columns = figureColumns(table)
  if (columns.size === 0) return table
  const cells = table.cells.map((cell) => (columns.has(cell.column) ? repairCell(cell) : cell))
  return cells.every((cell, i) => cell === table.cells[i]) ? table : { ...table, cells }
}

function figureColumns(table: PageTable): ReadonlySet<number> {
  const counts = new Map<number, { figures: number; filled: number }>()
  for (const cell of table.cells) {
    const text = cellText(cell)
    // Heads of columns are no cells of theirs.
    if (text === '' || cell.row === 0 || cell.columnSpan > 1) continue
    const count = counts.get(cell.column) ?? { figures: 0, filled: 0 }
    counts.set(cell.column, count)
    count.filled++
    if (figure.test(text)) count.figures++
  }
  const found = [...counts].filter(
    ([, { figures, filled }]) => figures >= fewestFigures && figures >= figureShare * filled,
  )
  return new Set(found.map(([column]) => column))
}

function repairCell(cell: TableCell): TableCell {
  const text = cellText(cell)
  if (figure.test(text) || !figureLike.test(text)) return cell
  return withText(cell, readDigits(text))
}
