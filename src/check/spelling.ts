import { syllableScore } from '../text/encodings/syllables.ts'
import { usualSyllables } from '../text/encodings/usual-syllables.ts'
import { foldTone } from '../text/vietnamese.ts'

/** Natural logarithms of shares of all text: below it a rime was never met, or a syllable is seldom. */
const unmet = -14.5
const seldom = -9
/** So much the likelier word is meant, the other a slip. */
const clearlyMore = 0.5

/** Nobody writes so in Vietnamese. Small letters, as for all below. */
export function isUnwritten(key: string): boolean {
  return syllableScore(key) < unmet
}

export function isSeldom(key: string): boolean {
  return syllableScore(key) < seldom
}

/** Without any mark: how often such syllables are met in Vietnamese is not known. */
export function isPlain(key: string): boolean {
  return /^[a-z]*$/u.test(key)
}

/** In every report. */
export function isUsual(key: string): boolean {
  return usualSyllables.has(key)
}

export function isLikelier(key: string, other: string): boolean {
  return syllableScore(key) - syllableScore(other) > clearlyMore
}

/** One is the other with one consonant more: 'tình', 'trình'. */
export function leavesOutConsonant(a: string, b: string): boolean {
  const at = placeOfExtra(a, b)
  return at !== null && /[^aeiouyăâêôơư]/u.test(foldTone(at).charAt(0))
}

/** One letter more, less or another, or two that changed places; no other way of writing the same: 'hóa', 'hoá'. */
export function isOneSlipApart(a: string, b: string): boolean {
  return (isLetterMore(a, b) || isLetterElse(a, b)) && foldTone(a) !== foldTone(b)
}

function isLetterMore(a: string, b: string): boolean {
  return placeOfExtra(a, b) !== null
}

function isLetterElse(a: string, b: string): boolean {
  if (a.length !== b.length) return false
  const places = Array.from(a, (_, index) => index).filter((index) => a[index] !== b[index])
  const [first, second] = places
  if (places.length === 1) return a.length > 2
  return places.length === 2 && second === first! + 1 && a[first!] === b[second] && a[second] === b[first!]
}

/** The letter the longer has and the shorter lacks; null where more is different. */
function placeOfExtra(a: string, b: string): string | null {
  const [short, long] = a.length < b.length ? [a, b] : [b, a]
  if (long.length !== short.length + 1 || short.length < 2) return null
  for (let i = 0; i < long.length; i++) if (long.slice(0, i) + long.slice(i + 1) === short) return long[i]!
  return null
}
