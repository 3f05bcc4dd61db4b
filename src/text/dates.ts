import type { DateMention } from '../domain/record.ts'
import { addYears, dayOf, daysInMonth, monthSpan, type Interval, yearSpan } from './calendar.ts'
import { parseNumberWords, parseRoman } from './numbers.ts'
import { foldTone } from './vietnamese.ts'

/** What is known about the document a date stands in. Days are ISO, intervals closed. */
export interface DateContext {
  readonly documentDate: string | null
  /** The reporting period. */
  readonly period: Interval | null
  /** The year the document is about, where its title or period says so. */
  readonly year: number | null
  /** Deadlines in it are of its own year, as in plans and reports; in laws they recur. */
  readonly setsDeadlines?: boolean
}

/**
 * Parts as captured: day, month, year; endDay, endMonth, endYear for ranges; quarter, months, half ('đầu', 'cuối'); label
 * ('nhiệm kỳ'); recurring ('hàng năm') where the clause names no single day; deadline ('trước ngày 15/6'); reported
 * ('sản lượng 9 tháng'); relative ('cùng kỳ').
 */
export type DateParts = Readonly<Record<string, string | null | undefined>>

export interface ResolvedDate {
  readonly kind: DateMention['kind']
  readonly start: string | null
  readonly end: string | null
  /** 'year-inferred', 'year-unknown', 'two-digit-year', 'digits-repaired', 'reversed', 'term-bounds', 'school-year', 'lunar', 'relative'. */
  readonly reasons: readonly string[]
}

/** A month this many days after the document's date is rather one of the year before: its year stays open. */
const farAhead = 183
/** A day without a year this many days before the document's date is most likely of its year. */
const recent = 92

const lookAlikeDigits: Readonly<Record<string, string>> = {
  ...{ l: '1', I: '1', '|': '1', '!': '1', i: '1' },
  ...{ O: '0', o: '0', Q: '0', S: '5', s: '5', B: '8', Z: '2', z: '2', g: '9', q: '9', b: '6' },
}

type Resolver = (parts: DateParts, context: DateContext) => ResolvedDate | null

/** Digits of a part; spaces and fill dots in it do not count, letters that OCR reads for digits do ('2O24', 'l5'). */
function readDigits(part: string | null | undefined): { value: number; repaired: boolean } | null {
  const written = (part ?? '').replace(/[\s.…_]/gu, '')
  const digits = written.replace(/[lI|!iOoQSsBZzgqb]/gu, (letter) => lookAlikeDigits[letter] ?? letter)
  return /^\d{1,4}$/u.test(digits) ? { value: Number(digits), repaired: digits !== written } : null
}

const lunarMonths: ReadonlyMap<string, number> = new Map([
  [foldTone('giêng'), 1],
  [foldTone('chạp'), 12],
  [foldTone('tư'), 4],
])

/** A small number in digits, words (months: giêng, tư, chạp) or, where nothing else is meant, Roman. */
function readSmall(part: string | null | undefined): number | null {
  if (!part) return null
  const word = foldTone(part.trim().replace(/\s+/gu, ' '))
  return lunarMonths.get(word) ?? parseNumberWords(part) ?? readDigits(part)?.value ?? null
}

function readQuarter(part: string | null | undefined): number | null {
  const written = (part ?? '').trim()
  return parseRoman(written.replace(/[l1|](?=[IVl1|]|$)/gu, 'I')) ?? readSmall(written)
}

interface Year {
  readonly value: number
  readonly reasons: readonly string[]
}

/** A written year; two digits are of this century up to 49 and never later than the document. Domain facts D4. */
function readYear(part: string | null | undefined, context: DateContext): Year | null {
  const digits = readDigits(part)
  if (!digits) return null
  const reasons = digits.repaired ? ['digits-repaired'] : []
  if (digits.value >= 1000) return { value: digits.value, reasons }
  if (digits.value > 99 || (part ?? '').trim().length < 2) return null
  const value = digits.value + (digits.value < 50 ? 2000 : 1900)
  const limit = context.documentDate === null ? Infinity : Number(context.documentDate.slice(0, 4))
  return { value: value > limit ? value - 100 : value, reasons: [...reasons, 'two-digit-year'] }
}

