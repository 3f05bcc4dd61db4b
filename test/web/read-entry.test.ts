import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { readEntry } from '../../src/web/values/read-entry.ts'
import { writeValue } from '../../src/web/values/write-value.ts'

describe('an entry is read', () => {
  test.each([
    ['1.234.567', 'number', 1_234_567],
    ['1.234', 'number', 1234],
    ['12,5', 'number', 12.5],
    ['1.234,5', 'number', 1234.5],
    ['1234.5', 'number', 1234.5],
    ['0.234', 'number', 0.234],
    ['98%', 'number', 98],
    ['-3', 'number', -3],
    ['−3,5', 'number', -3.5],
    ['05', 'number', 5],
    ['', 'number', null],
    ['15/01/2024', 'day', '2024-01-15'],
    ['5-1-2024', 'day', '2024-01-05'],
    ['2024-01-15', 'day', '2024-01-15'],
    ['01/01/2024 – 31/03/2024', 'interval', '2024-01-01/2024-03-31'],
    ['1/1/2024 - 31/3/2024', 'interval', '2024-01-01/2024-03-31'],
    ['2024-01-01/2024-03-31', 'interval', '2024-01-01/2024-03-31'],
    ['15/01/2024', 'interval', '2024-01-15/2024-01-15'],
    ['  Ủy ban ', 'text', 'Ủy ban'],
    ['Ủy ban'.normalize('NFD'), 'text', 'Ủy ban'],
    ['TM. KT.', 'list', ['TM.', 'KT.']],
  ] as const)('%j as %s', (entry, form, value) => expect(readEntry(entry, form)).toEqual({ ok: true, value }))

  test.each([
    ['12a', 'number'],
    ['1.23.456', 'number'],
    ['1,2,3', 'number'],
    ['31/02/2024', 'day'],
    ['15/01', 'day'],
    ['tháng 3', 'interval'],
  ] as const)('%j as %s is refused', (entry, form) => expect(readEntry(entry, form)).toEqual({ ok: false }))

  test('as it was written', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: -1_000_000_000, max: 1_000_000_000 }),
        fc.integer({ min: 0, max: 3 }),
        (whole, places) => {
          const value = whole / 10 ** places
          expect(readEntry(writeValue(value, 'number'), 'number')).toEqual({ ok: true, value })
        },
      ),
    )
    fc.assert(
      fc.property(
        fc.date({ min: new Date('1000-01-01'), max: new Date('9999-12-31'), noInvalidDate: true }),
        (date) => {
          const iso = date.toISOString().slice(0, 10)
          expect(readEntry(writeValue(iso, 'day'), 'day')).toEqual({ ok: true, value: iso })
          const both = `${iso}/${iso}`
          expect(readEntry(writeValue(both, 'interval'), 'interval')).toEqual({ ok: true, value: both })
        },
      ),
    )
  })
})
