import type { Letters } from './review-api.ts'

type Word = Letters['words'][number]

/** What is asked of a canvas, the browser's and the server's alike. */
interface Painter {
  fillStyle: unknown
  font: string
  fillRect(x: number, y: number, width: number, height: number): void
  save(): void
  restore(): void
  translate(x: number, y: number): void
  scale(x: number, y: number): void
  measureText(text: string): { readonly width: number }
  fillText(text: string, x: number, y: number): void
}

/** Of a word's height, what stands above its baseline, and the size of the letters. */
const ascent = 0.78
const letterSize = 0.9
/** Pixels around a word that are painted over as well: marks stand out of their box. */
const around = 1

/**
 * Writes words in an old encoding over what a page shows in their places, where their font is not the one they were typed for:
 * 'Báo cáo' for 'B¸o c¸o'. `words` are those of the page, `objects` what pdf.js holds to draw it, `scale` pixels a point.
 */
export function writeLetters(
  painter: Painter,
  words: readonly Word[],
  objects: Iterable<readonly [string, unknown]>,
  scale: number,
): void {
  if (words.length === 0) return
  const missing = missingFonts(objects)
  const wrong = words.filter(({ coded, font }) => !coded || missing.has(font))
  for (const { box } of wrong) {
    painter.fillStyle = '#fff'
    const [x, y] = [box.x * scale - around, box.y * scale - around]
    painter.fillRect(x, y, box.width * scale + 2 * around, box.height * scale + 2 * around)
  }
  for (const { box, text } of wrong) {
    painter.save()
    painter.fillStyle = '#000'
    painter.font = `${String(box.height * scale * letterSize)}px Tinos, 'Times New Roman', serif`
    painter.translate(box.x * scale, (box.y + box.height * ascent) * scale)
    painter.scale((box.width * scale) / Math.max(1, painter.measureText(text).width), 1)
    painter.fillText(text, 0, 0)
    painter.restore()
  }
}

/** Names of fonts the PDF only names: another one is drawn in their place. */
function missingFonts(objects: Iterable<readonly [string, unknown]>): ReadonlySet<string> {
  const names = new Set<string>()
  for (const [, held] of objects) {
    const font = held as { readonly name?: unknown; readonly missingFile?: unknown } | null
    if (typeof font?.name === 'string' && font.missingFile === true) names.add(font.name.replace(/^[A-Z]{6}[+]/, ''))
  }
  return names
}
