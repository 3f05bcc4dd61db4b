import type { Suspicion } from '../draft.ts'
import type { Facts } from '../facts.ts'
import { foldTone } from '../../text/vietnamese.ts'
import { eachSyllable } from '../word-key.ts'

/** A spelling must stand so often elsewhere to tell a slip. */
const oftenEnough = 2
const shortestAcronym = 4
/** Of a word that stands everywhere so many places are looked at: a document of any length takes its time, no more. */
const mostPlaces = 1000

interface Word {
  readonly text: string
  readonly key: string
  readonly start: number
  readonly end: number
}

interface Typing {
  readonly wrong: string
  readonly right: string
  readonly span: { readonly start: number; readonly end: number }
  readonly item: string
}

/** C20: slips of typing in the names of indicators, each known from the same words written right elsewhere. One finding a document. */
export function checkLabels(facts: Facts): Suspicion[] {
  const rows = facts.forms.flatMap((tree) => tree.rows)
  if (rows.length === 0) return []
  const known = new Known(listWords(facts.text, 0, facts.text.length))
  const found = rows.flatMap((row) => findTyping(facts, row, known))
  const [first, ...others] = found
  if (!first) return []
  const pairs = [...new Set(found.map(({ wrong, right }) => `"${wrong}" → "${right}"`))].join('; ')
  return [
    {
      values: { words: pairs },
      spans: [first.span, ...others.map(({ span }) => span)],
      items: [...new Set(found.map(({ item }) => item))],
      expected: [...new Set(found.map(({ right }) => right))].join('; '),
      found: [...new Set(found.map(({ wrong }) => wrong))].join('; '),
    },
  ]
}

/** Words without numbers. */
function listWords(text: string, from: number, to: number): Word[] {
  const words: Word[] = []
  eachSyllable(text, from, to, (start, end) => {
    const code = text.charCodeAt(start)
    if (code >= 48 && code <= 57) return
    const word = text.slice(start, end)
    words.push({ text: word, key: word.toLowerCase(), start, end })
  })
  return words
}

/** How often words stand in the document, alone and beside their neighbours. */
class Known {
  readonly acronyms = new Map<string, number>()
  readonly #words: readonly Word[]
  /** Where each word stands, by its key. */
  readonly #places = new Map<string, number[]>()

  constructor(words: readonly Word[]) {
    this.#words = words
    words.forEach(({ text, key }, index) => {
      const places = this.#places.get(key)
      if (places) places.push(index)
      else this.#places.set(key, [index])
      if (isAcronym(text)) this.acronyms.set(text, (this.acronyms.get(text) ?? 0) + 1)
    })
  }

  /** Whether two words stand side by side more than once. */
  isPair(first: string | undefined, second: string | undefined): boolean {
    if (first === undefined || second === undefined) return false
    const places = this.#places.get(first) ?? []
    let count = 0
    for (let at = 0; at < Math.min(places.length, mostPlaces); at++)
      if (this.#key(places[at]! + 1) === second && ++count > 1) return true
    return false
  }

  /** What stands in such a place, and how often. */
  around({ next, other, otherBy }: Context): Map<string, number> {
    const counts = new Map<string, number>()
    for (const place of this.#places.get(next)?.slice(0, mostPlaces) ?? []) {
      const key = this.#key(place - 1)
      if (key !== undefined && this.#key(place - 1 + otherBy) === other) counts.set(key, (counts.get(key) ?? 0) + 1)
    }
    return counts
  }

  #key(index: number): string | undefined {
    return this.#words[index]?.key
  }
}

/** The word behind a word, and another neighbour with how far behind the word it stands. */
interface Context {
  readonly next: string
  readonly other: string
  readonly otherBy: number
}

/** A word's place: between two words, or before two. */
function contexts(words: readonly Word[], index: number): Context[] {
  const [before, next, after] = [words[index - 1]?.key, words[index + 1]?.key, words[index + 2]?.key]
  if (next === undefined) return []
  return [
    ...(before !== undefined ? [{ next, other: before, otherBy: -1 }] : []),
    ...(after !== undefined ? [{ next, other: after, otherBy: 2 }] : []),
  ]
}

function isAcronym(text: string): boolean {
  return text.length >= shortestAcronym && text === text.toUpperCase()
}

function findTyping(facts: Facts, row: { start: number; end: number; item: { id: string } }, known: Known): Typing[] {
  const words = listWords(facts.text, row.start, row.end)
  return words.flatMap((word, index) => {
    const right = isAcronym(word.text) ? rightAcronym(word.text, known) : rightWord(words, index, known)
    return right === null
      ? []
      : [{ wrong: word.text, right, span: { start: word.start, end: word.end }, item: row.item.id }]
  })
}

/** 'VBQPPPL' for VBQPPL: a letter doubled. */
function rightAcronym(text: string, { acronyms }: Known): string | null {
  for (let i = 1; i < text.length; i++) {
    if (text[i] !== text[i - 1]) continue
    const shorter = text.slice(0, i) + text.slice(i + 1)
    if ((acronyms.get(shorter) ?? 0) > Math.max(oftenEnough, acronyms.get(text) ?? 0)) return shorter
  }
  return null
}

/** 'toàn tình và' for 'toàn trình và': a letter left out or put in, where the same neighbours elsewhere have another word. */
function rightWord(words: readonly Word[], index: number, known: Known): string | null {
  const { key } = words[index]!
  const [before, next] = [words[index - 1]?.key, words[index + 1]?.key]
  if (known.isPair(before, key) || known.isPair(key, next)) return null
  for (const context of contexts(words, index)) {
    const counts = known.around(context)
    if (counts.get(key) !== 1) continue
    for (const [other, count] of counts) if (count >= oftenEnough && isLetterApart(key, other)) return other
  }
  return null
}

/** One is the other with one consonant more. */
function isLetterApart(a: string, b: string): boolean {
  const [short, long] = a.length < b.length ? [a, b] : [b, a]
  if (long.length !== short.length + 1 || short.length < 2) return false
  for (let i = 0; i < long.length; i++) {
    if (long.slice(0, i) + long.slice(i + 1) === short) return /[^aeiouyăâêôơư]/u.test(foldTone(long[i]!).charAt(0))
  }
  return false
}
