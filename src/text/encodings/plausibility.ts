import { syllableScore } from './syllables.ts'

/**
 * Natural logarithms of how likely a part of a word is, by what it is. Only differences count: a syllable that one encoding
 * gives has −6.5 (của) to −17 (one that can be written and was never met). Set so that the words of Vietnamese texts gain
 * at least 5 when they are decoded rightly and those of French and German ones lose (test/text/encodings-false.test.ts).
 */
const cost = {
  /** Letters that are no Vietnamese syllable: a foreign word or a name. */
  foreign: 11,
  /** The same with letters beyond ASCII. */
  foreignAccented: 13,
  /** So much less does a further foreign part of the same word cost: l’été, gal·lès. */
  foreignAgain: 5,
  /** Capitals without a vowel, as abbreviations are: QĐ, NĐ, HĐND. */
  abbreviation: 10,
  /** đ, for đồng. */
  currency: 8,
  /** What decoding changed and is no syllable then. */
  broken: 22,
  /** A capital beyond ASCII after a small letter: QuyÕt. */
  innerCapital: 7,
  /** A sign against or between letters where none is written: ®iÒu, th¸ng. */
  strangeSign: 7,
  /** A sign where it may stand. */
  sign: 3,
  /** A sign alone that hardly any text holds alone: ¸ ¨ ª. */
  loneSign: 10,
}

const groups = /[\p{L}\p{M}]+/gu
const abbreviation = /^[B-DĐGHK-NP-TVXƯƠ]+$/u
const ascii = /^[\x00-\x7f]*$/
const innerCapital = /(?<=\p{Ll})[\u00c0-\u024f\u1e00-\u1eff](?<=\p{Lu})/gu

const lower = /^[^\p{Lu}]+$/u
const title = /^\p{Lu}[^\p{Lu}]*$/u
const upper = /^[^\p{Ll}]+$/u

/** Signs that stand before a letter, and after one, in good texts. */
const beforeLetter = /[«“‘„‚‹¿¡§©°€£–—−•·…]/u
const afterLetter = /[»”’‘“›®™©°²³¹ºª€–—−•·…]/u
/** Between letters: apostrophes, dashes, a soft hyphen, the dot of Catalan. */
const betweenLetters = /[’‘´–—\u00ad·…\u00a0\u0085]/u
/** Signs that mean something by themselves. */
const independent = /[«»“”‘’„…–—−•·°©®×÷±½¼¾§€£¥™\u00a0\u0085]|[^\x00-\u00ff]/u
/** Signs that follow others: “…” and the like. */
const typographic = /[«»“”‘’„…–—•\u00a0\u0085]/u
const letter = /[\p{L}\p{M}]/u
/** Micro before the sign of a unit. */
const micro = /^[µμ](?:[mglsFHAVWLN]|mol|Pa)$/u

const metre = /^[kdcm]?m$/u
const power = /[²³]/u

/** A reading of a word: what it says, and what the source had at the same place. */
export interface Reading {
  readonly text: string
  /** Whether characters [start, end) of the text are others than in the source. */
  readonly changed: (start: number, end: number) => boolean
  /** Misread text of any language is put right: what is no syllable is a foreign word. */
  readonly anyLanguage: boolean
}

/** How likely a word's reading is: a natural logarithm that is compared among readings of one word only. */
export function plausibility(reading: Reading): number {
  const { text } = reading
  let score = 0
  let last = 0
  let foreign = false
  for (const match of text.matchAll(groups)) {
    const end = match.index + match[0].length
    score -= signCosts(text, last, match.index)
    const known = knownGroup(match[0], reading, match.index)
    score += known ?? -foreignCost(match[0]) + (foreign ? cost.foreignAgain : 0)
    foreign ||= known === null
    last = end
  }
  return score - signCosts(text, last, text.length)
}

/** Whether decoding has made something of the word: a part that it changed is a syllable, an abbreviation or a sign. */
export function makesSense(reading: Reading): boolean {
  for (const match of reading.text.matchAll(groups)) {
    if (!reading.changed(match.index, match.index + match[0].length)) continue
    const known = knownGroup(match[0], reading, match.index)
    if (known !== null && known > -cost.broken) return true
  }
  return false
}

/** What is no foreign word: a syllable, an abbreviation, the sign of a unit, or what decoding has broken. */
function knownGroup(group: string, { text, changed, anyLanguage }: Reading, start: number): number | null {
  const usual = isWellCased(group) ? syllableScore(group.toLowerCase()) : -Infinity
  if (usual > -Infinity) return usual
  if (abbreviation.test(group)) return -cost.abbreviation
  if (group === 'đ') return -cost.currency
  if (!anyLanguage && changed(start, start + group.length)) return -cost.broken
  return micro.test(group) || (metre.test(group) && power.test(text[start + group.length] ?? '')) ? -cost.sign : null
}

function foreignCost(group: string): number {
  if (ascii.test(group)) return cost.foreign
  const capitals = group.match(innerCapital)?.length ?? 0
  return cost.foreignAccented + cost.innerCapital * capitals + oddLetters(group)
}

/** Signs that Unicode counts as letters: µ ª º inside a word. */
function oddLetters(group: string): number {
  return cost.strangeSign * (group.match(/(?<=.)[µªº](?=.)|[µªº](?=.)|(?<=.)µ/gu)?.length ?? 0)
}

function isWellCased(group: string): boolean {
  return lower.test(group) || title.test(group) || upper.test(group)
}

function signCosts(text: string, from: number, to: number): number {
  let costs = 0
  for (let i = from; i < to; i++) {
    const sign = text[i]!
    if (sign.charCodeAt(0) < 0x80 || sign === text[i - 1]) continue
    const before = i > 0 && letter.test(text[i - 1]!)
    const after = i + 1 < text.length && letter.test(text[i + 1]!)
    const allowed = before ? (after ? betweenLetters : afterLetter) : after ? beforeLetter : null
    const follows = i > 0 && text.charCodeAt(i - 1) >= 0x80 && !before
    const strange = follows ? !typographic.test(sign) : allowed !== null && !allowed.test(sign)
    const lone = !before && !after && !independent.test(sign)
    costs += lone ? cost.loneSign : strange ? cost.strangeSign : cost.sign
  }
  return costs
}
