import type { Issue } from '../../domain/issue.ts'
import type { LayerFault, PageVerdict } from '../../layout/text-layers.ts'

/** What is wrong with a page, as the end of 'Page 3 …'. */
const faults: Readonly<Record<LayerFault, string>> = {
  'page-without-text': 'is a picture without text',
  'text-layer-stamp-only': 'is a picture, and its text no more than a stamp of a signature or a registry',
  'text-layer-furniture-only': 'is a picture, and its text no more than page numbers, headers or footers',
  'text-layer-cut': 'has letters whose codes were cut to one byte, so that several stand for the same',
  'text-layer-foreign-ocr': 'has text that was recognised or typed without the marks of Vietnamese',
  'text-layer-substituted': 'has text in which other signs stand for letters',
}

/** What a page's verdict means for who reads its record, by what became of the page; null where all is well. */
export function layerIssue(page: number, verdict: PageVerdict, recognised: boolean): Issue | null {
  const { fault, recognisable, mostlyPicture, lostWords } = verdict
  if (fault === null && lostWords > 0) {
    const lost = `${lostWords} ${lostWords === 1 ? 'word' : 'words'} in fonts that give other signs for letters`
    return recognised
      ? {
          code: 'text-layer-substituted',
          severity: 'info',
          message: `Page ${page} has ${lost}; it was recognised anew.`,
          page,
        }
      : {
          code: 'text-layer-substituted',
          severity: 'error',
          message: `Page ${page} has ${lost}; they were left out and need OCR.`,
          page,
        }
  }
  if (fault === null) {
    if (!mostlyPicture || recognised) return null
    const message = `Page ${page} is mostly a picture: only the text over it was read.`
    return { code: 'page-mostly-picture', severity: 'warning', message, page }
  }
  if (recognised) {
    if (!fault.startsWith('text-layer')) return null
    return { code: fault, severity: 'info', message: `Page ${page} ${faults[fault]}; it was recognised anew.`, page }
  }
  const outcome = recognisable ? 'it was left out and needs OCR' : 'it was read as it stands'
  return { code: fault, severity: 'error', message: `Page ${page} ${faults[fault]}; ${outcome}.`, page }
}

/** Why a document without one readable page needs OCR, in one sentence. */
export function needsOcrMessage(verdicts: readonly PageVerdict[]): string {
  const counts = new Map<LayerFault, number>()
  for (const { fault } of verdicts) if (fault) counts.set(fault, (counts.get(fault) ?? 0) + 1)
  if (counts.size === 0) return 'The PDF has no text; its pages are drawings and need OCR (--ocr).'
  const [[first, times] = ['page-without-text', 0] as const, ...others] = [...counts].sort((a, b) => b[1] - a[1])
  if (others.length === 0 && times === verdicts.length)
    return `${times === 1 ? 'The only page of the PDF' : `Each of the ${times} pages of the PDF`} ${faults[first]}: it needs OCR (--ocr).`
  const reasons = [...counts].map(([fault, count]) => `${count} with ${fault}`)
  return `No page of the PDF has text that can be used (${reasons.join(', ')}): it needs OCR (--ocr).`
}
