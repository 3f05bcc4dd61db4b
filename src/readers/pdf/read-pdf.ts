import type { Document } from '../../domain/document.ts'
import { DocumentError, type Issue } from '../../domain/issue.ts'
import { layOut } from '../../layout/layout-document.ts'
import type { PageText } from '../../layout/page-layout.ts'
import type { Reader } from '../reader.ts'
import type { Recogniser } from '../scan/recogniser.ts'
import { layerIssue, needsOcrMessage } from './layer-issues.ts'
import { openPdf, type OpenPdf } from './open-pdf.ts'
import { hasUsableText, isEmpty, isUnusable, readPdfLayers, withoutText, type PdfLayers } from './page-layers.ts'

/** PDF → Document, from glyph positions and ruling lines alone; tags, annotations and forms are not read. */
export const readPdf: Reader = async (bytes, limits, ocr = null) => {
  const pdf = await openChecked(bytes, limits.maxBytes)
  try {
    const layers = await readPdfLayers(pdf.document, limits)
    if (!ocr && !hasUsableText(layers)) throw new DocumentError('needs-ocr', needsOcrMessage(layers.verdicts))
    const { texts, issues, origin } = await withRecognised(layers, ocr && { bytes, ocr })
    layOut(texts, layers.builder, layers.styles)
    return layers.builder.build({
      mediaType: 'application/pdf',
      pages: texts.map(({ number, width, height }) => ({ number, width: round(width), height: round(height) })),
      origin,
      encodings: layers.encodings,
      issues,
    })
  } finally {
    await pdf.close()
  }
}

/** As `openPdf`, for files that are neither empty nor larger than allowed. */
export async function openChecked(bytes: Uint8Array, maxBytes: number): Promise<OpenPdf> {
  if (bytes.length === 0) throw new DocumentError('empty', 'The file has no content.')
  if (bytes.length > maxBytes)
    throw new DocumentError('too-large', `The file has ${bytes.length} bytes; the limit is ${maxBytes}.`)
  return openPdf(bytes)
}

/** What it takes to recognise pages that are pictures. */
interface Recognition {
  readonly bytes: Uint8Array
  readonly ocr: Recogniser
}

interface WholePages {
  readonly texts: readonly PageText[]
  readonly issues: readonly Issue[]
  readonly origin: Document['origin']
}

/**
 * The pages, those that are pictures or have no usable text recognised; without recognition these are left empty. What
 * recognition takes is loaded with the first of them.
 */
async function withRecognised(layers: PdfLayers, recognition: Recognition | null): Promise<WholePages> {
  const { pages, verdicts, builder, styles } = layers
  const wanted = (i: number) => {
    const verdict = verdicts[i]!
    return isUnusable(verdict) || verdict.mostlyPicture || verdict.lostWords > 0 || isEmpty(pages[i]!)
  }
  const numbers = new Set(recognition ? pages.filter((_, i) => wanted(i)).map(({ number }) => number) : [])
  const dropped = new Set(pages.filter((_, i) => isUnusable(verdicts[i]!)).map(({ number }) => number))
  const issues = [
    // What was said about a page's own text is no longer about what is read.
    ...layers.issues.filter(({ page, code }) => !dropped.has(page ?? 0) || code === 'page-unreadable'),
    ...pages.flatMap(({ number }, i) => layerIssue(number, verdicts[i]!, numbers.has(number)) ?? []),
  ]
  if (!recognition || numbers.size === 0) {
    const texts = pages.map((page) => (dropped.has(page.number) ? withoutText(page) : page))
    return { texts, issues, origin: 'native' }
  }
  const { recognisePdfPages } = await import('../scan/recognise-pdf.ts')
  const recognised = await recognisePdfPages(recognition.bytes, [...numbers], recognition.ocr, builder, styles)
  const read = new Map(recognised.pages.map((page) => [page.number, page]))
  const texts = pages.flatMap((page) => (numbers.has(page.number) ? (read.get(page.number) ?? []) : page))
  issues.push(...recognised.issues)
  if (texts.length === 0) throw new DocumentError('damaged', issues[0]?.message ?? 'No page of the PDF can be read.')
  return { texts, issues, origin: numbers.size === pages.length ? 'ocr' : 'mixed' }
}

function round(points: number): number {
  return Math.round(points * 100) / 100
}
