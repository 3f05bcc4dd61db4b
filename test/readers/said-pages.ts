import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { onTestFinished } from 'vitest'
import { describeEngine } from '../../src/readers/scan/engines.ts'
import { OcrCache } from '../../src/readers/scan/ocr-cache.ts'
import type { PageImage } from '../../src/readers/scan/raster.ts'
import { Recogniser } from '../../src/readers/scan/recogniser.ts'
import { recognitionVersion, type PageWord, type RecognisedPage } from '../../src/readers/scan/recognise-page.ts'
import { picture } from './scan-files.ts'

/** A word an engine said: its text, how sure it was (0.96 unless told) and how wide it is in em (half an em a letter). */
export type Said = string | { readonly text: string; readonly confidence?: number; readonly width?: number }

const dpi = 100
const size = 20
const [left, top, pitch] = [80, 120, 30]

/** What an engine might have read on a page: lines of words, as they were said, in type of 14 points. */
export function saidPage(lines: readonly (readonly Said[])[]): RecognisedPage {
  const words = lines.flatMap((line, row) => {
    let x = left
    return line.map((said): PageWord => {
      const { text, confidence = 0.96, width } = typeof said === 'string' ? { text: said } : said
      const x0 = x
      const x1 = Math.round(x0 + size * (width ?? 0.5 * text.length))
      x = x1 + size / 4
      const baseline = top + row * pitch
      return { text, confidence, x0, x1, y0: baseline - 14, y1: baseline + 1, line: row, baseline, stroke: 2 }
    })
  })
  const turn = { cos: 1, sin: 0, dx: 0, dy: 0 }
  return { width: 827, height: 1169, dpi, turn, degrees: 0, words, horizontal: [], vertical: [] }
}

export function saidLines(...lines: readonly string[]): RecognisedPage {
  return saidPage(lines.map((line) => line.split(' ')))
}

/** A picture file of so many blank pages and a recogniser that knows what is said on them: no engine is started. */
export async function pictureSaying(
  page: RecognisedPage,
): Promise<{ readonly bytes: Uint8Array; readonly ocr: Recogniser }> {
  const cache = mkdtempSync(join(tmpdir(), 'boctach-said-'))
  onTestFinished(() => rmSync(cache, { recursive: true, force: true }))
  const data = new Uint8Array(page.width * page.height).fill(255)
  const image: PageImage = { width: page.width, height: page.height, channels: 1, data, dpi: page.dpi }
  const engine = `${(await describeEngine('wasm'))!}|${recognitionVersion}`
  const bytes = new Uint8Array(
    await picture({ ...image, dpi: 200 })
      .png()
      .toBuffer(),
  )
  const kept = new OcrCache(cache, engine)
  await kept.put(kept.key({ ...image, dpi: 200 }), page)
  return { bytes, ocr: await Recogniser.open({ engine: 'wasm', threads: 1, cache }) }
}
