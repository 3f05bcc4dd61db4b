import type { OpenApi, Operation, Parameter, Schema } from './describe-page.ts'

/** The typed client as TypeScript: a method for each operation, a type for each form. It needs nothing but `fetch`. */
export function clientSource(api: OpenApi): string {
  const types = Object.entries(api.components.schemas ?? {}).map(
    ([name, schema]) => `export type ${nameOf(name)} = ${typeOf(schema)}\n`,
  )
  const methods = Object.entries(api.paths).flatMap(([path, operations]) =>
    Object.entries(operations).map(([method, operation]) => methodSource(method, path, operation)),
  )
  return `${head}\n${types.join('\n')}\n${classHead}\n${methods.join('\n')}\n${classEnd}`
}

const head = `// Made by 'npm run client' from the OpenAPI description of the API; not edited by hand.
`

const classHead = `export interface ClientOptions {
  /** Of the server: http://127.0.0.1:8720 */
  readonly baseUrl: string
  readonly token: string
  readonly fetch?: typeof fetch
}

/** An answer that is no success. */
export class ApiError extends Error {
  readonly problem: ApiProblem

  constructor(problem: ApiProblem) {
    super(problem.detail)
    this.name = 'ApiError'
    this.problem = problem
  }
}

/** Every operation of the API. Rejects with \`ApiError\` where the server refuses. */
export class BoctachClient {
  readonly #options: ClientOptions

  constructor(options: ClientOptions) {
    this.#options = options
  }
`

const classEnd = `  async #ask<Answer>(method: string, path: string, query: object, more: RequestInit): Promise<Answer> {
    return (await (await this.#send(method, path, query, more)).json()) as Answer
  }

  async #fetchFile(method: string, path: string, query: object, more: RequestInit): Promise<Blob> {
    return (await this.#send(method, path, query, more)).blob()
  }

  async #send(method: string, path: string, query: object, more: RequestInit): Promise<Response> {
    const { baseUrl, token, fetch: send = fetch } = this.#options
    const url = new URL(path, baseUrl)
    for (const [name, value] of Object.entries(query)) {
      if (value !== undefined) url.searchParams.set(name, String(value))
    }
    const headers = new Headers(more.headers)
    headers.set('authorization', \`Bearer \${token}\`)
    const answer = await send(url, { ...more, method, headers })
    if (!answer.ok) throw new ApiError((await answer.json()) as ApiProblem)
    return answer
  }
}
`

function methodSource(method: string, path: string, operation: Operation): string {
  const { operationId, summary = '', parameters = [], requestBody, responses } = operation
  const inPath = parameters.filter((parameter) => parameter.in === 'path')
  const query = parameters.filter((parameter) => parameter.in === 'query')
  const headers = parameters.filter((parameter) => parameter.in === 'header')
  const json = requestBody?.content['application/json']
  const form = requestBody?.content['multipart/form-data'] !== undefined
  const optional = query.every(({ required }) => !required)
  const takes = [
    ...inPath.map(({ name, schema }) => `${name}: ${typeOf(schema)}`),
    ...(json ? [`body: ${typeOf(json.schema)}`] : form ? ['file: Blob, name: string'] : []),
    ...(query.length > 0 ? [`query: ${fieldsOf(query)}${optional ? ' = {}' : ''}`] : []),
    ...(headers.length > 0 ? [`headers: ${fieldsOf(headers)} = {}`] : []),
  ]
  const url = `\`${path.replace(/\{(\w+)\}/g, '${encodeURIComponent($1)}')}\``
  const prepared = form ? 'const form = new FormData()\n    form.append("file", file, name)\n    ' : ''
  const sent = [
    ...(form
      ? ['body: form']
      : json
        ? ["body: JSON.stringify(body), headers: { 'content-type': 'application/json' }"]
        : []),
    ...(headers.length > 0 ? ['headers: { ...headers }'] : []),
  ]
  const passed = [`'${method.toUpperCase()}'`, url, query.length > 0 ? 'query' : '{}', `{ ${sent.join(', ')} }`]
  const answer = answerType(responses)
  const ask = answer === 'Blob' ? '#fetchFile' : `#ask<${answer}>`
  return `  /** ${summary}. */
  ${operationId}(${takes.join(', ')}): Promise<${answer}> {
    ${prepared}return this.${ask}(${passed.join(', ')})
  }
`
}

function fieldsOf(parameters: readonly Parameter[]): string {
  return `{ ${parameters.map(({ name, required, schema }) => `readonly '${name}'${required ? '' : '?'}: ${typeOf(schema)}`).join('; ')} }`
}

function answerType(responses: Operation['responses']): string {
  const [, success] = Object.entries(responses).find(([status]) => status.startsWith('2'))!
  const json = success.content?.['application/json']
  return json ? typeOf(json.schema) : 'Blob'
}

/** \`Record\` and \`Document\` mean something else in TypeScript. */
function nameOf(name: string): string {
  return `Api${name}`
}

/** A JSON Schema, as far as ours go, as a type. */
function typeOf(schema: Schema): string {
  const {
    $ref,
    const: constant,
    enum: values,
    anyOf,
    oneOf,
    type,
  } = schema as {
    readonly [key: string]: unknown
    readonly anyOf?: readonly Schema[]
    readonly oneOf?: readonly Schema[]
    readonly enum?: readonly unknown[]
  }
  if (typeof $ref === 'string') return nameOf($ref.split('/').at(-1)!)
  if (constant !== undefined) return JSON.stringify(constant)
  if (values) return values.map((value) => JSON.stringify(value)).join(' | ')
  const choices = anyOf ?? oneOf
  if (choices) return choices.map((choice) => `(${typeOf(choice)})`).join(' | ')
  if (Array.isArray(type)) return type.map((one: unknown) => typeOf({ ...schema, type: one })).join(' | ')
  if (type === 'array') return `readonly (${typeOf((schema.items ?? {}) as Schema)})[]`
  if (type === 'object') return objectType(schema)
  return typeof type === 'string' ? (plainTypes[type] ?? 'unknown') : 'unknown'
}

const plainTypes: Readonly<{ [type: string]: string }> = {
  string: 'string',
  number: 'number',
  integer: 'number',
  boolean: 'boolean',
  null: 'null',
}

function objectType({ properties, required, additionalProperties }: Schema): string {
  const needed = new Set((required ?? []) as readonly string[])
  const fields = Object.entries((properties ?? {}) as { readonly [name: string]: Schema }).map(
    ([name, schema]) => `readonly '${name}'${needed.has(name) ? '' : '?'}: ${typeOf(schema)}`,
  )
  if (typeof additionalProperties === 'object') {
    fields.push(`readonly [key: string]: ${typeOf(additionalProperties as Schema)}`)
  }
  return `{ ${fields.join('; ')} }`
}
