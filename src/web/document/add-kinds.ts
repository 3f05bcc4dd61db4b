import type { headerSlots, ItemKind } from '../../domain/decision.ts'

/** Kinds a person can add; rows belong to a form, findings to a check. */
export type AddKind = Exclude<ItemKind, 'form-row' | 'finding'>

export const headerSlotNames: readonly (typeof headerSlots)[number][] = [
  'type',
  'number',
  'issuedOn',
  'place',
  'issuer',
  'parentIssuer',
  'subject',
  'period',
  'secrecy',
  'urgency',
]
