// First: it keeps what pdf.js replaces.
import './native-push.ts'
import { AnnotationMode, type PDFDocumentProxy, type PDFPageProxy } from 'pdfjs-dist/legacy/build/pdf.mjs'
import type { Document, Style } from '../../domain/document.ts'
import { DocumentError, type Issue } from '../../domain/issue.ts'
import { decodePages } from '../../layout/decode-pages.ts'
import { DocumentBuilder } from '../../layout/document-builder.ts'
import { GlyphTable } from '../../layout/glyph-table.ts'
import { layOut } from '../../layout/layout-document.ts'
import { readPage, type PageText } from '../../layout/page-layout.ts'
import { judgeLayers, type PagePaint, type PageVerdict } from '../../layout/text-layers.ts'
import type { Reader, ReadLimits } from '../reader.ts'
import type { Recogniser } from '../scan/recogniser.ts'
import { PageInterpreter, type OperatorList } from './interpret-page.ts'
import { layerIssue, needsOcrMessage } from './layer-issues.ts'
import { openPdf } from './open-pdf.ts'
import { PdfFonts } from './pdf-fonts.ts'

/** More gain nothing and hold more operator lists in memory (measured with 1, 2, 4, 8 on the benchmark's files). */
const pagesAhead = 4

/** PDF → Document, from glyph positions and ruling lines alone; tags, annotations and forms are not read. */
export const readPdf: Reader = async (bytes, limits, ocr = null) => {
  if (bytes.length === 0) throw new DocumentError('empty', 'The file has no content.')
  if (bytes.length > limits.maxBytes) {
    throw new DocumentError('too-large', `The file has ${bytes.length} bytes; the limit is ${limits.maxBytes}.`)
  }
  const pdf = await openPdf(bytes)
  try {
    return await readPages(pdf.document, limits, ocr && { bytes, ocr })
  } finally {
    await pdf.close()
  }
}

/** What it takes to recognise pages that are pictures. */
interface Recognition {
  readonly bytes: Uint8Array
  readonly ocr: Recogniser
}

async function readPages(
  pdf: PDFDocumentProxy,
  limits: ReadLimits,
  recognition: Recognition | null,
): Promise<Document> {
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
  const { pages: texts, verdicts, encodings } = readLayers(pages, paints, (style) => styles[style]?.font ?? '')
  const readable = verdicts.some(({ fault, recognisable }, i) => !isEmpty(texts[i]!) && !(fault && recognisable))
  if (!recognition && !readable) throw new DocumentError('needs-ocr', needsOcrMessage(verdicts))
  const whole = await withRecognised(texts, verdicts, recognition, builder, styles, issues)
  layOut(whole.texts, builder, styles)
  return builder.build({
    mediaType: 'application/pdf',
    pages: whole.texts.map(({ number, width, height }) => ({ number, width: round(width), height: round(height) })),
    origin: whole.origin,
    encodings,
    issues,
  })
}

/** What the pages' text layers say, and whether it can be used. */
function readLayers(pages: readonly PageText[], paints: readonly PagePaint[], fontOf: (style: number) => string) {
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

/**
 * The pages, those that are pictures or have no usable text recognised; without recognition these are left empty. What
 * recognition takes is loaded with the first of them.
 */
async function withRecognised(
  pages: readonly PageText[],
  verdicts: readonly PageVerdict[],
  recognition: Recognition | null,
  builder: DocumentBuilder,
  styles: Style[],
  issues: Issue[],
): Promise<{ readonly texts: readonly PageText[]; readonly origin: Document['origin'] }> {
  const unusable = (i: number) => verdicts[i]!.fault !== null && verdicts[i]!.recognisable
  const wanted = (i: number) => {
    const { mostlyPicture, lostWords } = verdicts[i]!
    return unusable(i) || mostlyPicture || lostWords > 0 || isEmpty(pages[i]!)
  }
  const numbers = new Set(recognition ? pages.filter((_, i) => wanted(i)).map(({ number }) => number) : [])
  const dropped = new Set(pages.filter((_, i) => unusable(i)).map(({ number }) => number))
  // What was said about a page's own text is no longer about what is read.
  const own = issues.filter(({ page, code }) => !dropped.has(page ?? 0) || code === 'page-unreadable')
  const found = pages.flatMap(({ number }, i) => layerIssue(number, verdicts[i]!, numbers.has(number)) ?? [])
  if (!recognition || numbers.size === 0) {
    issues.splice(0, issues.length, ...own, ...found)
    return { texts: pages.map((page) => (dropped.has(page.number) ? withoutText(page) : page)), origin: 'native' }
  }
  const { recognisePdfPages } = await import('../scan/recognise-pdf.ts')
  const recognised = await recognisePdfPages(recognition.bytes, [...numbers], recognition.ocr, builder, styles)
  const read = new Map(recognised.pages.map((page) => [page.number, page]))
  const texts = pages.flatMap((page) => (numbers.has(page.number) ? (read.get(page.number) ?? []) : page))
  issues.splice(0, issues.length, ...own, ...found, ...recognised.issues)
  if (texts.length === 0) throw new DocumentError('damaged', issues[0]?.message ?? 'No page of the PDF can be read.')
  return { texts, origin: numbers.size === pages.length ? 'ocr' : 'mixed' }
}

function withoutText(page: PageText): PageText {
  return { ...page, tables: [], rows: [], rules: [], turned: [] }
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

function isEmpty(page: PageText): boolean {
  return page.rows.length === 0 && page.tables.length === 0 && page.turned.every(({ lines }) => lines.length === 0)
}

function round(points: number): number {
  return Math.round(points * 100) / 100
}
