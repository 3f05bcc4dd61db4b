import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Ajv2020 } from 'ajv/dist/2020.js'
import fc from 'fast-check'
import type { InjectOptions } from 'fastify'
import { format, resolveConfig } from 'prettier'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { ApiError, BoctachClient } from '../../src/client/api-client.ts'
import { clientSource } from '../../src/server/api/client-source.ts'
import type { OpenApi } from '../../src/server/api/describe-page.ts'
import { apiPath } from '../../src/server/api/schemas.ts'
import { runs } from '../fuzz/runs.ts'
import { makeRecord } from '../search/made-record.ts'
import { archive, fileForm, openApi } from './api-harness.ts'
import type { ApiDesk } from './api-harness.ts'

let desk: ApiDesk
let folder: string
let token: string
let api: OpenApi
const ajv = new Ajv2020({ strict: false, validateFormats: false })

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'boctach-api-'))
  desk = await openApi(archive, folder)
  token = await desk.tokenFor('read', 'submit', 'decide')
  api = (await desk.app.inject(`${apiPath}/openapi.json`)).json<OpenApi>()
  ajv.addSchema(api, 'api')
})

afterAll(async () => {
  await desk.close()
  await rm(folder, { recursive: true, force: true })
})

/** Why a body is not what the description says of this answer; null where it is. */
function mismatch(method: string, path: string, status: number, mediaType: string, body: string): string | null {
  const escaped = (part: string) => part.replaceAll('~', '~0').replaceAll('/', '~1')
  const responses = api.paths[path]?.[method]?.responses
  const key = responses && String(status) in responses ? String(status) : 'default'
  const place = responses
    ? `api#/paths/${escaped(path)}/${method}/responses/${key}/content/${escaped(mediaType)}/schema`
    : 'api#/components/schemas/Problem'
  if (responses && responses[key]?.content?.[mediaType] === undefined) return `${key} has no ${mediaType}`
  const validate = ajv.getSchema(place) ?? ajv.compile({ $ref: place })
  return validate(JSON.parse(body)) ? null : ajv.errorsText(validate.errors)
}

const ids = [...archive.map((made) => makeRecord(made).id), 'f'.repeat(64)]
const text = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 30 }),
  fc.constantFrom(
    '',
    '0',
    '-1',
    '1e9',
    '99999999999999999999',
    'NaN',
    'true',
    '2024-02-30',
    '2024-01-01',
    "' or 1=1 --",
    '\0',
    '%',
    '[]',
    '"',
  ),
)
const parameter = fc.oneof(
  {
    weight: 3,
    arbitrary: fc.constantFrom(
      'limit',
      'cursor',
      'type',
      'issuer',
      'number',
      'issuedFrom',
      'issuedTo',
      'q',
      'kind',
      'read',
      'spelling',
      'minConfidence',
      'after',
      'decided',
    ),
  },
  { weight: 1, arbitrary: fc.string({ maxLength: 10 }) },
)
const value = fc.oneof(
  { weight: 2, arbitrary: text },
  {
    weight: 2,
    arbitrary: fc.constantFrom(
      'hồ sơ',
      '"cải cách"',
      'ho*',
      'date:2024',
      'metric',
      'header',
      '1',
      '5',
      'true',
      'plain',
      '2024-01-01',
    ),
  },
  { weight: 1, arbitrary: fc.json().map((json) => Buffer.from(json).toString('base64url')) },
)
const decision = fc.record(
  {
    document: fc.oneof(fc.constantFrom(...ids), text),
    item: fc.constantFrom('number-1', 'type-1', 'added-00000001', 'x'),
    action: fc.oneof(fc.constantFrom('accept', 'correct', 'reject', 'comment', 'add', 'unreadable', 'undo'), text),
    revision: fc.oneof(fc.constant(0), fc.integer()),
    values: fc.oneof(fc.constant({ value: 'x' }), fc.object({ maxDepth: 1 })),
    why: text,
    kind: fc.constantFrom('header', 'metric', 'finding'),
    slot: fc.constantFrom('number', 'issuedOn', null),
    evidence: fc.constant([{ start: 0, end: 3, page: null, boxes: [], path: null }]),
  },
  { requiredKeys: ['document', 'item', 'action'] },
)
const deciding = fc
  .record({
    key: fc.oneof(fc.stringMatching(/^[0-9a-f]{8,12}$/), text),
    decisions: fc.array(decision, { minLength: 1, maxLength: 3 }),
  })
  .map((payload) => ({ headers: { 'content-type': 'application/json' }, payload: JSON.stringify(payload) }))
