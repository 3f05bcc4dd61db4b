import { bareLetters, bareScore } from '../encodings/bare-syllables.ts'
import { syllableScore } from '../encodings/syllables.ts'
import { judgedText, type JudgedWord } from './judged-word.ts'

/** Code of a cut letter → small letters that it may have been. */
const origins = readOrigins()

function readOrigins(): ReadonlyMap<string, readonly string[]> {
  const found = new Map<string, string[]>()
  for (const vowel of 'aăâeêioôơuưyđ')
    for (const tone of ['', '\u0300', '\u0301', '\u0303', '\u0309', '\u0323']) {
      const letter = (vowel + tone).normalize('NFC')
      if (letter.length > 1 || letter < '\x80') continue
      for (const written of [letter, letter.toUpperCase()]) {
        const cut = String.fromCharCode(written.charCodeAt(0) & 0xff)
        // ĩ and ũ become ')' and 'i': what is ASCII counts as itself.
        if (cut < '\x80') continue
        found.set(cut, [...(found.get(cut) ?? []), letter])
      }
    }
  return found
}

/** Fewer words with letters beyond ASCII say nothing. */
const leastWords = 8
/** Measured on 3,700 pieces of 60 words, cut: nearly all become syllables (98 % in 19 of 20 pieces)… */
const enoughRestored = 0.85
/**
 * …a fifth to a half more than as they stand, in whatever encoding they were taken for (VISCII, mostly). In texts of old
 * encodings there are fewer than as decoded, but for pieces of some words.
 */
const enoughGained = 0.15
/** Words without marks are syllables too; in French or Italian a third is. */
const enoughAscii = 0.6
/** What is left of letters beyond Latin-1: none. */
const mostWide = 0.03
/** Words longer than a syllable are passed over, and with them the many ways to restore noise. */
const longest = 8
const mostVariants = 64

/** Were the codes of letters cut to their low byte? 'Quy¿t' is quyết, U+1EBF without its 1E; đ and ă are control characters. */
export function hasCutLetters(words: readonly JudgedWord[]): boolean {
  let [marked, wide, restored, intact, ascii, asciiSyllables] = [0, 0, 0, 0, 0, 0]
  const distinct = new Set<string>()
  for (const word of words) {
    const core = word.raw.replace(/^[\x21-\x40[-`{-~]+|[\x21-\x40[-`{-~]+$/gu, '')
    if (core.length < 2 || core.length > longest || !/[a-z]/iu.test(core)) continue
    if (/^[a-z]+$/u.test(core)) {
      // Where ă was lost, no vowel may be left.
      if (!/[aeiouy]/u.test(core)) continue
      ascii++
      if (bareScore(core.toLowerCase()) > -Infinity) asciiSyllables++
      continue
    }
    if (!/[^\x00-\x7f]/u.test(core)) continue
    marked++
    if (/[\u0100-\u024f\u1e00-\u1eff]/u.test(core)) wide++
    if (isSyllable(judgedText(word).replace(/^[^\p{L}]+|[^\p{L}\p{M}]+$/gu, ''))) intact++
    if (!canBeRestored(core)) continue
    restored++
    distinct.add(bareLetters(core))
  }
  if (distinct.size < leastWords || wide > mostWide * marked) return false
  if (restored < enoughRestored * marked || restored - intact < enoughGained * marked) return false
  return asciiSyllables >= enoughAscii * ascii
}

function isSyllable(word: string): boolean {
  return syllableScore(word.toLowerCase()) > -Infinity
}

function canBeRestored(core: string): boolean {
  let variants = ['']
  for (const unit of core) {
    const letters = origins.get(unit) ?? (/[a-z]/iu.test(unit) ? [unit.toLowerCase()] : [])
    variants = variants.flatMap((variant) => letters.map((letter) => variant + letter))
    if (variants.length === 0 || variants.length > mostVariants) return false
  }
  return variants.some(isSyllable)
}
