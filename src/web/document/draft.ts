import { signal } from '@preact/signals'
import type { Values } from '../../domain/decision.ts'
import type { ReviewItem } from '../../domain/review-api.ts'
import type { FieldForm } from '../values/fields.ts'
import { readEntry } from '../values/read-entry.ts'
import { writeValue } from '../values/write-value.ts'
import { valueFields } from './item-words.ts'

/** What is typed but not decided yet, by key; a cell of a form's row is 'cells.2'. One item has a draft at a time. */
interface Draft {
  readonly item: string
  readonly entries: Readonly<Record<string, string>>
}

export const draft = signal<Draft | null>(null)

export function entryOf(item: ReviewItem, key: string): string {
  return typedEntry(item, key) ?? heldEntry(item, key)
}

export function type(item: ReviewItem, key: string, entry: string): void {
  const before = draft.value?.item === item.id ? draft.value.entries : {}
  draft.value = { item: item.id, entries: { ...before, [key]: entry } }
}

export function dropDraft(): void {
  draft.value = null
}

export function isInvalid(item: ReviewItem, key: string): boolean {
  const entry = typedEntry(item, key)
  return entry !== undefined && !readEntry(entry, formOf(item, key)).ok
}

export type Changes = { readonly ok: true; readonly values: Values } | { readonly ok: false; readonly key: string }

/** The values that differ from what the item holds, or the first entry that means nothing. */
export function changesOf(item: ReviewItem): Changes {
  const values: Values = {}
  const entries = draft.value?.item === item.id ? draft.value.entries : {}
  for (const [key, entry] of Object.entries(entries)) {
    if (entry === heldEntry(item, key)) continue
    const read = readEntry(entry, formOf(item, key))
    if (!read.ok) return { ok: false, key }
    if (key.startsWith('cells.')) Object.assign(values, cellChange(item, key, values, entry))
    else values[key] = read.value as Values[string]
  }
  return { ok: true, values }
}

function typedEntry(item: ReviewItem, key: string): string | undefined {
  return draft.value?.item === item.id ? draft.value.entries[key] : undefined
}

/** What the item holds, as an input shows it. */
export function heldEntry(item: ReviewItem, key: string): string {
  const held = item.state.values ?? item.extracted ?? {}
  if (!key.startsWith('cells.')) return writeValue(held[key], formOf(item, key))
  return cellsOf(held)[Number(key.slice('cells.'.length))] ?? ''
}

function formOf(item: ReviewItem, key: string): FieldForm {
  return valueFields(item).find((field) => field.key === key)?.form ?? 'text'
}

export function cellsOf(values: Values): readonly (string | null)[] {
  const cells = values['cells']
  return Array.isArray(cells) ? cells : []
}

/** A cell's new words, and the row's value with them where it was read from that cell. */
function cellChange(item: ReviewItem, key: string, changed: Values, entry: string): Values {
  const held = item.state.values ?? item.extracted ?? {}
  const at = Number(key.slice('cells.'.length))
  const before = cellsOf(held)[at] ?? ''
  const words = entry.normalize('NFC').trim()
  const cells = [...cellsOf({ ...held, ...changed })]
  cells[at] = words === '' ? null : words
  const change: Values = { cells }
  for (const { key: own, form } of valueFields(item)) {
    if (own === 'indicator' && before === held[own]) change[own] = words
    if (own !== 'value' && own !== 'unit' && own !== 'note' && own !== 'stt') continue
    const was = readEntry(before, form)
    const is = readEntry(words, form)
    if (was.ok && is.ok && was.value !== null && was.value === held[own]) change[own] = is.value as Values[string]
  }
  return change
}

/** A row's value set from outside its cells (a candidate, a proposal): the cell it was read from says the same then. */
export function withCells(item: ReviewItem, values: Values): Values {
  const held = item.state.values ?? item.extracted ?? {}
  if (item.kind !== 'form-row' || !('value' in values) || 'cells' in values) return values
  const at = cellsOf(held).findLastIndex((cell) => {
    const read = readEntry(cell ?? '', 'number')
    return read.ok && read.value === (held['value'] ?? null) && (cell !== null || held['value'] !== null)
  })
  if (at < 1) return values
  const cells = [...cellsOf(held)]
  cells[at] = writeValue(values['value'], 'number')
  return { ...values, cells }
}
