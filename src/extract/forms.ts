import type { Document, Paragraph, Table } from '../domain/document.ts'
import type { FormRow } from '../domain/record.ts'
import { LineRules } from './line-rules.ts'
import type { RuleSet } from '../rules/rule-set.ts'
import type { Candidate } from './candidate.ts'
import { headKey, vocabularyOf } from './lexicon.ts'
import type { Span } from './match.ts'
import { TableGrid } from './table-grid.ts'
import { rankOfRowNumber } from '../text/row-numbers.ts'
import { readValue, valueColumn } from './value-column.ts'

export type FormRowValue = Pick<FormRow, 'stt' | 'parent' | 'indicator' | 'unit' | 'value' | 'note' | 'cells'>

export interface FormValue {
  readonly number: string | null
  readonly title: string | null
  readonly columns: readonly string[]
  readonly rows: readonly Candidate<FormRowValue>[]
  readonly spans: readonly [Span, ...Span[]]
}

interface TitleAbove {
  readonly number: string | null
  readonly title: string | null
  readonly span: Span | null
  /** What all figures of the table are given in. */
  readonly unit: string | null
}

/** 'Đơn vị tính: triệu đồng', above a table at its right. */
const unitNote = /^\(?\s*(?:Đơn vị(?: tính)?|ĐVT)\s*:\s*([^)\n]{1,60}?)\s*[.)]*$/iu

type Role = 'stt' | 'indicator' | 'unit' | 'value' | 'note'

/** Prior of a row read from a ruled table, and what it costs that its cells were told by white space alone. */
const ruledConfidence = 0.97
const unruledDelta = -0.22

/** '2', '2.1', 'IV', 'b)' */
const rowNumber = /^(?:\d{1,4}(?:\.\d{1,3})*|[IVXLC]{1,6}|\p{L})[.)]?$/u

/** How many paragraphs above a table its title may stand. */
const titleReach = 4

/** Every statistical table with its rows. Tables without a number or a heading row in them are none. */
export function findForms(document: Document, rules: RuleSet): FormValue[] {
  const reader = new FormReader(document, rules)
  return document.blocks.flatMap((block, index) => (block.kind === 'table' ? (reader.read(block, index) ?? []) : []))
}

class FormReader {
  readonly #document: Document
  readonly #roles: ReadonlyMap<string, string>
  readonly #isUnit: (written: string) => boolean
  readonly #lines: LineRules

  constructor(document: Document, rules: RuleSet) {
    this.#document = document
    const { columns, isUnit } = vocabularyOf(rules)
    this.#roles = columns
    this.#isUnit = isUnit
    this.#lines = new LineRules(rules.byFamily.form)
  }

