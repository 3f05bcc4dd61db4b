import { expect, test } from 'vitest'
import type { Extracted, Finding } from '../../src/domain/record.ts'
import { candidatesOf } from '../../src/server/review/candidates.ts'

function item(raw: string): Extracted {
  return { id: 'item', raw, confidence: 0.5, reasons: [], rule: 'rule', evidence: [], unreadable: [], alternatives: [] }
}

test.each([
  ['a place as it stands', 'place', 'Tân  Lộc', 'Tân Lôc', ['Tân Lộc']],
  ['no words for a day', 'issuedOn', 'ngày 3 tháng 6 năm 2024', '2024-06-03', []],
  ['no words for a period', 'period', '6 tháng đầu năm 2024', '2024-01-01/2024-06-30', []],
])('of the header: %s', (_, slot, raw, value, offered) => {
  const values = { value }
  const candidates = candidatesOf({
    kind: 'header',
    slot,
    extracted: values,
    current: values,
    item: item(raw),
    findings: [],
  })
  expect(candidates.map((one) => one.value)).toEqual(offered)
})

test('what a finding proposes comes first, with what changes beside it', () => {
  const proposed = { item: 'item', field: 'value', value: 52, written: '52 triệu đồng', with: { unit: 'triệu đồng' } }
  const finding: Finding = {
    id: 'finding',
    check: 'unit.scale',
    severity: 'medium',
    message: '',
    expected: null,
    found: null,
    items: ['item'],
    evidence: [],
    proposed,
  }
  const values = { value: 52_000_000, unit: 'đồng' }
  const [first] = candidatesOf({
    kind: 'metric',
    slot: null,
    extracted: values,
    current: values,
    item: item('52.000.000 đồng'),
    findings: [finding],
  })
  expect(first).toMatchObject({ key: 'value', value: 52, with: { unit: 'triệu đồng' }, from: 'finding' })
})
