import type { ReviewItem } from '../../domain/review-api.ts'
import { readEntry } from '../values/read-entry.ts'
import { writeNumber } from '../values/write-value.ts'
import { cellsOf, entryOf } from './draft.ts'

export interface Sum {
  readonly agrees: boolean
  /** '980,5 + 1.812 + 4.050 = 6.842,5'. */
  readonly shown: string
}

/** Longer sums are shown without their parts. */
const mostParts = 4

/**
 * For the rows that stand over others, in every column of figures, whether those below add up to them: 'row id' →
 * 'column' → sum. Computed from what is typed, so that it answers while one types. Units must be the same.
 */
export function sumsOf(rows: readonly ReviewItem[]): ReadonlyMap<string, ReadonlyMap<number, Sum>> {
  const sums = new Map<string, Map<number, Sum>>()
  for (const [over, parts] of childrenOf(rows)) {
    if (parts.length < 2 || new Set([over, ...parts].map(unitOf)).size > 1 || unitOf(over) === '%') continue
    const width = cellsOf(over.state.values ?? over.extracted ?? {}).length
    for (let column = 1; column < width; column++) {
      const whole = figureOf(over, column)
      const addends = parts.map((part) => figureOf(part, column))
      if (whole === null || addends.some((one) => one === null)) continue
      const numbers = addends.filter((one) => one !== null)
      const total = Number(numbers.reduce((sum, one) => sum + one, 0).toFixed(6))
      const terms = numbers.length <= mostParts ? `${numbers.map(writeNumber).join(' + ')} = ` : 'Σ = '
      const own = sums.get(over.id) ?? new Map<number, Sum>()
      sums.set(over.id, own.set(column, { agrees: total === whole, shown: terms + writeNumber(total) }))
    }
  }
  return sums
}

/** Rows by the row over them: the one numbered as their parent, or the last with a Roman number or letter above them. */
function childrenOf(rows: readonly ReviewItem[]): [ReviewItem, ReviewItem[]][] {
  const byNumber = new Map<string, ReviewItem>()
  const children = new Map<ReviewItem, ReviewItem[]>()
  let heading: ReviewItem | null = null
  for (const row of rows) {
    const { stt, parent } = row.state.values ?? row.extracted ?? {}
    const number = typeof stt === 'string' ? stt : ''
    const over: ReviewItem | null | undefined =
      typeof parent === 'string' ? byNumber.get(parent) : /^\d+\.?$/.test(number) ? heading : null
    if (over) children.set(over, [...(children.get(over) ?? []), row])
    if (/^[IVXLC]+\.?$|^[A-ZĐ]\.?$/.test(number)) heading = row
    byNumber.set(number, row)
  }
  return [...children]
}

function unitOf(row: ReviewItem): string {
  return entryOf(row, 'unit').toLowerCase()
}

function figureOf(row: ReviewItem, column: number): number | null {
  const entry = entryOf(row, `cells.${column}`)
  const read = readEntry(entry, 'number')
  return read.ok && typeof read.value === 'number' ? read.value : null
}
