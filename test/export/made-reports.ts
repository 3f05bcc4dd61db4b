import type { Field, FormRow, Metric, Record, Reference } from '../../src/domain/record.ts'
import { noFigure } from '../../src/extract/figure-values.ts'
import type { ReviewedRecord } from '../../src/export/selection.ts'
import { makeField, makeRecord, noHeader } from '../pipeline/sample-record.ts'

export const sure = (value: string, confidence = 0.95): Field => makeField(value, confidence)

/** A report found sure of its heading; `id`: any short text, told apart from others. */
export function makeReport(
  id: string,
  header: { readonly [field in 'type' | 'number' | 'issuedOn' | 'issuer' | 'period' | 'subject']?: string },
  parts: Partial<Pick<Record, 'forms' | 'metrics' | 'references'>> = {},
): ReviewedRecord {
  const fields = Object.fromEntries(Object.entries(header).map(([name, value]) => [name, sure(value)]))
  const sha256 = Buffer.from(id).toString('hex').padEnd(64, '0').slice(0, 64)
  const record = makeRecord({ id: sha256, header: { ...noHeader, ...fields }, ...parts })
  return { record: { ...record, source: { ...record.source, name: `${id}.pdf`, sha256 } }, reviews: new Map() }
}

export function makeMetric(label: string, values: Partial<Metric> = {}): Metric {
  return {
    ...makeField(label, 0.95),
    id: `metric-${label}`,
    label,
    ...noFigure,
    period: null,
    section: null,
    ...values,
  }
}

export function makeForm(rows: readonly Partial<FormRow>[]): Record['forms'][number] {
  const evidence = [{ start: 0, end: 1, page: 2, boxes: [], path: null }]
  const made = rows.map((row, index) => ({
    ...makeField(row.indicator ?? '', 0.95),
    id: `row-${index}`,
    stt: String(index + 1),
    parent: null,
    indicator: '',
    unit: null,
    value: null,
    note: null,
    cells: [],
    ...row,
  }))
  return { id: 'form-1', number: null, title: null, columns: [], rows: made, evidence }
}

export function makeReference(values: Partial<Reference>): Reference {
  const raw = `${values.type ?? ''} ${values.number ?? ''}`.trim()
  return {
    ...makeField(raw, 0.95),
    id: `reference-${raw}-${values.date ?? ''}`,
    type: null,
    number: null,
    date: null,
    issuer: null,
    subject: null,
    ...values,
  }
}
