import type { DateMention } from '../domain/record.ts'
import type { Span } from './draft.ts'
import type { Facts } from './facts.ts'

/** A date or stretch of time the text names, from one mention or from two days with 'đến' between them. */
export interface Time extends Span {
  readonly items: readonly [string, ...string[]]
  readonly kind: DateMention['kind']
  /** ISO days; null where they are not known, or in the wrong order. */
  readonly from: string | null
  readonly to: string | null
  /** Its end is before its beginning. */
  readonly reversed: boolean
}

/** 'từ' before the first day, 'đến' between the two. */
const beginning = /(?<!\p{L})từ\s+$/iu
const joint = /^\s*(?:đến|tới|-|–)\s*(?:hết\s*)?$/iu
const reach = 8

/** In reading order. */
export function timesOf(facts: Facts): readonly Time[] {
  return facts.keep(timesOf, () => {
    const { dates } = facts.draft
    const times: Time[] = []
    for (let at = 0; at < dates.length; at++) {
      const range = joined(facts, dates[at]!, dates[at + 1])
      times.push(range ?? single(dates[at]!))
      if (range) at++
    }
    return times
  })
}

function single(item: DateMention): Time {
  const { start, end } = item.evidence[0]!
  const reversed = item.start === null && item.reasons.some(({ code }) => code === 'reversed')
  return { start, end, items: [item.id], kind: item.kind, from: item.start, to: item.end, reversed }
}

function joined({ text }: Facts, first: DateMention, second: DateMention | undefined): Time | null {
  if (first.kind !== 'date' || second?.kind !== 'date' || first.start === null || second.start === null) return null
  const [{ start, end }, behind] = [first.evidence[0]!, second.evidence[0]!]
  const lead = beginning.exec(text.slice(Math.max(0, start - reach), start))
  if (!lead || !joint.test(text.slice(end, behind.start))) return null
  const reversed = second.start < first.start
  const [from, to] = reversed ? [null, null] : [first.start, second.start]
  const items = [first.id, second.id] as const
  return { start: start - lead[0].length, end: behind.end, items: [...items], kind: 'date-range', from, to, reversed }
}
