import type { TextLine } from './lines.ts'
import type { PlacedWord } from './words.ts'

/** Rows of the page that are read together: across the page, or column by column. */
export type Region =
  | { readonly kind: 'flow'; readonly lines: readonly TextLine[] }
  | {
      readonly kind: 'columns'
      readonly columns: readonly (readonly PlacedWord[])[]
      readonly y0: number
      readonly y1: number
    }

/** Narrowest gutter (em). Between issuer and national motto of real letterheads as little as 0.6 em is left; a word space is 0.25. */
const minGutter = 0.5
/** A gap this wide (em) inside a row suggests columns; justified lines seldom reach it. */
const wideGap = 1.8
/** A wide gap that proves columns even in a region of two rows. */
const provingGap = 2.5
/** A row that leaves this share of the text width free on one side can be one half of a region. */
const halfShare = 0.62
/** One-sided rows at the end of a region lie at most this many line heights below the one before (a signer's name stands far below). */
const maxTail = 9

/** Lines of a column share their beginning or their middle within this distance (points). */
const sameEdge = 2
const sameMiddle = 4

/** Below a letterhead, the text's first heading may happen to line up with it. */
const listItem = /^(?:[IVX]+\.|\d+\.|[a-zđ]\))$/u

interface Span {
  readonly from: number
  readonly to: number
}

/**
 * Splits a page's rows where text stands side by side (letterhead, signature beside the recipients, columns): a white
 * gutter that runs through at least two rows. Prose crosses every gutter, so it ends a region.
 */
export function splitColumns(rows: readonly TextLine[]): Region[] {
  const regions: Region[] = []
  let flow: TextLine[] = []
  const endFlow = () => {
    if (flow.length > 0) regions.push({ kind: 'flow', lines: flow })
    flow = []
  }
  for (let i = 0; i < rows.length;) {
    const found = regionAt(rows, i)
    if (!found) {
      flow.push(rows[i++]!)
      continue
    }
    endFlow()
    const inside = rows.slice(i, found.end)
    regions.push({
      kind: 'columns',
      columns: cut(inside, (found.gutter.from + found.gutter.to) / 2),
      y0: inside[0]!.y - inside[0]!.size,
      y1: inside.at(-1)!.y,
    })
    i = found.end
  }
  endFlow()
  return regions
}

function cut(rows: readonly TextLine[], x: number): PlacedWord[][] {
  const left: PlacedWord[] = []
  const right: PlacedWord[] = []
  for (const row of rows) for (const word of row.words) (word.x1 <= x + 0.5 ? left : right).push(word)
  return [left, right]
}

/** The longest region that starts at row `start` and passes as columns. */
function regionAt(rows: readonly TextLine[], start: number): { end: number; gutter: Span } | null {
  let best: { end: number; gutter: Span } | null = null
  for (const seed of seeds(rows, start)) {
    const found = extend(rows, start, seed)
    if (found && (!best || found.end > best.end)) best = found
  }
  return best
}

/** Gutters suggested by the first rows: a wide gap inside one, or two neighbours that stand left and right of each other. */
function seeds(rows: readonly TextLine[], start: number): Span[] {
  const row = rows[start]!
  const spans = gaps(row).filter((gap) => gap.to - gap.from >= minGutter * row.size)
  const next = rows[start + 1]
  if (next) {
    const [left, right] = row.x0 < next.x0 ? [row, next] : [next, row]
    if (right.x0 - left.x1 >= wideGap * row.size) spans.push({ from: left.x1, to: right.x0 })
  }
  return spans
}

function gaps(row: TextLine): Span[] {
  const spans: Span[] = []
  let end = row.words[0]!.x1
  for (const word of row.words.slice(1)) {
    if (word.x0 - end > 0) spans.push({ from: end, to: word.x0 })
    end = Math.max(end, word.x1)
  }
  return spans
}

function extend(rows: readonly TextLine[], start: number, seed: Span): { end: number; gutter: Span } | null {
  let gutter = seed
  let end = start
  for (; end < rows.length; end++) {
    const row = rows[end]!
    const free = freeSpan(row, gutter)
    if (!free) break
    const narrowed = { from: Math.max(free.from, gutter.from), to: Math.min(free.to, gutter.to) }
    if (narrowed.to - narrowed.from < minGutter * row.size) break
    gutter = narrowed
  }
  end = trimTail(rows, start, end, gutter)
  return passes(rows.slice(start, end), gutter) ? { end, gutter } : null
}

