import type { PDFDocumentProxy, PDFPageProxy } from 'pdfjs-dist'
import { writeLetters } from '../../domain/letters.ts'
import type { Letters } from '../../domain/review-api.ts'
import { Bitmaps, newCanvas, type PageSize, type PageSource } from './page-source.ts'

/** pdf.js is half a megabyte: the queue comes up without it. */
const loadPdfJs = async () => {
  const pdfjs = await import('pdfjs-dist/legacy/build/pdf.mjs')
  pdfjs.GlobalWorkerOptions.workerSrc = '/pdf.worker.js'
  return pdfjs
}
let loading: ReturnType<typeof loadPdfJs> | null = null

/** Fetches pdf.js before it is needed. */
export function warmPdfJs(): void {
  loading ??= loadPdfJs()
}

/** Opens a PDF of this server; `words` are those its fonts may draw as others. What the file itself wants to run or fetch is never done. */
export async function openPdf(url: string, words: Letters['words']): Promise<PageSource> {
  const pdfjs = await (loading ??= loadPdfJs())
  const task = pdfjs.getDocument({
    url,
    cMapUrl: '/pdfjs/cmaps/',
    standardFontDataUrl: '/pdfjs/standard_fonts/',
    wasmUrl: '/pdfjs/wasm/',
    iccUrl: '/pdfjs/iccs/',
    isEvalSupported: false,
    enableXfa: false,
    disableAutoFetch: true,
    maxImageSize: 64_000_000,
  })
  return pagesOf(await task.promise, words, () => void task.destroy())
}

function pagesOf(pdf: PDFDocumentProxy, words: Letters['words'], close: () => void): PageSource {
  const bitmaps = new Bitmaps()
  return {
    count: pdf.numPages,
    async size(page): Promise<PageSize> {
      const { width, height } = (await pdf.getPage(page)).getViewport({ scale: 1 })
      return { width, height }
    },
    bitmap: (page, pixelsPerPoint) =>
      bitmaps.get(page, pixelsPerPoint, async () => draw(await pdf.getPage(page), words, pixelsPerPoint)),
    ready: (page) => bitmaps.ready(page),
    close() {
      bitmaps.clear()
      close()
    },
  }
}

async function draw(page: PDFPageProxy, words: Letters['words'], scale: number): Promise<HTMLCanvasElement> {
  const viewport = page.getViewport({ scale })
  const canvas = newCanvas(viewport.width, viewport.height)
  await page.render({ canvas, viewport }).promise
  const own = words.filter(({ box }) => box.page === page.pageNumber)
  writeLetters(canvas.getContext('2d')!, own, page.commonObjs as unknown as Iterable<[string, unknown]>, scale)
  return canvas
}
