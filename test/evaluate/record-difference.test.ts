import { expect, test } from 'vitest'
import { compareRecords } from '../../src/evaluate/record-difference.ts'
import type { Record } from '../../src/domain/record.ts'
import { makeField, makeRecord, noHeader } from '../pipeline/sample-record.ts'

function withDates(...dates: readonly (readonly [id: string, start: string, confidence?: number])[]): Record {
  const record = makeRecord()
  return {
    ...record,
    dates: dates.map(([id, start, confidence = 0.9]) => ({
      ...makeField(start, confidence),
      id,
      raw: 'ngày ấy',
      kind: 'date' as const,
      start,
      end: start,
    })),
  }
}

test('a record does not differ from itself', () => {
  const record = withDates(['a', '2024-01-02'])
  expect(compareRecords(record, record)).toMatchObject({ sections: {}, examples: [], textChanged: false })
})

test('items are compared by id: added, removed, changed', () => {
  const before = withDates(['a', '2024-01-02'], ['b', '2024-02-02'], ['c', '2024-03-02'])
  const after = withDates(['a', '2024-01-02', 0.5], ['b', '2024-02-22'], ['d', '2024-04-02'])
  const { sections, examples, rules, version } = compareRecords(before, after)
  expect(sections).toEqual({ dates: { added: 1, removed: 1, changed: 1 } })
  expect({ rules, version }).toEqual({ rules: before.extraction.rules, version: before.extraction.version })
  expect(examples.map(({ what, id, key, before: from, after: to }) => [what, id, key, from, to])).toEqual([
    ['changed', 'b', 'value', '"2024-02-02"', '"2024-02-22"'],
    ['added', 'd', undefined, undefined, undefined],
    ['removed', 'c', undefined, undefined, undefined],
  ])
})

test('a field of the header that is there now is an addition', () => {
  const after = makeRecord({ header: { ...noHeader, type: makeField('Báo cáo') } })
  expect(compareRecords(makeRecord({ header: noHeader }), after).sections).toEqual({
    header: { added: 1, removed: 0, changed: 0 },
  })
})

test('other text is said, and examples are few however much differs', () => {
  const before = makeRecord({ text: 'Báo cáo\n' })
  const after = {
    ...withDates(...Array.from({ length: 50 }, (_, n) => [`d${n}`, '2024-01-01'] as const)),
    text: 'Khác\n',
  }
  const { textChanged, examples, sections } = compareRecords(before, after)
  expect(textChanged).toBe(true)
  expect(examples).toHaveLength(20)
  expect(sections).toEqual({ dates: { added: 50, removed: 0, changed: 0 } })
})
