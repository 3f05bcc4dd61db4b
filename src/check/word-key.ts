import { foldTone } from '../text/vietnamese.ts'

const syllable = /[\p{L}\p{M}\p{N}]+/gu
const mostRemembered = 20_000
/** Syllables folded before: reports repeat a few hundred, and folding is what a check would spend its time on. */
const folded = new Map<string, string>()

function fold(written: string): string {
  let key = folded.get(written)
  if (key === undefined) {
    key = foldTone(written)
    if (folded.size < mostRemembered) folded.set(written, key)
  }
  return key
}

/** The syllables of a text as keys: case, tone placement, i and y, marks and spaces do not count. */
export function syllableKeys(text: string): string[] {
  return Array.from(text.matchAll(syllable), ([written]) => fold(written))
}

/** A text as one key, with a space at each end, so that a phrase's key is in it only as whole syllables. */
export function wordKey(text: string): string {
  return ` ${syllableKeys(text).join(' ')} `
}

/** A set of phrases to look for in keys of texts. */
export class Phrases {
  readonly #keys: readonly string[]

  constructor(phrases: readonly string[]) {
    this.#keys = phrases.map(wordKey).sort((a, b) => b.length - a.length)
  }

  /** Whether one of them stands in a text of that key. */
  in(key: string): boolean {
    return this.#keys.some((phrase) => key.includes(phrase))
  }

  /** The one that ends last in a text of that key, the longest of those. */
  lastIn(key: string): { readonly end: number; readonly length: number } | null {
    let last: { end: number; length: number } | null = null
    for (const phrase of this.#keys) {
      const at = key.lastIndexOf(phrase)
      if (at >= 0 && at + phrase.length > (last?.end ?? 0)) last = { end: at + phrase.length, length: phrase.length }
    }
    return last
  }

  /** Whether the text begins with one of them. */
  begin(key: string): boolean {
    return this.#keys.some((phrase) => key.startsWith(phrase))
  }

  /** Whether the text ends with one of them. */
  end(key: string): boolean {
    return this.#keys.some((phrase) => key.endsWith(phrase))
  }
}

const made = new WeakMap<readonly string[], Phrases>()

/** The phrases of a list in a check, made once. */
export function phrasesOf(list: readonly string[]): Phrases {
  let phrases = made.get(list)
  if (!phrases) {
    phrases = new Phrases(list)
    made.set(list, phrases)
  }
  return phrases
}

/** Part of the smaller set's words that the other has too; 0 where one is empty. */
export function overlap(a: ReadonlySet<string>, b: ReadonlySet<string>): number {
  const smaller = a.size <= b.size ? a : b
  const larger = smaller === a ? b : a
  return smaller.size === 0 ? 0 : countCommon(smaller, larger) / smaller.size
}

export function countCommon(a: ReadonlySet<string>, b: ReadonlySet<string>): number {
  let common = 0
  for (const word of a) if (b.has(word)) common++
  return common
}
