import { layOut } from '../../layout/layout-document.ts'
import { titleOf } from '../../layout/opening.ts'
import type { ReadLimits } from '../reader.ts'
import type { Survey } from '../survey.ts'
import { layerIssue } from './layer-issues.ts'
import { hasUsableText, isEmpty, isUnusable, readPdfLayers, type PdfLayers } from './page-layers.ts'
import { openChecked } from './read-pdf.ts'

/** Looks at the text layers of all pages and lays out the first one that has text, for its heading. */
export async function surveyPdf(bytes: Uint8Array, limits: ReadLimits): Promise<Survey> {
  const pdf = await openChecked(bytes, limits.maxBytes)
  try {
    const layers = await readPdfLayers(pdf.document, limits)
    const { pages, verdicts, encodings, issues } = layers
    const usable = hasUsableText(layers)
    // Where no page has text, those that are neither pictures nor text may be drawings of letters.
    const needsOcr = pages.filter((_, i) => !usable || isUnusable(verdicts[i]!) || verdicts[i]!.lostWords > 0)
    return {
      pages: pdf.document.numPages,
      encodings: usable ? encodings : [],
      needsOcr: needsOcr.map(({ number }) => number),
      issues: [...issues, ...pages.flatMap(({ number }, i) => layerIssue(number, verdicts[i]!, false) ?? [])],
      title: usable ? headingOf(layers) : null,
    }
  } finally {
    await pdf.close()
  }
}

function headingOf({ pages, verdicts, builder, styles, encodings }: PdfLayers): string | null {
  const first = pages.find((page, i) => !isEmpty(page) && !isUnusable(verdicts[i]!))
  if (!first) return null
  layOut([first], builder, styles)
  return titleOf(builder.build({ mediaType: 'application/pdf', pages: [], origin: 'native', encodings, issues: [] }))
}
