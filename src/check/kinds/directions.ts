import type { Check } from '../../domain/check.ts'
import { formatNumber } from '../amounts.ts'
import type { Suspicion } from '../draft.ts'
import type { Facts } from '../facts.ts'
import { phrasesOf, wordKey } from '../word-key.ts'

/** 'giảm từ 3,2% xuống còn 4,8%': the words and the numbers go different ways. */
export function checkDirections(facts: Facts, { up, down }: Check<'change-direction'>): Suspicion[] {
  return facts.figures.flatMap((figure) => {
    const { from, to } = figure.item
    if (from === null || to === null || from === to) return []
    const raw = facts.slice(figure)
    const key = wordKey(raw)
    const [rises, falls] = [phrasesOf(up).in(key), phrasesOf(down).in(key)]
    if (rises === falls || (rises ? to > from : to < from) || /(?:nghìn|ngàn|triệu|tỷ|tỉ)/u.test(raw)) return []
    const direction = raw.replace(/\s+/gu, ' ')
    return [
      {
        values: { direction, from: formatNumber(from), to: formatNumber(to) },
        spans: [figure],
        items: [figure.item.id],
        expected: null,
        found: direction,
      },
    ]
  })
}
