import { AnnotationMode, type PDFDocumentProxy } from 'pdfjs-dist/legacy/build/pdf.mjs'
import type { Document, Style } from '../../domain/document.ts'
import { DocumentError, type Issue } from '../../domain/issue.ts'
import { DocumentBuilder } from '../../layout/document-builder.ts'
import { GlyphTable } from '../../layout/glyph-table.ts'
import { layOut } from '../../layout/layout-document.ts'
import { readPage, type PageText } from '../../layout/page-layout.ts'
import type { Reader, ReadLimits } from '../reader.ts'
import { PageInterpreter } from './interpret-page.ts'
import { openPdf, toDocumentError } from './open-pdf.ts'
import { PdfFonts } from './pdf-fonts.ts'

/** PDF → Document, from glyph positions and ruling lines alone; tags, annotations and forms are not read. */
export const readPdf: Reader = async (bytes, limits) => {
  if (bytes.length === 0) throw new DocumentError('empty', 'The file has no content.')
  if (bytes.length > limits.maxBytes) {
    throw new DocumentError('too-large', `The file has ${bytes.length} bytes; the limit is ${limits.maxBytes}.`)
  }
  const pdf = await openPdf(bytes)
  try {
    return await readPages(pdf.document, limits)
  } catch (error) {
    throw toDocumentError(error)
  } finally {
    await pdf.close()
  }
}

async function readPages(pdf: PDFDocumentProxy, limits: ReadLimits): Promise<Document> {
  if (pdf.numPages === 0) throw new DocumentError('empty', 'The PDF has no pages.')
  const builder = new DocumentBuilder()
  const styles: Style[] = []
  const fonts = new PdfFonts((style) => {
    const index = builder.style(style)
    styles[index] = style
    return index
  })
  const issues: Issue[] = []
  const count = Math.min(pdf.numPages, limits.maxPages)
  if (count < pdf.numPages) {
    issues.push({
      code: 'pages-dropped',
      severity: 'warning',
      message: `Only the first ${count} of ${pdf.numPages} pages were read.`,
    })
  }
  const pages: PageText[] = []
  const scratch = new GlyphTable()
  for (let number = 1; number <= count; number++) pages.push(await readOne(pdf, number, fonts, scratch, issues))
  if (pages.every(isEmpty)) {
    throw new DocumentError('needs-ocr', 'The PDF has no text; its pages are images and need OCR.')
  }
  layOut(pages, builder, styles)
  return builder.build({
    mediaType: 'application/pdf',
    pages: pages.map(({ number, width, height }) => ({ number, width: round(width), height: round(height) })),
    origin: 'native',
    encodings: ['unicode'],
    issues,
  })
}

async function readOne(
  pdf: PDFDocumentProxy,
  number: number,
  fonts: PdfFonts,
  scratch: GlyphTable,
  issues: Issue[],
): Promise<PageText> {
  const page = await pdf.getPage(number)
  const list = await page.getOperatorList({ annotationMode: AnnotationMode.DISABLE })
  const content = new PageInterpreter(page, number, fonts, scratch).run(list)
  page.cleanup()
  const text = readPage(content)
  if (content.hasImages && isEmpty(text)) {
    issues.push({
      code: 'page-without-text',
      severity: 'warning',
      message: `Page ${number} has images but no text.`,
      page: number,
    })
  }
  if (content.invisibleGlyphs > 0) {
    issues.push({
      code: 'invisible-text',
      severity: 'info',
      message: `Page ${number} has ${content.invisibleGlyphs} invisible characters, as OCR layers have; they were read.`,
      page: number,
    })
  }
  return text
}

function isEmpty(page: PageText): boolean {
  return page.rows.length === 0 && page.tables.length === 0 && page.turned.every(({ lines }) => lines.length === 0)
}

function round(points: number): number {
  return Math.round(points * 100) / 100
}
