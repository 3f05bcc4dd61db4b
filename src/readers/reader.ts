import type { Document } from '../domain/document.ts'
import type { Recogniser } from './scan/recogniser.ts'

export interface ReadLimits {
  /** Bytes of one source file. */
  readonly maxBytes: number
  /** Pages read from one document; the rest is dropped with an issue. */
  readonly maxPages: number
  /** Bytes all parts of one package (.docx) may unpack to. */
  readonly maxUnpackedBytes: number
}

export const defaultLimits: ReadLimits = {
  maxBytes: 200 * 1024 * 1024,
  maxPages: 5000,
  maxUnpackedBytes: 512 * 1024 * 1024,
}

/**
 * Bytes → Document. Throws `DocumentError` where the whole document cannot be read (encrypted, damaged, needs-ocr, …);
 * smaller troubles are `document.issues`. Never throws anything else on odd bytes. Pictures of pages are read with `ocr`
 * and without it they are not ('needs-ocr' where there is nothing else).
 */
export type Reader = (bytes: Uint8Array, limits: ReadLimits, ocr?: Recogniser | null) => Promise<Document>
