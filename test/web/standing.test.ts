import { expect, test } from 'vitest'
import type { Decision } from '../../src/domain/decision.ts'
import { lastStanding } from '../../src/web/document/standing.ts'

type Told = readonly [seq: number, user: string, item: string, action: Decision['action'], undoes?: number]

const toDecision = ([seq, user, item, action, undoes]: Told) =>
  ({ seq, user, item, action, undoes: undoes ?? null }) as Decision

test.each<[string, readonly Told[], number | null]>([
  ['nothing', [], null],
  [
    'the newest',
    [
      [1, 'lan', 'a', 'accept'],
      [2, 'lan', 'b', 'correct'],
    ],
    2,
  ],
  [
    'no remark',
    [
      [1, 'lan', 'a', 'accept'],
      [2, 'lan', 'a', 'comment'],
    ],
    1,
  ],
  [
    'none of another',
    [
      [1, 'lan', 'a', 'accept'],
      [2, 'huy', 'b', 'accept'],
    ],
    1,
  ],
  [
    'none that another decided over',
    [
      [1, 'lan', 'a', 'accept'],
      [2, 'huy', 'a', 'reject'],
    ],
    null,
  ],
  [
    'the one before what was taken back',
    [
      [1, 'lan', 'a', 'accept'],
      [2, 'lan', 'b', 'accept'],
      [3, 'lan', 'b', 'undo', 2],
    ],
    1,
  ],
  [
    'what was taken back and done again, by its undo of the undo',
    [
      [1, 'lan', 'a', 'accept'],
      [2, 'lan', 'a', 'undo', 1],
      [3, 'lan', 'a', 'undo', 2],
    ],
    3,
  ],
  [
    'nothing, where that was taken back as well',
    [
      [1, 'lan', 'a', 'accept'],
      [2, 'lan', 'a', 'undo', 1],
      [3, 'lan', 'a', 'undo', 2],
      [4, 'lan', 'a', 'undo', 3],
    ],
    null,
  ],
])('an undo from the log takes back: %s', (_, told, seq) => {
  const decisions = told.map(toDecision).reverse()
  expect(lastStanding(decisions, 'lan')?.seq ?? null).toBe(seq)
})
