import type { Survey } from '../survey.ts'
import { openPicture } from './picture-file.ts'

/** Pictures hold no text: all their pages have to be recognised. Nothing is decoded. */
export async function surveyPicture(bytes: Uint8Array): Promise<Survey> {
  const { pages } = await openPicture(bytes)
  const needsOcr = Array.from({ length: pages }, (_, index) => index + 1)
  return { pages, encodings: [], needsOcr, issues: [], title: null }
}
