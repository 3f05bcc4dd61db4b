import type { Record } from '../domain/record.ts'

/** Items below this are counted as worth a look: where confidences hold, more than one in three of them is wrong. */
export const lowConfidence = 0.67

/** What one line can say about a record. */
export interface RecordSummary {
  readonly type: string | null
  readonly number: string | null
  readonly issuedOn: string | null
  readonly pages: number | null
  readonly references: number
  readonly dates: number
  readonly metrics: number
  readonly forms: number
  readonly formRows: number
  readonly findings: number
  /** Items of any kind whose confidence is below `lowConfidence`. */
  readonly doubtful: number
  readonly issues: number
}

export function summariseRecord(record: Record): RecordSummary {
  const { header } = record
  const { signers, recipients, ...fields } = header
  const rows = record.forms.flatMap((form) => form.rows)
  const present = Object.values(fields).filter((field) => field !== null)
  const items = [
    ...present,
    ...signers,
    ...recipients,
    ...record.references,
    ...record.dates,
    ...record.metrics,
    ...rows,
  ]
  return {
    type: header.type?.value ?? null,
    number: header.number?.value ?? null,
    issuedOn: header.issuedOn?.value ?? null,
    pages: record.source.pages,
    references: record.references.length,
    dates: record.dates.length,
    metrics: record.metrics.length,
    forms: record.forms.length,
    formRows: rows.length,
    findings: record.findings.length,
    doubtful: items.filter((item) => item.confidence < lowConfidence).length,
    issues: record.extraction.issues.length,
  }
}
