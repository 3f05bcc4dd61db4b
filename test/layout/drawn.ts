import { GlyphTable } from '../../src/layout/glyph-table.ts'
import { buildLines, type TextLine } from '../../src/layout/lines.ts'
import { buildWords, type PlacedWord } from '../../src/layout/words.ts'

/** Advance of every glyph (em): geometry needs no real font. */
export const advance = 0.5
const space = 0.25

export interface Run {
  readonly text: string
  readonly x: number
  readonly y: number
  readonly size?: number
  readonly style?: number
  /** Extra points after each glyph, as TJ adjustments make them. */
  readonly spread?: number
}

/** Glyphs as drawn: runs in order, every letter half an em wide, spaces half of that. */
export function drawGlyphs(runs: readonly Run[]): GlyphTable {
  const table = new GlyphTable()
  for (const { text, x, y, size = 12, style = 0, spread = 0 } of runs) {
    let at = x
    for (const char of text) {
      const width = /\p{M}/u.test(char) ? 0 : (char === ' ' ? space : advance) * size
      table.push(char, at, at + width, y, size, style)
      at += width + spread
    }
  }
  return table
}

export function words(runs: readonly Run[]): PlacedWord[] {
  return buildWords(drawGlyphs(runs)).sort((a, b) => a.y - b.y || a.x0 - b.x0)
}

export function lines(runs: readonly Run[]): TextLine[] {
  return buildLines(buildWords(drawGlyphs(runs)))
}

/** Rows of a page given as [x, text] pairs, 16 points apart. */
export function rows(content: readonly (readonly (readonly [number, string])[])[], top = 100, pitch = 16): TextLine[] {
  return lines(content.flatMap((row, i) => row.map(([x, text]) => ({ text, x, y: top + i * pitch }))))
}
