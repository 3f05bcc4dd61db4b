/** As much of an OpenAPI document as is read here. */
export interface OpenApi {
  readonly openapi: string
  readonly info: { readonly title: string; readonly version: string; readonly description?: string }
  readonly paths: { readonly [path: string]: { readonly [method: string]: Operation } }
  readonly components: { readonly schemas?: { readonly [name: string]: Schema } }
}

export interface Operation {
  readonly operationId: string
  readonly summary?: string
  readonly security?: readonly { readonly [scheme: string]: readonly string[] }[]
  readonly parameters?: readonly Parameter[]
  requestBody?: { readonly required?: boolean; readonly content: Content }
  readonly responses: { readonly [status: string]: { description?: string; content?: Content } }
}

export interface Parameter {
  readonly name: string
  readonly in: string
  readonly required?: boolean
  readonly description?: string
  readonly schema: Schema
}

export interface Schema {
  readonly [key: string]: unknown
}

export interface Content {
  readonly [mediaType: string]: { readonly schema: Schema }
}

/** The document for people: one page, no scripts. */
export function describePage(api: OpenApi): string {
  const operations = Object.entries(api.paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => ({ method, path, operation })),
  )
  const schemas = Object.entries(api.components.schemas ?? {})
  const { title, version, description } = api.info
  return `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>${escape(title)} API</title><link rel="stylesheet" href="docs.css"></head><body><main>
<h1>${escape(title)} API <small>${escape(version)}</small></h1>
<p>${prose(description)}</p>
<p>Every request carries <code>Authorization: Bearer …</code>, a token made by <code>boctach token create</code>.
For programs: <a href="openapi.json">openapi.json</a>.</p>
<nav><ul>${operations.map(({ operation, method, path }) => `<li><a href="#${escape(operation.operationId)}"><code>${method.toUpperCase()} ${escape(path)}</code></a> ${prose(operation.summary)}</li>`).join('\n')}</ul></nav>
${operations.map(operationHtml).join('\n')}
<h2 id="schemas">Forms</h2>
${schemas.map(([name, schema]) => `<h3 id="schema-${escape(name)}">${escape(name)}</h3>${schemaHtml(schema)}`).join('\n')}
</main></body></html>
`
}

function operationHtml(one: { readonly method: string; readonly path: string; readonly operation: Operation }): string {
  const { operationId, summary, parameters = [], requestBody, responses, security = [] } = one.operation
  const scopes = security.flatMap((scheme) => Object.values(scheme).flat())
  return `<section id="${escape(operationId)}"><h2><code>${one.method.toUpperCase()} ${escape(one.path)}</code></h2>
<p>${prose(summary)}${scopes.length > 0 ? ` · scope <code>${escape(scopes.join(', '))}</code>` : ''}</p>
${parameters.length > 0 ? `<table><tr><th>parameter</th><th>in</th><th>form</th><th>meaning</th></tr>${parameters.map(parameterHtml).join('')}</table>` : ''}
${requestBody ? `<h3>Body</h3>${contentHtml(requestBody.content)}` : ''}
${Object.entries(responses).map(answerHtml).join('')}</section>`
}

function answerHtml([status, { description, content }]: [string, Operation['responses'][string]]): string {
  return `<h3>${escape(status)} <small>${prose(description)}</small></h3>${contentHtml(content)}`
}

function parameterHtml({ name, in: where, required = false, description, schema }: Parameter): string {
  return `<tr><td>${nameHtml(name, required)}</td><td>${escape(where)}</td>
<td>${formHtml(schema)}</td><td>${prose(description ?? meaningOf(schema))}</td></tr>`
}

function contentHtml(content: Content = {}): string {
  return Object.entries(content)
    .map(([type, { schema }]) => `<p><code>${escape(type)}</code> ${formHtml(schema)}</p>`)
    .join('')
}

function schemaHtml(schema: Schema): string {
  return `<p>${formHtml(schema)} ${prose(schema.description)}</p>
<details><summary>JSON Schema</summary><pre>${escape(JSON.stringify(schema, null, 2))}</pre></details>`
}

