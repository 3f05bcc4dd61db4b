import type { z } from 'zod'
import { ProblemError } from './problem.ts'

/** A place in a list as clients carry it: opaque to them, checked when it comes back. */
export function toCursor(place: unknown): string {
  return Buffer.from(JSON.stringify(place)).toString('base64url')
}

/** Throws `ProblemError` where it is none of ours. */
export function fromCursor<T>(cursor: string | undefined, schema: z.ZodType<T>): T | undefined {
  if (cursor === undefined) return undefined
  try {
    return schema.parse(JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8')))
  } catch {
    throw new ProblemError(422, 'invalid', 'The cursor is not one that this list has given.')
  }
}
