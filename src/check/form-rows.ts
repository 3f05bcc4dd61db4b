import type { Form, FormRow } from '../domain/record.ts'
import { parseNumber, unitScale } from '../text/numbers.ts'
import { rankOfRowNumber } from '../text/row-numbers.ts'
import { withValue, type Amount } from './amounts.ts'
import type { Span } from './draft.ts'
import { baseUnit } from './figures.ts'
import { wordKey } from './word-key.ts'

/** A row of a form in its place under other rows. */
export interface Row extends Span {
  readonly item: FormRow
  readonly form: Form
  readonly parent: Row | null
  readonly children: Row[]
  readonly amount: Amount | null
  /** Its cell for the value is empty; a dash in it is an answer. */
  readonly blank: boolean
  readonly percent: boolean
  /** Its cell for the value is written with %. */
  readonly signed: boolean
  /** The unit cell holds a legend ('Có = 1; Không = 0'): the value is an answer, no quantity. */
  readonly coded: boolean
  readonly unit: string
  readonly key: string
}

export interface FormTree {
  readonly form: Form
  readonly rows: readonly Row[]
}

const legend = /[=:]\s*\d/u

/** The rows of a form as a tree: '2.1' under '2', '1' under 'I', and what has no number under the row before it. */
export function growForm(form: Form): FormTree {
  const column = valueColumn(form)
  const rows: Row[] = []
  const open: { row: Row; rank: number }[] = []
  for (const item of form.rows) {
    const rank = rankOfRowNumber(item.stt)
    while (open.length > 0 && open.at(-1)!.rank >= rank) open.pop()
    const parent = item.stt?.includes('.') ? parentByNumber(item.stt, rows) : (open.at(-1)?.row ?? null)
    const row = toRow(item, form, parent, column)
    parent?.children.push(row)
    rows.push(row)
    open.push({ row, rank })
  }
  return { form, rows: named(rows) }
}

/** Without rows whose label is what many others are called, too, and no more than a unit: the columns were mistaken. */
function named(rows: readonly Row[]): Row[] {
  const alike = new Map<string, number>()
  for (const { key } of rows) alike.set(key, (alike.get(key) ?? 0) + 1)
  return rows.filter(({ key }) => {
    const syllables = key.trim().split(' ')
    return key.trim() !== '' && (syllables.length > mostOfUnit || alike.get(key)! <= mostAlike)
  })
}

const mostOfUnit = 2
const mostAlike = 3

function toRow(item: FormRow, form: Form, parent: Row | null, column: number | null): Row {
  const cell = column === null ? null : (item.cells[column] ?? null)
  const unit = item.unit ?? ''
  const written = cell?.replace(/\s*%$/u, '').trim() ?? ''
  const signed = /%$/u.test(cell ?? '')
  return {
    item,
    form,
    parent,
    children: [],
    start: item.evidence[0]!.start,
    end: item.evidence[0]!.end,
    amount: item.value === null ? null : cellAmount(written, item.value, unit),
    blank: item.value === null && column !== null && written === '',
    percent: unit.includes('%') || signed,
    signed,
    coded: legend.test(unit),
    unit: baseUnit(item.unit),
    key: wordKey(item.indicator),
  }
}

export function cellAmount(written: string, value: number, unit: string | null): Amount {
  const readings = parseNumber(written)?.candidates ?? []
  const scale = unit === null || unit === '' ? 1 : unitScale(unit)
  return { ...withValue(written, value), scale, readings, start: 0, end: 0 }
}

/** The number a cell holds, with its precision; null for words and blanks. */
export function readCell(text: string | null): Amount | null {
  const written = (text ?? '').replace(/\s*%$/u, '').trim()
  const reading = parseNumber(written.replace(/^-\s*(?=\d)/u, ''))
  if (!reading) return null
  return cellAmount(written, /^-\s*\d/u.test(written) ? -reading.value : reading.value, null)
}

/** The column most rows have their value from; null where the form states no values. */
function valueColumn(form: Form): number | null {
  const votes = new Map<number, number>()
  for (const row of form.rows) {
    if (row.value === null) continue
    for (let column = row.cells.length - 1; column > 0; column--) {
      const cell = row.cells[column] ?? ''
      if (/\d/u.test(cell) && readCell(cell)?.value === row.value) votes.set(column, (votes.get(column) ?? 0) + 1)
    }
  }
  let best: number | null = null
  for (const [column, count] of votes) if (best === null || count > votes.get(best)!) best = column
  return best
}

function parentByNumber(stt: string, rows: readonly Row[]): Row | null {
  const parts = stt.split('.')
  for (let length = parts.length - 1; length > 0; length--) {
    const wanted = parts.slice(0, length).join('.')
    const row = rows.findLast((other) => other.item.stt === wanted)
    if (row) return row
  }
  return null
}

/** What a row counts, without notes in parentheses. */
export function labelOf({ item }: Row): string {
  return item.indicator.replace(/\([^()]*\)/gu, ' ')
}
