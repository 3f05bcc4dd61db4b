import { expect, test } from 'vitest'
import { firstFree, placesOf } from '../../src/web/document/places.ts'

const text = 'Có 15 hộ, 115 người, 15,5 ha; thêm 15 hộ nữa. HỘ nghèo.'

test.each([
  ['figures of their own, not parts of others', '15', [3, 35]],
  ['whole words', 'hộ', [6, 38, 46]],
  ['parts of words where there is nothing else', 'ngh', [49]],
  ['nothing for nothing', ' ', []],
])('%s', (_, words, starts) => {
  expect(placesOf(words, text).map(({ start }) => start)).toEqual(starts)
})

test('begins where nothing was found yet', () => {
  const places = placesOf('15', text)
  const found = { evidence: [{ start: 3, end: 8, page: null, boxes: [], path: null }] }
  expect(firstFree(places, [found])).toBe(1)
  expect(firstFree(places, [])).toBe(0)
  expect(firstFree([], [])).toBe(0)
})
