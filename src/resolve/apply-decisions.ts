import type { Decision, ExportStatus, ItemState, ItemStatus, Values } from '../domain/decision.ts'
import type { ItemKind } from '../domain/item-kinds.ts'
import { headerSlots } from '../domain/item-kinds.ts'
import type { Extracted, Field, Finding, Record } from '../domain/record.ts'
import { editableValues, recordItems, sameValues } from './record-items.ts'

/** How one value came about. */
export interface ItemOutcome {
  readonly id: string
  readonly kind: Exclude<ItemKind, 'finding'>
  /** Header key, or null. */
  readonly slot: string | null
  readonly status: ExportStatus
  /** The same as the reviewer said it: `not-in-document` and `unreadable` are `rejected` above, `added` is `corrected`. */
  readonly review: ItemStatus
  /** What the program had found; null for an item that a person added. */
  readonly original: Values | null
  /** What holds; null for a rejected one. */
  readonly current: Values | null
  /** The program's confidence in `original`; null for an item that a person added. */
  readonly confidence: number | null
  /** The decision it rests on; null for `auto`. */
  readonly decision: Decision | null
  /** It was decided, but the program says something else now: `auto` again, to be looked at. */
  readonly changedSince: Decision | null
}

export interface Decided {
  /** The record as people left it: corrected, without what they rejected, with what they added, false alarms dropped. */
  readonly record: Record
  /** Every item of the record and every added one, rejected ones too, in reading order. */
  readonly outcomes: readonly ItemOutcome[]
  /** What was said of findings: `accepted` (it is so) or `rejected` (a false alarm), by their ids. */
  readonly findings: ReadonlyMap<string, ItemStatus>
  /** Decisions that fit nothing in this record any more. */
  readonly stale: readonly Decision[]
}

/**
 * A record and what was decided about its document, in the order of the log, whichever extraction that was about: decisions
 * hold by item id. A correction holds whatever the program says now; an item that was accepted or rejected is open again
 * where the program has another value for it. Comments and what was undone change nothing. `keepRejected`: what was rejected
 * stays in the record, as the program found it.
 */
export function applyDecisions(record: Record, decisions: readonly Decision[], keepRejected = false): Decided {
  const last = lastDecisions(decisions)
  const outcomes: ItemOutcome[] = recordItems(record).map(({ id, kind, slot, item, values }) => {
    const about = { id, kind, slot, original: values, confidence: item.confidence }
    return { ...about, ...outcomeOf(last.get(id), values) }
  })
  const known = new Set(outcomes.map(({ id }) => id))
  const findings = new Map<string, ItemStatus>()
  const stale: Decision[] = []
  const added: Decision[] = []
  const findingIds = new Set(record.findings.map(({ id }) => id))
  for (const decision of last.values()) {
    const { item, kind, after } = decision
    if (known.has(item) || isUntouched(after)) continue
    if (kind === 'finding') {
      if (findingIds.has(item)) findings.set(item, after.status)
      else stale.push(decision)
    } else if (decision.extracted !== null) stale.push(decision)
    else {
      added.push(decision)
      const about = { id: item, kind, slot: decision.slot, original: null, confidence: null }
      outcomes.push({ ...about, ...outcomeOf(decision, null) })
    }
  }
  return { record: rebuild(record, outcomes, added, findings, keepRejected), outcomes, findings, stale }
}

/** The decision that settles what each item is worth: the last one that is no comment and was not taken back. */
export function lastDecisions(decisions: readonly Decision[]): ReadonlyMap<string, Decision> {
  const effects = new Map<number, Effect>()
  const stacks = new Map<string, Decision[]>()
  for (const decision of decisions) {
    if (decision.action === 'comment' || decision.blind) continue
    const undone = decision.undoes === null ? undefined : effects.get(decision.undoes)
    // Undoing an undo does again what that had taken back.
    const effect: Effect = undone ? { ...undone, applies: !undone.applies } : { decision, applies: true }
    effects.set(decision.seq, effect)
    const before = (stacks.get(decision.item) ?? []).filter((one) => one !== effect.decision)
    stacks.set(decision.item, effect.applies ? [...before, effect.decision] : before)
  }
  return new Map([...stacks].flatMap(([item, stack]) => (stack.length > 0 ? [[item, stack.at(-1)!]] : [])))
}

interface Effect {
  readonly decision: Decision
  readonly applies: boolean
}

function isUntouched({ status, values }: ItemState): boolean {
  return status === 'open' && values === null
}

const statusOf: Readonly<{ [status in ItemStatus]: ExportStatus }> = {
  open: 'auto',
  conflict: 'auto',
  accepted: 'accepted',
  corrected: 'corrected',
  added: 'corrected',
  rejected: 'rejected',
  'not-in-document': 'rejected',
  unreadable: 'rejected',
}

type Verdict = Pick<ItemOutcome, 'status' | 'review' | 'current' | 'decision' | 'changedSince'>