  read(table: Table, index: number): FormValue | null {
    const grid = new TableGrid(this.#document, table)
    const headerRows = this.#headerRows(grid)
    const roles = this.#columnRoles(grid, headerRows)
    if (!roles.has('indicator')) {
      const column = wordyColumn(grid, headerRows, [...roles.values()])
      if (column !== null && roles.has('stt')) roles.set('indicator', column)
    }
    if (roles.size < 2) return null
    if (!roles.has('value') && !roles.has('unit') && !hasFigures(grid, headerRows, roles.get('stt'))) return null
    if (!roles.has('value')) {
      const column = valueColumn(grid, headerRows, [...roles.values()])
      if (column !== null) roles.set('value', column)
    }
    const { number, title, span, unit } = this.#titleAbove(index)
    const rows = this.#rows(grid, headerRows, roles, unit)
    if (rows.length === 0) return null
    const tableSpan = { start: table.start, end: table.end }
    return {
      number,
      title,
      columns: grid.columnNames(headerRows),
      rows,
      spans: span ? [tableSpan, span] : [tableSpan],
    }
  }

  /** Rows at the top that hold column heads: as the reader says, or the leading rows all of whose cells are heads. */
  #headerRows(grid: TableGrid): number {
    if (grid.table.headerRows > 0) return grid.table.headerRows
    let rows = 0
    while (rows < Math.min(grid.table.rows, 4) && grid.rowTexts(rows).some((text) => this.#roleOf(text) !== null))
      rows++
    return rows
  }

  #columnRoles(grid: TableGrid, headerRows: number): Map<Role, number> {
    const roles = new Map<Role, number>()
    for (let column = 0; column < grid.table.columns; column++) {
      for (let row = headerRows - 1; row >= 0; row--) {
        const role = this.#roleOf(grid.text(row, column) ?? '')
        if (role === null) continue
        if (!roles.has(role)) roles.set(role, column)
        break
      }
    }
    if (roles.size > 1 && !roles.has('stt') && this.#countsRows(grid, headerRows)) roles.set('stt', 0)
    return roles
  }

  /** The first column counts the rows from 1, I or A, under a head left blank or one of more words ('auto STT'). */
  #countsRows(grid: TableGrid, headerRows: number): boolean {
    const heads = Array.from({ length: headerRows }, (_, row) => grid.text(row, 0) ?? '')
    const named = heads.some((head) => head.split(/\s+/u).some((word) => this.#roleOf(word) === 'stt'))
    if (!named && heads.some((head) => headKey(head) !== '')) return false
    const counts: string[] = []
    for (let row = headerRows; row < grid.table.rows; row++) counts.push(grid.text(row, 0) ?? '')
    const filled = counts.filter((count) => count !== '')
    return filled.every((count) => rowNumber.test(count)) && /^[1IAa][.)]?$/u.test(filled[0] ?? '')
  }

  #roleOf(text: string): Role | null {
    return (this.#roles.get(headKey(text)) as Role | undefined) ?? null
  }

  #titleAbove(index: number): TitleAbove {
    const above: Paragraph[] = []
    for (let i = index - 1; i >= 0 && above.length < titleReach; i--) {
      const block = this.#document.blocks[i]!
      if (block.role === 'footnote') continue
      if (block.kind !== 'paragraph') break
      above.unshift(block)
    }
    const text = (paragraph: Paragraph) => this.#document.text.slice(paragraph.start, paragraph.end)
    const note = above.findLastIndex((paragraph) => unitNote.test(text(paragraph)))
    const unit = note < 0 ? null : (unitNote.exec(text(above[note]!))?.[1]?.trim() ?? null)
    if (note >= 0) above.splice(note, 1)
    const at = above.findLastIndex((paragraph) => this.#lines.test('form.number', text(paragraph)))
    const isRemark = (paragraph: Paragraph) => text(paragraph).startsWith('(')
    const head =
      at >= 0 ? above.slice(at) : above.filter((p) => !isRemark(p) && (p.bold || p.align === 'center')).slice(-1)
    if (head.length === 0) return { number: null, title: null, span: null, unit }
    const match = at >= 0 ? this.#lines.find('form.number', text(head[0]!)) : null
    const number = match?.groups?.number ?? null
    const inline = match?.groups?.title?.trim() ?? ''
    const rest = (match ? head.slice(1) : head).filter(
      (p) => !isRemark(p) && (p.bold || p.align === 'center' || match !== null),
    )
    const title = [inline, ...rest.slice(0, 2).map(text)].filter((part) => part !== '').join(' ')
    return { number, title: title === '' ? null : title, span: { start: head[0]!.start, end: head.at(-1)!.end }, unit }
  }

  #rows(
    grid: TableGrid,
    headerRows: number,
    roles: ReadonlyMap<Role, number>,
    noted: string | null,
  ): Candidate<FormRowValue>[] {
    const unit = this.#unitOf(grid.columnNames(headerRows)[roles.get('value') ?? -1] ?? '', noted)
    const rows: Candidate<FormRowValue>[] = []
    const parents = new RowParents()
    for (let row = headerRows; row < grid.table.rows; row++) {
      const candidate = this.#row(grid, row, roles, { parents, unit })
      if (candidate) rows.push(candidate)
    }
    return rows
  }

  /** 'Giải ngân đến 31/7/2024 (tỷ đồng)': the head of a column says its own unit, else that above the table holds. */
  #unitOf(head: string, noted: string | null): string | null {
    const own = /\(([^()]{1,40})\)\s*$/u.exec(head)?.[1]?.trim()
    if (own === '%' || (own !== undefined && this.#isUnit(own))) return own
    return head.includes('%') ? null : noted
  }

  #row(
    grid: TableGrid,
    row: number,
    roles: ReadonlyMap<Role, number>,
    { parents, unit: noted }: { readonly parents: RowParents; readonly unit: string | null },
  ): Candidate<FormRowValue> | null {
    const at = (role: Role): string | null => {
      const column = roles.get(role)
      return column === undefined ? null : grid.text(row, column)
    }
    const texts = grid.rowTexts(row)
    if (texts.every((text) => text === '')) return null
    const stt =
      at('stt')
        ?.replace(/[.)]+$/u, '')
        .trim() ?? null
    const indicator = at('indicator') ?? unnamed(grid, row, roles) ?? texts.find((text) => wordy.test(text)) ?? ''
    const valueText = at('value')
    const value = valueText === null ? null : readValue(valueText)
    const unit = roles.has('unit') || value === null ? at('unit') : noted
    const isUnreadable = valueText !== null && /[\p{L}\d]/u.test(valueText) && value === null
    const reasons = [
      ...(grid.table.ruled ? [] : [{ code: 'unruled', delta: unruledDelta }]),
      ...(isUnreadable ? [{ code: 'value-not-a-number', delta: -0.1 }] : []),
    ]
    return {
      spans: [grid.rowSpan(row)],
      rule: 'form.row',
      confidence: ruledConfidence,
      reasons,
      unreadable: isUnreadable ? ['value'] : [],
      value: {
        stt: stt === '' ? null : stt,
        parent: stt === null || stt === '' ? null : parents.enter(stt),
        indicator,
        unit,
        value,
        note: at('note'),
        cells: grid.rowCells(row),
      },
    }
  }
}

