import { describe, expect, test } from 'vitest'
import { cutIntoPieces, type Mark } from '../../src/web/pages/marks.ts'

const mark = (id: string, start: number, end: number): Mark => ({
  id,
  tone: 'open',
  evidence: [{ start, end, page: null, boxes: [], path: null }],
})

describe('text is cut where marks begin and end', () => {
  const inner = mark('inner', 12, 15)
  const outer = mark('outer', 10, 20)
  const across = mark('across', 18, 40)
  const pieces = cutIntoPieces(5, 30, [inner, outer, across])

  test('with nothing lost between', () => {
    expect(pieces.map(({ start, end }) => [start, end])).toEqual([
      [5, 10],
      [10, 12],
      [12, 15],
      [15, 18],
      [18, 20],
      [20, 30],
    ])
  })

  test('the narrowest mark last', () => {
    expect(pieces.map(({ marks }) => marks.map(({ id }) => id))).toEqual([
      [],
      ['outer'],
      ['outer', 'inner'],
      ['outer'],
      ['across', 'outer'],
      ['across'],
    ])
  })

  test('marks elsewhere cut nothing', () => {
    expect(cutIntoPieces(0, 5, [outer])).toEqual([{ start: 0, end: 5, marks: [] }])
  })
})