function outcomeOf(decision: Decision | undefined, extracted: Values | null): Verdict {
  const auto = { status: 'auto', review: 'open', current: extracted, decision: null, changedSince: null } as const
  if (!decision) return auto
  const { status, values } = decision.after
  if (statusOf[status] === 'auto') return { ...auto, review: status }
  const restsOnValue = status !== 'corrected' && status !== 'added'
  if (restsOnValue && extracted !== null && !sameValues(decision.extracted, extracted)) {
    return { ...auto, changedSince: decision }
  }
  const current = statusOf[status] === 'rejected' ? null : restsOnValue && extracted ? extracted : values
  return { status: statusOf[status], review: status, current, decision, changedSince: null }
}

function rebuild(
  record: Record,
  outcomes: readonly ItemOutcome[],
  added: readonly Decision[],
  findings: ReadonlyMap<string, ItemStatus>,
  keepRejected: boolean,
): Record {
  const byId = new Map(outcomes.map((outcome) => [outcome.id, outcome]))
  const settle = <T extends Extracted>(item: T): T[] => {
    const outcome = byId.get(item.id)
    if (!outcome || outcome.status === 'auto') return [item]
    if (outcome.current === null) return keepRejected ? [item] : []
    return [withValues(item, outcome)]
  }
  const extra = (kind: ItemKind) =>
    added.flatMap((decision) => {
      const outcome = byId.get(decision.item)
      return decision.kind === kind && outcome?.current ? [withValues(toItem(record, decision), outcome)] : []
    })
  const inOrder = <T extends Extracted>(kind: ItemKind, items: readonly T[]): T[] =>
    [...items.flatMap(settle), ...(extra(kind) as unknown as T[])].sort(byPlace)
  const headers = Object.fromEntries(
    headerSlots.map((slot): [string, Field | null] => {
      const field = record.header[slot]
      const own = field ? settle(field)[0] : undefined
      const given = added.findLast((one) => one.kind === 'header' && one.slot === slot)
      return [
        slot,
        own ?? (given ? ((extra('header') as unknown as Field[]).find(({ id }) => id === given.item) ?? null) : null),
      ]
    }),
  ) as Pick<Record['header'], (typeof headerSlots)[number]>
  return {
    ...record,
    header: {
      ...headers,
      signers: inOrder('signer', record.header.signers),
      recipients: inOrder('recipient', record.header.recipients),
    },
    references: inOrder('reference', record.references),
    dates: inOrder('date', record.dates),
    metrics: inOrder('metric', record.metrics),
    forms: withRows(record, settle, extra('form-row')),
    findings: record.findings.filter(({ id }: Finding) => keepRejected || findings.get(id) !== 'rejected'),
  }
}

/** Rows that were added stand in the form they are nearest to. */
function withRows(
  { forms }: Record,
  settle: <T extends Extracted>(item: T) => T[],
  extra: readonly Extracted[],
): Record['forms'] {
  type Row = Record['forms'][number]['rows'][number]
  const start = (one: { evidence: Extracted['evidence'] }) => one.evidence[0]?.start ?? 0
  const homeOf = (row: Extracted) => forms.findLast((form) => start(form) <= start(row)) ?? forms[0]
  return forms.map((form) => {
    const own = (extra as unknown as Row[]).filter((row) => homeOf(row)?.id === form.id)
    return { ...form, rows: [...form.rows.flatMap(settle), ...own].sort(byPlace) }
  })
}

function byPlace(a: Extracted, b: Extracted): number {
  return (a.evidence[0]?.start ?? 0) - (b.evidence[0]?.start ?? 0)
}

/** What people say is believed; the program's own confidence stands in the outcome. */
function withValues<T extends Extracted>(item: T, { kind, current }: ItemOutcome): T {
  const name = kind === 'signer' ? { value: current?.['name'] ?? '' } : {}
  return { ...item, ...current, ...name, confidence: 1 }
}

const empty = {
  header: { value: '' },
  signer: { name: '', position: null, authority: [] },
  recipient: { value: '' },
  reference: { type: null, number: null, date: null, issuer: null, subject: null },
  date: { kind: 'other', start: null, end: null },
  metric: { label: '', section: null, ...editableValues('metric', {}) },
  'form-row': { ...editableValues('form-row', {}), indicator: '', cells: [] },
  finding: {},
} as const satisfies Readonly<{ [kind in ItemKind]: object }>

function toItem({ text }: Record, { item, kind, evidence, after }: Decision): Extracted {
  const [first] = evidence
  const shown = Object.values(after.values ?? {}).find((value) => typeof value === 'string') ?? ''
  return {
    id: item,
    raw: first && first.end > first.start ? text.slice(first.start, first.end) : shown,
    confidence: 1,
    reasons: [{ code: 'reviewer', delta: 1 }],
    rule: 'reviewer',
    evidence,
    ...empty[kind],
  }
}
