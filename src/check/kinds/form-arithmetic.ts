import type { Check } from '../../domain/check.ts'
import { absolute, formatNumber, formatPercent, ratioHolds, ratioOf, sumHolds, sumOf, type Amount } from '../amounts.ts'
import { isConfirmed } from '../confirmed.ts'
import type { Suspicion } from '../draft.ts'
import type { Facts } from '../facts.ts'
import { readCell, type FormTree, type Row } from '../form-rows.ts'
import { show } from '../slips.ts'
import { overlap, phrasesOf, syllableKeys, wordKey } from '../word-key.ts'
import { rightPercent } from './ratios.ts'
import { showSum, alternatives } from './sums.ts'

export type CountRow = Row & { readonly amount: Amount }

const longestName = 90

/** How a message names a row: 'dòng 5.4 "Tỷ lệ …"'. */
export function nameRow({ item, form }: Row): string {
  const label = item.indicator.length > longestName ? `${item.indicator.slice(0, longestName)}…` : item.indicator
  return [form.number === null ? '' : `biểu ${form.number}, `, 'dòng ', item.stt ?? '', ` "${label}"`]
    .join('')
    .replace(/\s+/gu, ' ')
}

export function isCount(row: Row): row is CountRow {
  return row.amount !== null && !row.percent && !row.coded
}

function allRows(facts: Facts): readonly Row[] {
  return facts.forms.flatMap(({ rows }) => rows)
}

/** C1: a percentage in a form and the rows it is made of: 'Tỷ lệ …' over 'Tổng số …' and 'Số …'. */
export function checkRowRatios(facts: Facts): Suspicion[] {
  return allRows(facts).flatMap((row) => {
    if (!row.percent || !row.amount) return []
    const bases = ratioBases(facts, row)
    if (!bases || bases.some(({ blank }) => blank)) return []
    const counts = bases.filter(isCount)
    const pairs = counts.flatMap((whole) =>
      counts.filter((part) => part !== whole).map((part) => [part, whole] as const),
    )
    if (pairs.length === 0 || pairs.some(([part, whole]) => ratioHolds(part.amount, whole.amount, row.amount!)))
      return []
    const [whole, part] = counts
    return whole!.amount.value > 0 ? [rowMismatch(facts, row, part!, whole!)] : []
  })
}

function rowMismatch(facts: Facts, row: Row, part: CountRow, whole: CountRow): Suspicion {
  const computed = formatPercent(ratioOf(part.amount, whole.amount), row.amount!.decimals)
  const decided = [part, whole].every(({ amount, unit }) => isConfirmed(facts, amount, unit, [row, part, whole]))
  return {
    values: {
      row: nameRow(row),
      part: show(part.amount),
      whole: show(whole.amount),
      percent: `${show(row.amount!)}%`,
      computed,
    },
    spans: [row, part, whole],
    items: [row.item.id, part.item.id, whole.item.id],
    expected: computed,
    found: `${show(row.amount!)}%`,
    computation: `${show(part.amount)}/${show(whole.amount)} = ${computed}`,
    ...(decided && { proposed: rightPercent(row.item.id, 'value', part.amount, whole.amount) }),
  }
}

/** The rows a percentage is of, the whole first: the first two counts under it, or a total and a part of its name beside it. */
function ratioBases(facts: Facts, row: Row): Row[] | null {
  const under = row.children.filter((child) => !child.percent && !child.coded && (child.amount !== null || child.blank))
  if (under.length >= 2) {
    const total = under.findIndex((child) => facts.words('total').begin(child.key))
    const from = total >= 0 && total + 1 < under.length ? total : 0
    const [whole, part] = under.slice(from, from + 2)
    const others = under.filter((child) => child !== whole && child !== part)
    return whole!.unit === part!.unit ? [whole!, part!, ...others] : null
  }
  return under.length === 0 ? besideBases(facts, row) : null
}

function besideBases(facts: Facts, row: Row): Row[] | null {
  const form = facts.forms.find((tree) => tree.form === row.form)
  const beside = form?.rows.filter((other) => other.parent === row.parent && isCount(other)) ?? []
  const name = new Set(syllableKeys(row.item.indicator).slice(2))
  const whole = beside.find((other) => facts.words('total').begin(other.key))
  const part = beside.find(
    (other) => other !== whole && overlap(name, new Set(syllableKeys(other.item.indicator))) === 1,
  )
  return whole && part && name.size > 2 && whole.unit === part.unit ? [whole, part, ...beside] : null
}

