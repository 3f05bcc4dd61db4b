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
  readonly responses: { readonly [status: string]: { readonly description?: string; content?: Content } }
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
  const { title, version, description } = api.info
  return `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>${escape(title)} API</title><link rel="stylesheet" href="docs.css"></head><body><main>
<h1>${escape(title)} API <small>${escape(version)}</small></h1>
<p>${escape(description ?? '')}</p>
<p>Every request carries <code>Authorization: Bearer …</code>, a token made by <code>boctach token create</code>.
For programs: <a href="openapi.json">openapi.json</a>.</p>
<nav><ul>${operations.map(({ operation, method, path }) => `<li><a href="#${escape(operation.operationId)}"><code>${method.toUpperCase()} ${escape(path)}</code></a> ${escape(operation.summary ?? '')}</li>`).join('\n')}</ul></nav>
${operations.map(operationHtml).join('\n')}
<h2 id="schemas">Forms</h2>
${Object.entries(api.components.schemas ?? {})
  .map(([name, schema]) => `<h3 id="schema-${escape(name)}">${escape(name)}</h3>${schemaHtml(schema)}`)
  .join('\n')}
</main></body></html>
`
}

function operationHtml(one: { readonly method: string; readonly path: string; readonly operation: Operation }): string {
  const { operationId, summary, parameters = [], requestBody, responses, security = [] } = one.operation
  const scopes = security.flatMap((scheme) => Object.values(scheme).flat())
  return `<section id="${escape(operationId)}"><h2><code>${one.method.toUpperCase()} ${escape(one.path)}</code></h2>
<p>${escape(summary ?? '')}${scopes.length > 0 ? ` · scope <code>${escape(scopes.join(', '))}</code>` : ''}</p>
${parameters.length > 0 ? `<table><tr><th>parameter</th><th>in</th><th>form</th><th>meaning</th></tr>${parameters.map(parameterHtml).join('')}</table>` : ''}
${requestBody ? `<h3>Body</h3>${contentHtml(requestBody.content)}` : ''}
${Object.entries(responses)
  .map(
    ([status, { description, content }]) =>
      `<h3>${escape(status)} <small>${escape(description ?? '')}</small></h3>${contentHtml(content)}`,
  )
  .join('')}</section>`
}

function parameterHtml({ name, in: where, required, description, schema }: Parameter): string {
  const { description: meaning, ...form } = schema
  return `<tr><td><code>${escape(name)}</code>${required ? ' *' : ''}</td><td>${escape(where)}</td>
<td><code>${escape(JSON.stringify(form))}</code></td><td>${escape(description ?? (typeof meaning === 'string' ? meaning : ''))}</td></tr>`
}

function contentHtml(content: Content = {}): string {
  return Object.entries(content)
    .map(([type, { schema }]) => `<p><code>${escape(type)}</code></p>${schemaHtml(schema)}`)
    .join('')
}

function schemaHtml(schema: Schema): string {
  const name = typeof schema.$ref === 'string' ? schema.$ref.split('/').at(-1)! : null
  if (name !== null) return `<p><a href="#schema-${escape(name)}">${escape(name)}</a></p>`
  return `<details><summary>JSON Schema</summary><pre>${escape(JSON.stringify(schema, null, 2))}</pre></details>`
}

function escape(text: string): string {
  return text.replace(/[&<>"']/g, (sign) => `&#${sign.codePointAt(0)!};`)
}

export const pageStyle = `body { font: 16px/1.5 system-ui, sans-serif; color: #1a1a1a; background: #fff; margin: 0 }
main { max-width: 60rem; margin: 0 auto; padding: 1.5rem }
h2 { border-top: 1px solid #ccc; padding-top: 1rem; margin-top: 2rem }
table { border-collapse: collapse; width: 100% } th, td { text-align: left; vertical-align: top; padding: .3rem .6rem; border: 1px solid #ccc }
code { font-size: .9em; overflow-wrap: anywhere } pre { background: #f4f4f4; padding: .8rem; overflow: auto }
small { color: #555; font-weight: normal }
@media (prefers-color-scheme: dark) { body { color: #eee; background: #16181b } pre { background: #222 } a { color: #8ab4f8 } small { color: #aaa } }
`
