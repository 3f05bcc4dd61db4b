/** What a reviewer decides about: every extracted item, and every finding of a check. */
export const itemKinds = [
  'header',
  'signer',
  'recipient',
  'reference',
  'date',
  'metric',
  'form-row',
  'finding',
] as const
export type ItemKind = (typeof itemKinds)[number]

/** Header fields with one value, by their key in the record: the `slot` of an item of kind `header`. */
export const headerSlots = [
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
] as const
export type HeaderSlot = (typeof headerSlots)[number]
