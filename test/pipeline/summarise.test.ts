import { expect, test } from 'vitest'
import type { Extracted } from '../../src/domain/record.ts'
import { summariseRecord } from '../../src/pipeline/summarise.ts'
import { makeField, makeRecord, noHeader } from './sample-record.ts'

test('a summary counts items of every kind and those in doubt', () => {
  const item: Extracted = makeField('x', 0.5)
  const row = { ...item, stt: '1', parent: null, indicator: 'a', unit: null, value: 1, note: null, cells: ['1', 'a'] }
  const record = makeRecord({
    header: { ...noHeader, type: makeField('Báo cáo'), recipients: [makeField('Lưu: VT', 0.2)] },
    dates: [{ ...item, kind: 'date', start: null, end: null }],
    forms: [{ id: 'f', number: null, title: null, columns: [], rows: [row, row], evidence: item.evidence }],
  })
  expect(summariseRecord(record)).toEqual({
    type: 'Báo cáo',
    number: null,
    issuedOn: null,
    pages: null,
    references: 0,
    dates: 1,
    metrics: 0,
    forms: 1,
    formRows: 2,
    findings: 0,
    doubtful: 4,
    issues: 0,
  })
})