function result(kind: ResolvedDate['kind'], span: Interval | null, reasons: readonly string[] = []): ResolvedDate {
  if (span && span.start > span.end) return { kind, start: null, end: null, reasons: [...reasons, 'reversed'] }
  return { kind, start: span?.start ?? null, end: span?.end ?? null, reasons }
}

const unknownYear = (kind: ResolvedDate['kind']): ResolvedDate => result(kind, null, ['year-unknown'])

/** The year of an undated part of a year: the document's. */
function baseYear(context: DateContext): number | null {
  if (context.year !== null) return context.year
  const day = context.period?.end ?? context.documentDate
  return day === null ? null : Number(day.slice(0, 4))
}

/** Years in which a span without one overlaps the time the document reports on, up to its own date. */
function yearsInPeriod(
  period: Interval,
  documentDate: string | null,
  spanIn: (year: number) => Interval | null,
): number[] {
  const last = documentDate !== null && documentDate > period.end ? documentDate : period.end
  const years: number[] = []
  for (let year = Number(period.start.slice(0, 4)); year <= Number(last.slice(0, 4)); year++) {
    const span = spanIn(year)
    if (span && span.start <= last && span.end >= period.start) years.push(year)
  }
  return years
}

/**
 * A single day takes its year from the reporting period it falls into; in plans, reports and letters a deadline from the
 * document's date, if it comes later in that year, and any other day, if it was shortly before. All else recurs every year.
 */
function resolveDayWithoutYear(
  context: DateContext,
  parts: DateParts,
  spanIn: (year: number) => Interval | null,
): Interval | null {
  if (parts['recurring']) return null
  const years = context.period ? yearsInPeriod(context.period, context.documentDate, spanIn) : []
  if (years.length === 1) return spanIn(years[0]!)
  const { documentDate } = context
  if (context.setsDeadlines !== true || documentDate === null) return null
  const span = spanIn(Number(documentDate.slice(0, 4)))
  if (!span) return null
  const isMeant = parts['deadline'] ? span.start >= documentDate : isRecent(span, context.period, documentDate)
  return isMeant ? span : null
}

/** Without a period of its own a document speaks of the days shortly before it. */
function isRecent({ end }: Interval, period: Interval | null, documentDate: string): boolean {
  const days = (Date.parse(documentDate) - Date.parse(end)) / 86_400_000
  return period === null && days >= 0 && days <= recent
}

const daySpan = (year: number, month: number, day: number): Interval | null => {
  const iso = dayOf(year, month, day)
  return iso === null ? null : { start: iso, end: iso }
}

const resolveDay: Resolver = (parts, context) => {
  const day = readDigits(parts['day'])
  const month = readSmall(parts['month'] ?? parts['monthOf'] ?? parts['monthOnly'])
  if (!day || month === null || day.value > daysInMonth(2024, month)) return null
  const repaired = day.repaired ? ['digits-repaired'] : []
  const written = parts['year'] ?? parts['yearOf']
  if (!written) {
    const span = resolveDayWithoutYear(context, parts, (y) => daySpan(y, month, day.value))
    return span ? result('date', span, [...repaired, 'year-inferred']) : unknownYear('date')
  }
  const year = readYear(written, context)
  const span = year && daySpan(year.value, month, day.value)
  return span ? result('date', span, [...new Set([...repaired, ...year.reasons])]) : null
}

/** Months and quarters without a year: the one in the reporting period, else the document's year unless far ahead. */
function resolvePart(
  kind: ResolvedDate['kind'],
  parts: DateParts,
  context: DateContext,
  spanIn: (year: number) => Interval | null,
): ResolvedDate | null {
  if (parts['year']) {
    const year = readYear(parts['year'], context)
    const span = year && spanIn(year.value)
    return span ? result(kind, span, year.reasons) : null
  }
  if (!spanIn(2000)) return null
  const inPeriod = context.period ? yearsInPeriod(context.period, context.documentDate, spanIn) : []
  const year = inPeriod.length === 1 ? inPeriod[0]! : baseYear(context)
  const span = year === null ? null : spanIn(year)
  if (!span || parts['recurring'] || isFarAhead(span, context)) return unknownYear(kind)
  return result(kind, span, ['year-inferred'])
}