/** Under which row each stands, by their numbers in the order of the form. */
class RowParents {
  readonly #known = new Set<string>()
  /** The last row and those it stands under. */
  readonly #open: { readonly stt: string; readonly rank: number }[] = []

  /** '2.1' stands under '2' if there is such a row; '1' under the last 'I', and that under the last 'A'. */
  enter(stt: string): string | null {
    const rank = rankOfRowNumber(stt)
    while (this.#open.length > 0 && this.#open.at(-1)!.rank >= rank) this.#open.pop()
    const parent = stt.includes('.') ? this.#longestPrefix(stt) : (this.#open.at(-1)?.stt ?? null)
    this.#known.add(stt)
    this.#open.push({ stt, rank })
    return parent
  }

  #longestPrefix(stt: string): string | null {
    for (let dot = stt.lastIndexOf('.'); dot > 0; dot = stt.lastIndexOf('.', dot - 1)) {
      const parent = stt.slice(0, dot)
      if (this.#known.has(parent)) return parent
    }
    return null
  }
}

const wordy = /\p{L}{2}/u

/** What a row is about where no head says which column does: its first words in a column of no other role ('II' is none). */
function unnamed(grid: TableGrid, row: number, roles: ReadonlyMap<Role, number>): string | undefined {
  const taken = new Set(roles.values())
  return grid.rowCells(row).find((text, column): text is string => !taken.has(column) && wordy.test(text ?? ''))
}

/** The first column most of whose cells are words, where its head names what this table alone is about ('Dự án', 'Khối'). */
function wordyColumn(grid: TableGrid, headerRows: number, taken: readonly number[]): number | null {
  for (let column = 0; column < grid.table.columns; column++) {
    if (taken.includes(column)) continue
    let words = 0
    for (let row = headerRows; row < grid.table.rows; row++) {
      const text = grid.rowCells(row)[column] ?? ''
      if (wordy.test(text) && readValue(text) === null) words++
    }
    if (words * 2 > grid.table.rows - headerRows) return column
  }
  return null
}

/** Half of the rows have a cell that is a number and not the row's own: else the table lists tasks, not statistics. */
function hasFigures(grid: TableGrid, headerRows: number, stt: number | undefined): boolean {
  let rows = 0
  for (let row = headerRows; row < grid.table.rows; row++) {
    const cells = grid.rowCells(row).filter((_, column) => column !== stt)
    if (cells.some((text) => text !== null && readValue(text) !== null)) rows++
  }
  return rows * 2 >= grid.table.rows - headerRows
}
