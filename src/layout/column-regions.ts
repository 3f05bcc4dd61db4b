import { freeSpan, gaps, isLeftOf, overlap, splitRow, type RowPart, type Span, type SplitRow } from './gutter.ts'
import type { TextLine } from './lines.ts'
import type { PlacedWord } from './words.ts'

/** Rows of the page that are read together: across the page, or column by column. */
export type Region =
  | { readonly kind: 'flow'; readonly lines: readonly TextLine[] }
  | { readonly kind: 'columns'; readonly columns: readonly (readonly PlacedWord[])[] }

/** Narrowest gutter (em). Between issuer and national motto of real letterheads as little as 0.6 em is left; a word space is 0.25. */
const minGutter = 0.5
/** A gap this wide (em) inside a row suggests columns; justified lines seldom reach it. */
const wideGap = 1.8
/** A wide gap that proves columns even in a region of two rows. */
const provingGap = 2.5
/** A row of a region without common baselines covers at most this share of the text width. */
const halfShare = 0.62
/** One-sided rows on the left lie at most this many ems below the one before (a signer's name, right, stands far below). */
const maxTail = 9
/** Lines of a column share their beginning or their middle within this distance (points). */
const sameEdge = 2
const sameMiddle = 4
/** Sizes (points) inside one column: names 13, subject 12. */
const likeSize = 1.1
/** Wrapped lines follow each other within this (em). */
const maxPitch = 1.7
/** Lines of a list or of a wrapped line follow each other within this (em). */
const maxLead = 2.4
/** Below a letterhead, the text's first heading may happen to line up with it. */
const listItem = /^(?:[IVX]+\.|\d+\.|[a-zđ]\))$/u

interface Found {
  readonly end: number
  readonly gutter: Span
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
    const inside = rows.slice(i, found.end)
    const lead = leadOf(flow, inside, found.gutter)
    inside.unshift(...flow.splice(flow.length - lead))
    endFlow()
    regions.push({ kind: 'columns', columns: cut(inside, middleOf(found.gutter)) })
    i = found.end
  }
  endFlow()
  return regions
}

function middleOf(span: Span): number {
  return (span.from + span.to) / 2
}

function cut(rows: readonly TextLine[], x: number): PlacedWord[][] {
  const left: PlacedWord[] = []
  const right: PlacedWord[] = []
  for (const row of rows) for (const word of row.words) (isLeftOf(word.x1, x) ? left : right).push(word)
  return [left, right]
}

/** The longest region that starts at row `start` and passes as columns. */
function regionAt(rows: readonly TextLine[], start: number): Found | null {
  let best: Found | null = null
  for (const seed of seeds(rows, start)) {
    const found = extend(rows, start, seed)
    if (found && (!best || found.end > best.end)) best = found
  }
  return best
}

/** Gutters suggested by the first two rows: a wide gap inside one, or one standing left and the other right of it. */
function seeds(rows: readonly TextLine[], start: number): Span[] {
  const row = rows[start]!
  const spans = wideGaps(row)
  const next = rows[start + 1]
  if (!next) return spans
  // The first row's own gap may be narrow: issuer and national motto nearly touch.
  for (const span of wideGaps(next)) {
    if (gaps(row).some((gap) => overlap(gap, span) >= minGutter * row.size)) spans.push(span)
  }
  const [left, right] = row.x0 < next.x0 ? [row, next] : [next, row]
  if (right.x0 - left.x1 >= wideGap * row.size) spans.push({ from: left.x1, to: right.x0 })
  return spans
}

function wideGaps(row: TextLine): Span[] {
  return gaps(row).filter((gap) => gap.to - gap.from >= wideGap * row.size)
}

function extend(rows: readonly TextLine[], start: number, seed: Span): Found | null {
  let gutter = seed
  let end = start
  for (; end < rows.length; end++) {
    const row = rows[end]!
    const free = freeSpan(row, gutter)
    if (!free || overlap(free, gutter) < minGutter * row.size) break
    gutter = { from: Math.max(free.from, gutter.from), to: Math.min(free.to, gutter.to) }
  }
  const x = middleOf(gutter)
  const inside = rows.slice(start, end)
  let parts = inside.map((row) => splitRow(row, x))
  parts = parts.slice(0, regionLength(parts, textExtent(rows)))
  return opens(parts) && passes(parts, inside, gutter) ? { end: start + parts.length, gutter } : null
}

function textExtent(rows: readonly TextLine[]): Span {
  return { from: Math.min(...rows.map((row) => row.x0)), to: Math.max(...rows.map((row) => row.x1)) }
}

