import { remembered } from '../text/remembered.ts'
import { foldWord } from '../text/vietnamese.ts'

/** The syllables of a text as keys: case, tone placement, i and y, marks and spaces do not count. */
export function syllableKeys(text: string): string[] {
  const keys: string[] = []
  eachSyllable(text, 0, text.length, (start, end) => keys.push(foldWord(text.slice(start, end))))
  return keys
}

/** Runs of letters and digits from `from` to `to`. */
export function eachSyllable(
  text: string,
  from: number,
  to: number,
  visit: (start: number, end: number) => void,
): void {
  let start = -1
  for (let at = from; at < to; at++) {
    if (isLetterOrDigit(text, at)) {
      if (start < 0) start = at
    } else if (start >= 0) {
      visit(start, at)
      start = -1
    }
  }
  if (start >= 0) visit(start, to)
}

const letterOrDigit = /[\p{L}\p{M}\p{N}]/u

/** What Vietnamese is written in is known by its code; anything else is looked up. */
function isLetterOrDigit(text: string, at: number): boolean {
  const code = text.charCodeAt(at)
  if (code < 0x80) return (code >= 48 && code <= 57) || (code >= 65 && code <= 90) || (code >= 97 && code <= 122)
  if (code < 0xc0 || code === 0xd7 || code === 0xf7) return code === 0xaa || code === 0xb5 || code === 0xba
  if (code < 0x250 || (code >= 0x1ea0 && code <= 0x1eff)) return true
  return letterOrDigit.test(text.charAt(at))
}

/**
 * A text as one key, with a space at each end, so that a phrase's key is in it only as whole syllables. Checks ask for those of
 * the same clauses, labels and units again and again.
 */
export const wordKey = remembered(5_000, (text) => ` ${syllableKeys(text).join(' ')} `)

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

  /** The key without them; what stood on their two sides is no phrase. */
  without(key: string): string {
    return this.#keys.reduce((left, phrase) => left.replaceAll(phrase, ' | '), key)
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
