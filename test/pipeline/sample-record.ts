import { schemaVersion } from '../../src/domain/record.ts'
import type { Field, Record } from '../../src/domain/record.ts'

export const noHeader: Record['header'] = {
  type: null,
  number: null,
  issuedOn: null,
  place: null,
  issuer: null,
  parentIssuer: null,
  subject: null,
  period: null,
  secrecy: null,
  urgency: null,
  signers: [],
  recipients: [],
}

export function makeField(value: string, confidence = 0.9): Field {
  const evidence = [{ start: 0, end: value.length, page: null, boxes: [], path: null }]
  return { id: value, raw: value, confidence, reasons: [], rule: 'header.test', evidence, value }
}

/** A valid record with nothing found in it. */
export function makeRecord(changes: Partial<Record> = {}): Record {
  const sha256 = 'ab'.repeat(32)
  return {
    schemaVersion,
    id: sha256,
    source: { name: 'a.docx', mediaType: 'text/plain', bytes: 1, sha256, pages: null },
    extraction: { version: '0.1.0', rules: 'none', text: 'native', encodings: ['unicode'], status: 'ok', issues: [] },
    text: 'Báo cáo\n',
    regions: [],
    header: noHeader,
    sections: [],
    references: [],
    dates: [],
    metrics: [],
    forms: [],
    findings: [],
    ...changes,
  }
}
