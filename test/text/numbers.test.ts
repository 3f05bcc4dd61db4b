import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  digitNumber,
  joinSplitNumber,
  parseNumber,
  parseRoman,
  spacedNumber,
  splitNumber,
  unitScale,
  type NumberHint,
} from '../../src/text/numbers.ts'

const million: NumberHint = { unit: 'triệu đồng' }
const percent: NumberHint = { percent: true }

describe('parseNumber', () => {
  test.each<[string, string, NumberHint, number, boolean]>([
    ['integer', '298', {}, 298, true],
    ['integer with zeros in front', '05', {}, 5, true],
    ['dots and a comma', '3.232,311', million, 3232.311, true],
    ['decimal comma', '57,69', percent, 57.69, true],
    ['decimal comma below one', '0,5', {}, 0.5, true],
    ['many decimals after a comma', '12,3456', {}, 12.3456, true],
    ['three decimals of an amount', '355,657', million, 355.657, true],
    ['English thousands of single đồng', '3,500', { unit: 'đồng' }, 3500, false],
    ['three decimals of a percentage', '98,333', percent, 98.333, true],
    ['one group of thousands, no unit', '4.690', {}, 4690, false],
    ['one group of thousands of countable things', '1.965', { unit: 'hồ sơ' }, 1965, true],
    ['one group of thousands of an amount', '250.289', million, 250289, false],
    ['a percentage has no thousands', '45.123', percent, 45.123, false],
    ['a zero makes no group', '0.250', million, 0.25, false],
    ['groups of thousands', '52.000.000', { unit: 'đồng' }, 52000000, true],
    ['decimal dot of a percentage', '83.7', percent, 83.7, true],
    ['decimal dot of an amount, perhaps a lost digit', '3.91', million, 3.91, false],
    ['English groups', '50,000,000', {}, 50000000, true],
    ['English number', '1,234.5', {}, 1234.5, true],
    ['groups with a space, no unit', '1 278', {}, 1278, false],
    ['groups with a space and a unit', '1 278', { unit: 'hộ' }, 1278, true],
    ['groups with a no-break space', '12\u00a0000,5', { unit: 'ha' }, 12000.5, true],
    ['the sign of percent', '98,33%', {}, 98.33, true],
    ['negative', '-3,5', percent, -3.5, true],
    ['minus sign', '−3,5', percent, -3.5, true],
    ['negative zero is zero', '-0', {}, 0, true],
  ])('%s: %s', (_name, text, hint, value, certain) => {
    const reading = parseNumber(text, hint)
    expect(reading).toMatchObject({ value, certain })
    expect(reading?.candidates[0]?.value).toBe(value)
  })

  test.each<[string, string, NumberHint, number[]]>([
    ['thousands, then decimals', '250.289', million, [250289, 250.289]],
    ['decimals, then thousands', '355,657', million, [355.657, 355657]],
    ['one reading only', '57,69', {}, [57.69]],
  ])('candidates: %s', (_name, text, hint, values) => {
    expect(parseNumber(text, hint)?.candidates.map((c) => c.value)).toEqual(values)
  })

  test.each([
    ['nothing', ''],
    ['words', 'mười'],
    ['a date', '14.06.2024'],
    ['a heading number', '1.2.3'],
    ['groups of two digits', '12.34.56'],
    ['a unit glued on', '271triệu'],
    ['more digits than a double keeps', '1234567890123456'],
    ['two numbers', '12 34'],
  ])('null for %s', (_name, text) => {
    expect(parseNumber(text)).toBeNull()
  })

  test('never throws, and the first candidate is the value', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.stringMatching(/^[-\d., %]{0,20}$/)), (text) => {
        const reading = parseNumber(text)
        expect(reading === null || Object.is(reading.value, reading.candidates[0]?.value)).toBe(true)
      }),
    )
  })

  test('what is written the Vietnamese way comes back as it was', () => {
    const format = new Intl.NumberFormat('vi-VN', { maximumFractionDigits: 2 })
    fc.assert(
      fc.property(fc.integer({ min: -1e13, max: 1e13 }), (hundredths) => {
        const text = format.format(hundredths / 100)
        expect(format.format(parseNumber(text)?.value ?? NaN)).toBe(text === '-0' ? '0' : text)
      }),
    )
  })
})

test.each([
  ['1 66,9', '166,9'],
  ['20 6,05', '206,05'],
  ['15, 6', '15,6'],
  ['2 600', '2600'],
  ['200 3', '2003'],
  ['3 8,5', '38,5'],
])('joinSplitNumber %s', (text, expected) => {
  expect(joinSplitNumber(text)).toBe(expected)
  expect(text).toMatch(new RegExp(`^${splitNumber}$`, 'v'))
})

test.each(['12', '12,5', 'abc', '1 2,3,4'])('joinSplitNumber leaves %s', (text) => {
  expect(joinSplitNumber(text)).toBeNull()
})

test.each([
  ['numbers among words', 'thu 3.232,311 triệu/4.690 triệu, đạt 68,9%.', ['3.232,311', '4.690', '68,9']],
  ['a letter before a number', 'đạt38,5%', ['38,5']],
  ['a date with dots is no number', 'ngày 14.06.2024', []],
  ['a full stop ends a number', 'có 12. Còn 3', ['12', '3']],
])('digitNumber: %s', (_name, text, expected) => {
  expect(text.match(new RegExp(digitNumber, 'gv')) ?? []).toEqual(expected)
})

test('spacedNumber finds groups of three', () => {
  expect('thu 12 000,5 ha và 3 45'.match(new RegExp(spacedNumber, 'gv'))).toEqual(['12 000,5'])
})

test.each([
  ['I', 1],
  ['IV', 4],
  ['xiii', 13],
  ['XX', 20],
  ['MCMXCIX', 1999],
  ['IIII', null],
  ['VX', null],
  ['', null],
  ['A', null],
])('parseRoman %s', (text, expected) => {
  expect(parseRoman(text)).toBe(expected)
})

test.each([
  ['triệu đồng', 1e6],
  ['Triệu đồng', 1e6],
  ['tỉ đồng', 1e9],
  ['nghìn tỷ đồng', 1e12],
  ['ngàn tấn', 1e3],
  ['trđ', 1e6],
  ['tr.đ', 1e6],
  ['vạn lao động', 1e4],
  ['đồng', 1],
  ['hồ sơ', 1],
  ['trường hợp', 1],
  ['', 1],
])('unitScale %s', (unit, expected) => {
  expect(unitScale(unit)).toBe(expected)
  expect(unitScale(unit.normalize('NFD'))).toBe(expected)
})
