import type { FastifyError, FastifyReply, FastifyRequest } from 'fastify'
import { hasZodFastifySchemaValidationErrors } from 'fastify-type-provider-zod'
import type { Problem } from '../domain/review-api.ts'
import { inLanguageOf } from './in-vietnamese.ts'

/** Thrown by handlers: what is wrong, for programs (`code`) and in one sentence for people. Becomes application/problem+json. */
export class ProblemError extends Error {
  readonly statusCode: number
  readonly code: string
  readonly errors: Problem['errors']

  constructor(statusCode: number, code: string, detail: string, errors?: Problem['errors']) {
    super(detail)
    this.name = 'ProblemError'
    this.statusCode = statusCode
    this.code = code
    this.errors = errors
  }
}

export function notFound(detail = 'There is no such thing here.'): ProblemError {
  return new ProblemError(404, 'not-found', detail)
}

const titles: Readonly<{ [status: number]: string }> = {
  400: 'Bad request',
  401: 'Not signed in',
  403: 'Forbidden',
  404: 'Not found',
  409: 'Conflict',
  413: 'Too large',
  415: 'Unsupported media type',
  421: 'Misdirected request',
  422: 'Invalid',
  429: 'Too many requests',
  503: 'Not available',
}

/** Codes of what the server itself refuses; what handlers throw has its own. */
const codes: Readonly<{ [status: number]: string }> = { 404: 'not-found', 413: 'too-large', 429: 'too-many' }

export function sendProblem(
  reply: FastifyReply,
  status: number,
  code: string,
  detail: string,
  errors?: Problem['errors'],
) {
  const language = reply.request.headers['accept-language']
  const problem: Problem = {
    type: 'about:blank',
    title: titles[status] ?? 'Error',
    status,
    code,
    detail: inLanguageOf(language, detail),
    ...(errors ? { errors } : {}),
  }
  return reply
    .status(status)
    .header('content-type', 'application/problem+json; charset=utf-8')
    .send(JSON.stringify(problem))
}

/** The one error handler: what nobody foresaw is logged and says nothing of the inside. */
export function handleError(error: FastifyError, request: FastifyRequest, reply: FastifyReply) {
  if (error instanceof ProblemError) {
    return sendProblem(reply, error.statusCode, error.code, error.message, error.errors)
  }
  if (hasZodFastifySchemaValidationErrors(error)) {
    const errors = error.validation.map(({ instancePath, message }) => ({
      path: `${error.validationContext ?? ''}${instancePath}`,
      message: message ?? '',
    }))
    return sendProblem(reply, 422, 'invalid', 'The request does not have the form it must have.', errors.slice(0, 20))
  }
  const status = error.statusCode ?? 500
  if (status < 500) return sendProblem(reply, status, codes[status] ?? 'bad-request', error.message)
  request.log.error(error)
  return sendProblem(reply, 500, 'internal', 'The server could not do this; its log says why.')
}
