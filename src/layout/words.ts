import type { MappedText } from '../text/mapped-text.ts'
import type { GlyphTable } from './glyph-table.ts'
import { groupRows } from './rows.ts'

/** A word where it stands in its layer's frame (points, y downwards). */
export interface PlacedWord {
  readonly raw: string
  readonly x0: number
  readonly x1: number
  /** Baseline. */
  readonly y: number
  /** Em in points. */
  readonly size: number
  /** Index of the document's style; the longest part's where a word mixes fonts. */
  readonly style: number
  /** Printed twice at the same place: fake bold. */
  readonly overprinted?: boolean
  /** Raised or lowered small type. Always a word of its own, so that 6%² cannot become 62. */
  readonly script?: 'super' | 'sub'
  /** Stands directly against the word before it. */
  readonly glued?: boolean
  /** 0..1 where the word was recognised in a picture. */
  readonly confidence?: number
  /** What `raw` stands for, where that is not `raw` itself. */
  readonly shown?: MappedText
  /** Where the style changes inside `raw`, from 0 on, if it does. */
  readonly parts?: readonly StyledPart[]
}

export interface StyledPart {
  /** Index in `raw`. */
  readonly at: number
  readonly style: number
}

/** What a word says, as far as that is known. */
export function textOf(word: PlacedWord): string {
  return word.shown?.text ?? word.raw
}

/** Gap, in em, from which on two glyphs belong to different words. Spaces are 0.25 em, in tight justified lines 0.16; kerning stays below 0.1. */
const wordGap = 0.14
/** With a space character drawn in it, this much is enough. */
const spacedGap = 0.04
/** Glyphs may step back this far (em) inside a word: kerning and combining marks. */
const backStep = 0.35
/** The same characters again within this distance (em) are overprinting. Fake bold is shifted by 0.02–0.05 em. */
const overprintShift = 0.12
/** Baselines inside a word differ by less than this (em). */
const baselineTolerance = 0.12
/** A line on which this share of the fragments are single letters is letter-spaced. */
const letterSpacedShare = 0.6
const letterSpacedMinimum = 6
/** Letters further apart (em) than this do not belong to one word. */
const maxLetterSpacing = 0.7

/** A run of glyphs drawn in order without a gap. */
interface Fragment {
  /** Glyph indices, in drawing order: [first, end). */
  readonly first: number
  readonly end: number
  readonly x0: number
  x1: number
  readonly y: number
  readonly size: number
  readonly style: number
  raw: string
  /** A space character was drawn right before it. */
  readonly spaced: boolean
  overprinted: boolean
}

/** Joins glyphs to words by geometry alone: drawing order says nothing where a word mixes two fonts. Unordered between rows. */
export function buildWords(glyphs: GlyphTable): PlacedWord[] {
  const words: PlacedWord[] = []
  for (const row of groupRows(cutFragments(glyphs), baselineTolerance)) {
    row.sort((a, b) => a.x0 - b.x0 || a.first - b.first)
    joinRow(glyphs, dropOverprinted(glyphs, row), words)
  }
  return words
}

function cutFragments(glyphs: GlyphTable): Fragment[] {
  const { chars, x0, x1, y, size, style, count } = glyphs
  const fragments: Fragment[] = []
  let current: Fragment | null = null
  let first = 0
  let text = ''
  let spaced = false
  const close = (end: number) => {
    if (text === '') return
    const from = x0[first]!
    current = {
      first,
      end,
      x0: from,
      x1: x1[end - 1]!,
      y: y[first]!,
      size: size[first]!,
      style: style[first]!,
      raw: text,
      spaced,
      overprinted: false,
    }
    // A combining mark may end before its base letter does.
    for (let i = first; i < end - 1; i++) if (x1[i]! > current.x1) current.x1 = x1[i]!
    fragments.push(current)
    text = ''
    spaced = false
  }
  for (let i = 0; i < count; i++) {
    const char = chars[i]!
    if (char === ' ') {
      close(i)
      spaced = true
      first = i + 1
      continue
    }
    if (text !== '') {
      const em = size[i]!
      const gap = x0[i]! - x1[i - 1]!
      const joined =
        gap < wordGap * em &&
        gap > -backStep * em &&
        style[i] === style[first] &&
        Math.abs(y[i]! - y[first]!) < 0.02 * em &&
        x0[i]! >= x0[first]!
      if (!joined && !(isMark(char) && gap < 0 && Math.abs(gap) < em && style[i] === style[first])) {
        close(i)
        first = i
      }
    } else first = i
    text += char
  }
  close(count)
  return fragments
}

