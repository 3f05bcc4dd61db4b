import type { Record } from '../domain/record.ts'

/** How a record differs from the one of another edition, by the ids of its items. */
export interface RecordDifference {
  /** Rules and version of the other. */
  readonly rules: string
  readonly version: string
  readonly textChanged: boolean
  /** By section; sections without differences are left out. */
  readonly sections: Readonly<globalThis.Record<string, SectionDifference>>
  /** The first ones, in the order of the record. */
  readonly examples: readonly Example[]
}

export interface SectionDifference {
  readonly added: number
  readonly removed: number
  /** Other values; confidence, rule and reasons may differ without being counted. */
  readonly changed: number
}

export interface Example {
  readonly section: string
  readonly what: 'added' | 'removed' | 'changed'
  readonly id: string
  readonly raw: string
  /** For `changed`: the first key that differs, as JSON. */
  readonly key?: string
  readonly before?: string
  readonly after?: string
}

const mostExamples = 20
const longestText = 200

/** Keys that say how a value was found, not what it is. */
const notValues = new Set(['id', 'confidence', 'reasons', 'rule', 'evidence', 'alternatives'])

type Item = { readonly id: string; readonly raw?: string } & object

/** `most`: so many examples are kept. */
export function compareRecords(before: Record, after: Record, most = mostExamples): RecordDifference {
  const sections: globalThis.Record<string, SectionDifference> = {}
  const examples: Example[] = []
  const [old, current] = [itemsOf(before), itemsOf(after)]
  for (const [section, items] of Object.entries(current)) {
    const found = compareItems(section, old[section]!, items)
    const count = (what: Example['what']) => found.filter((one) => one.what === what).length
    if (found.length === 0) continue
    sections[section] = { added: count('added'), removed: count('removed'), changed: count('changed') }
    examples.push(...found.slice(0, most - examples.length))
  }
  const { rules, version } = before.extraction
  return { rules, version, textChanged: before.text !== after.text, sections, examples }
}

function itemsOf({ header, references, dates, metrics, forms, findings }: Record): globalThis.Record<string, Item[]> {
  const { signers, recipients, ...fields } = header
  return {
    header: Object.values(fields).filter((field) => field !== null),
    signers,
    recipients,
    references,
    dates,
    metrics,
    formRows: forms.flatMap((form) => form.rows),
    findings,
  }
}

function compareItems(section: string, before: readonly Item[], after: readonly Item[]): Example[] {
  const old = new Map(before.map((item) => [item.id, item]))
  const found: Example[] = []
  for (const item of after) {
    const other = old.get(item.id)
    old.delete(item.id)
    if (!other) found.push(example(section, 'added', item))
    else {
      const key = differingKey(other, item)
      if (key !== null) found.push({ ...example(section, 'changed', item), key, ...valuesAt(key, other, item) })
    }
  }
  return [...found, ...[...old.values()].map((item) => example(section, 'removed', item))]
}

function example(section: string, what: Example['what'], { id, raw = '' }: Item): Example {
  return { section, what, id, raw: raw.slice(0, longestText) }
}

function differingKey(before: Item, after: Item): string | null {
  const keys = new Set([...Object.keys(before), ...Object.keys(after)])
  for (const key of keys) {
    if (!notValues.has(key) && JSON.stringify(at(before, key)) !== JSON.stringify(at(after, key))) return key
  }
  return null
}

function valuesAt(key: string, before: Item, after: Item): Pick<Example, 'before' | 'after'> {
  const text = (item: Item) => JSON.stringify(at(item, key) ?? null).slice(0, longestText)
  return { before: text(before), after: text(after) }
}

function at(item: Item, key: string): unknown {
  return (item as globalThis.Record<string, unknown>)[key]
}
