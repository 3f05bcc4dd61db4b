import type { LayerPage, LayerWord, PicturePage } from '../export/searchable-pdf.ts'
import { DocumentError } from '../domain/issue.ts'
import type { PageText } from '../layout/page-layout.ts'
import { linesOf } from '../layout/page-layout.ts'
import { pointFromFrame } from '../layout/frame.ts'
import { textOf } from '../layout/words.ts'
import type { ReadLimits } from '../readers/reader.ts'
import { readDocument } from '../readers/registry.ts'
import type { Recogniser } from '../readers/scan/recogniser.ts'
import { sniff } from '../readers/sniff.ts'

export interface Searchable {
  readonly pdf: Uint8Array
  readonly pages: number
  /** How many of them were recognised and got a text layer. */
  readonly recognised: number
}

/**
 * A scan as a PDF that can be searched: its pages as they are, invisible text over those that have none. A PDF is only
 * added to; a picture file becomes one. Throws DocumentError for what is no scan or cannot be read.
 */
export async function makeSearchable(bytes: Uint8Array, limits: ReadLimits, ocr: Recogniser): Promise<Searchable> {
  const { kind } = await sniff(bytes, limits)
  if (kind !== 'pdf' && kind !== 'image')
    throw new DocumentError('unsupported', 'Only scans are made searchable: PDFs and pictures.')
  const placed: PageText[] = []
  const document = await readDocument(
    bytes,
    limits,
    ocr.listening((page) => placed.push(page)),
  )
  const layers = new Map(placed.map((page) => [page.number, layerOf(page)]))
  const { addTextLayer, pdfOfPictures } = await import('../export/searchable-pdf.ts')
  const pdf =
    kind === 'pdf'
      ? await addTextLayer(bytes, [...layers.values()])
      : await pdfOfPictures(picturePages(bytes, document.pages.length), layers)
  return { pdf, pages: document.pages.length, recognised: layers.size }
}

function layerOf(page: PageText): LayerPage {
  const words = linesOf(page).flatMap((line) =>
    line.words.map((word): LayerWord => {
      const [x, y] = pointFromFrame(page.frame, word.x0, word.y)
      return { text: textOf(word), x, y, width: word.x1 - word.x0, size: word.size, degrees: page.frame.angle }
    }),
  )
  return { number: page.number, words }
}

/** Pages of a picture file: JPEGs that lie as they are displayed go in as they are. */
async function* picturePages(bytes: Uint8Array, count: number): AsyncGenerator<PicturePage> {
  const { openPicture, encodeJpeg } = await import('../readers/scan/picture-file.ts')
  const file = await openPicture(bytes)
  for (let i = 0; i < count; i++) {
    const { width, height, dpi, channels, data } = await file.page(i)
    const picture =
      file.asItIs !== null
        ? { jpeg: file.asItIs }
        : channels === 1
          ? { grey: data }
          : { jpeg: await encodeJpeg({ width, height, data }) }
    yield { picture, width, height, dpi }
  }
}
