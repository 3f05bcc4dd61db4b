import { findAlignedTables } from './aligned-tables.ts'
import { splitColumns } from './column-regions.ts'
import { frameOf, rulingToFrame, type Frame } from './frame.ts'
import { moveToFrame, skewOf } from './level-glyphs.ts'
import { buildLines, type TextLine } from './lines.ts'
import type { PageContent } from './page-content.ts'
import { takeRuledTables, type PageTable } from './tables.ts'
import { buildWords } from './words.ts'

/** What stands on a page, from top to bottom. */
export type PageItem =
  | { readonly kind: 'line'; readonly line: TextLine }
  | { readonly kind: 'columns'; readonly columns: readonly (readonly TextLine[])[] }
  | { readonly kind: 'table'; readonly table: PageTable }

export interface PageText {
  readonly number: number
  /** Displayed points. */
  readonly width: number
  readonly height: number
  readonly frame: Frame
  readonly tables: readonly PageTable[]
  /** Lines outside tables, across the whole page, top to bottom. */
  readonly rows: readonly TextLine[]
  /** Short horizontal lines, e.g. above footnotes: [x0, x1, y]. */
  readonly rules: readonly (readonly [number, number, number])[]
  /** Text that runs in another direction, with its frame. */
  readonly turned: readonly { readonly frame: Frame; readonly lines: readonly TextLine[] }[]
}

/** All lines of a page, in no particular order. */
export function linesOf(page: PageText): TextLine[] {
  const cells = page.tables.flatMap((table) => table.cells.flatMap((cell) => cell.lines))
  return [...page.rows, ...cells, ...page.turned.flatMap(({ lines }) => lines)]
}

/** Glyphs → words → tables and lines of one page, in the frame most of its text runs in. */
export function readPage(page: PageContent): PageText {
  const layers = [...page.layers].filter((layer) => layer.glyphs.count > 0)
  layers.sort((a, b) => b.glyphs.count - a.glyphs.count)
  const main = layers.find((layer) => layer.angle % 90 === 0)
  const skew = main?.angle === 0 ? skewOf(main.glyphs) : 0
  const frame = frameOf(skew === 0 ? (main?.angle ?? 0) : skew, page.width, page.height)
  if (main && skew !== 0) moveToFrame(main.glyphs, frame)
  const rulings = page.rulings.map((ruling) => rulingToFrame(frame, ruling))
  const words = main ? buildWords(main.glyphs) : []
  const { tables, rest } = takeRuledTables(words, rulings)
  return {
    number: page.number,
    width: page.width,
    height: page.height,
    frame,
    tables,
    rows: buildLines(rest),
    rules: rulings.filter((r) => r.y0 === r.y1).map((r) => [r.x0, r.x1, r.y0] as const),
    turned: layers
      .filter((layer) => layer !== main)
      .map((layer) => ({
        frame: frameOf(layer.angle, page.width, page.height),
        lines: buildLines(buildWords(layer.glyphs)),
      })),
  }
}

/** Rows and tables of a page in reading order, columns split. `rows` are those left after page furniture was taken out. */
export function arrange(rows: readonly TextLine[], tables: readonly PageTable[]): PageItem[] {
  const items: PageItem[] = []
  let band: TextLine[] = []
  const flush = () => {
    for (const part of findAlignedTables(band)) {
      if ('table' in part) items.push({ kind: 'table', table: part.table })
      else items.push(...arrangeRows(part.rows))
    }
    band = []
  }
  const waiting = [...tables].sort((a, b) => a.y0 - b.y0 || a.x0 - b.x0)
  for (const row of rows) {
    while (waiting.length > 0 && row.y - row.size / 2 > (waiting[0]!.y0 + waiting[0]!.y1) / 2) {
      flush()
      items.push({ kind: 'table', table: waiting.shift()! })
    }
    band.push(row)
  }
  flush()
  items.push(...waiting.map((table) => ({ kind: 'table', table }) as const))
  return items
}

function arrangeRows(rows: readonly TextLine[]): PageItem[] {
  return splitColumns(rows).flatMap((region): PageItem[] =>
    region.kind === 'flow'
      ? region.lines.map((line) => ({ kind: 'line', line }))
      : [{ kind: 'columns', columns: region.columns.map((words) => buildLines(words)) }],
  )
}
