import { bareLetters, bareScore } from '../encodings/bare-syllables.ts'
import { syllableScore } from '../encodings/syllables.ts'

/** Private use, controls, U+FFFD, not assigned: no text holds them. */
const noise = /[\p{Co}\p{Cn}\u0080-\u0084\u0086-\u009f\ufff0-\uffff]/u
/** Signs that no text has between letters, before a word, and after one. */
const oddInside = /(?<=\p{L})[!#$<>?\\^`{|}~[\]@"%&*+=]+(?=\p{L})/u
const oddBefore = /^[!#$%&\\^`|~?=<>]+["']*\p{L}/u
const oddAfter = /\p{L}[#$&@\\^`{|~<=]+$/u
/** Brackets and the like after a lone consonant: what was a vowel; a letter of a list has a capital after it. */
const signForVowel = /(?<!\p{L})[b-df-hj-np-tv-xzđ]{1,2}[(),:;"*](?=\p{Ll})/u
const address = /:\/\/|\p{L}@\p{L}|www\./u

const groups = /[\p{L}\p{M}]+/gu
const latin = /\p{Script=Latin}/u
/** But the sign of micro, which stands before units. */
const otherLetter = /(?![\p{Script=Latin}µμ])\p{L}/u
/** Small letters without a vowel: what is left of 'tính', 'nhận'. Lone letters count things and are units. */
const consonants = /^(?:[b-df-hj-np-tv-xzđ]{3,}|[nctpkg]h|ng|tr)$/u
/** Letters that no other language has. */
const vietnamese = /[ăđĩũơưĂĐĨŨƠƯ\u1ea0-\u1ef9]/u
const longestSyllable = 7
/** QĐ, NĐ, HĐLĐ. */
const abbreviation = /^[B-DĐGHK-NP-TVX]+$/u

/** Fewer words say nothing. */
const leastWords = 15
/** Good pages have at most 3 % of such words, a page of source code up to 20 %. Few words scatter more. */
const share = 0.05
const scatter = 0.5
/** A page that is Vietnamese has syllables; source code and markup have not. */
const leastSyllables = 0.4
/** In no language are so many words like this. */
const anyLanguage = 0.25

/**
 * Do other signs stand where letters should, as from fonts whose way back to Unicode is wrong or missing? 'nh$%m', '7KӫWѭӟQJ'.
 * Words that are no syllable although their letters are Vietnamese count too.
 */
export function hasSubstitutedLetters(words: readonly string[]): boolean {
  const counts = { words: 0, odd: 0, broken: 0, syllables: 0 }
  for (const word of words) {
    const isNoise = noise.test(word)
    const parts = word.match(groups) ?? []
    if ((parts.length === 0 && !isNoise) || address.test(word)) continue
    counts.words++
    if (isNoise || parts.some(mixesScripts)) counts.odd++
    else if (
      signForVowel.test(word) ||
      oddInside.test(word) ||
      oddBefore.test(word) ||
      oddAfter.test(word) ||
      parts.some(isBroken)
    )
      counts.broken++
    else if (parts.every((part) => bareScore(bareLetters(part)) > -Infinity)) counts.syllables++
  }
  if (counts.words < leastWords) return false
  const limit = (share + scatter / Math.sqrt(counts.words)) * counts.words
  if (counts.odd > limit) return true
  if (counts.odd + counts.broken <= limit) return false
  return (
    counts.syllables >= leastSyllables * (counts.words - counts.odd - counts.broken) ||
    counts.odd > anyLanguage * counts.words
  )
}

function mixesScripts(part: string): boolean {
  return part.length > 1 && latin.test(part) && otherLetter.test(part)
}

function isBroken(part: string): boolean {
  if (consonants.test(part)) return true
  if (part.length < 2 || part.length > longestSyllable || !vietnamese.test(part) || abbreviation.test(part))
    return false
  return syllableScore(part.toLowerCase()) === -Infinity
}
