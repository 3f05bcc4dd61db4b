import { remembered } from './remembered.ts'

/** Tone marks: grave, acute, tilde, hook, dot below. Breve, circumflex and horn make letters, not tones. */
const tones = /[\u0300\u0301\u0303\u0309\u0323]/gu
const letterRun = /[\p{L}\p{M}]+/gu

/** Syllables that are written with i or y alike: one of h k l m s t, or qu, and the vowel alone (tỷ, lý, quý). */
const iOrY = /^([hklmst]|qu)[iy]$/u

/** Syllables whose tone stands on the first or the second vowel, by school and by habit (hòa, hoà; thủy, thuỷ; khỏan). */
const movableTone = /^([^aeiouyăâêôơư]*)(o[ae]|uy)([^aeiouyăâêôơư]*)$/u

/** What stands before and after a word; `\b` knows only ASCII. Digits may touch a word ('ngày15', '3.811triệu'). */
export const wordStart = String.raw`(?<![\p{L}\p{M}])`
export const wordEnd = String.raw`(?![\p{L}\p{M}])`

/** The source of a pattern as a whole word. */
export function wholeWord(source: string): string {
  return `${wordStart}(?:${source})${wordEnd}`
}

/** The text as a pattern source that matches it and nothing else, also under flag v. */
export function escapePattern(text: string): string {
  return text.replace(/[\\^$.*+?()[\]{}|/]/gu, String.raw`\$&`)
}

function splitTone(syllable: string): { letters: string; tone: string } {
  const decomposed = syllable.toLowerCase().normalize('NFD')
  return { letters: decomposed.replace(tones, '').normalize('NFC'), tone: (decomposed.match(tones) ?? []).join('') }
}

const foldSyllable = remembered(20_000, (syllable) => {
  const { letters, tone } = splitTone(syllable)
  return letters.replace(iOrY, '$1i') + tone
})

/**
 * A key under which all spellings of one text are equal: case, tone placement (hòa, hoà), i and y (tỷ, tỉ), NFC and NFD.
 * The tone stands after its syllable, so the key is for comparing, not for display.
 */
export function foldTone(text: string): string {
  return text.replace(letterRun, foldSyllable)
}

/** The same of a word or sign: texts are made of a few thousand, and folding one costs more than looking it up. */
export const foldWord = remembered(20_000, foldTone)

function putTone(letters: string, index: number, tone: string): string {
  return (letters.slice(0, index + 1) + tone + letters.slice(index + 1)).normalize('NFC')
}

/** Every accepted spelling of one lower-case syllable, its own first. */
function spellings(syllable: string): string[] {
  const found = new Set([syllable])
  const { letters, tone } = splitTone(syllable)
  const movable = movableTone.exec(letters)
  if (movable && tone && !letters.startsWith('qu')) {
    const first = movable[1]!.length
    found.add(putTone(letters, first, tone)).add(putTone(letters, first + 1, tone))
  }
  if (iOrY.test(letters)) {
    for (const vowel of ['y', 'i']) found.add(putTone(letters.slice(0, -1) + vowel, letters.length - 1, tone))
    if (letters.startsWith('qu') && tone) found.add(putTone(letters.slice(0, -1) + 'y', 1, tone))
  }
  return [...found]
}

/** A syllable with a capital after its first letter (UBND, kWh, TTHC) has one spelling. */
function isFixed(syllable: string): boolean {
  return syllable.slice(1) !== syllable.slice(1).toLowerCase()
}

function syllableSource(syllable: string): string {
  if (isFixed(syllable)) return syllable
  const small = spellings(syllable.toLowerCase())
  const [first] = small[0]!
  const initial = first!.toUpperCase() === first ? first : `[${first!}${first!.toUpperCase()}]`
  const sameInitial = small.every((s) => s.startsWith(first!))
  const lower = sameInitial
    ? [`${initial}${group(small.map((s) => s.slice(first!.length)))}`]
    : small.map((s) => `[${s[0]!}${s[0]!.toUpperCase()}]${s.slice(1)}`)
  const upper = small.filter((s) => s.length > 1).map((s) => s.toUpperCase())
  return group([...lower, ...upper])
}

function group(alternatives: readonly string[]): string {
  return alternatives.length === 1 ? alternatives[0]! : `(?:${alternatives.join('|')})`
}

function tokenSource(token: string): string {
  let source = ''
  let last = 0
  const between = (text: string): string => escapePattern(text).replace(/\\\//gu, String.raw`\s*\/\s*`)
  for (const match of token.matchAll(letterRun)) {
    source += between(token.slice(last, match.index)) + syllableSource(match[0])
    last = match.index + match[0].length
  }
  return source + between(token.slice(last))
}

/**
 * The source of a pattern (flag v) that matches a phrase of a lexicon as documents write it: each syllable in small letters,
 * with a capital, or all in capitals; both tone placements; i or y; any white space between syllables and around '/'.
 * A syllable with inner capitals (UBND) is matched as it is. No boundaries: see `wholeWord`.
 */
export function variants(phrase: string): string {
  const tokens = phrase.normalize('NFC').trim().split(/\s+/u)
  return tokens.map(tokenSource).join(String.raw`\s+`)
}

/** One source for many phrases, longest first, so that 'ngày làm việc' wins over 'ngày'. */
export function anyOf(phrases: readonly string[]): string {
  const longestFirst = [...new Set(phrases)].sort((a, b) => b.length - a.length || (a < b ? -1 : 1))
  return `(?:${longestFirst.map(variants).join('|')})`
}
