import type { PlacedWord } from '../../layout/words.ts'
import { descent, heightOfWord, standsOnBaseline, usualHeight } from './letter-shape.ts'
import type { RecognisedPage, PageWord } from './recognise-page.ts'

/** White between words (in heights of the line) that divides a line: letterheads and columns differ in size and baseline. */
const dividing = 1.6
/** Sizes that differ by no more than this share are one: what remains after rounding to whole pixels. */
const sameSize = 0.07
/** Strokes this many times as thick, for their size, as most of the document's are bold. Times: 1.6, its scans 1.35 and more. */
const boldRatio = 1.25
const letterOrDigit = /[\p{L}\d]/u
/** Type is never smaller or larger than this (points); a stain may be. */
const minSize = 5
const maxSize = 60

/** A word with the measures its style is made of. Points, in the levelled page. */
interface MeasuredWord {
  readonly word: PageWord
  readonly baseline: number
  readonly size: number
  /** Its line has letters or digits to tell the size. */
  readonly sized: boolean
}

export type StyleOf = (size: number, bold: boolean) => number

/**
 * The words of all pages as the layout wants them: on baselines, in a few sizes, bold or not. `scale` is points a pixel,
 * page by page. One call a document: what most of it looks like decides what is bold and which sizes are the same.
 */
export function placeWords(
  pages: readonly { readonly page: RecognisedPage; readonly scale: number }[],
  styleOf: StyleOf,
): PlacedWord[][] {
  const measured = pages.map(({ page, scale }) => withUsualSizes(measure(page, scale)))
  const all = measured.flat()
  const snap = sizeSnapper(all)
  const regular = usualStroke(all)
  return measured.map((words, i) =>
    words.map(({ word, baseline, size }) => {
      const points = snap(size)
      const bold =
        regular > 0 && letterOrDigit.test(word.text) && (word.stroke * pages[i]!.scale) / size > boldRatio * regular
      return {
        raw: word.text.replace(/\s+/gu, ''),
        x0: word.x0 * pages[i]!.scale,
        x1: word.x1 * pages[i]!.scale,
        y: baseline,
        size: points,
        style: styleOf(points, bold),
        confidence: word.confidence,
      }
    }),
  )

  function usualStroke(words: readonly MeasuredWord[]): number {
    const strokes: [number, number][] = []
    let at = 0
    for (const [i, page] of measured.entries()) {
      for (let k = 0; k < page.length; k++, at++) {
        const { word, size } = words[at]!
        if (word.stroke > 0) strokes.push([(word.stroke * pages[i]!.scale) / size, word.text.length])
      }
    }
    return weightedMedian(strokes)
  }
}

function measure(page: RecognisedPage, scale: number): MeasuredWord[] {
  return segments(page.words).flatMap((words) => {
    const baseline = baselineOf(words)
    const size = Math.min(maxSize, Math.max(minSize, sizeOf(words, baseline) * scale))
    const sized = words.some(({ text }) => letterOrDigit.test(text))
    return words.map((word) => ({ word, baseline: baseline * scale, size, sized }))
  })
}

/** Lines without a letter ('*' below a Party letterhead) say nothing of their size: they have that of the line above them. */
function withUsualSizes(words: readonly MeasuredWord[]): MeasuredWord[] {
  return words.map((one) => {
    if (one.sized) return one
    const middle = (one.word.x0 + one.word.x1) / 2
    const above = words.filter(
      ({ sized, baseline, word }) => sized && baseline < one.baseline && word.x0 <= middle && middle < word.x1,
    )
    return above.length === 0
      ? one
      : { ...one, size: above.reduce((low, other) => (other.baseline > low.baseline ? other : low)).size }
  })
}

/** Lines, cut at wide gaps. */
function segments(words: readonly PageWord[]): PageWord[][] {
  const found: PageWord[][] = []
  for (const word of words) {
    const current = found.at(-1)
    const before = current?.at(-1)
    const height = Math.max(word.y1 - word.y0, before ? before.y1 - before.y0 : 0)
    if (before?.line === word.line && word.x0 - before.x1 <= dividing * height) current!.push(word)
    else found.push([word])
  }
  return found
}

/** Pixels from the top: where most words stand whose letters do not reach lower. */
function baselineOf(words: readonly PageWord[]): number {
  const known = words[0]!.baseline
  // The row of pixels itself belongs to the letters.
  if (known !== null) return known + 1
  const standing = words.filter(({ text }) => standsOnBaseline(text))
  if (standing.length > 0) return weightedMedian(standing.map(({ y1, text }) => [y1, text.length]))
  const bottom = weightedMedian(words.map(({ y1, text }) => [y1, text.length]))
  const height = weightedMedian(words.map(({ y0, y1, text }) => [y1 - y0, text.length]))
  return bottom - (height * descent) / (usualHeight + descent)
}

/** Em in pixels: how high words are, by their letters. */
function sizeOf(words: readonly PageWord[], baseline: number): number {
  return weightedMedian(
    words.map(({ text, y0 }) => {
      const height = heightOfWord(text)
      return [Math.max(1, baseline - y0) / (height ?? usualHeight), height === null ? 0.1 : text.length]
    }),
  )
}

function weightedMedian(values: [value: number, weight: number][]): number {
  values.sort((a, b) => a[0] - b[0])
  const half = values.reduce((sum, [, weight]) => sum + weight, 0) / 2
  let sum = 0
  for (const [value, weight] of values) {
    sum += weight
    if (sum >= half) return value
  }
  return 0
}

/** The sizes most letters have draw near ones to themselves; half points. */
function sizeSnapper(words: readonly MeasuredWord[]): (size: number) => number {
  const weights = new Map<number, number>()
  for (const { word, size } of words) {
    const rounded = Math.round(size * 2) / 2
    weights.set(rounded, (weights.get(rounded) ?? 0) + word.text.length)
  }
  const anchors: number[] = []
  for (const [size] of [...weights].sort((a, b) => b[1] - a[1] || a[0] - b[0])) {
    if (!anchors.some((anchor) => Math.abs(anchor - size) <= sameSize * anchor)) anchors.push(size)
  }
  return (size) => {
    const rounded = Math.round(size * 2) / 2
    const near = anchors.find((anchor) => Math.abs(anchor - size) <= sameSize * anchor)
    return near ?? rounded
  }
}
