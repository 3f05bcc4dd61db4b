import { itemKinds } from '../domain/confidence.ts'
import { f1Share, wilson, type Share } from './intervals.ts'
import type { Judgement } from './judge.ts'

/** How one kind of item came out. */
export interface Tally {
  /** 'metrics', or 'metrics.full' where everything about an item must be right. */
  readonly kind: string
  /** What the gold asks for. */
  readonly gold: number
  readonly right: number
  readonly wrong: number
  /** What the gold asks for and is not there, or not right. */
  readonly missing: number
  /** Null where a document was annotated in part: what was found besides is not known to be wrong. */
  readonly precision: Share | null
  readonly recall: Share
  readonly f1: Share | null
  /** Of what the gold asks for: right less `wrongCost` for every wrong, per item. 1 is all right, 0 an empty record. */
  readonly worth: number | null
}

/** A reviewer fills in what is missing as soon as he sees the gap; what is wrong he has to notice first. */
export const wrongCost = 5

export function tallyAll(judgements: readonly Judgement[]): Tally[] {
  const counts = new Map<string, { right: number; wrong: number; missing: number; isPartial: boolean }>()
  const at = (kind: string) => {
    const known = counts.get(kind) ?? { right: 0, wrong: 0, missing: 0, isPartial: false }
    counts.set(kind, known)
    return known
  }
  for (const { items, missed, partial } of judgements) {
    for (const kind of partial) at(kind).isPartial = true
    for (const { kind, right, full, excused } of items) {
      if (excused) continue
      at(kind)[right ? 'right' : 'wrong']++
      if (!withParts.has(kind)) continue
      const whole = at(`${kind}.full`)
      if (full) whole.right++
      else whole.wrong++
      // What is right only in part is missing as a whole.
      if (right && !full) whole.missing++
    }
    for (const { kind } of missed) {
      at(kind).missing++
      if (withParts.has(kind)) at(`${kind}.full`).missing++
    }
  }
  const order = itemKinds.flatMap((kind) => [kind, `${kind}.full`])
  return order.flatMap((kind) => {
    const count = counts.get(kind)
    return count ? [toTally(kind, count)] : []
  })
}

/** Kinds of which more than the value is judged. */
const withParts: ReadonlySet<string> = new Set(['references', 'metrics', 'forms'])

function toTally(
  kind: string,
  { right, wrong, missing, isPartial }: { right: number; wrong: number; missing: number; isPartial: boolean },
): Tally {
  const gold = right + missing
  return {
    ...{ kind, gold, right, wrong, missing },
    precision: isPartial ? null : wilson(right, right + wrong),
    recall: wilson(right, gold),
    f1: isPartial ? null : f1Share(right, wrong, missing),
    worth: gold === 0 ? null : (right - wrongCost * wrong) / gold,
  }
}
