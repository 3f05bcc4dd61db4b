/** ISO days, both inclusive. */
export interface Interval {
  readonly start: string
  readonly end: string
}

/** Earlier and later years than these are misread numbers, not dates of a report. */
const firstYear = 1800
const lastYear = 2199

export function isLeapYear(year: number): boolean {
  return (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0
}

/** 0 for a month that does not exist. */
export function daysInMonth(year: number, month: number): number {
  if (month === 2) return isLeapYear(year) ? 29 : 28
  if (!Number.isInteger(month) || month < 1 || month > 12) return 0
  return [4, 6, 9, 11].includes(month) ? 30 : 31
}

/** The ISO day, or null where the calendar has none. */
export function dayOf(year: number, month: number, day: number): string | null {
  if (!Number.isInteger(year) || year < firstYear || year > lastYear) return null
  if (!Number.isInteger(day) || day < 1 || day > daysInMonth(year, month)) return null
  return `${year}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`
}

/** From the first day of one month to the last of another in the same year; null where there are no such months. */
export function monthSpan(year: number, first: number, last: number): Interval | null {
  const start = dayOf(year, first, 1)
  const end = dayOf(year, last, daysInMonth(year, last))
  return start !== null && end !== null && start <= end ? { start, end } : null
}

/** Whole years; null where they are reversed or out of range. */
export function yearSpan(first: number, last: number): Interval | null {
  const start = dayOf(first, 1, 1)
  const end = dayOf(last, 12, 31)
  return start !== null && end !== null && start <= end ? { start, end } : null
}

/** The same day some years on; 29 February becomes the 28th where there is none. */
export function addYears(isoDay: string, years: number): string {
  const [year = 0, month = 1, day = 1] = isoDay.split('-').map(Number)
  return dayOf(year + years, month, Math.min(day, daysInMonth(year + years, month))) ?? isoDay
}
