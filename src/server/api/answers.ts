import { z } from 'zod'
import { problemSchema } from '../../domain/review-api.ts'

/** The answers of a route: what it gives, and problems for all else. */
export function answers<Schema extends z.ZodType, Status extends 200 | 202 = 200>(
  schema: Schema,
  more: readonly 304[] = [],
  status: Status = 200 as Status,
) {
  const empty = Object.fromEntries(
    more.map((code) => [code, z.undefined().describe('What the client has still holds.')]),
  )
  return {
    [status]: schema,
    ...empty,
    default: {
      description: 'What is wrong, by RFC 9457',
      content: { 'application/problem+json': { schema: problemSchema } },
    },
  } as unknown as { readonly [Code in Status]: Schema }
}
