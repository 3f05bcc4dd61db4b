import { editableKeys } from '../domain/decision.ts'
import { headerSlots } from '../domain/item-kinds.ts'
import type { Values } from '../domain/decision.ts'
import type { ItemKind } from '../domain/item-kinds.ts'
import type { Extracted, Finding, Record } from '../domain/record.ts'

/** An item of a record with what is needed to decide about it, whatever its kind. */
export interface RecordItem {
  readonly id: string
  readonly kind: Exclude<ItemKind, 'finding'>
  /** The header key; null for other kinds. */
  readonly slot: string | null
  /** Of a row, the id of its form. */
  readonly form: string | null
  readonly item: Extracted
  readonly values: Values
}

/** Every item that was extracted, in reading order. */
export function recordItems(record: Record): RecordItem[] {
  const { header } = record
  const make = (kind: RecordItem['kind'], item: Extracted, slot: string | null = null, form: string | null = null) => ({
    id: item.id,
    kind,
    slot,
    form,
    item,
    values: editableValues(kind, item),
  })
  const items: RecordItem[] = headerSlots.flatMap((slot) => (header[slot] ? make('header', header[slot], slot) : []))
  items.push(...header.signers.map((item) => make('signer', item)))
  items.push(...header.recipients.map((item) => make('recipient', item)))
  items.push(...record.references.map((item) => make('reference', item)))
  items.push(...record.dates.map((item) => make('date', item)))
  items.push(...record.metrics.map((item) => make('metric', item)))
  items.push(...record.forms.flatMap(({ id, rows }) => rows.map((row) => make('form-row', row, null, id))))
  const offset = ({ item }: RecordItem) => item.evidence[0]?.start ?? 0
  return items.sort((a, b) => offset(a) - offset(b))
}

/** What a reviewer may change of an item, in the order of its keys. */
export function editableValues(kind: ItemKind, item: object): Values {
  const keys: readonly string[] = editableKeys[kind]
  const from = item as Readonly<{ [key: string]: Values[string] | undefined }>
  return Object.fromEntries(keys.map((key) => [key, from[key] ?? null]))
}

export function sameValues(a: Values | null, b: Values | null): boolean {
  if (a === null || b === null) return a === b
  const keys = new Set([...Object.keys(a), ...Object.keys(b)])
  return [...keys].every((key) => JSON.stringify(a[key] ?? null) === JSON.stringify(b[key] ?? null))
}

/** Ids of findings by the items they speak of, the gravest first. */
export function findingsByItem({ findings }: Record): ReadonlyMap<string, readonly Finding[]> {
  const byItem = new Map<string, Finding[]>()
  const order = ['high', 'medium', 'low']
  const sorted = [...findings].sort((a, b) => order.indexOf(a.severity) - order.indexOf(b.severity))
  for (const finding of sorted) {
    for (const id of new Set(finding.items)) byItem.set(id, [...(byItem.get(id) ?? []), finding])
  }
  return byItem
}
