import { STATUS_CODES } from 'node:http'
import swagger from '@fastify/swagger'
import type { FastifyInstance } from 'fastify'
import { createJsonSchemaTransform, createJsonSchemaTransformObject } from 'fastify-type-provider-zod'
import { z } from 'zod'
import { formats } from '../../export/formats.ts'
import { version } from '../../pipeline/program-version.ts'
import { describePage, pageStyle } from './describe-page.ts'
import type { OpenApi, Operation, Schema } from './describe-page.ts'
import { componentSchemas } from './schemas.ts'

interface Named {
  readonly [key: string]: unknown
  readonly id?: string | undefined
}

/** Falls back to zod's own registry, where what `describe` says stands. */
class DescribedToo extends WeakMap<z.core.$ZodType, Named> {
  override get(schema: z.core.$ZodType): Named | undefined {
    return super.get(schema) ?? z.globalRegistry.get(schema)
  }
}

/** Names for the forms, in a registry of their own: the record's own schema is published without them. */
const schemaRegistry = z.registry<Named>()
// The map, not the registry's own `get`, is what the routes' forms are looked up in.
schemaRegistry._map = new DescribedToo()
for (const [id, schema] of Object.entries(componentSchemas)) {
  schemaRegistry.add(schema, { ...z.globalRegistry.get(schema), id })
}

const about = `Records of Vietnamese administrative documents: what they say, with the place of every value.
Errors are application/problem+json (RFC 9457). Lists are paged by \`cursor\`. JSON answers to GET carry an ETag.`

/** Collects every route that is registered after it, and serves what they are as OpenAPI 3.1 and as a page. */
export async function describeApi(app: FastifyInstance): Promise<void> {
  await app.register(swagger, {
    openapi: {
      openapi: '3.1.0',
      info: { title: 'boctach', description: about, version, license: { name: 'MIT', identifier: 'MIT' } },
      components: { securitySchemes: { token: { type: 'http', scheme: 'bearer' } } },
    },
    transform: (route) => {
      const { scope } = (route.route.config ?? {}) as { readonly scope?: string }
      const { schema, url } = createJsonSchemaTransform({ schemaRegistry })(route)
      return { url, schema: { ...schema, security: scope === undefined ? [] : [{ token: [scope] }] } }
    },
    transformObject: createJsonSchemaTransformObject({ schemaRegistry }),
  })
  const describe = once(() => complete(app.swagger() as unknown as OpenApi))
  const hide = { schema: { hide: true } }
  app.get('/openapi.json', hide, (_, reply) => reply.type('application/json; charset=utf-8').send(describe()))
  app.get('/docs', hide, (_, reply) => reply.type('text/html; charset=utf-8').send(describePage(describe())))
  app.get('/docs.css', hide, (_, reply) => reply.type('text/css; charset=utf-8').send(pageStyle))
}

function once<T>(make: () => T): () => T {
  let made: { readonly value: T } | null = null
  return () => (made ??= { value: make() }).value
}

const file = { type: 'object', required: ['file'], properties: { file: { type: 'string', format: 'binary' } } }

/** What the routes check themselves and cannot be said in their schemas. */
function complete(api: OpenApi): OpenApi {
  const paths = structuredClone(api.paths)
  for (const path of Object.values(paths)) {
    for (const operation of Object.values(path)) nameAnswers(operation)
    if (path.post?.operationId === 'submitDocument') {
      path.post.requestBody = { required: true, content: { 'multipart/form-data': { schema: file } } }
    }
    if (path.get?.operationId === 'exportValues') {
      const types = Object.values(formats).map(({ mediaType }) => mediaType.split(';')[0]!)
      path.get.responses['200']!.content = Object.fromEntries(types.map((type) => [type, { schema: {} }]))
    }
    if (path.get?.operationId === 'getRecord') {
      path.get.responses['200']!.content = { 'application/json': { schema: { $ref: '#/components/schemas/Record' } } }
    }
  }
  return { ...api, paths, components: { ...api.components, schemas: referenced(paths, api.components.schemas ?? {}) } }
}

/** @fastify/swagger calls an answer that says nothing of itself 'Default Response'. */
function nameAnswers({ responses }: Operation): void {
  for (const [status, answer] of Object.entries(responses)) {
    if (answer.description === 'Default Response') answer.description = STATUS_CODES[status] ?? status
  }
}

/** Only the forms that are spoken of. */
function referenced(paths: object, schemas: NonNullable<OpenApi['components']['schemas']>) {
  const found = new Map<string, Schema>()
  const follow = (text: string) => {
    for (const [, name] of text.matchAll(/"#\/components\/schemas\/(\w+)"/g)) {
      if (found.has(name!)) continue
      found.set(name!, schemas[name!]!)
      follow(JSON.stringify(schemas[name!]))
    }
  }
  follow(JSON.stringify(paths))
  return Object.fromEntries([...found].sort(([a], [b]) => a.localeCompare(b, 'en')))
}
