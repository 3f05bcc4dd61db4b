import { remembered } from '../remembered.ts'
import { byteOf } from './decoded.ts'
import { decode, legacyEncodings, type LegacyEncoding } from './encodings.ts'
import { makesSense, plausibility } from './plausibility.ts'

/** Natural logarithms, as in `plausibility`. */

/** A letter that no byte stands for in a text of bytes (ế beside ®). */
const alienLetter = 20
/** A character that means nothing in the encoding. */
const fault = 12
/** A word of ASCII as it is, and a mark of VIQR inside it that stands in no ordinary word. */
const asciiWord = 11
const asciiMark = 7

/** More of a word tells nothing more. */
const longestWord = 200

const ascii = /^[\x00-\x7f]*$/
const letters = /[\p{L}\p{M}]/gu
const marksInside = /(?<=[a-z])[\^`~?(+](?=[a-z'`?~.^])/giu

/**
 * How likely a word is in Unicode and in each of `legacyEncodings`, in this order; null where all are the same. `viqr`: the
 * document may hold VIQR; `sentenceEnds`: a full stop at the word's end is one, and no tone of VIQR.
 */
export function scoreWord(word: string, viqr: boolean, sentenceEnds: boolean): Scores {
  const score = viqr ? (sentenceEnds ? scorers.viqrAtEnd : scorers.viqr) : scorers.plain
  return score(word.length > longestWord ? word.slice(0, longestWord) : word)
}

/** Null where a word says nothing. Remembered: not to be written to. */
export type Scores = Readonly<Float64Array> | null

const most = 20_000
const scorers = {
  plain: remembered(most, (raw) => scoresOf(raw, false, false)),
  viqr: remembered(most, (raw) => scoresOf(raw, true, false)),
  viqrAtEnd: remembered(most, (raw) => scoresOf(raw, true, true)),
}

function scoresOf(raw: string, viqr: boolean, sentenceEnds: boolean): Scores {
  const isAscii = ascii.test(raw)
  if (isAscii && !viqr) return null
  const scores = new Float64Array(legacyEncodings.length + 1)
  const asIs = isAscii ? scoreAscii(raw) : scoreUnicode(raw)
  const aliens = isAscii ? 0 : countAliens(raw)
  scores[0] = asIs
  legacyEncodings.forEach((encoding, index) => {
    const score = viqr || encoding !== 'viqr' ? scoreDecoded(raw, sentenceEnds, encoding, asIs) : -Infinity
    scores[index + 1] = score - aliens * alienLetter
  })
  return scores.some((score) => score !== asIs && score > -Infinity) ? scores : null
}

function scoreAscii(raw: string): number {
  return -asciiWord - asciiMark * (raw.match(marksInside)?.length ?? 0)
}

function scoreUnicode(raw: string): number {
  return plausibility({ text: raw.normalize('NFC'), changed: () => false, anyLanguage: false })
}

function scoreDecoded(raw: string, sentenceEnds: boolean, encoding: LegacyEncoding, asIs: number): number {
  const { text, offsets, faults } = decode(raw, encoding, sentenceEnds)
  if (text === raw || ascii.test(text)) return asIs - faults * fault
  const changed = (start: number, end: number) => text.slice(start, end) !== raw.slice(offsets[start], offsets[end])
  const reading = { text, changed, anyLanguage: encoding === 'mojibake' }
  const score = plausibility(reading) - faults * fault
  // What is nonsense as it is and nonsense decoded speaks for no encoding, however odd its signs are.
  return score > asIs && !reading.anyLanguage && !makesSense(reading) ? asIs : score
}

/** Letters that cannot come from a byte. */
function countAliens(raw: string): number {
  let count = 0
  for (const [letter] of raw.matchAll(letters)) if (byteOf(letter.charCodeAt(0)) < 0) count++
  return count
}
