import { bareLetters, bareScore } from '../encodings/bare-syllables.ts'
import { syllableScore } from '../encodings/syllables.ts'
import { bareWord } from './judged-word.ts'
import { remembered } from '../remembered.ts'

// Measured on 566 pages of 36 documents (reports, decisions, laws; 1998–2024), as they are and in capitals, on 12,200 pieces of
// them, on 10,700 pieces of English, 800 pages of seven other languages in Latin letters; and on what Tesseract made with its
// English data of 19 such pages. test/text/text-faults.test.ts holds the thresholds to texts of the same kinds.

/** So many syllables in a row are Vietnamese: 'to', 'the', 'an' and 'in' could be, but no foreign text has four such words. */
const shortestRun = 4
/** Fewer syllables say nothing, nor do so few among others: names in a foreign text. */
const leastSyllables = 12
const leastShare = 0.12
/** Natural logarithm of how unlikely marks can become: what is no syllable with its marks. */
const impossible = 8
/**
 * How unlikely marks are on the average: 0.5–1.5 on good pages, 3.8–5.6 where there are none, 1.8–4.3 where of ế, ộ and the
 * like one mark is left. Few words scatter more: the highest on a good text of 25 words is 2.9.
 */
const unlikely = 1.7
const scatter = 7

/**
 * Were the words' letters read by something that does not know Vietnamese marks? ('Nghi quyet', 'CỌNG HOA', 'HƯÓNG DÃN VÈ'.)
 * Tells it from foreign text by words whose letters are Vietnamese one after the other.
 */
export function hasMisreadMarks(words: readonly string[]): boolean {
  const syllables = syllablesInRuns(words)
  const { length } = syllables.surprises
  if (length < leastSyllables || length < leastShare * syllables.words) return false
  const mean = syllables.surprises.reduce((sum, surprise) => sum + surprise, 0) / length
  return mean > unlikely + scatter / Math.sqrt(length)
}

interface Runs {
  /** Words that hold letters and no digits. */
  readonly words: number
  /** Of the syllables in runs, how unlikely their marks are. */
  readonly surprises: readonly number[]
}

function syllablesInRuns(words: readonly string[]): Runs {
  const surprises: number[] = []
  let run: number[] = []
  let count = 0
  const close = () => {
    if (run.length >= shortestRun) for (const surprise of run) surprises.push(surprise)
    run = []
  }
  for (const word of words) {
    const core = bareWord(word)
    if (core === '' || /\p{N}/u.test(core)) continue
    count++
    const parts = core.split(/[-–/.]/u, 3)
    const found = parts.length > 2 ? [null] : parts.map(surpriseOf)
    if (found.includes(null)) close()
    else run.push(...(found as number[]))
  }
  close()
  return { words: count, surprises }
}

/** How unlikely a syllable's marks are, given its letters; null where letters are no syllable with any marks. */
const surpriseOf = remembered(20_000, (written): number | null => {
  const word = written.toLowerCase()
  const bare = bareScore(bareLetters(word))
  return bare === -Infinity ? null : Math.min(impossible, bare - syllableScore(word))
})
