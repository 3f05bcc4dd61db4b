import type { PageText } from '../../layout/page-layout.ts'
import { cellText, type PageTable, type TableCell } from '../../layout/tables.ts'
import type { Style } from '../../domain/document.ts'
import { numeralByWidth, numeralLike, strokesOf } from './roman-numerals.ts'
import { readDigits, withText } from './look-alikes.ts'

/** Heads of the column that numbers a table's rows. */
const ordinalHead = /^(?:s[ốo]?\s*tt|tt|stt|s[ốo] thứ tự)\.?$/iu
/** An ordinal: '2', '2.1', '10.3.2'. */
const ordinal = /^\d{1,3}(?:\.\d{1,3}){0,4}$/u
/**
 * The pages with the numbers of table rows put right: they follow each other, so that '21' after '2' can only be '2.1'.
 * Changed where exactly one number that may follow looks like what was read; what was read stays as the word's source.
 */
export function repairOrdinals(pages: readonly PageText[], styles: readonly Style[]): PageText[] {
  let before: { readonly table: PageTable; readonly last: string | null } | null = null
  return pages.map((page) => {
    const tables = page.tables.map((table) => {
      const goesOn = before !== null && before.table.columns === table.columns && !hasHead(table)
      if (!hasHead(table) && !goesOn) return table
      const repaired = repairTable(table, goesOn ? before!.last : null, styles)
      before = { table, last: repaired.last }
      return repaired.table
    })
    return { ...page, tables }
  })
}

function hasHead(table: PageTable): boolean {
  return table.cells.some((cell) => cell.column === 0 && cell.row === 0 && ordinalHead.test(cellText(cell).trim()))
}

function repairTable(
  table: PageTable,
  start: string | null,
  styles: readonly Style[],
): { readonly table: PageTable; readonly last: string | null } {
  const first = table.cells.filter((cell) => cell.column === 0 && cell.columnSpan === 1 && cell.lines.length > 0)
  const changed = new Map<TableCell, TableCell>()
  let last = start
  for (const [i, cell] of first.entries()) {
    const written = cellText(cell).replace(/[.)\s]+$/u, '')
    const next = first[i + 1] ? cellText(first[i + 1]!).replace(/[.)\s]+$/u, '') : null
    if (isRoman(written, next)) {
      const word = cell.lines[0]!.words[0]!
      const numeral = numeralByWidth(word, strokesOf(written), [false], styles[word.style]?.bold ?? false)?.text
      if (numeral !== undefined && numeral !== written) changed.set(cell, withText(cell, numeral))
      last = null
      continue
    }
    const meant = readOrdinal(written, last, next)
    if (meant !== null && meant !== written) changed.set(cell, withText(cell, meant))
    if (meant !== null) last = meant
  }
  if (changed.size === 0) return { table, last }
  return { table: { ...table, cells: table.cells.map((cell) => changed.get(cell) ?? cell) }, last }
}

/** A group above rows that are counted from 1 again: 'I', 'II', 'IH'. */
function isRoman(written: string, next: string | null): boolean {
  return numeralLike.test(written) && (next === '1' || /^[IVX]{2,4}$/u.test(written))
}

/** What the number of a row says, by the one before; null where nothing can be made of it. */
function readOrdinal(written: string, before: string | null, next: string | null): string | null {
  const followers = before === null ? ['1'] : followersOf(before)
  if (followers.includes(written)) return written
  const digits = digitsOf(written)
  const alike = digits === null ? [] : followers.filter((one) => one.replaceAll('.', '') === digits)
  if (alike.length === 1) return alike[0]!
  if (ordinal.test(written)) return written
  // Not a number at all: the one that the next row goes on from.
  const wanted = next === null ? [] : followers.filter((one) => followersOf(one).includes(next))
  const near = wanted.filter((one) => Math.abs(one.length - written.length) <= 1)
  return near.length === 1 && /[\d.:,;]/u.test(written) ? near[0]! : null
}

/** '2.1.3' may be followed by '2.1.3.1', '2.1.4', '2.2' and '3'. */
function followersOf(before: string): string[] {
  const parts = before.split('.').map(Number)
  const followers = [`${before}.1`]
  for (let level = parts.length; level > 0; level--) {
    followers.push([...parts.slice(0, level - 1), parts[level - 1]! + 1].join('.'))
  }
  return followers
}

/** Its digits, letters that look like some counted in, without what stands between them; null where other letters are. */
function digitsOf(written: string): string | null {
  const found = readDigits(written).replace(/[\s.,:;'’-]/gu, '')
  return /^\d+$/u.test(found) ? found : null
}