/** The free stretch of `row` that overlaps the gutter most, margins included. */
function freeSpan(row: TextLine, gutter: Span): Span | null {
  let best: Span | null = null
  let most = 0
  const spans = [{ from: -Infinity, to: row.x0 }, ...gaps(row), { from: row.x1, to: Infinity }]
  for (const span of spans) {
    const overlap = Math.min(span.to, gutter.to) - Math.max(span.from, gutter.from)
    if (overlap > most) [best, most] = [span, overlap]
  }
  return best
}

/** Rows at the end that have text on one side only stay if they line up with that side. */
function trimTail(rows: readonly TextLine[], start: number, end: number, gutter: Span): number {
  const middle = (gutter.from + gutter.to) / 2
  let last = end
  while (last > start + 1) {
    const row = rows[last - 1]!
    const left = row.x0 < middle
    const right = row.x1 > middle
    if (left && right) break
    const before = rows.slice(start, last - 1)
    const side = before
      .filter((other) => (left ? other.x0 < middle : other.x1 > middle))
      .map((other) => part(other, middle, left))
    if (listItem.test(row.words[0]!.raw)) {
      last--
      continue
    }
    if (
      side.length > 0 &&
      linesUp(row, side) &&
      !isCentredOnPage(row, rows) &&
      !startsFlow(rows, start, last - 1, middle)
    )
      break
    last--
  }
  return last
}

/** Does the tail from `at` on belong to the left side only and is it long? Then it is the text that follows. */
function startsFlow(rows: readonly TextLine[], start: number, at: number, middle: number): boolean {
  const before = rows[at - 1]
  if (!before || at - 1 < start) return false
  const row = rows[at]!
  return row.x0 < middle && row.y - before.y > maxTail * row.size
}

function part(row: TextLine, middle: number, left: boolean): Span {
  let [from, to] = [Infinity, -Infinity]
  for (const word of row.words) {
    if (word.x1 <= middle + 0.5 === left) [from, to] = [Math.min(from, word.x0), Math.max(to, word.x1)]
  }
  return { from, to }
}

/** A title below the letterhead: its middle is the middle of all text. */
function isCentredOnPage(row: TextLine, rows: readonly TextLine[]): boolean {
  const x0 = Math.min(...rows.map((other) => other.x0))
  const x1 = Math.max(...rows.map((other) => other.x1))
  return row.x0 > x0 + row.size && Math.abs((row.x0 + row.x1) / 2 - (x0 + x1) / 2) < 0.6 * row.size
}

/** Below a column's lines: begins where one of them does, or is centred as they are. */
function linesUp(row: TextLine, side: readonly Span[]): boolean {
  const middle = (row.x0 + row.x1) / 2
  return side.some(
    (span) => Math.abs(span.from - row.x0) < sameEdge || Math.abs((span.from + span.to) / 2 - middle) < sameMiddle,
  )
}

/** Two columns, not prose with wide spaces and not a short line beside an indented one. */
function passes(rows: readonly TextLine[], gutter: Span): boolean {
  const middle = (gutter.from + gutter.to) / 2
  let [left, right, paired, widest] = [0, 0, 0, 0]
  let [leftTop, leftEnd, rightTop, rightEnd] = [Infinity, -Infinity, Infinity, -Infinity]
  for (const row of rows) {
    const onLeft = row.x0 < middle
    const onRight = row.x1 > middle
    if (onLeft) [left, leftTop, leftEnd] = [left + 1, Math.min(leftTop, row.y), Math.max(leftEnd, row.y)]
    if (onRight) [right, rightTop, rightEnd] = [right + 1, Math.min(rightTop, row.y), Math.max(rightEnd, row.y)]
    if (!onLeft || !onRight) continue
    paired++
    const gap = gaps(row).find((span) => span.from <= middle && span.to >= middle)
    if (gap) widest = Math.max(widest, (gap.to - gap.from) / row.size)
  }
  if (paired >= 2) return widest >= provingGap || (gutter.to - gutter.from) / rows[0]!.size >= wideGap
  if (left < 2 || right < 2) return paired === 1 && left + right >= 3 && widest >= 2 * provingGap
  // Side by side without a common baseline: the two halves must overlap in height.
  return Math.min(leftEnd, rightEnd) - Math.max(leftTop, rightTop) > 0 && widthsAreHalves(rows)
}

function widthsAreHalves(rows: readonly TextLine[]): boolean {
  const x0 = Math.min(...rows.map((row) => row.x0))
  const x1 = Math.max(...rows.map((row) => row.x1))
  return rows.every(
    (row) =>
      row.x1 - row.x0 < halfShare * (x1 - x0) || gaps(row).some((gap) => gap.to - gap.from >= wideGap * row.size),
  )
}