/** A row with text on one side only must go on with that side's lines; the first that does not ends the region. */
function regionLength(parts: readonly SplitRow[], page: Span): number {
  const before: { left: RowPart[]; right: RowPart[] } = { left: [], right: [] }
  for (const [k, { left, right }] of parts.entries()) {
    const only = left && right ? null : (left ?? right)
    const side = left ? before.left : before.right
    if (only && side.length > 0 && !belongs(only, side, only === left, page)) return k
    if (left) before.left.push(left)
    if (right) before.right.push(right)
  }
  return parts.length
}

function belongs(part: RowPart, side: readonly RowPart[], isLeft: boolean, page: Span): boolean {
  if (listItem.test(part.firstWord)) return false
  const before = side.at(-1)!
  const gap = part.y - before.y
  if (isLeft && gap > maxTail * part.size) return false
  const centred = isCentredOn(part, page) && !side.some((other) => isCentredOn(other, page))
  if (centred) return false
  if (linesUp(part, side)) return true
  // Nothing but the right column stands below it on the right; names are often centred by hand.
  if (!isLeft) return side.some((other) => overlap(part, other) > 0)
  // The rest of a wrapped line may be indented.
  const inside = part.from >= Math.min(...side.map((other) => other.from)) - sameEdge
  return inside && gap < maxPitch * part.size && Math.abs(before.size - part.size) <= likeSize
}

/** A title below the letterhead: its middle is the middle of all text. */
function isCentredOn(part: RowPart, page: Span): boolean {
  return part.from > page.from + part.size && Math.abs(middleOf(part) - middleOf(page)) < 0.6 * part.size
}

/** Begins where a line of the column does, or is centred as it is, in type of like size. */
function linesUp(part: RowPart, side: readonly RowPart[]): boolean {
  return side.some(
    (other) =>
      Math.abs(other.size - part.size) <= likeSize &&
      (Math.abs(other.from - part.from) < sameEdge || Math.abs(middleOf(other) - middleOf(part)) < sameMiddle),
  )
}

/** A region's first row, where it has text on one side only, must look like that side: the last line of a paragraph does not. */
function opens(parts: readonly SplitRow[]): boolean {
  const { left, right } = parts[0]!
  if (left && right) return true
  const rest = parts.slice(1).map((part) => (left ? part.left : part.right))
  return linesUp(
    (left ?? right)!,
    rest.filter((part) => part !== null),
  )
}

/** How many rows right above a region are the beginning of its left column ('Nơi nhận:' higher than the signature). */
function leadOf(flow: readonly TextLine[], inside: readonly TextLine[], gutter: Span): number {
  const x = middleOf(gutter)
  const side = inside.map((row) => splitRow(row, x).left).filter((part) => part !== null)
  let count = 0
  let below = inside[0]!
  for (let i = flow.length - 1; i >= 0; i--) {
    const row = flow[i]!
    const near = below.y - row.y < maxLead * row.size
    const like = side.some(
      (part) => Math.abs(part.size - row.size) < likeSize / 2 && Math.abs(part.from - row.x0) < sameEdge,
    )
    if (!near || !like || row.x1 > gutter.from) break
    count++
    below = row
  }
  return count
}

/** Two columns, not prose with wide spaces and not a short line beside an indented one. */
function passes(parts: readonly SplitRow[], rows: readonly TextLine[], gutter: Span): boolean {
  const left = parts.map((part) => part.left).filter((part) => part !== null)
  const right = parts.map((part) => part.right).filter((part) => part !== null)
  let [paired, widest] = [0, 0]
  for (const part of parts) {
    if (!part.left || !part.right) continue
    paired++
    widest = Math.max(widest, (part.right.from - part.left.to) / Math.max(part.left.size, part.right.size))
  }
  if (paired >= 2) return widest >= provingGap || (gutter.to - gutter.from) / rows[0]!.size >= wideGap
  if (left.length < 2 || right.length < 2) {
    if (paired < 1 || left.length + right.length < 4) return false
    return widest >= 2 * provingGap || (widest >= provingGap && isStack(left.length > 1 ? left : right))
  }
  // Side by side without a common baseline: the two halves must overlap in height.
  const common = Math.min(left.at(-1)!.y, right.at(-1)!.y) - Math.max(left[0]!.y, right[0]!.y)
  return common > 0 && areHalves([...left, ...right])
}

/** Lines of many lengths around one middle: the names of a letterhead beside the line with place and day. */
function isStack(parts: readonly RowPart[]): boolean {
  const middle = middleOf(parts[0]!)
  const begins = new Set(parts.map(({ from }) => Math.round(from)))
  return begins.size > 2 && parts.every((part) => Math.abs(middleOf(part) - middle) < sameMiddle)
}

function areHalves(parts: readonly RowPart[]): boolean {
  const width = Math.max(...parts.map((part) => part.to)) - Math.min(...parts.map((part) => part.from))
  return parts.every((part) => part.to - part.from < halfShare * width)
}