const body = fc.oneof(
  fc.constant({}),
  deciding,
  fc
    .tuple(
      fc.constantFrom(
        'application/json',
        'text/plain',
        'multipart/form-data',
        'multipart/form-data; boundary=x',
        'application/x-www-form-urlencoded',
        '\u00e9',
        'a/b; charset=utf-7',
      ),
      text,
    )
    .map(([type, payload]) => ({ headers: { 'content-type': type }, payload })),
  fc
    .tuple(
      fc.string({ maxLength: 20 }).filter((name) => !/["\r\n]/.test(name)),
      text,
    )
    .map(([name, content]) => fileForm(name, content)),
)

const request = fc.record({
  method: fc.oneof(
    { weight: 4, arbitrary: fc.constant('GET' as const) },
    { weight: 2, arbitrary: fc.constant('POST' as const) },
    { weight: 1, arbitrary: fc.constantFrom('PUT', 'PATCH', 'DELETE', 'HEAD', 'OPTIONS') },
  ),
  path: fc.nat(),
  id: fc.oneof(
    { weight: 2, arbitrary: fc.constantFrom(...ids, '1', '2', 'jsonl', 'csv') },
    { weight: 1, arbitrary: text },
  ),
  query: fc.array(fc.tuple(parameter, value), { maxLength: 3 }),
  raw: fc.oneof(
    { weight: 9, arbitrary: fc.constant('') },
    { weight: 1, arbitrary: fc.constantFrom('/%', '/%zz', '?%', '?a=%ff', '//', '/..', ';x', '?limit=1&limit=2') },
  ),
  token: fc.oneof({ weight: 6, arbitrary: fc.constant(true) }, { weight: 1, arbitrary: fc.constant(false) }),
  headers: fc.constantFrom<Readonly<{ [name: string]: string }>>(
    {},
    {},
    { 'if-none-match': '*' },
    { 'if-none-match': ',,W/"' },
    { 'accept-encoding': 'br;q=0' },
    { 'idempotency-key': 'é' },
    { 'idempotency-key': 'k' },
    { accept: 'text/html' },
    { range: 'bytes=9-1' },
  ),
  body,
})

test('no request makes the server fail, and every answer is what the description says', async () => {
  const paths = Object.keys(api.paths)
  const seen = new Map<number, number>()
  await fc.assert(
    fc.asyncProperty(request, async ({ method, path, id, query, raw, token: known, headers, body: sent }) => {
      const template = paths[path % paths.length]!
      const search = new URLSearchParams(query.map(([name, one]): [string, string] => [name, one])).toString()
      const url = `${template.replace(/\{\w+\}/, encodeURIComponent(id.toWellFormed()))}${search && `?${search}`}${raw}`
      const authorization = known ? `Bearer ${token}` : 'Bearer boctach_x'
      const withBody = method === 'GET' || method === 'HEAD' ? {} : sent
      const answer = await desk.app.inject({
        ...withBody,
        method: method as NonNullable<InjectOptions['method']>,
        url,
        headers: { authorization, ...headers, ...('headers' in withBody ? withBody.headers : {}) },
      })
      const { statusCode } = answer
      seen.set(statusCode, (seen.get(statusCode) ?? 0) + 1)
      expect([url, statusCode]).toSatisfy(() => statusCode < 500)
      if (statusCode === 304 || method === 'HEAD' || answer.headers['content-encoding'] === 'br') return
      if (statusCode === 200 && template.endsWith('{format}')) return
      const mediaType = String(answer.headers['content-type']).split(';')[0]!
      if (statusCode >= 400) expect([url, mediaType]).toEqual([url, 'application/problem+json'])
      const known404 = statusCode === 404 || raw !== ''
      const operation = known404 && statusCode >= 400 ? 'none' : method.toLowerCase()
      expect([url, mismatch(operation, template, statusCode, mediaType, answer.body)]).toEqual([url, null])
    }),
    { numRuns: runs(5_000) },
  )
  // The requests reach what is behind the first check, too.
  for (const status of [200, 304, 401, 404, 415, 422])
    expect([status, seen.get(status) ?? 0]).toSatisfy(() => (seen.get(status) ?? 0) > 0)
}, 600_000)

function client(key: string): BoctachClient {
  const send = async (url: string | URL | Request, init: RequestInit = {}) => {
    const asked = new Request(url, init)
    const payload = Buffer.from(await asked.arrayBuffer())
    const answer = await desk.app.inject({
      method: asked.method as 'GET',
      url: asked.url.replace(/^http:\/\/localhost/, ''),
      headers: Object.fromEntries(asked.headers),
      ...(payload.length > 0 && { payload }),
    })
    return new Response(answer.statusCode === 304 ? null : answer.rawPayload, { status: answer.statusCode })
  }
  return new BoctachClient({ baseUrl: 'http://localhost', token: key, fetch: send })
}

test('the typed client is made from the description as it is, and reaches every operation', async () => {
  const path = new URL('../../src/client/api-client.ts', import.meta.url).pathname
  const options = { ...(await resolveConfig(path)), filepath: path }
  expect(await readFile(path, 'utf8')).toBe(await format(clientSource(api), options))
  const boctach = client(token)
  const { documents } = await boctach.listDocuments({ type: 'báo cáo', limit: 5 })
  const id = documents[0]!.id
  expect((await boctach.getDocument(id)).number).toBe('86/BC-UBND')
  expect((await boctach.getRecord(id)).header.type?.value).toBe('Báo cáo')
  expect((await boctach.getRecord(id, { decided: 'true' })).id).toBe(id)
  expect((await boctach.listItems(id, { kind: 'header' })).items).toHaveLength(5)
  expect(await boctach.findPlace(id, { start: 0, end: 7 })).toMatchObject({ start: 0, end: 7, page: null, boxes: [] })
  expect((await boctach.listFindings(id)).findings).toEqual([])
  expect((await boctach.listDecisions(id)).decisions).toEqual([])
  expect(await boctach.followDecisions()).toEqual({ decisions: [], last: 0 })
  expect((await boctach.search({ q: '"cải cách hành chính"' })).documents.map((found) => found.id)).toEqual([id])
  const job = await boctach.submitDocument(new Blob(['by the client']), 'client.pdf')
  expect((await boctach.getJob(job.id)).state).toBe('waiting')
  const csv = await (await boctach.exportValues('csv', { kind: 'documents', accept: 0.5 })).text()
  expect(csv).toMatch(/^\ufeff?document,/)
  expect([csv.includes('86/BC-UBND'), csv.includes('secret.pdf')]).toEqual([true, false])
  expect((await boctach.getStatus()).counts).toContainEqual({ state: 'done', detail: 'ok', documents: 4 })
  await expect(boctach.getDocument('0'.repeat(64))).rejects.toThrow(ApiError)
})
