import type { Style } from '../domain/document.ts'
import type { TextLine } from './lines.ts'
import { textOf } from './words.ts'

export type StyleSource = readonly Style[]

export interface LineLook {
  readonly bold: boolean
  readonly italic: boolean
  /** Points. */
  readonly size: number
  /** Of the first and last word: a bold lead-in does not make the next line another paragraph. */
  readonly boldStart: boolean
  readonly boldEnd: boolean
}

/** Sizes nearer than this (points) look the same. */
const sameSize = 0.6

export function lookOf(line: TextLine, styles: StyleSource): LineLook {
  let [letters, bold, italic] = [0, 0, 0]
  const sizes = new Map<number, number>()
  for (const word of line.words) {
    const style = styles[word.style]
    const weight = word.raw.length
    letters += weight
    sizes.set(word.size, (sizes.get(word.size) ?? 0) + weight)
    if (style?.bold) bold += weight
    if (style?.italic) italic += weight
  }
  return {
    bold: bold * 2 > letters,
    italic: italic * 2 > letters,
    size: mostFrequent(sizes),
    boldStart: Boolean(styles[line.words[0]!.style]?.bold),
    boldEnd: Boolean(styles[line.words.at(-1)!.style]?.bold),
  }
}

/** Is the line set in capitals? */
export function isCapitals(line: TextLine): boolean {
  let [upper, lower] = [0, 0]
  for (const word of line.words) {
    const text = textOf(word)
    if (text !== text.toUpperCase()) lower += text.length
    else if (text !== text.toLowerCase()) upper += text.length
  }
  return upper > 3 * lower
}

function mostFrequent(weights: ReadonlyMap<number, number>): number {
  let [best, most] = [0, 0]
  for (const [value, weight] of weights) if (weight > most) [best, most] = [value, weight]
  return best
}

/** Can the two, one below the other, be lines of one paragraph as far as their look goes? */
export function sameLook(before: LineLook, line: LineLook): boolean {
  if (Math.abs(before.size - line.size) > sameSize) return false
  return before.bold === line.bold || before.boldEnd === line.boldStart
}
