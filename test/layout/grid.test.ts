import { describe, expect, test } from 'vitest'
import { findGrids } from '../../src/layout/grid.ts'
import type { Ruling } from '../../src/layout/page-content.ts'

const h = (y: number, x0: number, x1: number): Ruling => ({ x0, y0: y, x1, y1: y })
const v = (x: number, y0: number, y1: number): Ruling => ({ x0: x, y0, x1: x, y1 })
/** A full grid of lines at the given places. */
const full = (xs: readonly number[], ys: readonly number[]): Ruling[] => [
  ...ys.map((y) => h(y, xs[0]!, xs.at(-1)!)),
  ...xs.map((x) => v(x, ys[0]!, ys.at(-1)!)),
]
const shape = (rulings: readonly Ruling[]) =>
  findGrids(rulings).map(({ cells }) => cells.map((c) => [c.row, c.column, c.rowSpan, c.columnSpan].join()))

describe('rulings become grids', () => {
  const [xs, ys] = [
    [0, 50, 100],
    [0, 20, 40],
  ]
  const four = [['0,0,1,1', '0,1,1,1', '1,0,1,1', '1,1,1,1']]

  test.each<[string, Ruling[], string[][]]>([
    ['a full grid', full(xs, ys), four],
    ['lines in pieces', [...full(xs, [0, 20]), ...full(xs, [20, 40])], four],
    ['double lines', [...full(xs, ys), h(21.5, 0, 100), v(51, 0, 40)], four],
    ['dashes', [...full([0, 100], ys), ...Array.from({ length: 8 }, (_, i) => v(50, i * 5, i * 5 + 2.5))], four],
    ['ends that do not quite touch', [...ys.map((y) => h(y, 2, 98)), ...xs.map((x) => v(x, 1, 39))], four],
    ['open at the sides', [...ys.map((y) => h(y, 0, 100)), v(50, 0, 40)], four],
    ['a missing piece between columns', [...full([0, 100], ys), v(50, 20, 40)], [['0,0,1,2', '1,0,1,1', '1,1,1,1']]],
    [
      'a missing piece between rows',
      [h(0, 0, 100), h(20, 50, 100), h(40, 0, 100), ...xs.map((x) => v(x, 0, 40))],
      [['0,0,2,1', '0,1,1,1', '1,1,1,1']],
    ],
    ['two tables', [...full(xs, ys), ...full(xs, [100, 120, 140])], [four[0]!, four[0]!]],
    ['no line across', ys.map((y) => h(y, 0, 100)), []],
    ['one line', [h(10, 0, 100)], []],
    ['nothing', [], []],
  ])('%s', (_, rulings, expected) => {
    expect(shape(rulings)).toEqual(expected)
  })

  test('an L of open cells is cut into rectangles', () => {
    const lines = [h(0, 0, 100), h(40, 0, 100), h(20, 50, 100), v(0, 0, 40), v(100, 0, 40), v(50, 20, 40)]
    for (const cells of shape(lines)) {
      const area = cells.map((cell) => cell.split(',').map(Number)).reduce((sum, c) => sum + c[2]! * c[3]!, 0)
      expect(area).toBe(4)
    }
    expect(shape(lines)).toHaveLength(1)
  })
})
