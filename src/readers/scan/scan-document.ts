import type { Document, Style } from '../../domain/document.ts'
import type { Issue } from '../../domain/issue.ts'
import { DocumentBuilder } from '../../layout/document-builder.ts'
import { layOut } from '../../layout/layout-document.ts'
import { pageTextOf } from './page-text.ts'
import { placeWords } from './place-words.ts'
import type { RecognisedPage } from './recognise-page.ts'

const pointsPerInch = 72

export function scanDocument(pages: readonly RecognisedPage[], mediaType: string, issues: readonly Issue[]): Document {
  const builder = new DocumentBuilder()
  const styles: Style[] = []
  const styleOf = (size: number, bold: boolean) => {
    const style = { font: '', size, bold, italic: false }
    const index = builder.style(style)
    styles[index] = style
    return index
  }
  const scaled = pages.map((page) => ({ page, scale: pointsPerInch / page.dpi }))
  const words = placeWords(scaled, styleOf)
  const sizes = scaled.map(({ page, scale }, i) => ({
    number: i + 1,
    width: page.width * scale,
    height: page.height * scale,
  }))
  layOut(
    scaled.map(({ page, scale }, i) => pageTextOf(page, words[i]!, scale, sizes[i]!)),
    builder,
    styles,
  )
  return builder.build({ mediaType, pages: sizes, origin: 'ocr', encodings: ['unicode'], issues })
}
