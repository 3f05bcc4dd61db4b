import type { PDFPageProxy } from 'pdfjs-dist'
import type { Letters } from '../../domain/review-api.ts'

type Word = Letters['words'][number]

/** Of a word's height, what stands above its baseline, and the size of the letters. */
const ascent = 0.78
const letterSize = 0.9
/** Pixels around a word that are painted over as well: marks stand out of their box. */
const around = 1

/**
 * Writes words in an old encoding over what the page shows in their places, where their font is not the one they were typed
 * for: 'Báo cáo' for 'B¸o c¸o'.
 */
export function writeLetters(
  canvas: HTMLCanvasElement,
  page: PDFPageProxy,
  words: readonly Word[],
  scale: number,
): void {
  const own = words.filter(({ box }) => box.page === page.pageNumber)
  if (own.length === 0) return
  const missing = missingFonts(page)
  const wrong = own.filter(({ coded, font }) => !coded || missing.has(font))
  const context = canvas.getContext('2d')!
  for (const { box } of wrong) {
    context.fillStyle = '#fff'
    const [x, y] = [box.x * scale - around, box.y * scale - around]
    context.fillRect(x, y, box.width * scale + 2 * around, box.height * scale + 2 * around)
  }
  for (const { box, text } of wrong) {
    context.save()
    context.fillStyle = '#000'
    context.font = `${box.height * scale * letterSize}px Tinos, 'Times New Roman', serif`
    context.translate(box.x * scale, (box.y + box.height * ascent) * scale)
    context.scale((box.width * scale) / Math.max(1, context.measureText(text).width), 1)
    context.fillText(text, 0, 0)
    context.restore()
  }
}

/** Names of fonts the PDF only names: another one is drawn in their place. */
function missingFonts(page: PDFPageProxy): ReadonlySet<string> {
  const names = new Set<string>()
  for (const [, held] of page.commonObjs as unknown as Iterable<[string, unknown]>) {
    const font = held as { readonly name?: unknown; readonly missingFile?: unknown } | null
    if (typeof font?.name === 'string' && font.missingFile === true) names.add(font.name.replace(/^[A-Z]{6}[+]/, ''))
  }
  return names
}
