import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { addYears, dayOf, daysInMonth, monthSpan, yearSpan } from '../../src/text/calendar.ts'
import { resolveDate, type DateContext, type DateParts } from '../../src/text/dates.ts'

const nothing: DateContext = { documentDate: null, period: null, year: null }
const report: DateContext = {
  documentDate: '2024-06-14',
  period: { start: '2023-12-15', end: '2024-06-14' },
  year: 2024,
}
const aboutYear: DateContext = { documentDate: null, period: null, year: 2004 }
const letter: DateContext = { documentDate: '2000-12-21', period: null, year: null }

describe('resolveDate', () => {
  test.each<[string, string, DateParts, DateContext, string, string | null, string | null, string[]]>([
    ['a day', 'date', { day: '15', month: '6', year: '2023' }, nothing, 'date', '2023-06-15', '2023-06-15', []],
    [
      'a month in words',
      'date',
      { day: '03', month: 'bốn', year: '2018' },
      nothing,
      'date',
      '2018-04-03',
      '2018-04-03',
      [],
    ],
    [
      'a month in words, tư',
      'date',
      { day: '3', month: 'tư', year: '2018' },
      nothing,
      'date',
      '2018-04-03',
      '2018-04-03',
      [],
    ],
    [
      'twelve in words',
      'date',
      { day: '3', month: 'mười hai', year: '2018' },
      nothing,
      'date',
      '2018-12-03',
      '2018-12-03',
      [],
    ],
    [
      'a torn year',
      'date',
      { day: '1 6', month: '01', year: '200 2' },
      nothing,
      'date',
      '2002-01-16',
      '2002-01-16',
      [],
    ],
    ['fill dots', 'date', { day: '…25..', month: '1', year: '2006' }, nothing, 'date', '2006-01-25', '2006-01-25', []],
    [
      'letters for digits',
      'date',
      { day: 'l5', month: '6', year: '2O24' },
      nothing,
      'date',
      '2024-06-15',
      '2024-06-15',
      ['digits-repaired'],
    ],
    [
      '29 February of a leap year',
      'date',
      { day: '29', month: '2', year: '2024' },
      nothing,
      'date',
      '2024-02-29',
      '2024-02-29',
      [],
    ],
    [
      'a year of two digits',
      'date',
      { day: '23', month: '6', year: '06' },
      nothing,
      'date',
      '2006-06-23',
      '2006-06-23',
      ['two-digit-year'],
    ],
    [
      'two digits of the last century',
      'date',
      { day: '15', month: '3', year: '98' },
      nothing,
      'date',
      '1998-03-15',
      '1998-03-15',
      ['two-digit-year'],
    ],
    [
      'two digits, not later than the document',
      'date',
      { day: '15', month: '3', year: '45' },
      report,
      'date',
      '1945-03-15',
      '1945-03-15',
      ['two-digit-year'],
    ],
    [
      'a day of the report’s period',
      'date',
      { day: '5', month: '6' },
      report,
      'date',
      '2024-06-05',
      '2024-06-05',
      ['year-inferred'],
    ],
    [
      'a day of the period before New Year',
      'date',
      { day: '20', month: '12' },
      report,
      'date',
      '2023-12-20',
      '2023-12-20',
      ['year-inferred'],
    ],
    ['a day outside the period', 'date', { day: '30', month: '9' }, report, 'date', null, null, ['year-unknown']],
    ['a day without a period', 'date', { day: '15', month: '2' }, letter, 'date', null, null, ['year-unknown']],
    [
      'a day of every year',
      'date',
      { day: '5', month: '6', recurring: 'true' },
      report,
      'date',
      null,
      null,
      ['year-unknown'],
    ],
    ['a month', 'month', { month: '2', year: '2024' }, nothing, 'month', '2024-02-01', '2024-02-29', []],
    ['a month of the period', 'month', { month: '2' }, report, 'month', '2024-02-01', '2024-02-29', ['year-inferred']],
    ['a month of the year', 'month', { month: '7' }, aboutYear, 'month', '2004-07-01', '2004-07-31', ['year-inferred']],
    ['a month without any year', 'month', { month: '7' }, nothing, 'month', null, null, ['year-unknown']],
    [
      'a month far ahead',
      'month',
      { month: '11' },
      { ...nothing, documentDate: '2024-01-10' },
      'month',
      null,
      null,
      ['year-unknown'],
    ],
    [
      'a quarter in Arabic',
      'quarter',
      { quarter: '1', year: '2024' },
      nothing,
      'quarter',
      '2024-01-01',
      '2024-03-31',
      [],
    ],
    [
      'a quarter in Roman',
      'quarter',
      { quarter: 'IV', year: '2023' },
      nothing,
      'quarter',
      '2023-10-01',
      '2023-12-31',
      [],
    ],
    [
      'a quarter in words',
      'quarter',
      { quarter: 'hai' },
      report,
      'quarter',
      '2024-04-01',
      '2024-06-30',
      ['year-inferred'],
    ],
    ['l for I', 'quarter', { quarter: 'lI', year: '2023' }, nothing, 'quarter', '2023-04-01', '2023-06-30', []],
    [
      'the first half',
      'months',
      { months: '06', half: 'đầu', year: '2024' },
      nothing,
      'half-year',
      '2024-01-01',
      '2024-06-30',
      [],
    ],
    [
      'the first half in words',
      'months',
      { months: 'sáu', half: 'đầu' },
      report,
      'half-year',
      '2024-01-01',
      '2024-06-30',
      ['year-inferred'],
    ],
    [
      'the second half',
      'months',
      { months: '6', half: 'cuối', year: '2024' },
      nothing,
      'half-year',
      '2024-07-01',
      '2024-12-31',
      [],
    ],
    [
      'half of a year, no count',
      'half-year',
      { half: 'CUỐI', year: '2024' },
      nothing,
      'half-year',
      '2024-07-01',
      '2024-12-31',
      [],
    ],
    [
      'nine months',
      'months',
      { months: '9', half: 'đầu' },
      aboutYear,
      'nine-months',
      '2004-01-01',
      '2004-09-30',
      ['year-inferred'],
    ],
    [
      'other counts of months',
      'months',
      { months: '8', half: 'đầu', year: '2004' },
      nothing,
      'other',
      '2004-01-01',
      '2004-08-31',
      [],
    ],
    [
      'the last months',
      'months',
      { months: '3', half: 'cuối', year: '2004' },
      nothing,
      'other',
      '2004-10-01',
      '2004-12-31',
      [],
    ],
    ['months, none knows which', 'months', { months: '5' }, report, 'other', null, null, ['bounds-unknown']],
    ['a year', 'year', { year: '200 3' }, nothing, 'year', '2003-01-01', '2003-12-31', []],
    [
      'a range of years',
      'year-range',
      { year: '2003', endYear: '2005' },
      nothing,
      'year-range',
      '2003-01-01',
      '2005-12-31',
      [],
    ],
    [
      'a term of office',
      'year-range',
      { label: 'Nhiệm kỳ', year: '2021', endYear: '2026' },
      nothing,
      'year-range',
      '2021-01-01',
      '2026-12-31',
      ['term-bounds'],
    ],
    [
      'a school year',
      'school-year',
      { year: '2023', endYear: '2024' },
      nothing,
      'other',
      '2023-09-01',
      '2024-08-31',
      ['school-year'],
    ],
    [
      'a range of days',
      'date-range',
      { day: '15', month: '12', year: '2023', endDay: '14', endMonth: '6', endYear: '2024' },
      nothing,
      'date-range',
      '2023-12-15',
      '2024-06-14',
      [],
    ],
    [
      'the year of the right end',
      'date-range',
      { day: '01', month: '01', endDay: '30', endMonth: '6', endYear: '2024' },
      nothing,
      'date-range',
      '2024-01-01',
      '2024-06-30',
      [],
    ],
    [
      'a left end in the year before',
      'date-range',
      { day: '15', month: '12', endDay: '14', endMonth: '6', endYear: '2024' },
      nothing,
      'date-range',
      '2023-12-15',
      '2024-06-14',
      ['year-inferred'],
    ],
    [
      'the month of the right end',
      'date-range',
      { day: '15', endDay: '16', endMonth: '6', endYear: '2024' },
      nothing,
      'date-range',
      '2024-06-15',
      '2024-06-16',
      [],
    ],
    [
      'a range of months',
      'date-range',
      { month: '1', endMonth: '6', endYear: '2024' },
      nothing,
      'date-range',
      '2024-01-01',
      '2024-06-30',
      [],
    ],
    [
      'a range to the end of February',
      'date-range',
      { month: '11', year: '2023', endMonth: '02', endYear: '2024' },
      nothing,
      'date-range',
      '2023-11-01',
      '2024-02-29',
      [],
    ],
    [
      'a range within the period',
      'date-range',
      { day: '1', month: '1', endDay: '14', endMonth: '6' },
      report,
      'date-range',
      '2024-01-01',
      '2024-06-14',
      ['year-inferred'],
    ],
    [
      'a range without any year',
      'date-range',
      { month: '3', endMonth: '8' },
      nothing,
      'date-range',
      null,
      null,
      ['year-unknown'],
    ],
    [
      'a reversed range',
      'date-range',
      { day: '5', month: '6', year: '2024', endDay: '1', endMonth: '6', endYear: '2024' },
      nothing,
      'date-range',
      null,
      null,
      ['reversed'],
    ],
    [
      'the same window a year before',
      'relative',
      { relative: 'cùng kỳ năm trước' },
      report,
      'other',
      '2022-12-15',
      '2023-06-14',
      ['relative'],
    ],
    ['last year', 'relative', { relative: 'năm trước' }, report, 'other', '2023-01-01', '2023-12-31', ['relative']],
    ['until now', 'relative', { relative: 'đến nay' }, report, 'other', null, '2024-06-14', ['relative']],
    ['lunar', 'lunar', { day: '10', month: '3' }, report, 'other', null, null, ['lunar']],
  ])('%s', (_name, kind, parts, context, expectedKind, start, end, reasons) => {
    const expected = { kind: expectedKind, start, end, reasons }
    expect(resolveDate(kind, parts, context)).toEqual(expected)
    const decomposed = Object.fromEntries(Object.entries(parts).map(([name, part]) => [name, part?.normalize('NFD')]))
    expect(resolveDate(kind, decomposed, context)).toEqual(expected)
  })

  test.each<[string, string, DateParts]>([
    ['31 February', 'date', { day: '31', month: '02', year: '2024' }],
    ['29 February of a common year', 'date', { day: '29', month: '2', year: '2023' }],
    ['31 April without a year', 'date', { day: '31', month: '4' }],
    ['day zero', 'date', { day: '0', month: '4', year: '2023' }],
    ['month 13', 'month', { month: '13', year: '2024' }],
    ['quarter five', 'quarter', { quarter: '5', year: '2024' }],
    ['no number', 'quarter', { quarter: 'vị', year: '2024' }],
    ['13 months', 'months', { months: '13', half: 'đầu', year: '2024' }],
    ['a year of three digits', 'year', { year: '202' }],
    ['years that run back', 'year-range', { year: '2060', endYear: '2010' }],
    ['a school year of two years', 'school-year', { year: '2023', endYear: '2025' }],
    ['a range with a day at one end only', 'date-range', { day: '5', month: '6', endMonth: '7', endYear: '2024' }],
    [
      'a range with an impossible end',
      'date-range',
      { day: '5', month: '6', endDay: '31', endMonth: '6', endYear: '2024' },
    ],
    ['a blank', 'blank', {}],
    ['an unknown kind', 'toString', { year: '2024' }],
  ])('null for %s', (_name, kind, parts) => {
    expect(resolveDate(kind, parts, report)).toBeNull()
  })

  test('gives real days in order, whatever it is given', () => {
    const part = fc.oneof(
      fc.string(),
      fc.integer({ min: 0, max: 40 }).map(String),
      fc.integer({ min: 1900, max: 2100 }).map(String),
    )
    const names = [
      'day',
      'month',
      'year',
      'endDay',
      'endMonth',
      'endYear',
      'quarter',
      'months',
      'half',
      'label',
      'recurring',
    ]
    const kind = fc.constantFrom(
      'date',
      'month',
      'quarter',
      'months',
      'half-year',
      'year',
      'year-range',
      'school-year',
      'date-range',
      'relative',
      'lunar',
    )
    const parts = fc.dictionary(fc.constantFrom(...names), part)
    const isReal = (day: string): boolean => {
      const [y = 0, m = 0, d = 0] = day.split('-').map(Number)
      return dayOf(y, m, d) === day && new Date(`${day}T00:00:00Z`).toISOString().startsWith(day)
    }
    fc.assert(
      fc.property(kind, parts, fc.constantFrom(nothing, report, aboutYear, letter), (k, p, context) => {
        const resolved = resolveDate(k, p, context)
        const days = [resolved?.start, resolved?.end].filter((day) => typeof day === 'string')
        expect(days.every(isReal)).toBe(true)
        expect(days.length < 2 || days[0]! <= days[1]!).toBe(true)
      }),
      { numRuns: 1000 },
    )
  })
})

describe('calendar', () => {
  test.each([
    [2024, 2, 29],
    [2023, 2, 28],
    [1900, 2, 28],
    [2000, 2, 29],
    [2024, 4, 30],
    [2024, 12, 31],
    [2024, 13, 0],
    [2024, 0, 0],
  ])('days in %i-%i: %i', (year, month, days) => {
    expect(daysInMonth(year, month)).toBe(days)
  })

  test.each([
    ['the same day', '2024-06-14', -1, '2023-06-14'],
    ['29 February', '2024-02-29', -1, '2023-02-28'],
  ])('addYears: %s', (_name, day, years, expected) => {
    expect(addYears(day, years)).toBe(expected)
  })

  test.each([
    ['years out of range', yearSpan(1700, 1750)],
    ['months that run back', monthSpan(2024, 6, 1)],
    ['no such month', monthSpan(2024, 1, 13)],
  ])('null for %s', (_name, span) => {
    expect(span).toBeNull()
  })
})
