import type { DateMention } from '../domain/record.ts'
import type { CompiledRule } from '../rules/rule-set.ts'
import { resolveDate, type DateContext, type DateParts } from '../text/dates.ts'
import type { Candidate } from './candidate.ts'
import { matchRules, withRivals, type Match } from './match.ts'
import type { Passage } from './passages.ts'
import { weighRivals } from './rivals.ts'

export type DateValue = Pick<DateMention, 'kind' | 'start' | 'end'>

/** How far a reason moves the confidence of a date. */
const reasonDeltas: Readonly<Record<string, number>> = {
  'year-inferred': -0.08,
  'two-digit-year': -0.05,
  'term-bounds': -0.03,
}
const otherReasonDelta = -0.04

/** Where dates stand, longest first; what they mean needs the document's own date and period: see `resolveDates`. */
export function findDates(rules: readonly CompiledRule[], view: string, passages: readonly Passage[]): Match[] {
  return withRivals(matchRules(rules, view, passages))
}

/** A date left blank ('ngày    tháng    năm 2024'): no value, but worth a finding. */
export function isBlankDate(match: Match): boolean {
  return match.rule.set.kind === 'blank'
}

/** What a match means in this context; null where it names no real day. `known`: parts the text around says. */
export function readDate(
  match: Match,
  view: string,
  context: DateContext,
  known: DateParts = {},
): Candidate<DateValue> | null {
  const kind = match.rule.set.kind
  if (typeof kind !== 'string' || kind === 'blank') return null
  const parts: Record<string, string> = {}
  for (const [name, value] of Object.entries(known)) if (value) parts[name] = value
  for (const [name, value] of Object.entries(match.rule.set))
    if (name !== 'kind' && value !== null) parts[name] = String(value)
  for (const [name, group] of Object.entries(match.rule.take)) {
    const span = match.groups[group]
    if (span) parts[name] = view.slice(span.start, span.end)
  }
  const resolved = resolveDate(kind, parts, context)
  if (!resolved) return null
  const { start, end } = resolved
  const value = { kind: resolved.kind, start, end }
  const rivals = weighRivals(match, value, (rival) => readDate(rival, view, context)?.value ?? null)
  // A day the calendar does not have is stated, and means nothing.
  const isUnreadable = start === null && (parts.day !== undefined || parts.month !== undefined) && 'year' in parts
  return {
    spans: [{ start: match.start, end: match.end }],
    rule: match.rule.id,
    confidence: match.rule.confidence,
    reasons: [
      ...resolved.reasons.map((code) => ({ code, delta: reasonDeltas[code] ?? otherReasonDelta })),
      ...rivals.reasons,
    ],
    value,
    alternatives: rivals.alternatives,
    unreadable: isUnreadable ? ['start', 'end'] : [],
  }
}

export function readDates(matches: readonly Match[], view: string, context: DateContext): Candidate<DateValue>[] {
  return matches.flatMap(
    (match, index) => readDate(match, view, context, sharedYear(match, matches[index + 1], view)) ?? [],
  )
}

/** Between two parts of one year stands no more than this, and no comparison. */
const longestBetween = 90
const comparison = /[.!?\n]|(?<!\p{L})(?:so với|cùng kỳ|năm trước)(?!\p{L})/u

/** The year said once for two parts of it: '6 tháng đầu năm, phương hướng 6 tháng cuối năm 2024', 'quý I và quý II năm 2024'. */
function sharedYear(match: Match, next: Match | undefined, view: string): DateParts {
  const year = next?.groups[next.rule.take.year ?? '']
  if (!next || !year || match.passage !== next.passage || next.rule.set.kind !== match.rule.set.kind) return {}
  if (!sharing.has(String(match.rule.set.kind)) || match.groups[match.rule.take.year ?? '']) return {}
  const between = view.slice(match.end, next.start)
  if (between.length > longestBetween || comparison.test(between)) return {}
  return { year: view.slice(year.start, year.end) }
}

const sharing: ReadonlySet<string> = new Set(['months', 'quarter', 'month', 'half-year'])
