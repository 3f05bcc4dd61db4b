import type { PlacedWord } from '../../layout/words.ts'

/** No heading and no group of rows counts further. */
const most = 20
const units = ['', 'I', 'II', 'III', 'IV', 'V', 'VI', 'VII', 'VIII', 'IX']
/** I, II, III … */
export const numerals: readonly string[] = Array.from(
  { length: most },
  (_, i) => 'X'.repeat(Math.floor((i + 1) / 10)) + units[(i + 1) % 10]!,
)
/** What numerals are read as: 'HI' for III, 'L' for I., 'VIH' for VII. */
export const numeralLike = /^(?=.*[IVXLHl|!])[IVXLHTl1|!i]{1,6}$/u
/** Advance widths in Times, in em; a word's box is narrower by the white at its ends. */
const regular: Readonly<Record<string, number>> = { I: 0.333, V: 0.722, X: 0.722 }
const bold: Readonly<Record<string, number>> = { ...regular, I: 0.389 }
const pointWidth = 0.25
const white = 0.07
/** A box this far (em) from a numeral's width is none of it: half a stroke. */
const tolerance = 0.16

export interface Numeral {
  readonly text: string
  readonly point: boolean
}

/** What was read, with every shape that can be an I as one, an H as two. */
export function strokesOf(letters: string): string {
  return letters.replaceAll('H', 'II').replace(/[Ll1T|!i]/gu, 'I')
}

/**
 * The numeral that is as wide as the word, of those at most a stroke away from what was read: strokes of bold type run
 * together, and the engine miscounts them. `points`: whether one may follow. Null where none is so wide.
 */
export function numeralByWidth(
  { x0, x1, size }: PlacedWord,
  strokes: string,
  points: readonly boolean[],
  isBold: boolean,
): Numeral | null {
  const measured = (x1 - x0) / size
  const fitting = numerals
    .filter((text) => isLike(strokes, text))
    .flatMap((text) => points.map((point) => ({ text, point, off: Math.abs(widthOf(text, point, isBold) - measured) })))
    .filter(({ off }) => off < tolerance)
    .sort((a, b) => a.off - b.off)
  return fitting[0] ?? null
}

function widthOf(text: string, point: boolean, isBold: boolean): number {
  const widths = isBold ? bold : regular
  const letters = Array.from(text).reduce((sum, letter) => sum + widths[letter]!, 0)
  return letters + (point ? pointWidth : 0) - white
}

/** The same, or one stroke more or less. */
export function isLike(one: string, other: string): boolean {
  if (one === other) return true
  if (Math.abs(one.length - other.length) !== 1) return false
  const [long, short] = one.length > other.length ? [one, other] : [other, one]
  return Array.from(long, (_, i) => long.slice(0, i) + long.slice(i + 1)).includes(short)
}
