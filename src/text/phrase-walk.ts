import type { Runs } from './phrase-tokens.ts'

/** One element of a phrase: what it takes, how often, and where. */
export interface Step {
  /** any: every token. term: see `SentenceView.fits`. tag: a run of the tag. or, and: see `choices`. */
  readonly kind: 'any' | 'term' | 'tag' | 'or' | 'and'
  /** Tells tests apart: steps of one name fit the same tokens. Empty for any, or, and. */
  readonly name: string
  readonly choices: readonly (readonly Step[])[]
  /** Takes one token that the element does not cover. */
  readonly negative: boolean
  /** Takes nothing and holds where the next token is not covered: `!x?`. */
  readonly look: boolean
  readonly min: number
  readonly max: number
  /** Fewest repetitions first. */
  readonly lazy: boolean
  /** Only at the first token; only up to the last. */
  readonly start: boolean
  readonly end: boolean
  readonly group: string | null
}

/** A sentence as the search sees it. */
export interface SentenceView {
  readonly size: number
  /** Which tokens a step of kind term or tag fits: 1 at their index. */
  readonly fits: (step: Step) => Uint8Array
  readonly runs: ReadonlyMap<string, Runs>
}

/** Token indexes, end exclusive. */
export interface TokenSpan {
  readonly from: number
  readonly to: number
}

export interface TokenMatch extends TokenSpan {
  readonly groups: ReadonlyMap<string, TokenSpan>
}

/**
 * All matches from left to right, none overlapping, none empty. Goes back wherever a choice led nowhere, yet is at most quadratic
 * in the number of tokens, since it remembers where each step failed.
 */
export function searchPhrase(steps: readonly Step[], view: SentenceView): TokenMatch[] {
  const search = new Search(steps, view)
  const matches: TokenMatch[] = []
  for (let at = 0; at < view.size;) {
    const match = search.matchAt(at)
    if (match) matches.push(match)
    at = match ? match.to : at + 1
  }
  return matches
}

/** Whether a step always takes one token. */
function isSingle(step: Step): boolean {
  return step.negative || step.kind === 'any' || step.kind === 'term'
}

class Search {
  readonly #steps: readonly Step[]
  readonly #view: SentenceView
  /** Per step and token: 1 where the rest of the phrase cannot match from. It does not depend on where the match began. */
  readonly #failed: Uint8Array
  readonly #blocks = new Map<Step, Map<number, readonly number[]>>()
  #trail: { readonly step: Step; readonly from: number; readonly to: number }[] = []

  constructor(steps: readonly Step[], view: SentenceView) {
    this.#steps = steps
    this.#view = view
    this.#failed = new Uint8Array(steps.length * (view.size + 1))
  }

  matchAt(from: number): TokenMatch | null {
    this.#trail = []
    const to = this.#walk(0, from)
    if (to === null || to === from) return null
    const groups = new Map<string, TokenSpan>()
    for (const taken of this.#trail) {
      const { group } = taken.step
      if (group === null || taken.from === taken.to) continue
      // The trail runs backwards: the first entry of a group is its end.
      groups.set(group, { from: taken.from, to: groups.get(group)?.to ?? taken.to })
    }
    return { from, to, groups }
  }

  /** Where the match ends if steps from `index` on match from token `at`. */
  #walk(index: number, at: number): number | null {
    const step = this.#steps[index]
    if (!step) return at
    const row = index * (this.#view.size + 1)
    if (this.#failed[row + at]) return null
    const ends = this.#ends(step, at)
    for (const to of ends) {
      const end = this.#walk(index + 1, to)
      if (end === null) continue
      this.#trail.push({ step, from: at, to })
      return end
    }
    this.#failed[row + at] = 1
    // From inside an endless repetition fewer ends can be reached, all of which have just failed.
    if (step.max === Infinity && step.min <= 1) for (const to of ends) this.#failed[row + to] = 1
    return null
  }

  /** Where a step can end that begins at a token, the preferred end first. */
  #ends(step: Step, at: number): readonly number[] {
    if (step.start && at !== 0) return []
    const ends = step.look ? (this.#covers(step, at) ? [] : [at]) : this.#repeat(step, at)
    return step.end ? ends.filter((end) => end === this.#view.size) : ends
  }

  #repeat(step: Step, at: number): readonly number[] {
    if (step.min === 1 && step.max === 1) return this.#once(step, at)
    const ends = isSingle(step) ? this.#repeatSingle(step, at) : this.#repeatWide(step, at)
    return step.lazy ? ends : ends.reverse()
  }

  /** Where the step can end, fewest repetitions first, if each takes one token. */
  #repeatSingle(step: Step, at: number): number[] {
    const ends: number[] = []
    for (let count = 0; count <= step.max; count++) {
      if (count > 0 && !this.#takesOne(step, at + count - 1)) break
      if (count >= step.min) ends.push(at + count)
    }
    return ends
  }

  /** The same if it may take several, in several ways. */
  #repeatWide(step: Step, at: number): number[] {
    const ends: number[] = step.min === 0 ? [at] : []
    const seen = new Set(ends)
    let level: readonly number[] = [at]
    for (let count = 1; count <= step.max && level.length > 0; count++) {
      const next = new Set<number>()
      for (const from of level) for (const to of this.#once(step, from)) if (!seen.has(to)) next.add(to)
      level = [...next]
      if (count < step.min) continue
      for (const to of level) seen.add(to)
      ends.push(...level)
    }
    return ends
  }

  #once(step: Step, at: number): readonly number[] {
    if (isSingle(step)) return this.#takesOne(step, at) ? [at + 1] : []
    if (step.kind !== 'tag') return this.#block(step, at)
    const runs = this.#view.runs.get(step.name)
    if (!runs) return this.#takesOne(step, at) ? [at + 1] : []
    const end = runs.get(at)
    return end === undefined ? [] : [end]
  }

  #takesOne(step: Step, at: number): boolean {
    return at < this.#view.size && this.#covers(step, at) !== step.negative
  }

  #block(step: Step, at: number): readonly number[] {
    let known = this.#blocks.get(step)
    if (!known) this.#blocks.set(step, (known = new Map<number, readonly number[]>()))
    let ends = known.get(at)
    if (!ends) {
      const all = step.choices.map((sequence) => this.#sequence(sequence, at))
      if (step.kind === 'or') ends = [...new Set(all.flat())]
      else ends = all.every((found) => found.length > 0) ? [Math.max(...all.map((found) => found[0]!))] : []
      known.set(at, ends)
    }
    return ends
  }

  #sequence(steps: readonly Step[], at: number): readonly number[] {
    let places: readonly number[] = [at]
    for (const step of steps) places = [...new Set(places.flatMap((place) => this.#ends(step, place)))]
    return places.filter((place) => place > at)
  }

  /** Whether what an element names is at a token. A tag covers every token of its run, not only the first. */
  #covers(step: Step, at: number): boolean {
    if (at >= this.#view.size) return false
    if (step.kind === 'any') return true
    if (step.kind === 'term' || step.kind === 'tag') return this.#view.fits(step)[at] === 1
    const holds = (sequence: readonly Step[]): boolean => {
      const [only] = sequence
      if (sequence.length > 1 || !only || only.max > 1) return this.#sequence(sequence, at).length > 0
      const placed = (!only.start || at === 0) && (!only.end || at === this.#view.size - 1)
      return placed && this.#covers(only, at) !== only.negative
    }
    return step.kind === 'or' ? step.choices.some(holds) : step.choices.every(holds)
  }
}
