import type { ItemKind } from '../domain/item-kinds.ts'
import type { Decision } from '../domain/decision.ts'
import type { Extracted, Record } from '../domain/record.ts'
import type { Gold } from '../evaluate/gold.ts'
import { applyDecisions } from '../resolve/apply-decisions.ts'
import type { ItemOutcome } from '../resolve/apply-decisions.ts'
import { maskDeep, personalDigits } from '../text/personal-numbers.ts'
import { isUnseen } from '../domain/decision.ts'

/** Names of our header's fields → the gold's. */
const headerKeys = {
  ...{
    type: 'type',
    number: 'number',
    issuedOn: 'date',
    place: 'place',
    issuer: 'issuer',
    parentIssuer: 'parentIssuer',
  },
  ...{ subject: 'subject', period: 'period', secrecy: 'secrecy', urgency: 'urgency' },
} as const

const lists = { references: 'reference', dates: 'date', metrics: 'metric', forms: 'form-row' } as const

/**
 * What people said of a document, as gold. A kind of which every value was settled counts as annotated from end to end;
 * of others only what was settled counts, and what was found wrong. Null where nothing was settled that can be told.
 */
export function goldOf(record: Record, decisions: readonly Decision[]): Gold | null {
  const { record: decided, outcomes } = applyDecisions(record, decisions)
  const personal = personalDigits(record.text)
  const isPublic = ({ original, current }: ItemOutcome) =>
    JSON.stringify(maskDeep([original, current], personal)) === JSON.stringify([original, current])
  const settled = outcomes.filter((outcome) => isSettled(outcome) && isPublic(outcome))
  if (settled.length === 0) return null
  const ids = new Set(settled.map(({ id }) => id))
  const ofKind = (kind: ItemKind) => outcomes.filter((outcome) => outcome.kind === kind)
  const isWhole = (kind: ItemKind) => ofKind(kind).every(({ id }) => ids.has(id))
  const isTold = (kind: ItemKind) => ofKind(kind).some(({ id }) => ids.has(id))
  const kept = <T extends Extracted>(items: readonly T[]) => items.filter(({ id }) => ids.has(id))
  const told = Object.entries(lists).filter(([, kind]) => isTold(kind))
  const all = { ...listsOf(decided, kept), forms: formsOf(decided, kept) }
  const names = namesOf(decided, (kind) => isTold(kind) && isWhole(kind))
  return {
    id: record.id,
    source: record.source.name,
    scope: Object.fromEntries(told.map(([list, kind]) => [list, isWhole(kind) ? 'all' : ['what reviewers settled']])),
    header: { ...headerOf(settled), ...names },
    ...Object.fromEntries(told.map(([list]) => [list, all[list as keyof typeof all]])),
    wrong: settled.filter(({ status }) => status !== 'accepted').map(({ id }) => id),
  }
}

/** Someone looked at it and could tell. */
function isSettled({ status, review, decision }: ItemOutcome): boolean {
  return status !== 'auto' && review !== 'unreadable' && decision !== null && !isUnseen(decision)
}

function headerOf(settled: readonly ItemOutcome[]): NonNullable<Gold['header']> {
  const fields = settled.filter(({ kind }) => kind === 'header')
  return Object.fromEntries(
    fields.flatMap(({ slot, current }) => {
      const key = slot !== null && Object.hasOwn(headerKeys, slot) ? headerKeys[slot as keyof typeof headerKeys] : null
      const value = current?.['value'] ?? null
      return key === null ? [] : [[key, value === null ? null : String(value)]]
    }),
  )
}

/** Lists of the header, only where they were settled to the end: the gold knows no part of them. */
function namesOf({ header }: Record, isComplete: (kind: ItemKind) => boolean): NonNullable<Gold['header']> {
  return {
    ...(isComplete('signer') && { signers: header.signers.map(({ name }) => ({ name })) }),
    ...(isComplete('recipient') && { recipients: header.recipients.map(({ value }) => value) }),
  }
}

type Kept = <T extends Extracted>(items: readonly T[]) => T[]

function listsOf({ references, dates, metrics }: Record, kept: Kept) {
  return {
    references: kept(references).map(({ raw, type, number, date }) => ({ quote: raw, type, number, date })),
    dates: kept(dates).map(({ raw, start, end }) => ({ quote: raw, start_iso: start, end_iso: end })),
    metrics: kept(metrics).map(({ raw, label, value, unit, denominator, percent, from, to, change }) => ({
      ...{ quote: raw, label, value, unit, denominator, percent, change },
      ...(from !== null && { from }),
      ...(to !== null && { to }),
    })),
  }
}

function formsOf({ forms }: Record, kept: Kept): NonNullable<Gold['forms']> {
  return forms.flatMap(({ number, title, rows }) => {
    const settled = kept(rows).map(({ stt, indicator, unit, value }) => ({ stt, indicator, unit, value }))
    return settled.length === 0 ? [] : [{ form: number, title, rows: settled }]
  })
}
