import type { TextLine } from './lines.ts'
import { textOf } from './words.ts'

/** A horizontal stretch, in points. */
export interface Span {
  readonly from: number
  readonly to: number
}

/** What a row has on one side of a gutter. */
export interface RowPart extends Span {
  readonly y: number
  /** Largest type. */
  readonly size: number
  readonly firstWord: string
}

export interface SplitRow {
  readonly left: RowPart | null
  readonly right: RowPart | null
}

/** White between the words of a row. */
export function gaps(row: TextLine): Span[] {
  const spans: Span[] = []
  let end = row.words[0]!.x1
  for (const word of row.words.slice(1)) {
    if (word.x0 - end > 0) spans.push({ from: end, to: word.x0 })
    end = Math.max(end, word.x1)
  }
  return spans
}

/** The white stretch of `row`, margins included, that overlaps `span` most. */
export function freeSpan(row: TextLine, span: Span): Span | null {
  let best: Span | null = null
  let most = 0
  for (const free of [{ from: -Infinity, to: row.x0 }, ...gaps(row), { from: row.x1, to: Infinity }]) {
    const common = overlap(free, span)
    if (common > most) [best, most] = [free, common]
  }
  return best
}

export function overlap(a: Span, b: Span): number {
  return Math.min(a.to, b.to) - Math.max(a.from, b.from)
}

/** Cuts a row at `x`, which no word crosses. */
export function splitRow(row: TextLine, x: number): SplitRow {
  return { left: partOf(row, x, true), right: partOf(row, x, false) }
}

function partOf(row: TextLine, x: number, left: boolean): RowPart | null {
  let [from, to, size] = [Infinity, -Infinity, 0]
  let firstWord: string | null = null
  for (const word of row.words) {
    if (isLeftOf(word.x1, x) !== left) continue
    firstWord ??= textOf(word)
    from = Math.min(from, word.x0)
    to = Math.max(to, word.x1)
    size = Math.max(size, word.size)
  }
  return firstWord === null ? null : { from, to, size, y: row.y, firstWord }
}

/** Half a point for what rounding does to glyph widths. */
export function isLeftOf(x1: number, x: number): boolean {
  return x1 <= x + 0.5
}
