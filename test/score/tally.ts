/** One kind of item: how many there are, how many of them were found and right, and what was found and is not. */
export interface Tally {
  readonly gold: number
  readonly right: number
  readonly wrong: number
}

export interface Miss {
  readonly kind: string
  readonly text: string
}

export interface Score {
  readonly tallies: ReadonlyMap<string, Tally>
  readonly misses: readonly Miss[]
}

const none: Tally = { gold: 0, right: 0, wrong: 0 }

export function precisionOf({ right, wrong }: Tally): number {
  return right + wrong === 0 ? 1 : right / (right + wrong)
}

export function recallOf({ gold, right }: Tally): number {
  return gold === 0 ? 1 : right / gold
}

export function f1Of(tally: Tally): number {
  const precision = precisionOf(tally)
  const recall = recallOf(tally)
  return precision + recall === 0 ? 0 : (2 * precision * recall) / (precision + recall)
}

export function sumScores(scores: readonly Score[]): Score {
  const tallies = new Map<string, Tally>()
  for (const score of scores)
    for (const [kind, { gold, right, wrong }] of score.tallies) {
      const sum = tallies.get(kind) ?? none
      tallies.set(kind, { gold: sum.gold + gold, right: sum.right + right, wrong: sum.wrong + wrong })
    }
  return { tallies, misses: scores.flatMap(({ misses }) => misses) }
}

export function tallyOf(score: Score, kind: string): Tally {
  return score.tallies.get(kind) ?? none
}

/** The table a person reads when a threshold is not held. */
export function printScore(score: Score): string {
  const share = (part: number): string => part.toFixed(4)
  return [...score.tallies]
    .map(([kind, tally]) => {
      const { gold, right, wrong } = tally
      const shares = [precisionOf(tally), recallOf(tally), f1Of(tally)].map(share)
      return [kind.padEnd(22), ...[gold, right, wrong].map((n) => String(n).padStart(4)), ...shares].join('  ')
    })
    .join('\n')
}
