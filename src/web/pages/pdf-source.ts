import type { PDFDocumentProxy, PDFPageProxy } from 'pdfjs-dist'
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

/** Opens a PDF of this server. What the file itself wants to run or fetch is never done. */
export async function openPdf(url: string): Promise<PageSource> {
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
  return pagesOf(await task.promise, () => void task.destroy())
}

function pagesOf(pdf: PDFDocumentProxy, close: () => void): PageSource {
  const bitmaps = new Bitmaps()
  return {
    count: pdf.numPages,
    async size(page): Promise<PageSize> {
      const { width, height } = (await pdf.getPage(page)).getViewport({ scale: 1 })
      return { width, height }
    },
    bitmap: (page, pixelsPerPoint) =>
      bitmaps.get(page, pixelsPerPoint, async () => draw(await pdf.getPage(page), pixelsPerPoint)),
    ready: (page) => bitmaps.ready(page),
    close() {
      bitmaps.clear()
      close()
    },
  }
}

async function draw(page: PDFPageProxy, scale: number): Promise<HTMLCanvasElement> {
  const viewport = page.getViewport({ scale })
  const canvas = newCanvas(viewport.width, viewport.height)
  await page.render({ canvas, viewport }).promise
  return canvas
}
