import { firstIndex } from '../../text/first-index.ts'
import type { Span, Suspicion } from '../draft.ts'
import type { Facts } from '../facts.ts'
import { KnownWords, listWords, type Word } from '../known-words.ts'
import { isLikelier, isOneSlipApart, isPlain, isSeldom, isUnwritten, isUsual, leavesOutConsonant } from '../spelling.ts'

/** A spelling must stand so often elsewhere to tell a slip. */
const oftenEnough = 2
const shortestAcronym = 4

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
  const words = listWords(facts.text, 0, facts.text.length)
  const known = new KnownWords(words, usualPhrases(facts))
  const found = rows.flatMap((row) => findTyping(row, wordsWithin(words, row), known))
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

/** The terms of the rules are known, whether or not a document has them: made once for a rule set. */
function usualPhrases({ vocabulary }: Facts): KnownWords {
  return vocabulary.keep(usualPhrases, () => {
    const phrases = vocabulary.termPhrases.join(' | ')
    return new KnownWords(listWords(phrases, 0, phrases.length), null)
  })
}

/** In the order of the text. */
function wordsWithin(words: readonly Word[], { start, end }: Span): Word[] {
  const firstFrom = (place: number) => firstIndex(words.length, (at) => words[at]!.start >= place)
  return words.slice(firstFrom(start), firstFrom(end))
}

function findTyping(row: { item: { id: string } }, words: readonly Word[], known: KnownWords): Typing[] {
  return words.flatMap((word, index) => {
    if (word.key === '') return []
    const right = isAcronym(word.text) ? rightAcronym(word.text, known) : rightWord(words, index, known)
    return right === null
      ? []
      : [{ wrong: word.text, right, span: { start: word.start, end: word.end }, item: row.item.id }]
  })
}

function isAcronym(text: string): boolean {
  return text.length >= shortestAcronym && text === text.toUpperCase()
}

/** 'VBQPPPL' for VBQPPL: a letter doubled. */
function rightAcronym(text: string, known: KnownWords): string | null {
  for (let i = 1; i < text.length; i++) {
    if (text[i] !== text[i - 1]) continue
    const shorter = text.slice(0, i) + text.slice(i + 1)
    if (known.countWritten(shorter) > Math.max(oftenEnough, known.countWritten(text))) return shorter
  }
  return null
}

/** 'toàn tình và' for 'toàn trình và': one slip away from the word that stands in its place elsewhere. */
function rightWord(words: readonly Word[], index: number, known: KnownWords): string | null {
  const { key } = words[index]!
  const [before, next] = [words[index - 1]?.key, words[index + 1]?.key]
  if (known.isPair(before, key) || known.isPair(key, next)) return null
  if (isUnwritten(key)) return isWord(words[index]!) ? rightSyllable(words, index, known) : null
  const odd = isOdd(words, index, known)
  for (const { other, count, isBetween } of known.inPlaceOf(words, index)) {
    if (count >= oftenEnough && leavesOutConsonant(key, other)) return other
    if (odd && (isBetween || !isPlain(key)) && isMeant(key, other, known)) return other
  }
  return odd && !isPlain(key) && isSeldom(key)
    ? rightBeside(words, index, known, (other) => isMeant(key, other, known))
    : null
}

/** It stands here and nowhere else, and is no usual word; nor a name: names differ in a letter ('thôn Đông', 'thôn Đồng'). */
function isOdd(words: readonly Word[], index: number, known: KnownWords): boolean {
  const { text, key } = words[index]!
  const isName = text !== key && Boolean(words[index - 1]?.key)
  return known.count(key) === 1 && !isName && !isUsual(key)
}

/** Whether a slip makes the one of the other, which stands more than once and is the likelier word. */
function isMeant(wrong: string, right: string, known: KnownWords): boolean {
  return isOneSlipApart(wrong, right) && known.count(right) >= oftenEnough && isLikelier(right, wrong)
}

/** No abbreviation: small letters behind the first. */
function isWord({ text }: Word): boolean {
  return text.slice(1) === text.slice(1).toLowerCase()
}

/** What nobody writes is wrong by itself: 'số cuộ kiểm tra'; of plain letters it may be a foreign word, and its neighbours must tell. */
function rightSyllable(words: readonly Word[], index: number, known: KnownWords): string | null {
  const { key } = words[index]!
  const isRight = (other: string): boolean => !isUnwritten(other) && isOneSlipApart(key, other)
  const beside = rightBeside(words, index, known, isRight)
  if (beside !== null || isPlain(key)) return beside
  const inRow = words.find((other) => isRight(other.key))
  return inRow?.key ?? mostFrequent(known.list().filter(([other, count]) => count >= oftenEnough && isRight(other)))
}

/** What stands beside one of its neighbours elsewhere. */
function rightBeside(
  words: readonly Word[],
  index: number,
  known: KnownWords,
  isRight: (other: string) => boolean,
): string | null {
  const beside = known.beside(words[index - 1]?.key, words[index + 1]?.key)
  return mostFrequent([...beside].filter(([other]) => isRight(other)))
}

/** Null where two are as frequent. */
function mostFrequent(words: readonly (readonly [string, number])[]): string | null {
  const [first, second] = [...words].sort(([, a], [, b]) => b - a)
  return first && first[1] !== second?.[1] ? first[0] : null
}
