import type { Check } from '../../domain/check.ts'
import { dayOf } from '../../text/calendar.ts'
import type { Suspicion } from '../draft.ts'
import type { Facts } from '../facts.ts'
import { timesOf } from '../times.ts'
import { phrasesOf, wordKey } from '../word-key.ts'
import { showDate } from './show-date.ts'

const numeric = /(?<day>\d{1,2})(?<mark>[/.-])(?<month>\d{1,2})\k<mark>(?<year>(?:19|20)\d\d)/gu
const within = { before: /[\p{L}\d/.,-]/u, after: /^(?:\d|[/-][\p{L}\d])/u }
const spelt = /(?<!\p{L})ngày\s+(?<day>\d{1,2})\s+tháng\s+(?<month>\d{1,2})\s+năm\s+(?<year>(?:19|20)\d\d)(?!\d)/giu
/** Without the year only the last days of months, lest 'ngày 15/20 hồ sơ' be taken for one. */
const yearless = /(?<!\p{L})ngày\s+(?<day>29|30|31)\/(?<month>0?[1-9]|1[0-2])(?![\d/.-])/giu
const leapYear = '2024'
/** A year of three or five digits, or of another millennium: 'ngày 05/3/20244', 'ngày 12/4/2204'. */
const yearSlip =
  /(?<!\p{L})ngày\s+\d{1,2}(?<mark>[/.-])\d{1,2}\k<mark>(?:\d{3}|\d{5}|(?:1[0-8]|2[1-9]|[03-9]\d)\d\d)(?![\p{L}\d/-])/giu

/** C9: 31/02/2024. Such a date is no item of the record, so the text itself is looked through. */
export function checkImpossibleDates({ text }: Facts): Suspicion[] {
  const written = [...text.matchAll(numeric)].filter(
    ({ 0: { length }, index }) =>
      !within.before.test(text.charAt(index - 1)) && !within.after.test(text.slice(index + length, index + length + 2)),
  )
  const all = [...written, ...text.matchAll(spelt), ...text.matchAll(yearless)].sort((a, b) => a.index - b.index)
  const wrong = all.filter(({ groups }) => {
    const { day, month, year = leapYear } = groups ?? {}
    return dayOf(Number(year), Number(month), Number(day)) === null
  })
  return [...wrong, ...text.matchAll(yearSlip)].map((match) => ({
    values: { date: match[0] },
    spans: [{ start: match.index, end: match.index + match[0].length }],
    items: [],
    expected: null,
    found: match[0],
  }))
}

/** C9: a cited document, or figures 'tính đến ngày …', later than the document itself. */
export function checkFutureDates(facts: Facts, { until, planned }: Check<'date-future'>): Suspicion[] {
  const own = facts.issuedOn
  if (own === null) return []
  const { dates, references } = facts.draft
  const suspicion = (id: string, { start, end }: { start: number; end: number }, date: string): Suspicion => ({
    values: { date: showDate(date), own: showDate(own), what: facts.text.slice(start, end).replace(/\s+/gu, ' ') },
    spans: [{ start, end }],
    items: [id],
    expected: `≤ ${own}`,
    found: date,
  })
  const cited = references.flatMap((item) =>
    item.date !== null && item.date > own ? [suspicion(item.id, item.evidence[0]!, item.date)] : [],
  )
  const counted = dates.flatMap((item) => {
    const place = item.evidence[0]!
    if (item.kind !== 'date' || item.start === null || item.start <= own) return []
    const before = wordKey(/[^.;\n]*$/u.exec(facts.text.slice(Math.max(0, place.start - 60), place.start))?.[0] ?? '')
    const isWindow = phrasesOf(until).end(before) || phrasesOf(until).begin(wordKey(item.raw))
    return isWindow && !phrasesOf(planned).in(before) ? [suspicion(item.id, place, item.start)] : []
  })
  const later = [...cited, ...counted]
  return new Set(later.map(({ found }) => found)).size < manyLater ? later : [asOne(facts, later)]
}

/** Of so many later days the document's own is the likelier slip. */
const manyLater = 3
/** A message names no more places than these. */
const mostNamed = 3

function asOne({ draft }: Facts, later: readonly Suspicion[]): Suspicion {
  const own = draft.header.issuedOn!
  const named = (name: string): string[] => [...new Set(later.map(({ values }) => values[name] ?? ''))]
  const dates = named('date')
  const shown = [...dates.slice(0, mostNamed), ...(dates.length > mostNamed ? ['…'] : [])]
  const latest = later.map(({ found }) => found ?? '').reduce((a, b) => (a > b ? a : b))
  return {
    values: {
      ...later[0]!.values,
      what: named('what').slice(0, mostNamed).join('"; "'),
      date: shown.join('; '),
    },
    spans: [own.evidence[0]!, ...later.flatMap(({ spans }) => spans)],
    items: [own.id, ...later.flatMap(({ items }) => items)],
    expected: `≥ ${latest}`,
    found: own.value,
  }
}

/** C9: 'thứ Hai, ngày 07/3/2024', which was a Thursday. */
export function checkWeekdays(facts: Facts, { weekdays }: Check<'date-weekday'>): Suspicion[] {
  const names = weekdays.map((name) => wordKey(name))
  const find = (key: string): number => names.findIndex((name) => key.startsWith(name))
  return facts.draft.dates.flatMap((item) => {
    if (item.kind !== 'date' || item.start === null) return []
    const { start, end } = item.evidence[0]!
    const before = /((?:thứ|chủ)\s+\p{L}+)[\s,(]*$/iu.exec(facts.text.slice(Math.max(0, start - 20), start))
    const behind = /^\s*\(\s*((?:thứ|chủ)\s+\p{L}+)\s*\)/iu.exec(facts.text.slice(end, end + 20))
    const stated = before?.[1] ?? behind?.[1]
    const weekday = stated === undefined ? -1 : find(wordKey(stated))
    const actual = new Date(`${item.start}T00:00:00Z`).getUTCDay()
    if (weekday < 0 || weekday === actual) return []
    const from = before ? start - before[0].length : start
    const to = behind ? end + behind[0].length : end
    return [
      {
        values: { date: showDate(item.start), stated: stated!, weekday: weekdays[actual] ?? '' },
        spans: [{ start: from, end: to }],
        items: [item.id],
        expected: weekdays[actual] ?? null,
        found: stated!,
      },
    ]
  })
}

/** C9: a window that ends before it begins. */
export function checkReversedRanges(facts: Facts): Suspicion[] {
  return timesOf(facts).flatMap((time) => {
    if (!time.reversed) return []
    const range = facts.slice(time).replace(/\s+/gu, ' ')
    return [{ values: { range }, spans: [time], items: time.items, expected: null, found: range }]
  })
}