/** C2: a total row and the rows under it, in every column of counts; and the total at the end of a table. */
export function checkRowSums(facts: Facts, { families }: Check<'sum-rows'>): Suspicion[] {
  const sets = families.map((family) => family.map((member) => phrasesOf(alternatives(member))))
  return facts.forms.flatMap((tree) => {
    const columns = countColumns(tree)
    return tree.rows.flatMap((row) => {
      const parts = isEndTotal(facts, row, tree) ? topRows(tree, row) : row.children
      if (parts.length < 2 || row.percent || row.coded) return []
      const strict = parts !== row.children || coversFamily(parts, sets)
      return columns.flatMap((column) => wrongColumn(facts, row, parts, column, strict) ?? [])
    })
  })
}

function coversFamily(parts: readonly Row[], sets: readonly (readonly ReturnType<typeof phrasesOf>[])[]): boolean {
  return sets.some(
    (family) =>
      family.every((words) => parts.some((part) => words.in(part.key))) &&
      parts.every((part) => family.some((words) => words.in(part.key))),
  )
}

function isEndTotal(facts: Facts, row: Row, { rows }: FormTree): boolean {
  return (
    row === rows.at(-1) && row.children.length === 0 && row.item.stt === null && facts.words('total').begin(row.key)
  )
}

function topRows({ rows }: FormTree, total: Row): Row[] {
  return rows.filter((row) => row !== total && (row.parent === null || row.parent === total))
}

/** Parts of a total that is not said to be complete are expected to make it up where they nearly do. */
const nearlyAll = 0.1
const smallestNear = 10

function wrongColumn(facts: Facts, row: Row, parts: readonly Row[], column: number, strict: boolean): Suspicion | null {
  const whole = readCell(row.item.cells[column] ?? null)
  const cells = parts.map((part) => readCell(part.item.cells[column] ?? null))
  const known = cells.filter((cell) => cell !== null)
  // What a part comes to may stand in a row of its own: 'Cộng I'.
  if (parts.some((part, at) => cells[at] === null && part.children.length > 0)) return null
  const sameUnit = parts.every((part) => part.unit === row.unit && !part.percent && !part.coded)
  if (!whole || known.length < 2 || known.length < cells.length - emptyCells(parts, column) || !sameUnit) return null
  if (runHolds(whole, known)) return null
  const near = Math.abs(sumOf(known) - absolute(whole)) <= nearlyAll * absolute(whole) && whole.value >= smallestNear
  const some = facts.words('some').begin(parts[0]!.key)
  const total = facts.words('total').begin(row.key)
  if (!strict && !(near && total && !some)) return null
  const computed = showSum(known, whole)
  const addition = known.map(show).join(' + ')
  return {
    values: { row: nameRow(row), whole: show(whole), parts: addition, computed },
    spans: [row, ...parts],
    items: [row, ...parts].map(({ item }) => item.id),
    expected: computed,
    found: show(whole),
    computation: `${addition} = ${computed}`,
  }
}

function runHolds(whole: Amount, parts: readonly Amount[]): boolean {
  for (let start = 0; start < parts.length; start++)
    for (let end = start + 2; end <= parts.length; end++) if (sumHolds(whole, parts.slice(start, end))) return true
  return false
}

function emptyCells(parts: readonly Row[], column: number): number {
  return parts.filter((part) => /^\s*-?\s*$/u.test(part.item.cells[column] ?? '')).length
}

/** Columns whose cells are counts or amounts: not the row's number, no percentages, no growth. */
function countColumns({ form, rows }: FormTree): number[] {
  const width = Math.max(0, ...rows.map((row) => row.item.cells.length))
  return Array.from({ length: width }, (_, column) => column).filter((column) => {
    const head = form.columns[column] ?? ''
    if (
      column === 0 ||
      /%|[Tt]ỷ lệ|TỶ LỆ|[Ss]o (?:với|sánh)|[Tt]ăng|[Gg]iảm|[Cc]ơ cấu|[Gg]hi chú|[Nn]ăm \d/u.test(
        head.split(' / ').at(-1)!,
      )
    )
      return false
    return rows.some(
      (row) => row.item.cells[column] !== row.item.stt && readCell(row.item.cells[column] ?? null) !== null,
    )
  })
}

