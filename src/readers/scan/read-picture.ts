import type { Style } from '../../domain/document.ts'
import { DocumentError, type Issue } from '../../domain/issue.ts'
import { DocumentBuilder } from '../../layout/document-builder.ts'
import { layOut } from '../../layout/layout-document.ts'
import type { Reader } from '../reader.ts'
import { openPicture } from './picture-file.ts'
import { recognisePages } from './recognise-pages.ts'

/** A scanned document as a picture file, pages of a TIFF in order → Document. */
export const readPicture: Reader = async (bytes, limits, ocr) => {
  if (!ocr) throw new DocumentError('needs-ocr', 'This is a picture: its text has to be recognised first (--ocr).')
  const picture = await openPicture(bytes)
  const count = Math.min(picture.pages, limits.maxPages)
  const dropped: Issue[] =
    count < picture.pages
      ? [
          {
            code: 'pages-dropped',
            severity: 'warning',
            message: `Only the first ${count} of ${picture.pages} pages were read.`,
          },
        ]
      : []
  const builder = new DocumentBuilder()
  const styles: Style[] = []
  const sources = Array.from({ length: count }, (_, i) => ({ number: i + 1, load: () => picture.page(i) }))
  const { pages, issues } = await recognisePages(sources, ocr, builder, styles)
  if (pages.length === 0)
    throw new DocumentError('damaged', issues[0]?.message ?? 'No page of the picture can be read.')
  layOut(pages, builder, styles)
  return builder.build({
    mediaType: picture.mediaType,
    pages: pages.map(({ number, width, height }) => ({ number, width: round(width), height: round(height) })),
    origin: 'ocr',
    encodings: ['unicode'],
    issues: [...dropped, ...issues],
  })
}

function round(points: number): number {
  return Math.round(points * 100) / 100
}
