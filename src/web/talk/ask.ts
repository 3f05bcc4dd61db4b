import { language } from '../words/speak.ts'
import type { Problem } from '../../domain/review-api.ts'

/** As in domain/review-api.ts, which cannot be imported for its values: zod would come along. */
const reviewPath = '/api/review'
const pageHeader = { 'x-boctach': 'review' }

/** The server said no, or could not be reached: then `status` is 0. */
export class Refusal extends Error {
  readonly status: number
  readonly code: string

  constructor(status: number, code: string, message: string) {
    super(message)
    this.name = 'Refusal'
    this.status = status
    this.code = code
  }
}

export function addressOf(path: string, query: Readonly<Record<string, unknown>> = {}): string {
  const given = Object.entries(query).filter(([, value]) => value !== undefined && value !== null && value !== '')
  const search = new URLSearchParams(given.map(([name, value]) => [name, String(value)])).toString()
  return `${reviewPath}${path}${search === '' ? '' : `?${search}`}`
}

export function get<Answer>(path: string, query?: Readonly<Record<string, unknown>>, signal?: AbortSignal) {
  return ask<Answer>('GET', addressOf(path, query), undefined, signal)
}

export function post<Answer>(path: string, body: unknown = {}) {
  return ask<Answer>('POST', addressOf(path), body)
}

export function put<Answer>(path: string, body: unknown) {
  return ask<Answer>('PUT', addressOf(path), body)
}

export function remove(path: string, keepalive = false) {
  return ask<unknown>('DELETE', addressOf(path), undefined, undefined, keepalive)
}

async function ask<Answer>(
  method: string,
  address: string,
  body?: unknown,
  signal?: AbortSignal,
  keepalive = false,
): Promise<Answer> {
  let response: Response
  try {
    response = await fetch(address, {
      method,
      keepalive,
      credentials: 'same-origin',
      headers: {
        'accept-language': language.value,
        ...(method === 'GET' ? {} : pageHeader),
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      ...(signal === undefined ? {} : { signal }),
    })
  } catch (error) {
    if (signal?.aborted) throw error
    throw new Refusal(0, 'network', String(error))
  }
  if (!response.ok) throw await refusalOf(response)
  // What the server sends is checked against the contract there; here it is taken at its word.
  return (response.status === 204 ? null : await response.json()) as Answer
}

async function refusalOf(response: Response): Promise<Refusal> {
  try {
    const problem = (await response.json()) as Partial<Problem>
    return new Refusal(response.status, problem.code ?? 'unknown', problem.detail ?? problem.title ?? '')
  } catch {
    return new Refusal(response.status, 'unknown', response.statusText)
  }
}
