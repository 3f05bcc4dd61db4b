import { syllableScore } from '../../text/encodings/syllables.ts'
import type { PageWord } from './recognise-page.ts'

/** Lines believed less than this on average, and with few real words, are pen strokes, stains and ornaments. */
const illegible = 0.35
const realShare = 0.5
/** Words believed less than this that are no word and no number are specks between others. */
const speckConfidence = 0.3
const wordLike = /[\p{L}\d]{2}|\d/u
/** This close to the sheet's edge (share of its width) nothing is printed; the shadow of the edge is read as strokes. */
const edgeShare = 0.035
const strokes = /^[^\p{L}\d]*[lIi1íìịJjrT|!]{0,2}[^\p{L}\d]*$/u

export interface LegibleWords {
  readonly words: readonly PageWord[]
  /** How many were left out. */
  readonly dropped: number
}

/** The words that were read on a page of this width, without those that were guessed. */
export function legibleWords(words: readonly PageWord[], width: number): LegibleWords {
  const lines = new Map<number, PageWord[]>()
  for (const word of words) {
    const line = lines.get(word.line)
    if (line) line.push(word)
    else lines.set(word.line, [word])
  }
  const kept = [...lines.values()].filter(isLegible).flat()
  const legible = kept.filter(
    (word) => (word.confidence >= speckConfidence || wordLike.test(word.text)) && !isEdge(word, width),
  )
  return { words: legible, dropped: words.length - legible.length }
}

function isEdge({ text, x0, x1 }: PageWord, width: number): boolean {
  return (x1 < edgeShare * width || x0 > (1 - edgeShare) * width) && strokes.test(text)
}

function isLegible(line: readonly PageWord[]): boolean {
  const letters = line.reduce((sum, { text }) => sum + text.length, 0)
  if (line.filter(({ text }) => isReal(text)).length >= realShare * line.length) return true
  return line.reduce((sum, { text, confidence }) => sum + confidence * text.length, 0) >= illegible * letters
}

/** A number, or syllables of Vietnamese: what chance hardly makes of strokes. */
function isReal(text: string): boolean {
  if (/^[\d.,/%-]*\d[\d.,/%-]*$|^[IVXH]{1,4}\.?$/u.test(text)) return true
  const syllables = text.toLowerCase().match(/[\p{L}\p{M}]+/gu) ?? []
  return syllables.some((one) => one.length > 1) && syllables.every((one) => syllableScore(one) > -Infinity)
}
