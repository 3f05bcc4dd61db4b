import { DocumentError } from '../domain/issue.ts'
import type { FailureCode } from '../domain/issue.ts'

/** Why a document gave no record: a code for machines, one sentence for people. */
export interface Failure {
  readonly code: FailureCode
  readonly message: string
}

const systemErrors: Readonly<globalThis.Record<string, Failure>> = {
  ENOENT: { code: 'not-found', message: 'There is no such file or folder.' },
  ENOTDIR: { code: 'not-found', message: 'There is no such file or folder.' },
  EACCES: { code: 'unreadable', message: 'Permission to read it was denied.' },
  EPERM: { code: 'unreadable', message: 'Permission to read it was denied.' },
  ELOOP: { code: 'unreadable', message: 'It is a symbolic link that leads back to itself.' },
  ENAMETOOLONG: { code: 'not-found', message: 'Its name is longer than the file system allows.' },
  EMFILE: { code: 'unreadable', message: 'Too many files are open at once.' },
  EIO: { code: 'unreadable', message: 'The disk reported an error while reading it.' },
}

/**
 * Any thrown value as a failure. File system errors get their own codes only where `reading` says that the error comes
 * from reading the source; everywhere else an error that is no `DocumentError` is ours and becomes `internal`.
 */
export function toFailure(error: unknown, reading = false): Failure {
  if (error instanceof DocumentError) return { code: error.code, message: oneLine(error.message) }
  const message = oneLine(error instanceof Error ? error.message : String(error))
  if (!reading) return { code: 'internal', message }
  const code = error instanceof Error && 'code' in error ? String(error.code) : ''
  return systemErrors[code] ?? { code: 'unreadable', message }
}

export function tooLarge(bytes: number, maxBytes: number): DocumentError {
  return new DocumentError('too-large', `It has ${bytes} bytes; the limit is ${maxBytes}.`)
}

/** Messages of foreign errors can span lines; a failure is one sentence. */
function oneLine(message: string): string {
  const line = message.split(/\r?\n/, 1)[0]!.trim()
  return line === '' ? 'It failed without saying why.' : line
}