/** What a value looks like, in words; the properties of objects as a table. */
function formHtml(schema: Schema): string {
  const { $ref, const: only, enum: values, anyOf, oneOf, type, items, properties, additionalProperties } = schema
  if (typeof $ref === 'string') {
    const name = escape($ref.split('/').at(-1)!)
    return `<a href="#schema-${name}">${name}</a>`
  }
  if (only !== undefined) return literal(only)
  if (Array.isArray(values)) return `${values.map(literal).join(' · ')}${defaultHtml(schema)}`
  const either = anyOf ?? oneOf
  if (Array.isArray(either)) return (either as Schema[]).map(formHtml).join(' or ')
  if (Array.isArray(type)) return (type as string[]).map((one) => formHtml({ ...schema, type: one })).join(' or ')
  if (type === 'array') return `list${limits(schema.minItems, schema.maxItems)} of ${formHtml((items ?? {}) as Schema)}`
  if (isSchema(properties)) return propertiesHtml(schema)
  if (type === 'object') {
    return isSchema(additionalProperties) ? `object whose values are ${formHtml(additionalProperties)}` : 'object'
  }
  return `${plainHtml(schema)}${defaultHtml(schema)}`
}

function propertiesHtml({ properties, required }: Schema): string {
  const needed = new Set(Array.isArray(required) ? (required as string[]) : [])
  const rows = Object.entries(properties as { readonly [name: string]: Schema }).map(
    ([name, schema]) =>
      `<tr><td>${nameHtml(name, needed.has(name))}</td><td>${formHtml(schema)}</td><td>${prose(meaningOf(schema))}</td></tr>`,
  )
  return `object <table><tr><th>key</th><th>form</th><th>meaning</th></tr>${rows.join('')}</table>`
}

/** Text and numbers. */
function plainHtml(schema: Schema): string {
  const { type, format, pattern } = schema
  if (type === 'string') {
    const kind = typeof format === 'string' ? escape(format) : 'text'
    const form = typeof pattern === 'string' ? ` <code>${escape(pattern)}</code>` : ''
    return `${kind}${limits(schema.minLength, schema.maxLength, ' characters')}${form}`
  }
  const least = schema.minimum ?? (schema.exclusiveMinimum === 0 ? 1 : undefined)
  const most = schema.maximum === Number.MAX_SAFE_INTEGER ? undefined : schema.maximum
  return `${escape(typeof type === 'string' ? type : 'anything')}${limits(least, most)}`
}

function limits(least: unknown, most: unknown, unit = ''): string {
  const low = typeof least === 'number' && least > Number.MIN_SAFE_INTEGER ? least : null
  const high = typeof most === 'number' ? most : null
  if (low === null && high === null) return ''
  if (high === null) return ` from ${low}${unit}`
  return `${low === null ? ' up to' : ` ${low} to`} ${high}${unit}`
}

function defaultHtml({ default: value }: Schema): string {
  return value === undefined ? '' : `, else ${literal(value)}`
}

function literal(value: unknown): string {
  return `<code>${escape(typeof value === 'string' ? value : JSON.stringify(value))}</code>`
}

function nameHtml(name: string, required: boolean): string {
  return `<code>${escape(name)}</code>${required ? ' <abbr title="always there">*</abbr>' : ''}`
}

function isSchema(value: unknown): value is Schema {
  return typeof value === 'object' && value !== null && Object.keys(value).length > 0
}

/** What can be null says it of the form that is not. */
function meaningOf({ description, anyOf }: Schema): unknown {
  return (
    description ?? (Array.isArray(anyOf) ? (anyOf as Schema[]).find((one) => one.description)?.description : undefined)
  )
}

/** A sentence in which what stands between backticks is code. */
function prose(text: unknown): string {
  return typeof text === 'string' ? escape(text).replace(/`([^`]+)`/g, '<code>$1</code>') : ''
}

function escape(text: string): string {
  return text.replace(/[&<>"']/g, (sign) => `&#${sign.codePointAt(0)!};`)
}

export const pageStyle = `body { font: 16px/1.5 system-ui, sans-serif; color: #1a1a1a; background: #fff; margin: 0 }
main { max-width: 60rem; margin: 0 auto; padding: 1.5rem }
h2 { border-top: 1px solid #ccc; padding-top: 1rem; margin-top: 2rem }
table { border-collapse: collapse; width: 100% } th, td { text-align: left; vertical-align: top; padding: .3rem .6rem; border: 1px solid #ccc }
td:first-child { white-space: nowrap } code { font-size: .9em; overflow-wrap: anywhere } pre { background: #f4f4f4; padding: .8rem; overflow: auto }
small { color: #555; font-weight: normal }
@media (prefers-color-scheme: dark) { body { color: #eee; background: #16181b } pre { background: #222 } a { color: #8ab4f8 } small { color: #aaa } }
`
