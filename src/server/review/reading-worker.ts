import { parentPort } from 'node:worker_threads'
import type { Document, Page } from '../../domain/document.ts'
import type { Letters } from '../../domain/review-api.ts'
import { defaultLimits } from '../../readers/reader.ts'
import { openPdf } from '../../readers/pdf/open-pdf.ts'
import { readDocument } from '../../readers/registry.ts'
import { openPdfPictures } from '../../readers/scan/pdf-pictures.ts'
import { openPicture } from '../../readers/scan/picture-file.ts'
import type { PageImage } from '../../readers/scan/raster.ts'

/** What a thread is asked to make of a source's bytes. `page` is 1-based. */
export type ReadingTask =
  | { readonly kind: 'document'; readonly bytes: Uint8Array }
  | { readonly kind: 'sizes'; readonly bytes: Uint8Array; readonly mediaType: string }
  | {
      readonly kind: 'page'
      readonly bytes: Uint8Array
      readonly mediaType: string
      readonly page: number
      /** Those of the page that its fonts may draw as others. */
      readonly words: Letters['words']
    }

export interface ReadingResults {
  readonly document: Document
  readonly sizes: readonly Page[]
  readonly page: PageImage
}

export type ReadingAnswer =
  | { readonly ok: true; readonly result: ReadingResults[keyof ReadingResults] }
  | { readonly ok: false; readonly message: string }

const pdf = 'application/pdf'
/** Pages whose size is told: the page beyond asks for its picture. */
const mostSizes = 1000

async function work(task: ReadingTask): Promise<ReadingResults[keyof ReadingResults]> {
  if (task.kind === 'document') return readDocument(task.bytes, defaultLimits, null)
  if (task.kind === 'sizes') return task.mediaType === pdf ? pdfSizes(task.bytes) : pictureSizes(task.bytes)
  if (task.mediaType !== pdf) return (await openPicture(task.bytes)).page(task.page - 1)
  const pictures = await openPdfPictures(task.bytes)
  try {
    return await pictures.page(task.page, task.words)
  } finally {
    await pictures.close()
  }
}

async function pdfSizes(bytes: Uint8Array): Promise<Page[]> {
  const { document, close } = await openPdf(bytes)
  try {
    const sizes: Page[] = []
    for (let number = 1; number <= Math.min(document.numPages, mostSizes); number++) {
      const { width, height } = (await document.getPage(number)).getViewport({ scale: 1 })
      sizes.push({ number, width, height })
    }
    return sizes
  } finally {
    await close()
  }
}

const pointsPerInch = 72

async function pictureSizes(bytes: Uint8Array): Promise<Page[]> {
  const picture = await openPicture(bytes)
  const sizes: Page[] = []
  for (let i = 0; i < Math.min(picture.pages, mostSizes); i++) {
    const { width, height, dpi } = await picture.page(i)
    sizes.push({ number: i + 1, width: (width * pointsPerInch) / dpi, height: (height * pointsPerInch) / dpi })
  }
  return sizes
}

parentPort?.on('message', (task: ReadingTask) => {
  void work(task)
    .then(
      (result): ReadingAnswer => ({ ok: true, result }),
      (error: unknown): ReadingAnswer => ({
        ok: false,
        message: error instanceof Error ? error.message : 'It failed.',
      }),
    )
    .then((answer) => parentPort?.postMessage(answer))
})
