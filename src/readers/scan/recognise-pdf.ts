import type { Style } from '../../domain/document.ts'
import type { DocumentBuilder } from '../../layout/document-builder.ts'
import { openPdfPictures } from './pdf-pictures.ts'
import { recognisePages, type RecognisedText } from './recognise-pages.ts'
import type { Recogniser } from './recogniser.ts'

/** The pages of a PDF with these numbers, recognised from their pictures or, where they have more than one, from how they look. */
export async function recognisePdfPages(
  bytes: Uint8Array,
  numbers: readonly number[],
  ocr: Recogniser,
  builder: DocumentBuilder,
  styles: Style[],
): Promise<RecognisedText> {
  const pictures = await openPdfPictures(bytes)
  try {
    const sources = numbers.map((number) => ({ number, load: () => pictures.page(number) }))
    return await recognisePages(sources, ocr, builder, styles)
  } finally {
    await pictures.close()
  }
}
