import type { GlyphTable } from './glyph-table.ts'

/** An axis-parallel line drawn on the page, in displayed points; a thin filled rectangle counts as one. */
export interface Ruling {
  /** x0 === x1 for a vertical line, y0 === y1 for a horizontal one; x0 ≤ x1, y0 ≤ y1. */
  readonly x0: number
  readonly y0: number
  readonly x1: number
  readonly y1: number
}

/** Glyphs that run in one direction. `angle` in whole degrees, clockwise as displayed; 0 is ordinary text. */
export interface TextLayer {
  readonly angle: number
  readonly glyphs: GlyphTable
}

/** What was drawn on one page, before any reading. */
export interface PageContent {
  /** 1-based. */
  readonly number: number
  /** Displayed points. */
  readonly width: number
  readonly height: number
  readonly layers: readonly TextLayer[]
  readonly rulings: readonly Ruling[]
  readonly hasImages: boolean
}
