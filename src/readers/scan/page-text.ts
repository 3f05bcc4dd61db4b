import type { PageText } from '../../layout/page-layout.ts'
import type { Frame } from '../../layout/frame.ts'
import { buildLines } from '../../layout/lines.ts'
import { takeRuledTables } from '../../layout/tables.ts'
import type { PlacedWord } from '../../layout/words.ts'
import type { RecognisedPage } from './recognise-page.ts'
import { toRulings } from './rulings.ts'

export interface PageSize {
  /** 1-based. */
  readonly number: number
  /** Points, as displayed. */
  readonly width: number
  readonly height: number
}

/** A recognised page as the layout takes it: in the frame of its levelled picture, `scale` points a pixel. */
export function pageTextOf(
  recognised: RecognisedPage,
  words: readonly PlacedWord[],
  scale: number,
  page: PageSize,
): PageText {
  const rulings = toRulings(recognised, scale)
  const { tables, rest } = takeRuledTables(words, rulings)
  return {
    ...page,
    frame: frameOfScan(recognised, scale),
    tables,
    rows: buildLines(rest),
    rules: rulings.filter((r) => r.y0 === r.y1).map((r) => [r.x0, r.x1, r.y0] as const),
    turned: [],
  }
}

/** The frame whose coordinates are those of the levelled picture: what `Turn` says in pixels, the other way round and in points. */
function frameOfScan({ width, height, degrees, turn }: RecognisedPage, scale: number): Frame {
  const { cos, sin, dx, dy } = turn
  return {
    angle: degrees,
    width: width * scale,
    height: height * scale,
    cos,
    sin,
    du: -(dx * cos + dy * sin) * scale,
    dv: (dx * sin - dy * cos) * scale,
  }
}
