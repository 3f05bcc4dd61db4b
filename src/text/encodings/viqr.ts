import { DecodedText, isAsciiLetter, type Decoded } from './decoded.ts'
import { composeLetter } from './marked-letters.ts'
import { syllableScore } from './syllables.ts'

/** What a word holds that was typed in VIQR and in nothing else: marks inside it. */
export const viqrSign = /[aeo]\^|[ou]\+[a-z'`?~.]|a\([a-z'`?~.]|[aeiouy][`~?][a-z]/iu

/** Whether a sentence may end before a word; before the end of a line where there is none. */
export type SentenceEnds = (next: string | undefined) => boolean

const escape = /\\[.?'`~^(+*]/u

/** A word that begins a sentence: one capital, DD being one, and no abbreviation. */
const capitalised = /^[^\p{L}\p{N}]*(?:DD|\p{Lu})(?!\p{Lu})/u

/**
 * Where a '.' may be a full stop instead of a tone: before capitals and at ends of lines. In a document that writes its full
 * stops with RFC 1456's '\' nowhere.
 */
export function sentenceEnds(words: Iterable<string>): SentenceEnds {
  for (const word of words) if (escape.test(word)) return () => false
  return (next) => next === undefined || capitalised.test(next)
}

const vowel = /[aeiouy]/iu
const letterMarks: Readonly<Partial<Record<string, string>>> = { '^': 'aeo', '(': 'a', '+': 'ou', '*': 'ou' }
const toneMarks = "'`?~."

/** Punctuation that shows the mark before it to be a tone. */
const afterWord = /[,;:!)"”’»…\]\\]/u

/** So much more likely must a syllable be with the tone where the sentence may end instead (natural logarithm). */
const endOfSentence = 1.5

/**
 * VIQR (RFC 1456): marks typed after their letter, đ as dd, '\' before a mark that is none. Where `sentenceEnds` may be, a
 * '.' or '?' is a tone only if it makes a more usual syllable.
 */
export function decodeViqr(raw: string, sentenceEnds: boolean): Decoded {
  const decoded = new DecodedText()
  let syllable = ''
  let hasTone = false
  for (let i = 0; i < raw.length;) {
    const start = i
    let written = raw[i++]!
    if (!isAsciiLetter(written.charCodeAt(0))) {
      if (written === '\\' && escape.test(raw.slice(start, start + 2))) written = raw[i++]!
      decoded.add(written, start)
      syllable = ''
      hasTone = false
      continue
    }
    if (isBarred(raw, start, syllable)) written += raw[i++]!
    if (vowel.test(written)) {
      if (isLetterMark(raw, i, written)) written += raw[i++] === '*' ? '+' : raw[i - 1]!
      if (!hasTone && isTone(raw, i, sentenceEnds, syllable, written)) {
        written += raw[i++]!
        hasTone = true
      }
    }
    const letter = composeLetter(written)
    decoded.add(letter, start)
    syllable += letter.toLowerCase()
  }
  return decoded.result()
}

/** dd at the beginning, DD also inside abbreviations (QDD-TTg, HDDND). */
function isBarred(raw: string, at: number, before: string): boolean {
  const two = raw.slice(at, at + 2)
  return before === '' ? /^dd$/iu.test(two) : two === 'DD' && isUpper(raw.charCodeAt(at - 1))
}

function isUpper(unit: number): boolean {
  return unit >= 0x41 && unit <= 0x5a
}

/** ă never ends a syllable: a parenthesis that nothing follows is one. */
function isLetterMark(raw: string, at: number, vowelBefore: string): boolean {
  if (!letterMarks[raw[at] ?? '']?.includes(vowelBefore.toLowerCase())) return false
  return raw[at] !== '(' || /[a-z'`?~.]/iu.test(raw[at + 1] ?? '')
}

function isTone(raw: string, at: number, sentenceEnds: boolean, before: string, written: string): boolean {
  const mark = raw[at]
  if (mark === undefined || !toneMarks.includes(mark)) return false
  const next = raw[at + 1]
  if (next !== undefined && (isAsciiLetter(next.charCodeAt(0)) || afterWord.test(next))) return true
  if (mark === "'") return !raw.startsWith("'")
  if (mark !== '.' && mark !== '?') return true
  // A report ends in './.'; tạ/ha is a unit.
  if (next === '/') return isAsciiLetter(raw.charCodeAt(at + 2))
  if (next !== undefined) return /[.?]/u.test(next) && raw[at + 2] === undefined
  // A heading in capitals goes on.
  if (!sentenceEnds || (!/[a-z]/u.test(raw) && /[A-Z].*[A-Z]/su.test(raw))) return true
  const score = (last: string) => syllableScore((before + composeLetter(last)).toLowerCase())
  return score(written + mark) > score(written) + endOfSentence
}
