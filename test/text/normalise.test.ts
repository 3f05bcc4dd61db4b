import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { normaliseWord } from '../../src/text/normalise.ts'
import { vietnameseLetters } from './encode.ts'

describe('normaliseWord', () => {
  test.each([
    ['ASCII', 'UBND', 'UBND'],
    ['composed', 'Quyết', 'Quyết'],
    ['decomposed', 'Quyết'.normalize('NFD'), 'Quyết'],
    ['half decomposed, as Windows-1258 has it', 'Quyê\u0301t', 'Quyết'],
    ['tone before the letter’s own mark', 'Quye\u0301\u0302t', 'Quyết'],
    ['composed with the tone, the letter’s mark behind it', 'Quy\u00e9\u0302t', 'Quyết'],
    ['tone before breve', 'na\u0301\u0306m', 'nắm'],
    ['tone before horn', 'o\u0301\u031b', 'ớ'],
    ['dot below before circumflex', 'bo\u0323\u0302', 'bộ'],
    ['old names of the tones', 'a\u0340a\u0341', 'àá'],
    ['eth for đ', 'ÐẢNG', 'ĐẢNG'],
    ['soft hyphen, zero-width space', 'hợp\u00ad\u200btác', 'hợptác'],
    ['codes of Windows-1252', '\u0093a\u0094\u0085', '“a”…'],
    ['control characters', '\u0002a\u007f\u0081', 'a'],
    ['nothing visible', '\u00ad\ufeff', ''],
    ['marks of other languages', 'ñ́', 'ñ́'],
  ])('%s', (_, raw, text) => expect(normaliseWord(raw).text).toBe(text))

  test('every letter, its marks in any order', () => {
    for (const letter of vietnameseLetters.filter((one) => one.toLowerCase() !== 'đ')) {
      const [base, ...marks] = Array.from(letter.normalize('NFD'))
      expect(normaliseWord(base! + marks.join('')).text).toBe(letter)
      expect(normaliseWord(base! + marks.reverse().join('')).text).toBe(letter)
    }
  })

  test('every character knows its source', () => {
    const unit = fc.constantFrom(...Array.from('abêdĐðƣ\u0301\u0302\u0323\u031b\u00ad\u0096\u200b\u{1d400}ế'))
    fc.assert(
      fc.property(fc.string({ unit, maxLength: 10 }), (raw) => {
        const { text, offsets } = normaliseWord(raw)
        const places = offsets ?? Array.from({ length: raw.length }, (_, i) => i)
        if (!offsets) expect(text).toBe(raw)
        expect(places).toHaveLength(text.length)
        places.forEach((at, i) => expect(at >= (places[i - 1] ?? 0) && at < raw.length).toBe(true))
        expect(normaliseWord(text).text).toBe(text)
      }),
      { numRuns: 1000 },
    )
  })
})
