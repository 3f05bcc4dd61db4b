import { describe, expect, test } from 'vitest'
import type { Decision, ItemState, Values } from '../../src/domain/decision.ts'
import { recordSchema } from '../../src/domain/record.ts'
import type { Record } from '../../src/domain/record.ts'
import { applyDecisions } from '../../src/resolve/apply-decisions.ts'
import { makeField, makeRecord, noHeader } from '../pipeline/sample-record.ts'

const text = 'Số: 12/BC-UBND ngày 3'
const number = { ...makeField('12/BC-UBND', 0.6), id: 'header-number-1' }
const finding = {
  id: 'f1',
  check: 'sum',
  severity: 'high' as const,
  message: 'sai',
  expected: null,
  found: null,
  items: ['header-number-1'],
  evidence: [],
}
const record: Record = makeRecord({ text, header: { ...noHeader, number }, findings: [finding] })

let seq = 0
function decision(action: Decision['action'], after: ItemState, more: Partial<Decision> = {}): Decision {
  return {
    seq: ++seq,
    at: 0,
    user: 'lan',
    document: record.id,
    item: 'header-number-1',
    kind: 'header',
    slot: 'number',
    action,
    before: { status: 'open', values: { value: '12/BC-UBND' } },
    after,
    extracted: { value: '12/BC-UBND' },
    evidence: [],
    why: null,
    group: null,
    undoes: null,
    blind: false,
    ...more,
  }
}
const to = (status: ItemState['status'], values: Values | null = { value: '12/BC-UBND' }): ItemState => ({
  status,
  values,
})
const numberOf = (decisions: readonly Decision[], of = record) => {
  const decided = applyDecisions(of, decisions)
  expect(recordSchema.safeParse(decided.record).success).toBe(true)
  const outcome = decided.outcomes.find(({ slot }) => slot === 'number')
  return { field: decided.record.header.number, outcome, decided }
}

describe('decisions in a record', () => {
  test('none: everything is as extracted', () => {
    const { field, outcome } = numberOf([])
    expect(field).toEqual(number)
    expect(outcome).toMatchObject({ status: 'auto', review: 'open', confidence: 0.6, decision: null })
  })

  test('a correction stands beside the original', () => {
    const { field, outcome } = numberOf([decision('correct', to('corrected', { value: '13/BC-UBND' }))])
    expect(field).toMatchObject({ value: '13/BC-UBND', raw: number.raw, confidence: 1 })
    expect(outcome).toMatchObject({ status: 'corrected', original: { value: '12/BC-UBND' }, confidence: 0.6 })
  })

  test.each(['rejected', 'not-in-document', 'unreadable'] as const)('%s leaves no value', (status) => {
    const { field, outcome } = numberOf([decision('reject', to(status, null))])
    expect(field).toBeNull()
    expect(outcome).toMatchObject({ status: 'rejected', review: status, original: { value: '12/BC-UBND' } })
  })

  test('the last one holds, undone ones do not, redone ones do, comments say nothing', () => {
    const first = decision('correct', to('corrected', { value: '13/BC' }))
    const second = decision('correct', to('corrected', { value: '14/BC' }))
    const undo = decision('undo', first.after, { undoes: second.seq })
    const redo = decision('undo', second.after, { undoes: undo.seq })
    const again = decision('undo', first.after, { undoes: redo.seq })
    const back = decision('undo', to('open'), { undoes: first.seq })
    const comment = decision('comment', to('open'))
    const log = [first, second, undo, redo, again, back, comment]
    const valueAfter = (count: number) => numberOf(log.slice(0, count)).field?.value
    expect([1, 2, 3, 4, 5, 6, 7].map(valueAfter)).toEqual([
      '13/BC',
      '14/BC',
      '13/BC',
      '14/BC',
      '13/BC',
      '12/BC-UBND',
      '12/BC-UBND',
    ])
  })

  test('what was added stands in the record, and goes when it is undone', () => {
    const evidence = [{ start: 15, end: 21, page: null, boxes: [], path: null }]
    const values = { kind: 'date', start: '2024-05-03', end: '2024-05-03' }
    const add = decision('add', to('added', values), {
      item: 'added-12345678',
      kind: 'date',
      slot: null,
      extracted: null,
      evidence,
      before: { status: 'open', values: null },
    })
    const { decided } = numberOf([add])
    expect(decided.record.dates).toMatchObject([{ id: 'added-12345678', raw: 'ngày 3', start: '2024-05-03' }])
    expect(decided.outcomes.find(({ id }) => id === 'added-12345678')).toMatchObject({
      status: 'corrected',
      review: 'added',
      original: null,
    })
    expect(
      numberOf([add, decision('undo', add.before, { ...add, seq: ++seq, action: 'undo', undoes: add.seq })]).decided
        .record.dates,
    ).toEqual([])
  })

  test('of a new extraction: corrections hold, acceptance of another value does not, lost items are told', () => {
    const other = makeRecord({ text, header: { ...noHeader, number: { ...number, value: '12/BC-UBNO' } } })
    const accepted = decision('accept', to('accepted'))
    expect(numberOf([accepted], other)).toMatchObject({
      field: { value: '12/BC-UBNO' },
      outcome: { status: 'auto', changedSince: accepted },
    })
    const corrected = decision('correct', to('corrected', { value: '13/BC' }))
    expect(numberOf([corrected], other).field?.value).toBe('13/BC')
    const lost = makeRecord({ text })
    expect(applyDecisions(lost, [corrected]).stale).toEqual([corrected])
  })

  test('a false alarm is dropped, a confirmed finding stays', () => {
    const about = { item: 'f1', kind: 'finding' as const, slot: 'sum', extracted: {} }
    const findingsAfter = (status: ItemState['status']) =>
      applyDecisions(record, [decision('accept', to(status, {}), about)]).record.findings
    expect(findingsAfter('rejected')).toEqual([])
    expect(findingsAfter('accepted')).toHaveLength(1)
  })
})
