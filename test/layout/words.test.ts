import { describe, expect, test } from 'vitest'
import { lines, words, type Run } from './drawn.ts'

const raws = (runs: readonly Run[]) => words(runs).map((word) => word.raw)

describe('glyphs become words by the white between them', () => {
  test.each<[string, Run[], string[]]>([
    ['a space character', [{ text: 'Số liệu', x: 50, y: 100 }], ['Số', 'liệu']],
    [
      'a gap without one',
      [
        { text: 'Số', x: 50, y: 100 },
        { text: 'liệu', x: 66, y: 100 },
      ],
      ['Số', 'liệu'],
    ],
    [
      'a gap of 0.1 em, as kerning leaves',
      [
        { text: 'T', x: 50, y: 100 },
        { text: 'rưởng', x: 57.2, y: 100 },
      ],
      ['Trưởng'],
    ],
    [
      'a space pressed to 0.05 em',
      [
        { text: 'Số ', x: 50, y: 100 },
        { text: 'liệu', x: 62.6, y: 100 },
      ],
      ['Số', 'liệu'],
    ],
    [
      'two fonts in a word',
      [
        { text: 'QU NG', x: 50, y: 100 },
        { text: 'Ả', x: 62, y: 100, style: 1 },
      ],
      ['QUẢNG'],
    ],
    [
      'pieces drawn backwards',
      [
        { text: 'liệu', x: 80, y: 100 },
        { text: 'Số', x: 50, y: 100 },
      ],
      ['Số', 'liệu'],
    ],
    ['a combining mark behind its letter', [{ text: 'ha\u0323n', x: 50, y: 100 }], ['ha\u0323n']],
    [
      'a mark drawn in a second pass',
      [
        { text: 'han', x: 50, y: 100 },
        { text: '\u0323', x: 61.9, y: 100, style: 1 },
      ],
      ['ha\u0323n'],
    ],
    ['letters spread out', [{ text: 'QUYẾT ĐỊNH', x: 50, y: 100, spread: 4 }], ['QUYẾT', 'ĐỊNH']],
    [
      'numbers in columns',
      [1, 2, 3, 4, 5, 6, 7, 8].map((n) => ({ text: ` ${n}`, x: n * 40, y: 100 })),
      ['1', '2', '3', '4', '5', '6', '7', '8'],
    ],
    ['raw characters as they are', [{ text: 'Ðiöu µ ®\u00adc', x: 50, y: 100 }], ['Ðiöu', 'µ', '®\u00adc']],
  ])('%s', (_, runs, expected) => {
    expect(raws(runs)).toEqual(expected)
  })

  test.each([
    ['exactly', 0, 0],
    ['a little aside', 0.5, 0],
    ['a little below', 0, 0.5],
  ])('printed again %s, a word is there once and marked', (_, dx, dy) => {
    const twice = words([
      { text: 'Tổng số', x: 50, y: 100 },
      { text: 'Tổng số', x: 50 + dx, y: 100 + dy },
    ])
    expect(twice.map((word) => word.raw)).toEqual(['Tổng', 'số'])
    expect(twice.every((word) => word.overprinted)).toBe(true)
  })

  test('printed again in other pieces', () => {
    expect(
      raws([
        { text: 'Tổng', x: 50, y: 100 },
        { text: 'Tổ', x: 50.2, y: 100, style: 1 },
        { text: 'ng', x: 62.2, y: 100, style: 2 },
      ]),
    ).toEqual(['Tổng'])
  })

  test('the style of the longest piece is the word’s', () => {
    expect(
      words([
        { text: 'QU NG', x: 50, y: 100, style: 3 },
        { text: 'Ả', x: 62, y: 100, style: 1 },
      ])[0],
    ).toMatchObject({ style: 3 })
  })
})

describe('words become lines', () => {
  test('baselines a little apart are one line, the next line is another', () => {
    const found = lines([
      { text: 'UBND THỊ XÃ', x: 50, y: 100 },
      { text: 'CỘNG HÒA', x: 300, y: 102 },
      { text: 'Số: 61', x: 50, y: 114 },
    ])
    expect(found.map((line) => line.text)).toEqual(['UBND THỊ XÃ CỘNG HÒA', 'Số: 61'])
  })

  test.each([
    ['raised behind a number', '6%', '2', 94, { script: 'super' }],
    ['lowered behind a letter', 'CO', '2', 103, { script: 'sub', glued: true }],
    ['raised behind a measure', 'm', '2', 94, { script: 'super', glued: true }],
    ['a note’s number behind a measure', 'm', '5', 94, { script: 'super' }],
  ])('small type %s stays on the line, a word of its own', (_, before, mark, y, expected) => {
    const found = lines([
      { text: before, x: 50, y: 100 },
      { text: mark, x: 50 + before.length * 6, y, size: 7 },
      { text: 'tiếp theo', x: 90, y: 100 },
    ])
    expect(found).toHaveLength(1)
    expect(found[0]!.words[1]).toMatchObject({ raw: mark, ...expected })
    if (!('glued' in expected)) expect(found[0]!.words[1]!.glued).toBeUndefined()
  })
})
