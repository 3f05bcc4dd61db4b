import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { numberWords, parseNumberWords } from '../../src/text/numbers.ts'

const digits = ['không', 'một', 'hai', 'ba', 'bốn', 'năm', 'sáu', 'bảy', 'tám', 'chín']

/** One to 999 in words, as schools teach it. */
function say(n: number): string {
  const [hundreds, tens, unit] = [Math.floor(n / 100), Math.floor(n / 10) % 10, n % 10]
  const last = unit === 1 && tens > 1 ? 'mốt' : unit === 5 && tens > 0 ? 'lăm' : digits[unit]!
  const words = hundreds > 0 ? [digits[hundreds]!, 'trăm'] : []
  if (tens === 1) words.push('mười')
  if (tens > 1) words.push(digits[tens]!, 'mươi')
  if (unit > 0 && tens === 0 && hundreds > 0) words.push('linh')
  if (unit > 0) words.push(last)
  return words.join(' ')
}

describe('parseNumberWords', () => {
  test.each([
    ['không', 0],
    ['năm', 5],
    ['mười hai', 12],
    ['mười lăm', 15],
    ['hai mươi mốt', 21],
    ['ba mươi tư', 34],
    ['bốn mươi lăm', 45],
    ['năm mươi nhăm', 55],
    ['hai lăm', 25],
    ['một trăm linh năm', 105],
    ['một trăm lẻ năm', 105],
    ['một trăm mười lăm', 115],
    ['hai nghìn không trăm hai mươi tư', 2024],
    ['hai ngàn linh ba', 2003],
    ['Hai mươi mốt nghìn', 21_000],
    ['một triệu rưỡi', 1_500_000],
    ['hai trăm rưỡi', 250],
    ['2 triệu rưỡi', 2_500_000],
    ['2,3 triệu', 2_300_000],
    ['2 triệu 500 nghìn', 2_500_000],
    ['hai tỉ năm trăm triệu', 2_500_000_000],
    ['hai nghìn năm trăm tỷ', 2_500_000_000_000],
    ['ba triệu, hai trăm nghìn', 3_200_000],
    ['năm chục', 50],
    ['một tá', 12],
    ['hai vạn', 20_000],
    ['BẢY MƯƠI', 70],
    ['bẩy mươi', 70],
  ])('%s', (text, expected) => {
    expect(parseNumberWords(text)).toBe(expected)
    expect(parseNumberWords(text.normalize('NFD'))).toBe(expected)
  })

  test.each([
    ['ten years', 'mười năm'],
    ['twenty years', 'hai mươi năm'],
    ['colloquial, 2.5 million or 2 000 005', 'hai triệu năm'],
    ['colloquial, 120 or 102', 'một trăm hai'],
    ['scales that rise', 'hai nghìn ba triệu tỷ nghìn'],
    ['another word', 'một cửa'],
    ['digits alone', '05'],
    ['a scale alone', 'nghìn'],
    ['rưỡi with nothing to halve', 'hai mươi rưỡi'],
    ['nothing', ''],
  ])('null for %s', (_name, text) => {
    expect(parseNumberWords(text)).toBeNull()
  })

  test('reads what it is told, up to the thousands of thousands', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 999 }), fc.integer({ min: 100, max: 999 }), (high, low) => {
        expect(parseNumberWords(say(low))).toBe(low)
        expect(parseNumberWords(`${say(high)} nghìn ${say(low)}`)).toBe(high * 1000 + low)
        expect(parseNumberWords(`${say(high)} triệu ${say(low)} nghìn`)).toBe(high * 1e6 + low * 1e3)
        expect(`${say(high)} nghìn ${say(low)}`).toMatch(new RegExp(`^(?:${numberWords})$`, 'v'))
      }),
    )
  })

  test('never throws', () => {
    const word = fc.constantFrom(
      ...digits,
      'mười',
      'mươi',
      'trăm',
      'linh',
      'nghìn',
      'triệu',
      'tỷ',
      'rưỡi',
      'tá',
      '12',
      'xã',
    )
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string(),
          fc.array(word).map((words) => words.join(' ')),
        ),
        (text) => {
          const value = parseNumberWords(text)
          expect(value === null || Number.isFinite(value)).toBe(true)
        },
      ),
    )
  })
})
