import { eachSyllable } from './word-key.ts'

export interface Word {
  readonly text: string
  readonly key: string
  readonly start: number
  readonly end: number
}

/** What is between words that are no neighbours: the end of a cell, a line, a sentence. */
const parting = new Set(Array.from('\t\n.;:()|', (sign) => sign.charCodeAt(0)))

/** The words from `from` to `to`, without numbers, and an empty one where neighbours are parted. */
export function listWords(text: string, from: number, to: number): Word[] {
  const words: Word[] = []
  // One call for all of it: one a word costs more than all that is done with it.
  const piece = text.slice(from, to)
  const small = piece.toLowerCase()
  const isAligned = small.length === piece.length
  let last = from
  eachSyllable(text, from, to, (start, end) => {
    if (isParted(text, last, start)) words.push({ text: '', key: '', start, end: start })
    last = end
    const code = text.charCodeAt(start)
    if (code >= 48 && code <= 57) return
    const word = text.slice(start, end)
    const key = isAligned ? small.slice(start - from, end - from) : word.toLowerCase()
    words.push({ text: word, key, start, end })
  })
  return words
}

function isParted(text: string, from: number, to: number): boolean {
  for (let at = from; at < to; at++) if (parting.has(text.charCodeAt(at))) return true
  return false
}

/** What stands in a word's place elsewhere, and how often; between its two neighbours, or only before or behind two words of it. */
export interface Rival {
  readonly other: string
  readonly count: number
  readonly isBetween: boolean
}

/** Of a word that stands everywhere so many places are looked at: a document of any length takes its time, no more. */
const mostPlaces = 1000
/** What the rules know counts as if it stood so often in the document. */
const usualWeight = 2

/** How often words stand in a document, alone and beside their neighbours. */
export class KnownWords {
  readonly #words: readonly Word[]
  readonly #usual: KnownWords | null
  readonly #written = new Map<string, number>()
  /** Where each word stands, by its key. */
  readonly #places = new Map<string, number[]>()

  /** `usual`: words that are known without the document. */
  constructor(words: readonly Word[], usual: KnownWords | null) {
    this.#words = words
    this.#usual = usual
    words.forEach(({ text, key }, index) => {
      if (key === '') return
      const places = this.#places.get(key)
      if (places) places.push(index)
      else this.#places.set(key, [index])
      if (text !== key) this.#written.set(text, (this.#written.get(text) ?? 0) + 1)
    })
  }

  /** How often a word with capitals stands in the document exactly so. */
  countWritten(text: string): number {
    return this.#written.get(text) ?? 0
  }

  /** How often a word stands in the document. */
  count(key: string): number {
    return this.#places.get(key)?.length ?? 0
  }

  /** The words of the document and how often each stands in it. */
  list(): [string, number][] {
    return [...this.#places].map(([key, places]) => [key, places.length])
  }

  /** Whether two words stand side by side more than once. */
  isPair(first: string | undefined, second: string | undefined): boolean {
    if (!first || !second) return false
    if (this.#usual && this.#usual.#countPair(first, second, 1) > 0) return true
    return this.#countPair(first, second, 2) > 1
  }

  /** What stands elsewhere in the place of a word that stands in it but once: between its neighbours, before the next two, behind the last two. */
  *inPlaceOf(words: readonly Word[], index: number): Generator<Rival> {
    const key = words[index]!.key
    const at = (by: number): string | undefined => words[index + by]?.key || undefined
    for (const [near, far] of [
      [1, -1],
      [1, 2],
      [-1, -2],
    ] as const) {
      const counts = this.#around([near, at(near)], [far, at(far)])
      if (counts.get(key) !== 1) continue
      for (const [other, count] of counts) yield { other, count, isBetween: near + far === 0 }
    }
  }

  /** What stands before one word or behind another, and how often. */
  beside(before: string | undefined, next: string | undefined): Map<string, number> {
    const counts = this.#around([-1, before])
    for (const [key, count] of this.#around([1, next])) counts.set(key, (counts.get(key) ?? 0) + count)
    return counts
  }

  /** What stands so far from words, the known ones included. */
  #around(...neighbours: readonly (readonly [by: number, key: string | undefined])[]): Map<string, number> {
    const counts = this.#stated(neighbours)
    if (!this.#usual) return counts
    for (const key of this.#usual.#stated(neighbours).keys()) counts.set(key, (counts.get(key) ?? 0) + usualWeight)
    return counts
  }

  /** How often two words stand side by side, no further than `enough`. */
  #countPair(first: string, second: string, enough: number): number {
    const places = this.#places.get(first) ?? []
    let count = 0
    for (let at = 0; at < Math.min(places.length, mostPlaces) && count < enough; at++)
      if (this.#words[places[at]! + 1]?.key === second) count++
    return count
  }

  #stated([first, ...others]: readonly (readonly [by: number, key: string | undefined])[]): Map<string, number> {
    const counts = new Map<string, number>()
    const [by, next] = first!
    if (!next || others.some(([, key]) => key === undefined)) return counts
    const places = this.#places.get(next) ?? []
    for (let at = 0; at < Math.min(places.length, mostPlaces); at++) {
      const place = places[at]!
      const key = this.#key(place - by)
      if (!key || !others.every(([far, other]) => this.#key(place - by + far) === other)) continue
      counts.set(key, (counts.get(key) ?? 0) + 1)
    }
    return counts
  }

  #key(index: number): string | undefined {
    return this.#words[index]?.key
  }
}