const markCharacter = /^\p{M}/u

function isMark(char: string): boolean {
  return char.charCodeAt(0) >= 0x300 && markCharacter.test(char)
}

/** Removes what was printed twice in the same place. `row` is sorted by x0. */
function dropOverprinted(glyphs: GlyphTable, row: readonly Fragment[]): Fragment[] {
  const kept: Fragment[] = []
  let end = -Infinity
  for (const fragment of row) {
    const overlap = end - fragment.x0
    if (overlap > backStep * fragment.size && kept.length > 0) {
      const twin = findTwin(kept, fragment)
      if (twin) {
        twin.overprinted = true
        continue
      }
      const visible = withoutRepeatedGlyphs(glyphs, kept, fragment)
      if (!visible) continue
    }
    kept.push(fragment)
    end = Math.max(end, fragment.x1)
  }
  return kept
}

function findTwin(kept: readonly Fragment[], fragment: Fragment): Fragment | null {
  const reach = overprintShift * fragment.size
  for (let i = kept.length - 1; i >= 0; i--) {
    const other = kept[i]!
    if (fragment.x0 - other.x0 > reach) return null
    if (other.raw === fragment.raw && Math.abs(fragment.x1 - other.x1) < 2 * reach) return other
  }
  return null
}

/** Were all glyphs of `fragment` already printed, cut differently? Then it adds nothing. */
function withoutRepeatedGlyphs(glyphs: GlyphTable, kept: readonly Fragment[], fragment: Fragment): boolean {
  const reach = overprintShift * fragment.size
  for (let i = fragment.first; i < fragment.end; i++) {
    const x = glyphs.x0[i]!
    const seen = kept.some((other) => {
      if (x < other.x0 - reach || x > other.x1) return false
      for (let j = other.first; j < other.end; j++) {
        if (glyphs.chars[j] === glyphs.chars[i] && Math.abs(glyphs.x0[j]! - x) < reach) {
          other.overprinted = true
          return true
        }
      }
      return false
    })
    if (!seen) return true
  }
  return false
}

function joinRow(glyphs: GlyphTable, row: readonly Fragment[], words: PlacedWord[]): void {
  const spread = isLetterSpaced(row)
  let parts: Fragment[] = []
  let end = 0
  for (const fragment of row) {
    const before = parts.at(-1)
    if (before && separates(before, fragment, end) && !(spread && isSpreadPair(before, fragment))) {
      words.push(toWord(glyphs, parts))
      parts = []
    }
    end = parts.length === 0 ? fragment.x1 : Math.max(end, fragment.x1)
    parts.push(fragment)
  }
  if (parts.length > 0) words.push(toWord(glyphs, parts))
}

function separates(before: Fragment, next: Fragment, end: number): boolean {
  const em = Math.max(before.size, next.size)
  const gap = next.x0 - end
  if (gap >= wordGap * em) return true
  if (next.spaced && gap >= spacedGap * em && next.first > before.first) return true
  // Small type against big is a mark, even where it stands on the same baseline.
  const [small, big] = before.size < next.size ? [before.size, next.size] : [next.size, before.size]
  return small < scriptSize * big && !isMark(next.raw)
}

/** Marks of footnotes and exponents are set at 58–66 % of the size. */
const scriptSize = 0.75

/** Letters, and the signs that fonts of old encodings draw as letters (¸ is á in TCVN3). */
const letterLike = /[\p{L}\u00a1-\u00ff\u2212\u2219]/u

