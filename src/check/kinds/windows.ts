import type { Check } from '../../domain/check.ts'
import type { DateMention, Section } from '../../domain/record.ts'
import type { Suspicion } from '../draft.ts'
import type { Facts } from '../facts.ts'
import { phrasesOf, wordKey } from '../word-key.ts'
import { showDate } from './show-date.ts'

/** A stretch of time that figures of a section are counted over, from the beginning of the period to a day. */
interface Window {
  readonly item: DateMention
  readonly start: number
  readonly end: number
  /** Last day counted. */
  readonly until: string
  readonly section: Section
}

/** Reports of one period are closed on days this near to each other: the 14th, or the end of the month. */
const sameClose = 20
/** A window of the period begins on the 15th of the month before it, or with it. */
const sameBeginning = 20

const dayLength = 86_400_000

/** C12: figures under one heading counted to different days of the period. */
export function checkWindows(facts: Facts, { until }: Check<'window-mixed'>): Suspicion[] {
  const bySection = new Map<Section, Window[]>()
  for (const item of facts.draft.dates) {
    const window = readWindow(facts, item, until)
    if (window) bySection.set(window.section, [...(bySection.get(window.section) ?? []), window])
  }
  return [...bySection].flatMap(([section, windows]) => {
    const ordered = [...windows].sort((a, b) => (a.until < b.until ? -1 : a.until > b.until ? 1 : a.start - b.start))
    const [first, last] = [ordered[0]!, ordered.at(-1)!]
    if (days(first.until, last.until) <= sameClose) return []
    const same = windows.filter((window) => window.until === first.until && window !== first)
    return [
      {
        values: {
          first: quote(facts, first),
          second: quote(facts, last),
          section: `${section.number ?? ''} ${section.title}`.trim().slice(0, 80),
        },
        spans: [first, ...same, last],
        items: [first, ...same, last].map(({ item }) => item.id),
        expected: showDate(last.until),
        found: showDate(first.until),
      },
    ]
  })
}

function readWindow(facts: Facts, item: DateMention, until: readonly string[]): Window | null {
  const [period, periodEnd] = facts.draft.header.period?.value.split('/') ?? []
  const own = facts.issuedOn
  const { start, end } = item.evidence[0]!
  const section = sectionAt(facts, start)
  if (period === undefined || periodEnd === undefined || own === null || !section) return null
  const close = own < periodEnd ? own : periodEnd
  if (facts.draft.references.some(({ evidence }) => evidence.some((place) => place.start <= start && end <= place.end)))
    return null
  const place = { item, start, end, section }
  if (item.start === null || item.end === null || item.end < period) return null
  if (item.kind === 'date') {
    const before = wordKey(
      facts.text
        .slice(Math.max(0, start - 40), start)
        .split(/[.;\n]/u)
        .at(-1) ?? '',
    )
    const closes = phrasesOf(until).end(before) || phrasesOf(until).begin(wordKey(item.raw))
    return closes && item.end <= close ? { ...place, until: item.end } : null
  }
  if (item.kind === 'year' || item.kind === 'year-range' || item.kind === 'month' || item.kind === 'quarter')
    return null
  if (Math.abs(days(item.start, period)) > sameBeginning) return null
  return { ...place, until: item.end < close ? item.end : close }
}

/** The innermost section with a number around a place. */
function sectionAt(facts: Facts, at: number): Section | undefined {
  return facts.draft.sections.findLast((section) => section.start <= at && at < section.end)
}

function days(from: string, to: string): number {
  return (Date.parse(to) - Date.parse(from)) / dayLength
}

function quote(facts: Facts, window: Window): string {
  const text = facts.slice(window).replace(/\s+/gu, ' ')
  return window.item.kind === 'date' ? text.replace(/^ngày\s*/iu, '') : text
}
