import { expect, test } from 'vitest'
import { boxFromFrame, frameOf, toFrame } from '../../src/layout/frame.ts'

const page = { width: 600, height: 800 }

test.each([
  [0, [100, 200], [100, 200]],
  [90, [100, 200], [200, 500]],
  [180, [100, 200], [500, 600]],
  [-90, [100, 200], [600, 100]],
] as const)('a point in a frame turned by %i degrees lies on the page and comes back', (angle, [x, y], expected) => {
  const frame = frameOf(angle, page.width, page.height)
  const [u, v] = toFrame(frame, x, y)
  expect([u, v]).toEqual([...expected])
  const box = boxFromFrame(frame, page, u, v, u, v)
  expect([box.x, box.y]).toEqual([x, y])
})

test('a box is cut to the page', () => {
  const frame = frameOf(0, page.width, page.height)
  expect(boxFromFrame(frame, page, -5, 790, 20, 810)).toEqual({ x: 0, y: 790, width: 20, height: 10 })
})

test('a slanted box is the bounds of its corners', () => {
  const frame = frameOf(-45, page.width, page.height)
  const [u, v] = toFrame(frame, 300, 400)
  const box = boxFromFrame(frame, page, u, v - 10, u + 100, v)
  expect(box.width).toBeCloseTo(77.8, 0)
  expect(box.height).toBeCloseTo(77.8, 0)
})