/** C3: a row under another, or a part of a total beside it, that is larger. */
export function checkRowParts(facts: Facts): Suspicion[] {
  return allRows(facts).flatMap((row) => {
    if (!isCount(row)) return []
    const whole = wholeOf(facts, row)
    if (!whole || whole.unit !== row.unit || row.amount.value <= whole.amount.value) return []
    return [
      {
        values: { row: nameRow(row), part: show(row.amount), inside: nameRow(whole), whole: show(whole.amount) },
        spans: [row, whole],
        items: [row.item.id, whole.item.id],
        expected: `≤ ${show(whole.amount)}`,
        found: show(row.amount),
        computation: `${show(row.amount)} > ${show(whole.amount)}`,
      },
    ]
  })
}

/** What begins the label of a part that has no number of its own. */
const partMark = /^\s*(?:[-+•*–]|[Tt]rong đó)/u

function wholeOf(facts: Facts, row: CountRow): CountRow | null {
  const { parent } = row
  if (!parent) return null
  // A row without a number may only be one that was not numbered.
  if (row.item.stt === null && !partMark.test(row.item.indicator)) return null
  // Its unit was left out or lost.
  if (facts.words('rate').begin(parent.key) && !parent.percent) return null
  if (isCount(parent)) return parent
  if (parent.amount !== null && !parent.percent) return null
  const total = parent.children.find((child) => isCount(child) && facts.words('total').begin(child.key))
  if (!total || !isCount(total) || total === row || facts.words('total').begin(row.key)) return null
  const inside =
    facts.words('resolved').in(row.key) || facts.words('stage').in(row.key) || facts.words('channel').in(row.key)
  if (!inside || parent.children.indexOf(total) > parent.children.indexOf(row)) return null
  // A percentage they do not make is a finding of its own.
  return parent.amount === null || isRatio(row, total, parent.amount) ? total : null
}

function isRatio(a: CountRow, b: CountRow, percent: Amount): boolean {
  return ratioHolds(a.amount, b.amount, percent) || ratioHolds(b.amount, a.amount, percent)
}

/** C18: a percentage with a base left blank, or bases with their percentage left blank. */
export function checkBlankRows(facts: Facts): Suspicion[] {
  return allRows(facts).flatMap((row): Suspicion[] => {
    if (!row.percent) return []
    const bases = ratioBases(facts, row)
    if (!bases) return []
    const [whole, part] = bases
    const blank = [whole!, part!].filter((base) => base.blank)
    if (row.amount && row.amount.value !== 0 && blank.length === 1) return [blankBase(row, row.amount, whole!, part!)]
    if (row.blank && isCount(whole!) && isCount(part!) && whole.amount.value > 0)
      return [blankPercent(row, part, whole)]
    return []
  })
}

function blankBase(row: Row, percent: Amount, whole: Row, part: Row): Suspicion {
  const blank = part.blank ? part : whole
  const other = part.blank ? whole : part
  const value = part.blank ? (percent.value * other.amount!.value) / 100 : (100 * other.amount!.value) / percent.value
  const near = Math.round(value)
  const bases = part.blank ? [near, other.amount!.value] : [other.amount!.value, near]
  const candidates = [near - 1, near, near + 1].filter((count) =>
    part.blank
      ? count <= other.amount!.value && ratioHolds(exact(count), other.amount!, percent)
      : count >= other.amount!.value && count > 0 && ratioHolds(other.amount!, exact(count), percent),
  )
  const decided = candidates.length === 1 && candidates[0] === near
  const because = `${show(percent)}%, ${nameRow(other)}: ${show(other.amount!)}`
  return {
    values: { row: nameRow(blank), because },
    spans: [blank, row, other],
    items: [blank, row, other].map(({ item }) => item.id),
    expected: decided ? formatNumber(near) : null,
    found: null,
    ...(decided && {
      computation: `${bases.map((base) => formatNumber(base)).join('/')} = ${show(percent)}%`,
      proposed: { item: blank.item.id, field: 'value', value: near, written: formatNumber(near) },
    }),
  }
}

function exact(value: number): Amount {
  return { value, scale: 1, step: 0, decimals: 0, written: '', readings: [], start: 0, end: 0 }
}

function blankPercent(row: Row, part: CountRow, whole: CountRow): Suspicion {
  const computed = formatPercent(ratioOf(part.amount, whole.amount))
  const value = Number(ratioOf(part.amount, whole.amount).toFixed(2))
  return {
    values: { row: nameRow(row), because: `${show(part.amount)}/${show(whole.amount)}` },
    spans: [row, part, whole],
    items: [row, part, whole].map(({ item }) => item.id),
    expected: computed,
    found: null,
    computation: `${show(part.amount)}/${show(whole.amount)} = ${computed}`,
    proposed: { item: row.item.id, field: 'value', value, written: computed.replace('%', '') },
  }
}

