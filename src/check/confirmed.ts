import { absolute, type Amount } from './amounts.ts'
import type { Facts } from './facts.ts'
import type { Span } from './draft.ts'

/** Smaller numbers stand in many places by chance. */
const smallest = 10

/** Whether a number stands outside of these places, too, counted in the same unit: there is no reason to doubt it. */
export function isConfirmed(facts: Facts, amount: Amount, unit: string, places: readonly Span[]): boolean {
  if (absolute(amount) < smallest) return false
  const isElsewhere = (span: Span): boolean => places.every(({ start, end }) => span.end <= start || end <= span.start)
  const isSame = (other: Amount | null, otherUnit: string): boolean =>
    other !== null && absolute(other) === absolute(amount) && (otherUnit === unit || unit === '' || otherUnit === '')
  return (
    facts.figures.some(
      (figure) => isElsewhere(figure) && (isSame(figure.part, figure.unit) || isSame(figure.whole, figure.unit)),
    ) ||
    facts.forms.some(({ rows }) =>
      rows.some((row) => isElsewhere(row) && !row.percent && !row.coded && isSame(row.amount, row.unit)),
    )
  )
}
