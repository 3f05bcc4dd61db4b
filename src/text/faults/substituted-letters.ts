import { bareLetters, bareScore } from '../encodings/bare-syllables.ts'
import { syllableScore } from '../encodings/syllables.ts'

/**
 * Private use, controls, U+FFFD, not assigned: no text holds them. Nor does a report hold letters of African and Caucasian
 * languages, phonetic signs or marks that compose with nothing; fonts whose codes are the numbers of glyphs do.
 */
const noise =
  /[\p{Co}\p{Cn}\u0080-\u0084\u0086-\u009f\u0180-\u019f\u01a2-\u01ae\u01b1-\u01cc\u01dd-\u0217\u021c-\u02b8\u02e0-\u036f\ufff0-\uffff]/u
/** Signs alone, or among figures: what is left of a word where all its letters became signs. */
const signsAlone = /^[^\p{L}]*[!#$&?@\\^`{|}~"';][^\p{L}]*$/u
/** Signs that do stand alone. */
const oneSign = /^[\p{N}.,:…]*(?:["']|[&?!@]+|[|]+|[~]|#\p{N}+|\p{N}*;|['"’”(\[]*\p{N}[\p{N}.,/%-]*[;'"’”)\]?!.…]*)$/u
/** Signs that no text has between letters (those of Latin-1 are what old encodings unknown here look like), before a word, and after one. */
const oddInside = /(?<=\p{L})[!#$<>?\\^`{|}~[\]@"%&*+=¡-©«¬®-¶¸¹»-¿×÷]+(?=\p{L})/u
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
/** A letter or two by themselves: what is left of 'Quảng Trị' ('Qu ng Tr') where letters became spaces. Capitals are names (Y Moan). */
const fragment = /^(?:[a-xzđ]|[NCPK]H|NG|TR)$/u
/** Letters that no other language has. */
const vietnamese = /[ăđĩũơưĂĐĨŨƠƯ\u1ea0-\u1ef9]/u
const longestSyllable = 7

/** Fewer words say nothing. */
const leastWords = 15
/** Good pages have at most 3 % of such words, a page of source code up to 20 %. Few words scatter more. */
const share = 0.05
const scatter = 0.5
/** A page that is Vietnamese has syllables; source code and markup have not. */
const leastSyllables = 0.4
/** Of good pages' words at most 7 % are letters alone. */
const fragmentShare = 0.1
/** Signs that are rare in any text, formulas and columns of percentages included: 0–3 % of the characters of all sorts of pages. */
const rareSigns = /[!"#$&'?@\\^`~;]/gu
const leastRare = 0.04
const leastDistinct = 3
/** Words with three letters, or with two of which one is not ASCII: half of the words of all texts, a third in source code. */
const word = /[\p{L}\p{M}]{3}|[^\x00-\x7f]\p{L}|\p{L}[^\x00-\x7f]/u
const mostWords = 0.35
const figure = /^[\p{N}.,:;%/()+–…-]+$/u
/** On a page, and in all that is set in one font. */
const enoughTokens = { page: 30, font: 8 }

/**
 * Do other signs stand where letters should, as from fonts whose way back to Unicode is wrong or missing? 'nh$%m', '7KӫWѭӟQJ',
 * 'Qu ng Tr'. Words that are no syllable although their letters are Vietnamese ('thng', 'đưỵc') count too if `orLetters`.
 */
export function hasSubstitutedLetters(words: readonly string[], orLetters = true): boolean {
  const counts = { words: 0, odd: 0, signs: 0, broken: 0, strange: 0, fragments: 0, syllables: 0 }
  for (const [i, token] of words.entries()) {
    const kind = kindOf(token, words[i - 1] ?? '')
    if (kind === null) continue
    counts.words++
    if (kind !== 'foreign') counts[kind]++
  }
  if (counts.words < leastWords) return false
  const chance = scatter / Math.sqrt(counts.words)
  const exceeds = (count: number, usual: number) => count > (usual + chance) * counts.words
  if (exceeds(counts.odd, share) || isMadeOfSigns(words, enoughTokens.page)) return true
  const { odd, signs, broken, strange, fragments, syllables } = counts
  if (syllables < leastSyllables * (counts.words - odd - signs - broken - strange - fragments)) return false
  if (exceeds(odd + signs + broken + (orLetters ? strange : 0), share)) return true
  return exceeds(fragments, fragmentShare) && syllables > fragments
}

/** Is a font's text no text? Fonts whose glyphs have numbers and no names give signs, figures and letters alone. */
export function isMadeOfSigns(tokens: readonly string[], enough = enoughTokens.font): boolean {
  let [characters, rare, words, others] = [0, 0, 0, 0]
  const distinct = new Set<string>()
  for (const token of tokens) {
    const shown = token.replace(/(.)\1{2,}/gu, '$1') // lines drawn with signs
    characters += shown.length
    for (const [sign] of shown.matchAll(rareSigns)) {
      rare++
      distinct.add(sign)
    }
    if (word.test(token)) words++
    else if (!figure.test(token)) others++
  }
  if (words + others < enough || distinct.size < leastDistinct) return false
  return rare > leastRare * characters && words < mostWords * (words + others)
}

/** `broken` by signs, `strange` by letters alone. */
type WordKind = 'odd' | 'signs' | 'broken' | 'strange' | 'fragments' | 'syllables' | 'foreign'

/** What is longer is no word; its beginning tells as much, and the expressions below do not run over megabytes of it. */
const longestWord = 1000

/** null for figures, addresses and ordinary signs. */
function kindOf(written: string, before: string): WordKind | null {
  const word = written.slice(0, longestWord)
  // One sign alone marks an item of a list: fonts of signs have theirs in private use.
  if (noise.test(word)) return word.length > 1 ? 'odd' : null
  const parts = word.match(groups)
  if (!parts) return signsAlone.test(word) && !oneSign.test(word) ? 'signs' : null
  if (address.test(word)) return null
  if (parts.some(mixesScripts)) return 'odd'
  if (fragment.test(word)) return /\p{N}$/u.test(before) ? null : 'fragments'
  const hasOddSigns = signForVowel.test(word) || oddInside.test(word) || oddBefore.test(word) || oddAfter.test(word)
  if (hasOddSigns) return 'broken'
  if (parts.some(isStrange)) return 'strange'
  return parts.every((part) => bareScore(bareLetters(part)) > -Infinity) ? 'syllables' : 'foreign'
}

function mixesScripts(part: string): boolean {
  return part.length > 1 && latin.test(part) && otherLetter.test(part)
}

/** Names of other peoples of Vietnam have capitals: Kđăm. */
function isStrange(part: string): boolean {
  if (consonants.test(part)) return true
  if (part.length < 2 || part.length > longestSyllable || !vietnamese.test(part) || /^\p{Lu}/u.test(part)) return false
  return syllableScore(part) === -Infinity
}
