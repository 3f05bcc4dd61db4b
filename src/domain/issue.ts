import { z } from 'zod'

/** What could not be read, was dropped or was repaired while one document was read. The document goes on. */
export const issueSchema = z.object({
  code: z.string().describe('Stable kebab-case code, e.g. `page-without-text`.'),
  severity: z.enum(['info', 'warning', 'error']),
  message: z.string().describe('One clear English sentence.'),
  page: z.int().positive().nullable().optional().describe('1-based page the issue belongs to.'),
})

export type Issue = z.infer<typeof issueSchema>

/** Why a whole document gave no record. The code is what machines branch on, the message what a person reads. */
export const failureCodes = [
  'not-found',
  'unreadable',
  'empty',
  'too-large',
  'zip-bomb',
  'unsupported',
  'encrypted',
  'damaged',
  'needs-ocr',
  'timeout',
  'out-of-memory',
  'crashed',
  'output-too-large',
  'invalid-record',
  'internal',
] as const

export type FailureCode = (typeof failureCodes)[number]

/** Thrown by readers when the whole document cannot be read; the pipeline turns it into a failed result. */
export class DocumentError extends Error {
  readonly code: FailureCode

  constructor(code: FailureCode, message: string, options?: ErrorOptions) {
    super(message, options)
    this.name = 'DocumentError'
    this.code = code
  }
}
