// First: it keeps what pdf.js replaces.
import './native-push.ts'
import { AnnotationMode, type PDFDocumentProxy, type PDFPageProxy } from 'pdfjs-dist/legacy/build/pdf.mjs'
import type { Style } from '../../domain/document.ts'
import { DocumentError, type Issue } from '../../domain/issue.ts'
import { decodePages } from '../../layout/decode-pages.ts'
import { DocumentBuilder } from '../../layout/document-builder.ts'
import { GlyphTable } from '../../layout/glyph-table.ts'
import { readPage, type PageText } from '../../layout/page-layout.ts'
import { judgeLayers, type PagePaint, type PageVerdict } from '../../layout/text-layers.ts'
import type { ReadLimits } from '../reader.ts'
import { PageInterpreter, type OperatorList } from './interpret-page.ts'
import { PdfFonts } from './pdf-fonts.ts'

/** More gain nothing and hold more operator lists in memory (measured with 1, 2, 4, 8 on the benchmark's files). */
const pagesAhead = 4

/** What the text layers of a PDF's pages say, before anything is laid out. */
export interface PdfLayers {
  /** Pages that can be read at all, decoded. */
  readonly pages: readonly PageText[]
  /** One entry a page. */
  readonly verdicts: readonly PageVerdict[]
  readonly encodings: readonly string[]
  /** What was said about pages so far; nothing about their text layers. */
  readonly issues: readonly Issue[]
  /** Holds the styles, and nothing else yet. */
  readonly builder: DocumentBuilder
  readonly styles: Style[]
}

/** Throws DocumentError 'empty' or 'damaged' where there is no page. */
export async function readPdfLayers(pdf: PDFDocumentProxy, limits: ReadLimits): Promise<PdfLayers> {
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
  const paints: PagePaint[] = []
  const scratch = new GlyphTable()
  // While a page is laid out, the streams of the next ones are unpacked in zlib's threads.
  const ahead: Promise<DrawnPage | null>[] = []
  for (let number = 1; number <= count; number++) {
    while (ahead.length < pagesAhead && number + ahead.length <= count) ahead.push(drawPage(pdf, number + ahead.length))
    const page = readOne(await ahead.shift()!, number, fonts, scratch, issues)
    if (!page) continue
    pages.push(page.text)
    paints.push(page.paint)
  }
  if (pages.length === 0) throw new DocumentError('damaged', 'No page of the PDF can be read.')
  const judged = decodeAndJudge(pages, paints, (style) => styles[style]?.font ?? '')
  return { ...judged, issues, builder, styles }
}

/** What the pages' text layers say, and whether it can be used. */
function decodeAndJudge(pages: readonly PageText[], paints: readonly PagePaint[], fontOf: (style: number) => string) {
  const decoded = decodePages(pages, fontOf)
  const judged = judgeLayers(decoded.pages, paints, fontOf)
  const isCut = judged.verdicts.map(({ fault }) => fault === 'text-layer-cut')
  if (!isCut.includes(true)) return { ...judged, encodings: decoded.encodings }
  // Cut letters look like some old encoding: what the other pages are in is decided without them.
  const rest = decodePages(
    pages.map((page, i) => (isCut[i] ? withoutText(page) : page)),
    fontOf,
  )
  const again = judgeLayers(rest.pages, paints, fontOf)
  return {
    pages: again.pages.map((page, i) => (isCut[i] ? pages[i]! : page)),
    verdicts: again.verdicts.map((verdict, i) => (isCut[i] ? judged.verdicts[i]! : verdict)),
    encodings: rest.encodings,
  }
}

export function withoutText(page: PageText): PageText {
  return { ...page, tables: [], rows: [], rules: [], turned: [] }
}

export function isEmpty(page: PageText): boolean {
  return page.rows.length === 0 && page.tables.length === 0 && page.turned.every(({ lines }) => lines.length === 0)
}

/** Is the page's own text no text, and what stands on it to be had otherwise? */
export function isUnusable({ fault, recognisable }: PageVerdict): boolean {
  return fault !== null && recognisable
}

/** Is there a page whose own text can be used? */
export function hasUsableText({ pages, verdicts }: PdfLayers): boolean {
  return pages.some((page, i) => !isEmpty(page) && !isUnusable(verdicts[i]!))
}

function readOne(
  drawn: DrawnPage | null,
  number: number,
  fonts: PdfFonts,
  scratch: GlyphTable,
  issues: Issue[],
): { readonly text: PageText; readonly paint: PagePaint } | null {
  if (!drawn) {
    issues.push({
      code: 'page-unreadable',
      severity: 'error',
      message: `Page ${number} is damaged and was left out.`,
      page: number,
    })
    return null
  }
  const content = new PageInterpreter(drawn.page, number, fonts, scratch).run(drawn.list)
  drawn.page.cleanup()
  const text = readPage(content)
  if (content.invisibleGlyphs > 0) {
    issues.push({
      code: 'invisible-text',
      severity: 'info',
      message: `Page ${number} has ${content.invisibleGlyphs} invisible characters, as OCR layers have; they were read.`,
      page: number,
    })
  }
  const { pictureShare, invisibleGlyphs } = content
  return { text, paint: { pictureShare, invisibleGlyphs } }
}

interface DrawnPage {
  readonly page: PDFPageProxy
  readonly list: OperatorList
}

/** The page and its operators, null where pdf.js cannot make sense of them. Never rejects. */
async function drawPage(pdf: PDFDocumentProxy, number: number): Promise<DrawnPage | null> {
  try {
    const page = await pdf.getPage(number)
    return { page, list: await page.getOperatorList({ annotationMode: AnnotationMode.DISABLE }) }
  } catch {
    return null
  }
}