function isFarAhead(span: Interval, context: DateContext): boolean {
  if (context.documentDate === null) return false
  return Date.parse(span.start) - Date.parse(context.documentDate) > farAhead * 86_400_000
}

const resolveMonth: Resolver = (parts, context) => {
  const month = readSmall(parts['month'])
  return month === null ? null : resolvePart('month', parts, context, (year) => monthSpan(year, month, month))
}

const resolveQuarter: Resolver = (parts, context) => {
  const quarter = readQuarter(parts['quarter'])
  if (quarter === null || quarter < 1 || quarter > 4) return null
  return resolvePart('quarter', parts, context, (year) => monthSpan(year, quarter * 3 - 2, quarter * 3))
}

/** The months of the year up to the end of the time a document reports on, if they are so many. */
function monthsReported(months: number, { period }: DateContext): Interval | null {
  if (!period) return null
  const span = monthSpan(Number(period.end.slice(0, 4)), 1, months)
  return span?.end === period.end ? span : null
}

/** The first ('đầu') or last ('cuối') months of a year. */
const resolveMonths: Resolver = (parts, context) => {
  const months = parts['months'] ? readSmall(parts['months']) : 6
  if (months === null || months < 1 || months > 12) return null
  const last = foldTone(parts['half'] ?? '') === foldTone('cuối')
  const kind = months === 6 ? 'half-year' : months === 9 && !last ? 'nine-months' : 'other'
  const spanIn = (year: number): Interval | null =>
    last ? monthSpan(year, 13 - months, 12) : monthSpan(year, 1, months)
  if (!parts['year']) {
    // Which months '5 tháng' without 'đầu năm' are, no rule of language says, but where the report's own time ends with them.
    if (!parts['half']) {
      const reported = parts['reported'] ? monthsReported(months, context) : null
      return result(kind, reported, [reported ? 'year-inferred' : 'bounds-unknown'])
    }
    const year = baseYear(context)
    return year === null || parts['recurring'] ? unknownYear(kind) : result(kind, spanIn(year), ['year-inferred'])
  }
  const year = readYear(parts['year'], context)
  const span = year && spanIn(year.value)
  return span ? result(kind, span, year.reasons) : null
}

const resolveYear: Resolver = (parts, context) => {
  const year = readYear(parts['year'], context)
  const span = year && yearSpan(year.value, year.value)
  return span ? result('year', span, year.reasons) : null
}

const resolveYears: Resolver = (parts, context) => {
  const first = readYear(parts['year'], context)
  const last = readYear(parts['endYear'], context)
  if (!first || !last) return null
  const span = yearSpan(first.value, last.value)
  const term = foldTone(parts['label'] ?? '').startsWith(foldTone('nhiệm kỳ')) ? ['term-bounds'] : []
  return span && result('year-range', span, [...first.reasons, ...term])
}

/** A school year is taken from 1 September to 31 August; a ministry sets its days anew each year. */
const resolveSchoolYear: Resolver = (parts, context) => {
  const first = readYear(parts['year'], context)
  const last = readYear(parts['endYear'], context)
  if (!first || (last && last.value !== first.value + 1)) return null
  const start = dayOf(first.value, 9, 1)
  const end = dayOf(first.value + 1, 8, 31)
  return start && end ? result('other', { start, end }, [...first.reasons, 'school-year']) : null
}

interface Ends {
  readonly startDay: number | null
  readonly startMonth: number
  readonly endDay: number | null
  readonly endMonth: number
}

/** Days of a range in the years given; without days its months are whole. */
function rangeSpan(ends: Ends, startYear: number, endYear: number): Interval | null {
  const start = dayOf(startYear, ends.startMonth, ends.startDay ?? 1)
  const end = dayOf(endYear, ends.endMonth, ends.endDay ?? daysInMonth(endYear, ends.endMonth))
  return start && end ? { start, end } : null
}

function readEnds(parts: DateParts): Ends | null {
  const endMonth = readSmall(parts['endMonth'] ?? parts['month'])
  const startMonth = readSmall(parts['month'] ?? parts['endMonth'])
  const startDay = readDigits(parts['day'])?.value ?? null
  const endDay = readDigits(parts['endDay'])?.value ?? null
  if (startMonth === null || endMonth === null || (startDay === null) !== (endDay === null)) return null
  const possible = (day: number | null, month: number): boolean =>
    month >= 1 && month <= 12 && (day === null || (day >= 1 && day <= daysInMonth(2024, month)))
  return possible(startDay, startMonth) && possible(endDay, endMonth)
    ? { startDay, startMonth, endDay, endMonth }
    : null
}

