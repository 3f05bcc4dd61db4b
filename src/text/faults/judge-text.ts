import { syllableScore } from '../encodings/syllables.ts'
import { hasCutLetters } from './cut-letters.ts'
import { bareWord, judgedText, type JudgedWord } from './judged-word.ts'
import { hasMisreadMarks } from './misread-marks.ts'
import { hasSubstitutedLetters } from './substituted-letters.ts'
import { remembered } from '../remembered.ts'

/** What is wrong with a text that looks like one: letters cut to a byte, marks misread, letters replaced by other signs. */
export type TextFault = 'cut' | 'foreign-ocr' | 'substituted'

/** What a look at the characters of a text tells. */
interface Look {
  /** Words with letters; those with letters beyond Latin-1; those that hold signs or letters of no Vietnamese word. */
  readonly words: number
  readonly wide: readonly string[]
  readonly odd: number
}

/** Letters beyond Latin-1 are in 54–68 % of the words of 9 in 10 Vietnamese pages; in 18–49 % where marks were misread. */
const surelyVietnamese = 0.5
/** At most 2 % on good pages. */
const fewOdd = 0.03
/** So many of them are looked at: all of them are syllables in good texts, but one in twenty. */
const sampleSize = 40
const fewStrange = 0.1

/** More words tell nothing new. */
const mostJudged = 5000

/** Says null of good text in any language, of figures, and of what is too short to tell. Words in reading order. */
export function judgeText(all: readonly JudgedWord[]): TextFault | null {
  const words = all.length > mostJudged ? all.slice(0, mostJudged) : all
  if (isGood(words)) return null
  const texts = words.map(judgedText)
  if (hasCutLetters(words)) return 'cut'
  if (hasSubstitutedLetters(texts, false)) return 'substituted'
  if (hasMisreadMarks(texts)) return 'foreign-ocr'
  return hasSubstitutedLetters(texts) ? 'substituted' : null
}

/** A quick look that most good pages pass: judging costs ten times as much. Decomposed letters do not pass. */
function isGood(words: readonly JudgedWord[]): boolean {
  const look = lookAt(words)
  if (look.wide.length < surelyVietnamese * look.words || look.odd > fewOdd * look.words) return false
  const step = Math.max(1, Math.floor(look.wide.length / sampleSize))
  let [looked, strange] = [0, 0]
  for (let i = 0; i < look.wide.length; i += step) {
    looked++
    if (!isWord(look.wide[i]!)) strange++
  }
  return strange <= fewStrange * looked
}

function lookAt(words: readonly JudgedWord[]): Look {
  let [count, odd] = [0, 0]
  const wide: string[] = []
  for (const { raw, shown } of words) {
    const text = shown?.text ?? raw
    let [letters, signs, isWide, isOdd] = [0, 0, false, false]
    for (let i = 0; i < text.length; i++) {
      const unit = text.charCodeAt(i)
      if (unit >= 0x1ea0 && unit <= 0x1ef9) isWide = true
      else if (unit < 0x80) {
        const lower = unit | 0x20
        if (lower >= 0x61 && lower <= 0x7a) letters++
        else if (oddSigns.has(unit)) signs++
      } else if (unit >= 0x100 && unit < 0x1b1) isWide = true
      else if ((unit >= 0x250 && unit < 0x2000) || unit >= 0x3000) isOdd = true
    }
    if (letters === 0 && signs === 0 && !isWide && !isOdd) continue
    count++
    if (isWide) wide.push(text)
    if (isOdd || signs > 0) odd++
  }
  return { words: count, wide, odd }
}

/** ASCII signs that are rare where letters were not replaced; '%' and '+' are units and marks of lists. */
const oddSigns = new Set(Array.from('!#$&*<=>?@[\\]^`{|}~', (sign) => sign.charCodeAt(0)))

/** Made of syllables, and of letters that stand for words. */
const isWord = remembered(20_000, (word) =>
  bareWord(word)
    .toLowerCase()
    .split(/[^\p{L}\p{M}]+/u)
    .every((part) => part.length < 2 || syllableScore(part) > -Infinity || /^[^aeiouyăâêôơư]+$/u.test(part)),
)
