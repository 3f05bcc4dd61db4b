import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { normaliseWord } from '../../src/text/normalise.ts'
import { anyOf, escapePattern, foldTone, variants, wholeWord } from '../../src/text/vietnamese.ts'

const fully = (source: string): RegExp => new RegExp(`^(?:${source})$`, 'v')

describe('foldTone', () => {
  test.each([
    ['tone on the first or the second vowel', 'số hóa', 'số hoá'],
    ['tone of uy', 'Đảng ủy', 'ĐẢNG UỶ'],
    ['tone of oe', 'sức khỏe', 'sức khoẻ'],
    ['a tone put wrong in a closed syllable', 'tài khỏan', 'tài khoản'],
    ['i and y after t', 'tỷ đồng', 'tỉ đồng'],
    ['i and y after qu, tone on either letter', 'quý', 'qúi'],
    ['i and y after k', 'kỹ thuật', 'kĩ thuật'],
    ['capitals', 'ỦY BAN NHÂN DÂN', 'Ủy ban nhân dân'],
    ['decomposed letters', 'Quyết định'.normalize('NFD'), 'Quyết định'],
  ])('%s', (_name, left, right) => {
    expect(foldTone(left)).toBe(foldTone(right))
  })

  test.each([
    ['another tone', 'hòa', 'hóa'],
    ['another letter', 'thu', 'thư'],
    ['i and y that tell words apart', 'tai', 'tay'],
    ['ui and uy', 'túi', 'túy'],
  ])('keeps apart %s', (_name, left, right) => {
    expect(foldTone(left)).not.toBe(foldTone(right))
  })

  test('is the same for composed and decomposed text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (text) => {
        const folded = foldTone(text.normalize('NFC'))
        expect(foldTone(text.normalize('NFD').normalize('NFC'))).toBe(folded)
      }),
    )
  })
})

describe('variants', () => {
  test.each([
    ['small letters', 'hóa đơn', 'hóa đơn'],
    ['the other tone placement', 'hóa đơn', 'hoá đơn'],
    ['all capitals', 'hóa đơn', 'HÓA ĐƠN'],
    ['all capitals, the other tone placement', 'hóa đơn', 'HOÁ ĐƠN'],
    ['a capital first', 'hóa đơn', 'Hóa đơn'],
    ['a capital in each syllable', 'ủy ban nhân dân', 'Uỷ Ban Nhân Dân'],
    ['more white space', 'hóa đơn', 'hóa  đơn'],
    ['a line break', 'hóa đơn', 'hóa\nđơn'],
    ['i for y', 'tỷ đồng', 'tỉ đồng'],
    ['y for i', 'bác sĩ', 'bác sỹ'],
    ['tone on the u of quy', 'quý', 'qúy'],
    ['space around a slash', 'đồng/người', 'đồng / người'],
    ['a phrase given decomposed', 'quyết định'.normalize('NFD'), 'Quyết định'],
    ['signs of patterns', 'tr.đ (m²)', 'tr.đ (m²)'],
    ['a fixed abbreviation', 'UBND xã', 'UBND Xã'],
  ])('matches %s', (_name, phrase, text) => {
    expect(text.normalize('NFC')).toMatch(fully(variants(phrase)))
    expect(normaliseWord(text.normalize('NFD')).text).toMatch(fully(variants(phrase)))
  })

  test.each([
    ['another tone', 'hóa', 'hòa'],
    ['syllables run together', 'hóa đơn', 'hóađơn'],
    ['capitals in the middle', 'hóa', 'hÓa'],
    ['small letters for an abbreviation', 'UBND', 'ubnd'],
    ['any character for a dot', 'tr.đ', 'trxđ'],
  ])('does not match %s', (_name, phrase, text) => {
    expect(text).not.toMatch(fully(variants(phrase)))
  })

  test('matches every phrase it was made from', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', minLength: 1 }), (text) => {
        const phrase = text.normalize('NFC').trim()
        fc.pre(phrase !== '' && !/[\p{L}\p{M}]/u.test(phrase))
        expect(phrase).toMatch(fully(escapePattern(phrase)))
      }),
    )
  })
})

test('anyOf prefers the longest phrase', () => {
  const [found] = 'trong 05 ngày làm việc'.match(new RegExp(anyOf(['ngày', 'ngày làm việc']), 'v')) ?? []
  expect(found).toBe('ngày làm việc')
})

test.each([
  ['digits may touch a word', '271triệu', true],
  ['letters may not stand before it', 'mtriệu', false],
  ['letters may not stand after it', 'triệun', false],
])('wholeWord: %s', (_name, text, expected) => {
  expect(new RegExp(wholeWord('triệu'), 'v').test(text)).toBe(expected)
})
