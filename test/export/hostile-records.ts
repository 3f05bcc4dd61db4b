import fc from 'fast-check'
import { dateKinds } from '../../src/domain/record.ts'
import type { Evidence, Extracted, Field, Record } from '../../src/domain/record.ts'
import { itemStatuses } from '../../src/domain/decision.ts'
import type { ReviewedRecord } from '../../src/export/selection.ts'
import { makeRecord } from '../pipeline/sample-record.ts'

/** What breaks exports: formulas, separators, quotes, line ends, signs XML and UTF-8 cannot hold, our own escapes. */
const hostilePieces = [
  ...['=1+1', '=HYPERLINK("http://x","y")', "=cmd|' /C calc'!A0", '+84', '-', '-1', '@SUM(A1)', '\t=1', '\r=1', ' =1'],
  ...[
    '＝1',
    '＋1',
    "'",
    "''=1",
    ',',
    ';',
    '"',
    '""',
    '\n',
    '\r\n',
    '\r',
    '\t',
    '|',
    '\\',
    '\ufeff',
    '\u0000',
    '\u0001',
  ],
  ...['\u001f', '\u007f', '\u0085', '\u2028', '\ufffe', '\uffff', '\ud83d', '\udc00', '\udc00\ud83d', '😀', '👨‍👩‍👧', '🇻🇳'],
  ...[
    '\\ud83d',
    '\\u005c',
    '\\u005cud83d',
    '\\ufeff',
    '_x000D_',
    '_x005F_',
    '_x',
    '_x0041_x0042_',
    // Only with the sign that stands for the return behind it does it look like one.
    '_x0012\r',
    '&',
    '<',
    '>',
    '&amp;',
    ']]>',
    '<f>1</f>',
  ],
  ...[
    'Tỷ lệ hồ sơ',
    'UBND',
    'e\u0302\u0301',
    ' ',
    '  ',
    'null',
    'NaN',
    'true',
    '0012',
    '1e5',
    '2024-02-30',
    '{}',
    '[1]',
  ],
]

const hostileText = fc.oneof(
  fc.array(fc.constantFrom(...hostilePieces), { maxLength: 5 }).map((pieces) => pieces.join('')),
  fc.string({ unit: 'binary', maxLength: 12 }),
  fc.string({ unit: fc.integer({ min: 0, max: 0xffff }).map((code) => String.fromCharCode(code)), maxLength: 8 }),
)
const longText = fc.tuple(hostileText, fc.integer({ min: 32_766, max: 66_000 })).map(([text, length]) => {
  return `${text}😀`.repeat(Math.ceil(length / (text.length + 2))).slice(0, length)
})
/** Rarely longer than a workbook's cell. */
const text = fc.oneof({ weight: 2000, arbitrary: hostileText }, { weight: 1, arbitrary: longText })
const nullable = <T>(arbitrary: fc.Arbitrary<T>) => fc.option(arbitrary, { nil: null })
/** JSON has no -0. */
const number = fc.oneof(fc.double({ noNaN: true, noDefaultInfinity: true }), fc.integer()).map((one) => one + 0)
const day = fc
  .date({ min: new Date('0001-01-01'), max: new Date('9999-12-31'), noInvalidDate: true })
  .map((date) => date.toISOString().slice(0, 10))
const offset = fc.integer({ min: 0, max: 1_000_000 })

const evidence: fc.Arbitrary<Evidence> = fc.record({
  start: offset,
  end: offset,
  page: nullable(fc.integer({ min: 1, max: 5000 })),
  boxes: fc.array(fc.record({ page: fc.constant(1), x: number, y: number, width: number, height: number }), {
    maxLength: 1,
  }),
  path: nullable(text),
})

const extracted: { readonly [key in keyof Extracted]: fc.Arbitrary<Extracted[key]> } = {
  id: fc.uuid(),
  raw: text,
  confidence: fc.double({ min: 0, max: 1, noNaN: true }).map((one) => one + 0),
  reasons: fc.constant([]),
  rule: text,
  evidence: fc.array(evidence, { minLength: 1, maxLength: 2 }),
}
const field: fc.Arbitrary<Field> = fc.record({ ...extracted, value: text })
const dayField: fc.Arbitrary<Field> = fc.record({ ...extracted, value: day })
const period = fc.tuple(day, day).map((days) => days.join('/'))
const few = { maxLength: 2 }

const header: fc.Arbitrary<Record['header']> = fc.record({
  type: nullable(field),
  number: nullable(field),
  issuedOn: nullable(dayField),
  place: nullable(field),
  issuer: nullable(field),
  parentIssuer: nullable(field),
  subject: nullable(field),
  period: nullable(fc.record({ ...extracted, value: period })),
  secrecy: nullable(field),
  urgency: nullable(field),
  signers: fc.array(
    fc.record({ ...extracted, value: text, name: text, position: nullable(text), authority: fc.array(text, few) }),
    few,
  ),
  recipients: fc.array(field, few),
})

const form: fc.Arbitrary<Record['forms'][number]> = fc.record({
  id: text,
  number: nullable(text),
  title: nullable(text),
  columns: fc.array(text, few),
  rows: fc.array(
    fc.record({
      ...extracted,
      stt: nullable(text),
      parent: nullable(text),
      indicator: text,
      unit: nullable(text),
      value: nullable(number),
      note: nullable(text),
      cells: fc.array(nullable(text), few),
    }),
    few,
  ),
  evidence: fc.array(evidence, { minLength: 1, maxLength: 1 }),
})

/** A record whose every text may be hostile, with what reviewers made of some of its items. */
export const hostileRecord: fc.Arbitrary<ReviewedRecord> = fc
  .record({
    id: fc.stringMatching(/^[0-9a-f]{64}$/),
    name: text,
    header,
    references: fc.array(
      fc.record({
        ...extracted,
        type: nullable(text),
        number: nullable(text),
        date: nullable(day),
        issuer: nullable(text),
        subject: nullable(text),
      }),
      few,
    ),
    dates: fc.array(
      fc.record({ ...extracted, kind: fc.constantFrom(...dateKinds), start: nullable(day), end: nullable(day) }),
      few,
    ),
    metrics: fc.array(
      fc.record({
        ...extracted,
        label: text,
        value: nullable(number),
        unit: nullable(text),
        denominator: nullable(number),
        percent: nullable(number),
        from: nullable(number),
        to: nullable(number),
        change: nullable(number),
        comparison: nullable(text),
        period: nullable(period),
        section: nullable(text),
      }),
      few,
    ),
    forms: fc.array(form, few),
    findings: fc.array(
      fc.record({
        id: fc.uuid(),
        check: text,
        severity: fc.constantFrom('high' as const, 'medium' as const, 'low' as const),
        message: text,
        expected: nullable(text),
        found: nullable(text),
        items: fc.array(text, few),
        evidence: fc.array(evidence, few),
      }),
      few,
    ),
    status: fc.constantFrom(...itemStatuses),
  })
  .map(({ id, name, status, ...parts }) => {
    const record = makeRecord({ id, ...parts })
    const [metric] = record.metrics
    return {
      record: { ...record, source: { ...record.source, name, sha256: id } },
      reviews: new Map(metric ? [[metric.id, status]] : []),
    }
  })