/** A left end without a year has the right end's, or the year before where it would come later in the year. */
function startYearFor(ends: Ends, endYear: number): number {
  const later = ends.startMonth * 100 + (ends.startDay ?? 1) > ends.endMonth * 100 + (ends.endDay ?? 31)
  return later ? endYear - 1 : endYear
}

const resolveRange: Resolver = (parts, context) => {
  const ends = readEnds(parts)
  if (!ends) return null
  if (!parts['endYear']) {
    const spanIn = (year: number): Interval | null => rangeSpan(ends, startYearFor(ends, year), year)
    const span = resolveDayWithoutYear(context, parts, spanIn)
    return span ? result('date-range', span, ['year-inferred']) : unknownYear('date-range')
  }
  const last = readYear(parts['endYear'], context)
  const first = parts['year'] ? readYear(parts['year'], context) : null
  if (!last || (parts['year'] && !first)) return null
  const startYear = first?.value ?? startYearFor(ends, last.value)
  const inferred = startYear === last.value || first ? [] : ['year-inferred']
  const span = rangeSpan(ends, startYear, last.value)
  return span && result('date-range', span, [...last.reasons, ...inferred])
}

/** From a month to the end of a year, or from the beginning of a year to a month. */
const resolveMonthYearRange: Resolver = (parts, context) => {
  const first = readYear(parts['year'] ?? parts['firstYear'], context)
  const last = readYear(parts['endYear'] ?? parts['lastYear'], context)
  const startMonth = parts['month'] ? readSmall(parts['month']) : 1
  const endMonth = parts['endMonth'] ? readSmall(parts['endMonth']) : 12
  if (!first || !last || startMonth === null || endMonth === null) return null
  const start = dayOf(first.value, startMonth, 1)
  const end = dayOf(last.value, endMonth, daysInMonth(last.value, endMonth))
  return start && end ? result('date-range', { start, end }, [...first.reasons, ...last.reasons]) : null
}

/** Windows named by their distance from the report's own. Never an item of their own: for comparisons of figures. */
const resolveRelative: Resolver = (parts, context) => {
  const named = foldTone((parts['relative'] ?? '').trim().replace(/\s+/gu, ' '))
  const is = (...words: string[]): boolean => words.some((word) => named.startsWith(foldTone(word)))
  const year = baseYear(context)
  const reasons = ['relative']
  if (is('cùng kỳ')) {
    const { period } = context
    return result('other', period && { start: addYears(period.start, -1), end: addYears(period.end, -1) }, reasons)
  }
  if (is('đến nay')) return { kind: 'other', start: null, end: context.documentDate, reasons }
  const shift = is('năm trước', 'năm ngoái') ? -1 : is('năm sau', 'năm tới') ? 1 : is('năm nay') ? 0 : null
  return shift === null ? null : result('other', year === null ? null : yearSpan(year + shift, year + shift), reasons)
}

const resolvers: Readonly<Record<string, Resolver>> = {
  date: resolveDay,
  month: resolveMonth,
  quarter: resolveQuarter,
  'half-year': resolveMonths,
  'nine-months': resolveMonths,
  months: resolveMonths,
  year: resolveYear,
  'year-range': resolveYears,
  'school-year': resolveSchoolYear,
  'date-range': resolveRange,
  'month-year-range': resolveMonthYearRange,
  relative: resolveRelative,
  lunar: () => result('other', null, ['lunar']),
}

/**
 * What a date as written means, as ISO days, both inclusive. `kind` is the rule's: the kinds of the record, and months (n
 * months of a year), month-year-range, school-year, relative, lunar, which come out as kinds of the record. A day, month or quarter without a
 * year takes it from the context ('year-inferred'); where that is not safe, start and end are null ('year-unknown').
 * Null: no such day (31/02), an unknown kind, or parts that are no numbers.
 */
export function resolveDate(kind: string, parts: DateParts, context: DateContext): ResolvedDate | null {
  return Object.hasOwn(resolvers, kind) ? resolvers[kind]!(parts, context) : null
}
