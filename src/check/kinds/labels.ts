import type { Suspicion } from '../draft.ts'
import type { Facts } from '../facts.ts'
import { foldTone } from '../../text/vietnamese.ts'

/** A spelling must stand so often elsewhere to tell a slip. */
const oftenEnough = 2
const shortestAcronym = 4

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

function listWords(text: string, start: number, end: number): Word[] {
  return Array.from(text.slice(start, end).matchAll(/[\p{L}\p{M}]+/gu), (match) => ({
    text: match[0],
    key: match[0].toLowerCase(),
    start: start + match.index,
    end: start + match.index + match[0].length,
  }))
}

/** How often words stand in the document, alone and with their neighbours. */
class Known {
  readonly acronyms = new Map<string, number>()
  /** By the words before and behind, what stands between and how often. */
  readonly between = new Map<string, Map<string, number>>()

  readonly #pairs = new Map<string, number>()

  constructor(words: readonly Word[]) {
    words.forEach((word, index) => {
      const pair = `${word.key} ${words[index + 1]?.key ?? ''}`
      this.#pairs.set(pair, (this.#pairs.get(pair) ?? 0) + 1)
      if (isAcronym(word.text)) this.acronyms.set(word.text, (this.acronyms.get(word.text) ?? 0) + 1)
      for (const context of contexts(words, index)) {
        const counts = this.between.get(context) ?? new Map<string, number>()
        counts.set(word.key, (counts.get(word.key) ?? 0) + 1)
        this.between.set(context, counts)
      }
    })
  }

  /** How often two words stand side by side. */
  pairCount(first: string | undefined, second: string | undefined): number {
    return first === undefined || second === undefined ? 0 : (this.#pairs.get(`${first} ${second}`) ?? 0)
  }
}

/** A word's place: between two words, or before two. */
function contexts(words: readonly Word[], index: number): string[] {
  const [before, next, after] = [words[index - 1]?.key, words[index + 1]?.key, words[index + 2]?.key]
  return [
    ...(before !== undefined && next !== undefined ? [`${before} _ ${next}`] : []),
    ...(next !== undefined && after !== undefined ? [`_ ${next} ${after}`] : []),
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
  if (known.pairCount(before, key) > 1 || known.pairCount(key, next) > 1) return null
  for (const context of contexts(words, index)) {
    const counts = known.between.get(context)
    if (counts?.get(key) !== 1) continue
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
