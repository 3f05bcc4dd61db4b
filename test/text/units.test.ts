import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { parse } from 'yaml'
import { normaliseWord } from '../../src/text/normalise.ts'
import { compileUnits, indexUnits, unitClasses, type UnitEntry } from '../../src/text/units.ts'

const lexicon = new URL('../../rules/lexicon/units.yaml', import.meta.url)
const entries = (
  parse(readFileSync(lexicon, 'utf8')) as ({ name: string; aliases?: string[] } & UnitEntry['facts'])[]
).map(({ name, aliases = [], ...facts }): UnitEntry => ({ name, aliases, facts }))
const unit = new RegExp(compileUnits(entries), 'gv')
const classOf = indexUnits(entries)

test('every unit has a known class and stands once', () => {
  expect(entries.length).toBeGreaterThan(300)
  expect(entries.filter((entry) => !unitClasses.includes(entry.facts['class'] as never))).toEqual([])
  const keys = entries.map((entry) => entry.name)
  expect(keys.filter((key, i) => keys.indexOf(key) !== i)).toEqual([])
})

test.each([
  ['a scale and a unit', '296 triệu đồng', 'triệu đồng', 'money'],
  ['two scales', '166,9 nghìn tỷ đồng', 'nghìn tỷ đồng', 'money'],
  ['a scale alone', '3,2 tỷ', 'tỷ', 'scale'],
  ['i for y', '5 tỉ đồng', 'tỉ đồng', 'money'],
  ['a unit glued to its number', '3.811triệu đồng', 'triệu đồng', 'money'],
  ['a rate', '500.000 đồng/người/tháng', 'đồng/người/tháng', 'money'],
  ['a rate with spaces', '80 nghìn đồng/người/ tháng', 'nghìn đồng/người/ tháng', 'money'],
  ['a rate with a scale', '2 tỷ USD/tháng', 'tỷ USD/tháng', 'money'],
  ['a yield', '55 tạ/ha', 'tạ/ha', 'mass'],
  ['a unit over a line break', '2 triệu\nđồng', 'triệu\nđồng', 'money'],
  ['the longest unit', '05 ngày làm việc', 'ngày làm việc', 'time'],
  ['a unit of two words', '120 lượt người', 'lượt người', 'people'],
  ['a scale and a count noun', '1,5 triệu lượt khách', 'triệu lượt khách', 'people'],
  ['percent', '98,33%', '%', 'ratio'],
  ['points of percent', 'tăng 0,5 điểm %', 'điểm %', 'ratio'],
  ['a digit in a unit', '15 m2', 'm2', 'area'],
  ['a raised digit', '15 m²', 'm²', 'area'],
  ['a capital', '10 Hồ sơ', 'Hồ sơ', 'admin'],
  ['all capitals', '10 HỒ SƠ', 'HỒ SƠ', 'admin'],
  ['the other tone placement', '2 làng văn hoá', 'làng văn hoá', 'things'],
  ['short money', '20 tr.đ', 'tr.đ', 'money'],
  ['the letter đ', '5.000đ', 'đ', 'money'],
])('%s', (_name, text, expected, unitClass) => {
  expect(text.match(unit)).toEqual([expected])
  expect(classOf(expected)).toBe(unitClass)
  const words = text.normalize('NFD').replace(/\S+/gu, (word) => normaliseWord(word).text)
  expect(words.match(unit)).toEqual([expected])
})

test.each([
  ['inside a word', 'hamster, mlem'],
  ['before a digit', 'm4'],
  ['a word that begins like a unit', 'tấnn'],
])('no unit %s', (_name, text) => {
  expect(text.match(unit)).toBeNull()
})

test('a slash before a number is no rate', () => {
  expect('294 phiếu đánh giá/299 hồ sơ'.match(unit)).toEqual(['phiếu đánh giá', 'hồ sơ'])
})

test('an empty lexicon finds nothing', () => {
  expect('5 đồng'.match(new RegExp(compileUnits([]), 'gv'))).toBeNull()
  expect(indexUnits([])('đồng')).toBeNull()
})