/** C11: a rate counted in pieces, a count in per cent, or a value with % beside a unit that is none. */
export function checkRowUnits(facts: Facts, { rates, accept }: Check<'unit-row'>): Suspicion[] {
  const isRateUnit = (unit: string): boolean => /[%‰]/u.test(unit) || phrasesOf(accept).in(wordKey(unit))
  const countForms = facts.forms.filter(({ rows }) => holdsCounts(rows, isRateUnit)).map(({ form }) => form)
  return allRows(facts).flatMap((row) => {
    const unit = row.item.unit?.trim() ?? ''
    if (unit === '' || row.coded || row.amount === null) return []
    const isRate = phrasesOf(rates).begin(row.key)
    const known = isRateUnit(unit)
    const isCountName = /^(?:Tổng số|Số lượng|Số)(?!\p{L})/u.test(row.item.indicator) && unit === '%'
    const isContradicted = row.signed && !known && countForms.includes(row.form)
    if (!(isRate && !known) && !isCountName && !isContradicted) return []
    return [
      {
        values: { row: nameRow(row), unit },
        spans: [row],
        items: [row.item.id],
        expected: isRate || isContradicted ? '%' : null,
        found: unit,
      },
    ]
  })
}

/** Most values beside units of counts are counts: else the column tells what share of a plan was reached. */
function holdsCounts(rows: readonly Row[], isRateUnit: (unit: string) => boolean): boolean {
  const counted = rows.filter(({ unit, coded, amount }) => unit !== '' && !coded && amount && !isRateUnit(unit))
  return counted.filter(({ signed }) => signed).length * 2 < counted.length
}

interface Columns {
  readonly plan: number
  readonly actual: number
  readonly prior: number
  readonly ratios: readonly { readonly column: number; readonly prior: boolean }[]
}

/** C1: columns 'Kế hoạch', 'Thực hiện', 'Tỷ lệ (%)' of one row. */
export function checkColumnRatios(facts: Facts, check: Check<'ratio-column'>): Suspicion[] {
  return facts.forms.flatMap(({ form, rows }) => {
    const columns = findColumns(form.columns, check)
    if (!columns) return []
    return rows.flatMap((row) =>
      columns.ratios.flatMap(({ column, prior }) => {
        const base = prior ? columns.prior : columns.plan
        return base < 0 ? [] : (wrongRatio(row, column, columns.actual, base, prior) ?? [])
      }),
    )
  })
}

function findColumns(names: readonly string[], check: Check<'ratio-column'>): Columns | null {
  const keys = names.map((name) => ({ key: wordKey(name.split(' / ').at(-1)!), percent: name.includes('%') }))
  const isRatio = ({ key, percent }: (typeof keys)[number]): boolean => percent || phrasesOf(check.ratio).in(key)
  const only = (words: readonly string[]): number => {
    const at = keys.flatMap((name, index) => (!isRatio(name) && phrasesOf(words).in(name.key) ? [index] : []))
    return at.length === 1 ? at[0]! : -1
  }
  const [plan, actual, prior] = [only(check.plan), only(check.actual), only(check.prior)]
  const ratios = keys.flatMap((name, column) =>
    isRatio(name) ? [{ column, prior: phrasesOf(check.prior).in(name.key) }] : [],
  )
  if (actual < 0 || plan === actual || prior === actual || ratios.length === 0 || ratios.length > 2) return null
  return { plan, actual, prior, ratios }
}

function wrongRatio(row: Row, ratio: number, actual: number, base: number, prior: boolean): Suspicion | null {
  const [percent, part, whole] = [ratio, actual, base].map((column) => readCell(row.item.cells[column] ?? null))
  if (!percent || !part || !whole || whole.value <= 0 || row.percent || row.coded) return null
  const growth = { ...percent, value: percent.value + 100 }
  if (ratioHolds(part, whole, percent) || (prior && ratioHolds(part, whole, growth))) return null
  const computed = formatPercent(ratioOf(part, whole), percent.decimals)
  return {
    values: { row: nameRow(row), part: show(part), whole: show(whole), percent: `${show(percent)}%`, computed },
    spans: [row],
    items: [row.item.id],
    expected: computed,
    found: `${show(percent)}%`,
    computation: `${show(part)}/${show(whole)} = ${computed}`,
  }
}
