import { DocumentError } from '../domain/issue.ts'
import type { ReadLimits } from '../readers/reader.ts'
import { surveyFile, type SurveyedFile } from '../readers/survey.ts'
import { collectInputs, readFound, type PassedOver } from './collect-inputs.ts'
import { toFailure, type Failure } from './failure.ts'
import { sha256Of } from './source.ts'

/** What stands behind one path. `path` is as people named it, with archive members below their archive. */
export type ScanOutcome =
  | ScannedDocument
  | { readonly status: 'duplicate'; readonly path: string; readonly of: string; readonly bytes: number }
  | {
      readonly status: 'failed'
      readonly path: string
      /** null where not even the kind can be told. */
      readonly kind: string | null
      readonly bytes: number | null
      readonly failure: Failure
    }
  | Extract<PassedOver, { status: 'skipped' }>

export interface ScannedDocument {
  /** `partial`: some pages need OCR or are damaged; `needs-ocr`: no page has text that can be used. */
  readonly status: 'ok' | 'partial' | 'needs-ocr'
  readonly path: string
  /** By content: pdf, docx, doc, rtf, html or image. */
  readonly kind: string
  readonly mediaType: string
  readonly bytes: number
  /** null where the format has no pages. */
  readonly pages: number | null
  /** Encodings found, sorted; none where there is no text that can be used. */
  readonly encodings: readonly string[]
  /** Pages whose text has to be recognised, ascending; empty, too, for a Word file of pictures. */
  readonly needsOcr: readonly number[]
  /** Codes of warnings and errors, each once, sorted. */
  readonly issues: readonly string[]
  /** The document's heading, as far as its looks tell. */
  readonly title: string | null
}

/**
 * Tells of every document behind `paths` what it is, one after the other in the order in which they are found. Nothing is
 * extracted or written, and one document's trouble never stops the others.
 */
export async function scanFiles(
  paths: readonly string[],
  limits: ReadLimits,
  tell: (outcome: ScanOutcome) => void,
): Promise<void> {
  const first = new Map<string, string>()
  for await (const found of collectInputs(paths, { limits, pictures: true })) {
    const input = found.kind === 'document' ? await readFound(found) : found.outcome
    if ('status' in input) {
      tell(input.status === 'failed' ? { ...input, kind: null, bytes: null } : input)
      continue
    }
    const { path } = input
    // Readers may hand the bytes on to others who empty them.
    const bytes = input.bytes.byteLength
    const sha256 = sha256Of(input.bytes)
    const earlier = first.get(sha256)
    if (earlier === undefined) {
      first.set(sha256, path)
      tell(await scanOne(path, input.bytes, bytes, limits))
    } else tell({ status: 'duplicate', path, of: earlier, bytes })
  }
}

async function scanOne(path: string, content: Uint8Array, bytes: number, limits: ReadLimits): Promise<ScanOutcome> {
  try {
    if (bytes === 0) throw new DocumentError('empty', 'The file is empty.')
    return toOutcome(path, bytes, await surveyFile(content, limits))
  } catch (error) {
    return { status: 'failed', path, kind: null, bytes, failure: toFailure(error) }
  }
}

function toOutcome(path: string, bytes: number, { kind, mediaType, survey }: SurveyedFile): ScanOutcome {
  if (survey instanceof DocumentError) {
    if (survey.code !== 'needs-ocr') return { status: 'failed', path, kind, bytes, failure: toFailure(survey) }
    const nothing = { pages: null, encodings: [], needsOcr: [], issues: [], title: null }
    return { status: 'needs-ocr', path, kind, mediaType, bytes, ...nothing }
  }
  const { pages, encodings, needsOcr, issues, title } = survey
  const codes = issues.filter(({ severity }) => severity !== 'info').map(({ code }) => code)
  const isWhole = needsOcr.length === 0 && issues.every(({ severity }) => severity !== 'error')
  const status =
    pages !== null && encodings.length === 0 && needsOcr.length > 0 ? 'needs-ocr' : isWhole ? 'ok' : 'partial'
  return { status, path, kind, mediaType, bytes, pages, encodings, needsOcr, issues: [...new Set(codes)].sort(), title }
}
