import { expect, test } from 'vitest'
import { noFigure } from '../../src/extract/figure-values.ts'
import { shownValues } from '../../src/server/review/shown-values.ts'

const metric = { label: 'GDP', ...noFigure, unit: '%', period: null }

test.each([
  ['a share', { ...metric, value: 98.5, percent: 98.5 }, 'GDP · 98,5 %'],
  ['growth', { ...metric, change: 6.9 }, 'GDP · +6,9 %'],
  ['a fall beside a value', { ...metric, value: 1240, unit: 'ha', change: -25 }, 'GDP · 1.240 ha · -25'],
  [
    'a part of a whole',
    { ...metric, value: 296, denominator: 298, unit: null, percent: 99.3 },
    'GDP · 296/298 · 99,3 %',
  ],
  ['from one to another', { ...metric, from: 5, to: 4, unit: 'ngày' }, 'GDP · 5 → 4 ngày'],
  ['a period', { ...metric, change: 7, period: '2024-01-01/2024-12-31' }, 'GDP · +7 % · 01/01/2024 – 31/12/2024'],
  [
    'a row',
    { stt: '5.1', parent: '5', indicator: 'Hồ sơ', unit: 'hồ sơ', value: 12, cells: ['5.1'] },
    '5.1 · Hồ sơ · 12 hồ sơ',
  ],
  ['a row without a figure', { stt: '5', parent: null, indicator: 'Hồ sơ', unit: null, value: null }, '5 · Hồ sơ'],
  ['a day', { kind: 'date', start: '2024-06-14', end: '2024-06-14' }, '14/06/2024'],
  ['nothing', null, ''],
])('%s in a few words', (_, values, words) => expect(shownValues(values)).toBe(words))
