import type { Document } from '../domain/document.ts'
import { DocumentError, type Issue } from '../domain/issue.ts'
import { titleOf } from '../layout/opening.ts'
import type { ReadLimits } from './reader.ts'
import { readDocument } from './registry.ts'
import { sniff, type Sniffed } from './sniff.ts'

/** What is in a document, told without extracting anything from it. */
export interface Survey {
  /** null where the format has no pages. */
  readonly pages: number | null
  /** Encodings found, sorted; none where there is no text that can be used. */
  readonly encodings: readonly string[]
  /** 1-based pages whose text has to be recognised, ascending. */
  readonly needsOcr: readonly number[]
  readonly issues: readonly Issue[]
  /** The heading, as far as its looks tell. */
  readonly title: string | null
}

export interface SurveyedFile extends Sniffed {
  /** Or why the document cannot be read. */
  readonly survey: Survey | DocumentError
}

/** Throws DocumentError only where not even the kind can be told. */
export async function surveyFile(bytes: Uint8Array, limits: ReadLimits): Promise<SurveyedFile> {
  const sniffed = await sniff(bytes, limits)
  try {
    return { ...sniffed, survey: await surveyKind(bytes, sniffed, limits) }
  } catch (error) {
    if (error instanceof DocumentError) return { ...sniffed, survey: error }
    throw error
  }
}

async function surveyKind(bytes: Uint8Array, { kind }: Sniffed, limits: ReadLimits): Promise<Survey> {
  if (kind === 'pdf') return (await import('./pdf/survey-pdf.ts')).surveyPdf(bytes, limits)
  if (kind === 'image') return (await import('./scan/survey-picture.ts')).surveyPicture(bytes)
  return surveyFlow(await readDocument(bytes, limits))
}

function surveyFlow(document: Document): Survey {
  const { encodings, issues } = document
  return { pages: null, encodings, needsOcr: [], issues, title: titleOf(document) }
}
