import { createHash } from 'node:crypto'
import type { Field, Record } from '../../src/domain/record.ts'

/** What a test says of a record; the rest is empty. */
export interface MadeRecord {
  readonly name: string
  readonly text: string
  readonly type?: string | null
  readonly number?: string | null
  readonly issuer?: string | null
  readonly subject?: string | null
  readonly issuedOn?: string | null
  readonly secrecy?: string | null
}

const fieldOf = (key: string, value: string | null | undefined): Field | null =>
  value === null || value === undefined
    ? null
    : {
        id: `${key}-1`,
        raw: value,
        confidence: 0.9,
        reasons: [],
        rule: `header.${key}`,
        evidence: [{ start: 0, end: 0, page: null, boxes: [], path: null }],
        value,
      }

/** A record that matches the schema; its hash is that of its name. */
export function makeRecord({ name, text, ...fields }: MadeRecord): Record {
  const sha256 = createHash('sha256').update(name).digest('hex')
  const field = (key: keyof typeof fields) => fieldOf(key, fields[key])
  return {
    schemaVersion: '1.0.0',
    id: sha256,
    source: { name, mediaType: 'application/pdf', bytes: 10, sha256, pages: 1 },
    extraction: { version: '1', rules: 'rules', text: 'native', encodings: ['unicode'], status: 'ok', issues: [] },
    text,
    regions: [],
    header: {
      type: field('type'),
      number: field('number'),
      issuedOn: field('issuedOn'),
      place: null,
      issuer: field('issuer'),
      parentIssuer: null,
      subject: field('subject'),
      period: null,
      secrecy: field('secrecy'),
      urgency: null,
      signers: [],
      recipients: [],
    },
    sections: [],
    references: [],
    dates: [],
    metrics: [],
    forms: [],
    findings: [],
  }
}