/** Two single letters further apart than in a word, no space character between them. */
function isSpreadPair(before: Fragment, next: Fragment): boolean {
  if (before.raw.length !== 1 || next.raw.length !== 1 || next.spaced || next.first < before.first) return false
  const gap = (next.x0 - before.x1) / next.size
  return gap >= wordGap && gap < maxLetterSpacing && letterLike.test(before.raw) && letterLike.test(next.raw)
}

/** Letters spread out by hand: mostly single letters at one distance, and space characters between the words. */
function isLetterSpaced(row: readonly Fragment[]): boolean {
  const single = row.filter((fragment) => fragment.raw.length === 1).length
  if (single < letterSpacedMinimum || single < letterSpacedShare * row.length) return false
  const pairs = row.filter((fragment, i) => i > 0 && isSpreadPair(row[i - 1]!, fragment)).length
  return pairs >= 0.5 * single
}

function toWord(glyphs: GlyphTable, parts: readonly Fragment[]): PlacedWord {
  const longest = parts.length === 1 ? parts[0]! : parts.reduce((a, b) => (b.raw.length > a.raw.length ? b : a))
  const mixed = parts.some((part) => part.style !== longest.style)
  const order = parts.length > 1 && overlaps(parts) ? interleave(glyphs, parts) : null
  return {
    raw: order ? order.map((index) => glyphs.chars[index]!).join('') : parts.map((part) => part.raw).join(''),
    x0: parts[0]!.x0,
    x1: parts.length === 1 ? parts[0]!.x1 : Math.max(...parts.map((part) => part.x1)),
    y: longest.y,
    size: longest.size,
    style: longest.style,
    ...(parts.some((part) => part.overprinted) && { overprinted: true }),
    ...(mixed && { parts: styledParts(order ? glyphsOf(glyphs, order) : parts) }),
  }
}

function glyphsOf({ chars, style }: GlyphTable, order: readonly number[]): { raw: string; style: number }[] {
  return order.map((index) => ({ raw: chars[index]!, style: style[index]! }))
}

function styledParts(pieces: readonly { readonly raw: string; readonly style: number }[]): StyledPart[] {
  const parts: StyledPart[] = []
  let at = 0
  for (const { raw, style } of pieces) {
    if (parts.at(-1)?.style !== style) parts.push({ at, style })
    at += raw.length
  }
  return parts
}

/** A later fragment starts inside an earlier one: marks or letters drawn in a second pass. */
function overlaps(parts: readonly Fragment[]): boolean {
  return parts.some((part, i) => i > 0 && part.x0 < parts[i - 1]!.x1 - 0.1 * part.size)
}

/**
 * Glyphs of overlapping fragments by their middle. A mark goes behind the letter it covers; so does whatever is drawn later
 * into a letter's place, as fonts of VNI draw the marks that are letters to everyone else.
 */
function interleave(glyphs: GlyphTable, parts: readonly Fragment[]): number[] {
  const order: { index: number; key: number }[] = []
  for (const part of parts) {
    for (let i = part.first; i < part.end; i++) {
      const mark = isMark(glyphs.chars[i]!)
      order.push({ index: i, key: mark ? glyphs.x1[i]! : (glyphs.x0[i]! + glyphs.x1[i]!) / 2 })
    }
  }
  order.sort((a, b) => a.key - b.key || a.index - b.index)
  const indices = order.map(({ index }) => index)
  for (let i = 1; i < indices.length; i++) {
    const [before, after] = [indices[i - 1]!, indices[i]!]
    if (before > after && covers(glyphs, after, before)) [indices[i - 1], indices[i]] = [after, before]
  }
  return indices
}

/** Does most of the later glyph lie inside the earlier one? */
function covers({ x0, x1 }: GlyphTable, earlier: number, later: number): boolean {
  const inside = Math.min(x1[earlier]!, x1[later]!) - Math.max(x0[earlier]!, x0[later]!)
  return inside > 0 && inside * 2 > x1[later]! - x0[later]!
}
