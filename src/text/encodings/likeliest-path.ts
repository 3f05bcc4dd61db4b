/** What a path through a document's words is judged by. All numbers are natural logarithms. */
export interface PathProblem {
  /** Words in order: how likely each is in each state; null where that says nothing. */
  readonly scores: readonly (Readonly<Float64Array> | null)[]
  /** Index of the first word of each stretch of one line and one font, ascending, the first 0. */
  readonly stretches: readonly number[]
  /** What it costs to begin in each state, one row of `states` numbers for each font; Infinity where that cannot be. */
  readonly priors: Float64Array
  /** Per word, its row in `priors`. */
  readonly fontOf: Uint32Array
  readonly states: number
  /** What it costs to change the state inside a stretch and from one to the next. */
  readonly changeInside: number
  readonly changeBetween: number
}

/** The state of every word on the likeliest path (Viterbi's algorithm). Time and space grow with words × states. */
export function likeliestPath(problem: PathProblem): Uint8Array {
  const { scores, stretches, priors, fontOf, states } = problem
  const from = new Uint8Array(scores.length * states)
  let totals = new Float64Array(states)
  let next = new Float64Array(states)
  let stretch = 0
  for (let word = 0; word < scores.length; word++) {
    const begins = stretches[stretch] === word
    if (begins) stretch++
    const change = begins ? problem.changeBetween : problem.changeInside
    const best = bestState(totals)
    const least = totals[best]! - change
    const score = scores[word]
    const row = fontOf[word]! * states
    const at = word * states
    for (let state = 0; state < states; state++) {
      const prior = priors[row + state]!
      const enter = least - prior
      const stay = begins ? totals[state]! - prior : totals[state]!
      const stays = stay >= enter || best === state
      from[at + state] = stays ? state : best
      const total = stays ? stay : enter
      next[state] = score ? total + score[state]! : total
    }
    ;[totals, next] = [next, totals]
  }
  return walkBack(from, states, bestState(totals))
}

function bestState(totals: Float64Array): number {
  let best = 0
  for (let state = 1; state < totals.length; state++) if (totals[state]! > totals[best]!) best = state
  return best
}

function walkBack(from: Uint8Array, states: number, last: number): Uint8Array {
  const path = new Uint8Array(from.length / states)
  let state = last
  for (let word = path.length - 1; word >= 0; word--) {
    path[word] = state
    state = from[word * states + state]!
  }
  return path
}
