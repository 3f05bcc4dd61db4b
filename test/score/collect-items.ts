import type { Evidence, Extracted, Record } from '../../src/domain/record.ts'

export interface CollectedItem extends Extracted {
  /** 'metrics', 'header.subject', …: what a failing test prints. */
  readonly kind: string
}

/** Everything of a record that was read from the document as a value: all lists, all rows, the whole header. */
export function collectItems(record: Record): CollectedItem[] {
  const { header, references, dates, metrics, forms } = record
  const of = (kind: string, items: readonly Extracted[]): CollectedItem[] => items.map((item) => ({ ...item, kind }))
  return [
    ...Object.entries(header).flatMap(([key, field]) => of(`header.${key}`, [field ?? []].flat())),
    ...of('references', references),
    ...of('dates', dates),
    ...of('metrics', metrics),
    ...forms.flatMap(({ rows }) => of('forms', rows)),
  ]
}

/** Every place a record points to, also those of forms and findings, which have no `raw`. */
export function collectEvidence(record: Record): Evidence[] {
  const { forms, findings } = record
  return [...collectItems(record), ...forms, ...findings].flatMap(({ evidence }) => evidence)
}
