import type { EngineWord, OcrEngine } from './engine.ts'
import { cutParts, type Piece } from './page-parts.ts'
import { preparePage, type PreparedPage } from './prepare.ts'
import type { Gray, PageImage, PixelBox, Turn } from './raster.ts'
import { findRulings, type PixelLine } from './rulings.ts'
import { strokeWidth } from './stroke.ts'

/** Part of the key of results that are kept: to be raised with every change of what is read or where. */
export const recognitionVersion = 5

/** A word on its page, in pixels of the levelled picture. */
export interface PageWord extends EngineWord {
  /** What its line stands on; null where that is for its letters to tell. */
  readonly baseline: number | null
  /** Mean thickness of its strokes in pixels, a tenth exact. */
  readonly stroke: number
}

/** What was read on a page; places in pixels of the levelled picture. Plain data: it is cached and sent between threads. */
export interface RecognisedPage {
  /** Of the levelled picture. */
  readonly width: number
  readonly height: number
  readonly dpi: number
  /** From pixels of the levelled picture to those of the scan. */
  readonly turn: Turn
  /** Clockwise, how far the scan's text is turned. */
  readonly degrees: number
  readonly words: readonly PageWord[]
  readonly horizontal: readonly PixelLine[]
  readonly vertical: readonly PixelLine[]
}

/** Words of a page that stands on its head are believed less than this on average: a signature alone does not tell top from bottom. */
const doubtful = 0.75

/** Turns, cleans, cuts apart and reads a page. Rejects where the engine fails. */
export async function recognisePage(scan: PageImage, engine: OcrEngine): Promise<RecognisedPage> {
  const prepared = preparePage(scan)
  const page = await readPrepared(prepared, engine)
  const confidence = meanConfidence(page)
  if (page.words.length === 0 || confidence >= doubtful) return page
  const { degrees } = prepared
  const other = await readPrepared(preparePage(scan, degrees > 0 ? degrees - 180 : degrees + 180), engine)
  return meanConfidence(other) > confidence ? other : page
}

function meanConfidence({ words }: RecognisedPage): number {
  const letters = words.reduce((sum, word) => sum + word.text.length, 0)
  return words.reduce((sum, word) => sum + word.confidence * word.text.length, 0) / Math.max(1, letters)
}

async function readPrepared(
  { image, ink, dpi, turn, degrees }: PreparedPage,
  engine: OcrEngine,
): Promise<RecognisedPage> {
  const rulings = findRulings(ink, dpi)
  const parts = cutParts(image, ink, rulings, dpi)
  const read = await engine.read(parts)
  const words: PageWord[] = []
  const lines = new Map<string, number>()
  for (const [i, part] of parts.entries()) {
    for (const word of read[i]!) {
      const piece = part.pieces.findIndex((one) => isInside(word, one))
      const box = piece < 0 ? null : onPage(word, part.pieces[piece]!, image)
      if (!box) continue
      // What the engine takes for one line may have been put together from several cells.
      const key = `${i} ${word.line} ${piece}`
      const line = lines.get(key) ?? lines.size
      lines.set(key, line)
      const { baseline } = part.pieces[piece]!
      words.push({ ...word, ...box, line, baseline, stroke: tenths(strokeWidth(ink, box)) })
    }
  }
  return { width: image.width, height: image.height, dpi, turn, degrees, words, ...rulings }
}

/** Engines see things in the white around the pieces, too. */
function isInside(word: PixelBox, piece: PixelBox): boolean {
  const [x, y] = [(word.x0 + word.x1) / 2, (word.y0 + word.y1) / 2]
  return x >= piece.x0 && x < piece.x1 && y >= piece.y0 && y < piece.y1
}

function onPage(word: PixelBox, { dx, dy }: Piece, { width, height }: Gray): PixelBox | null {
  const box = {
    x0: Math.max(0, word.x0 + dx),
    y0: Math.max(0, word.y0 + dy),
    x1: Math.min(width, word.x1 + dx),
    y1: Math.min(height, word.y1 + dy),
  }
  return box.x0 < box.x1 && box.y0 < box.y1 ? box : null
}

function tenths(value: number): number {
  return Math.round(value * 10) / 10
}
