import type { Check } from '../../domain/check.ts'
import type { Section } from '../../domain/record.ts'
import type { Suspicion } from '../draft.ts'
import type { Facts } from '../facts.ts'
import { timesOf, type Time } from '../times.ts'
import { phrasesOf, wordKey } from '../word-key.ts'
import { showDate } from './show-date.ts'

/** A stretch of time that figures of a section are counted over, from the beginning of the period to a day. */
interface Window {
  readonly time: Time
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
  for (const time of timesOf(facts)) {
    const window = readWindow(facts, time, until)
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
        items: [first, ...same, last].flatMap(({ time }) => time.items),
        expected: showDate(last.until),
        found: showDate(first.until),
      },
    ]
  })
}

function readWindow(facts: Facts, time: Time, until: readonly string[]): Window | null {
  const [period, periodEnd] = facts.draft.header.period?.value.split('/') ?? []
  const own = facts.issuedOn
  const { start, end, kind, from, to } = time
  const section = sectionAt(facts, start)
  if (period === undefined || periodEnd === undefined || own === null || !section) return null
  const close = own < periodEnd ? own : periodEnd
  if (facts.draft.references.some(({ evidence }) => evidence.some((place) => place.start <= start && end <= place.end)))
    return null
  const place = { time, start, end, section }
  if (from === null || to === null || to < period) return null
  if (kind === 'date') {
    const before = wordKey(
      facts.text
        .slice(Math.max(0, start - 40), start)
        .split(/[.;\n]/u)
        .at(-1) ?? '',
    )
    const closes = phrasesOf(until).end(before) || phrasesOf(until).begin(wordKey(facts.slice(time)))
    return closes && to <= close ? { ...place, until: to } : null
  }
  if (kind === 'year' || kind === 'year-range' || kind === 'month' || kind === 'quarter') return null
  if (Math.abs(days(from, period)) > sameBeginning) return null
  return { ...place, until: to < close ? to : close }
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
  return window.time.kind === 'date' ? text.replace(/^ngày\s*/iu, '') : text
}
