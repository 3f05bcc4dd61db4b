import { createHash } from 'node:crypto'
import { readFile, readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { brotliDecompressSync } from 'node:zlib'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { Validator } from '@seriousme/openapi-schema-validator'
import type { Record as DocumentRecord } from '../../src/domain/record.ts'
import type { OpenApi } from '../../src/server/api/describe-page.ts'
import { apiPath } from '../../src/server/api/schemas.ts'
import { createToken, revokeToken } from '../../src/store/access-tokens.ts'
import { claimWaiting } from '../../src/store/work.ts'
import { makeRecord } from '../search/made-record.ts'
import { archive, fileForm, maxBytes, openApi } from './api-harness.ts'
import type { ApiDesk } from './api-harness.ts'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'

let desk: ApiDesk
let folder: string
let reader: string
let insider: string
let submitter: string

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'boctach-api-'))
  desk = await openApi(archive, folder)
  reader = await desk.tokenFor('read')
  insider = await desk.tokenFor('read', 'closed')
  submitter = await desk.tokenFor('read', 'submit')
})

afterAll(async () => {
  await desk.close()
  await rm(folder, { recursive: true, force: true })
})

const idOf = (index: number) => makeRecord(archive[index]!).id

interface Listed {
  readonly documents: readonly { readonly id: string; readonly name: string }[]
  readonly next: string | null
}

test('lets in only tokens that work, and only for what they may', async () => {
  const status = async (token: string, url = '/documents') => (await desk.ask(token, url)).statusCode
  expect([await status(reader), await status('boctach_nobody'), await status('')]).toEqual([200, 401, 401])
  expect((await desk.app.inject(`${apiPath}/documents`)).headers['www-authenticate']).toContain('Bearer')
  expect((await desk.ask(reader, '/documents', fileForm('a', 'x'))).statusCode).toBe(403)
  const gone = (await createToken(desk.store, { name: 'gone', scopes: ['read'], expiresAt: null }, 1))!
  expect(await createToken(desk.store, { name: 'gone', scopes: ['read'], expiresAt: null }, 1)).toBeNull()
  expect(await status(gone)).toBe(200)
  expect(await revokeToken(desk.store, 'gone', 2)).toBe(true)
  expect(await status(gone)).toBe(401)
  const old = (await createToken(desk.store, { name: 'old', scopes: ['read'], expiresAt: 5 }, 1))!
  expect(await status(old)).toBe(401)
  const kept = JSON.stringify(await desk.store.query((db) => db.selectFrom('apiToken').selectAll().execute()))
  expect(kept).not.toContain(gone.slice(8))
})

test('documents with a secrecy mark are there for those alone who may read them', async () => {
  const secret = idOf(3)
  const urls = [`/documents/${secret}`, `/documents/${secret}/record`, `/documents/${secret}/items`, '/jobs/4']
  for (const url of urls) {
    expect([url, (await desk.ask(reader, url)).statusCode]).toEqual([url, 404])
    expect([url, (await desk.ask(insider, url)).statusCode]).toEqual([url, 200])
  }
  const names = async (token: string) =>
    (await desk.ask(token, '/documents')).json<Listed>().documents.map(({ name }) => name)
  expect(await names(reader)).not.toContain('secret.pdf')
  expect(await names(insider)).toContain('secret.pdf')
  expect((await desk.ask(reader, '/search?q=m%E1%BA%ADt')).json()).toMatchObject({ found: 0 })
  expect((await desk.ask(insider, '/search?q=m%E1%BA%ADt')).json()).toMatchObject({ found: 1 })
})

test.each([
  ['type=bao%20cao', ['báo cáo.pdf']],
  ['issuer=UBND%20xã%20Hoà%20Thuỷ', ['báo cáo.pdf']],
  ['issuer=uy%20ban%20nhan%20dan%20xa%20hoa%20thuy', ['báo cáo.pdf']],
  ['issuer=UBND%20xã', []],
  ['number=18/QĐ-UBND', ['quyết định.docx']],
  ['issuedFrom=2024-01-01', ['báo cáo.pdf']],
  ['issuedTo=2023-12-31', ['quyết định.docx']],
  ['type=bao%20cao&issuedTo=2023-12-31', []],
  ['quality=partial', []],
  ['read=true', ['báo cáo.pdf', 'quyết định.docx', 'c.pdf']],
])('documents by %s', async (query, names) => {
  const { documents } = (await desk.ask(reader, `/documents?${query}`)).json<Listed>()
  expect(documents.map(({ name }) => name).sort()).toEqual([...names].sort())
})

test('lists are paged by cursor, each document once', async () => {
  const seen: string[] = []
  for (let cursor = ''; ;) {
    const page = (await desk.ask(insider, `/documents?read=true&limit=1${cursor}`)).json<Listed>()
    seen.push(...page.documents.map(({ name }) => name))
    if (page.next === null) break
    cursor = `&cursor=${page.next}`
  }
  expect(seen).toEqual(archive.map(({ name }) => name))
  const forged = Buffer.from('["; drop"]').toString('base64url')
  for (const cursor of ['x', forged]) {
    expect((await desk.ask(reader, `/documents?cursor=${cursor}`)).statusCode).toBe(422)
    expect((await desk.ask(reader, `/search?q=a&cursor=${cursor}`)).statusCode).toBe(422)
  }
})

test('a record is given as it is kept, packed to those who take that, and not at all to those who have it', async () => {
  const url = `/documents/${idOf(0)}/record`
  const plain = await desk.ask(reader, url, { headers: { 'accept-encoding': 'gzip' } })
  expect(plain.json()).toEqual(makeRecord(archive[0]!))
  const packed = await desk.ask(reader, url, { headers: { 'accept-encoding': 'gzip, br' } })
  expect(packed.headers['content-encoding']).toBe('br')
  expect(brotliDecompressSync(packed.rawPayload).toString()).toBe(plain.body)
  const { etag } = plain.headers
  const again = await desk.ask(reader, url, { headers: { 'if-none-match': `"other", ${String(etag)}` } })
  expect([again.statusCode, again.body]).toEqual([304, ''])
  const list = await desk.ask(reader, '/documents?limit=1')
  const same = await desk.ask(reader, '/documents?limit=1', { headers: { 'if-none-match': String(list.headers.etag) } })
  expect([same.statusCode, same.body]).toEqual([304, ''])
})

test('items and findings of a document', async () => {
  const items = (await desk.ask(reader, `/documents/${idOf(0)}/items?kind=header`)).json<{
    items: { slot: string }[]
  }>()
  expect(items.items.map(({ slot }) => slot).sort()).toEqual(['issuedOn', 'issuer', 'number', 'subject', 'type'])
  expect((await desk.ask(reader, `/documents/${idOf(0)}/items?minConfidence=0.95`)).json()).toEqual({
    items: [],
    next: null,
  })
  expect((await desk.ask(reader, `/documents/${idOf(0)}/findings`)).json()).toEqual({ findings: [] })
})

test('search gives places of the text', async () => {
  const answer = (await desk.ask(reader, `/search?q=${encodeURIComponent('"cải cách"')}`)).json<{
    found: number
    documents: { id: string; snippets: { hits: { start: number; end: number }[] }[] }[]
  }>()
  expect(answer.found).toBe(2)
  const [first] = answer.documents
  expect(first!.id).toBe(idOf(0))
  const [hit] = first!.snippets[0]!.hits
  expect(archive[0]!.text.slice(hit!.start, hit!.end)).toBe('cải cách')
  expect((await desk.ask(reader, '/search?q=date:never')).json()).toMatchObject({ status: 422, code: 'invalid' })
})

test('a file that is handed in is queued once, and its job can be asked for', async () => {
  const submit = (name: string, content: string, key?: string) => {
    const form = fileForm(name, content)
    return desk.ask(submitter, '/documents', {
      ...form,
      headers: { ...form.headers, ...(key && { 'idempotency-key': key }) },
    })
  }
  const first = await submit('../../etc/báo cáo.pdf', 'made bytes', 'key-1')
  expect(first.statusCode).toBe(202)
  const job = first.json<{ id: number; document: string }>()
  const sha256 = createHash('sha256').update('made bytes').digest('hex')
  expect(job).toMatchObject({ document: sha256, state: 'waiting' })
  expect(await readFile(join(folder, 'inbox', sha256), 'utf8')).toBe('made bytes')
  expect((await desk.ask(submitter, `/documents/${sha256}`)).json()).toMatchObject({
    name: 'báo cáo.pdf',
    state: 'waiting',
  })
  expect((await desk.ask(submitter, String(first.headers.location).slice(apiPath.length))).json()).toEqual(job)
  const again = await submit('../../etc/báo cáo.pdf', 'made bytes', 'key-1')
  expect([again.headers['idempotency-replayed'], again.json()]).toEqual(['true', job])
  expect((await submit('x.pdf', 'other bytes', 'key-1')).json()).toMatchObject({ status: 422, code: 'key-reused' })
  expect((await submit('same.pdf', 'made bytes')).json()).toEqual(job)
  const claims = await claimWaiting(desk.store, { editionId: 1, lane: 'fast', limit: 9, workerId: 1, now: 5 })
  expect(claims.map(({ name }) => name)).toEqual(['báo cáo.pdf'])
  expect(JSON.parse(claims[0]!.locations[0]!)).toEqual({ file: join(folder, 'inbox', sha256), members: [] })
})

test('what is no file, or too much of one, is refused and leaves nothing behind', async () => {
  const answer = async (more: object) =>
    (await desk.ask(submitter, '/documents', { method: 'POST', ...more })).statusCode
  expect(await answer(fileForm('big', 'x'.repeat(maxBytes + 1)))).toBe(413)
  expect(await answer(fileForm('empty', ''))).toBe(422)
  expect(await answer({ payload: { a: 1 } })).toBe(415)
  expect(
    await answer({ headers: { 'content-type': 'multipart/form-data; boundary=x' }, payload: '--x--\r\n' }),
  ).toBeLessThan(500)
  expect(await answer({ headers: { 'content-type': 'multipart/form-data' }, payload: 'x' })).toBeLessThan(500)
  expect((await readdir(join(folder, 'inbox'))).filter((name) => name.startsWith('.'))).toEqual([])
})

test('decides in the name of a reviewer, once, and only of what the token may read', async () => {
  const decider = await desk.tokenFor('read', 'decide')
  const document = idOf(1)
  const post = (token: string, key: string, decision: object) =>
    desk.ask(token, '/decisions', {
      method: 'POST',
      payload: { key, decisions: [{ document, item: 'number-1', revision: 0, ...decision }] },
    })
  const correction = { action: 'correct', values: { value: '19/QĐ-UBND' } }
  expect((await post(reader, 'key-00000001', correction)).statusCode).toBe(403)
  const made = (await post(decider, 'key-00000001', correction)).json<{ results: { outcome: string; seq: number }[] }>()
  expect(made.results).toMatchObject([{ outcome: 'done' }])
  const again = (await post(decider, 'key-00000001', correction)).json<typeof made>()
  expect(again.results[0]!.seq).toBe(made.results[0]!.seq)
  expect((await post(decider, 'key-00000002', { action: 'accept' })).json()).toMatchObject({
    results: [{ outcome: 'conflict', by: 'lan' }],
  })
  expect((await desk.ask(decider, `/documents/${document}/decisions`)).json()).toMatchObject({
    decisions: [{ user: 'lan', action: 'correct', after: { values: { value: '19/QĐ-UBND' } } }],
  })
  const number = async (query: string) =>
    (await desk.ask(reader, `/documents/${document}/record${query}`)).json<DocumentRecord>().header.number?.value
  expect([await number(''), await number('?decided=true')]).toEqual(['18/QĐ-UBND', '19/QĐ-UBND'])
  expect((await post(decider, 'key-00000003', { document: idOf(3), action: 'accept' })).statusCode).toBe(404)
})

test('exports are files of what may be read, and leave nothing behind', async () => {
  const lines = async (token: string, query = '') => {
    const answer = await desk.ask(token, `/exports/jsonl?kind=documents${query}`)
    expect(answer.headers['content-type']).toContain('application/jsonl')
    return answer.body.split('\n').filter((line) => line !== '').length
  }
  expect([await lines(reader), await lines(insider), await lines(reader, '&type=bao%20cao')]).toEqual([3, 4, 1])
  expect(await lines(reader, '&type=B%C3%A1o%20c%C3%A1o')).toBe(1)
  expect(await lines(reader, '&type=B%C3%A1o%20cao')).toBe(0)
  expect((await desk.ask(reader, '/exports/csv')).json()).toMatchObject({ status: 422 })
  expect((await desk.ask(reader, '/exports/pdf')).json()).toMatchObject({ status: 422 })
  await expect.poll(() => readdir(join(folder, 'exports'))).toEqual([])
})

test('the description is valid OpenAPI 3.1 by another’s judgement, and can be read', async () => {
  const answer = await desk.app.inject(`${apiPath}/openapi.json`)
  const api = answer.json<OpenApi>()
  const validator = new Validator()
  expect(await validator.validate({ ...structuredClone(api) })).toMatchObject({ valid: true })
  expect(validator.version).toBe('3.1')
  const page = await desk.app.inject(`${apiPath}/docs`)
  for (const operation of Object.values(api.paths).flatMap((path) => Object.values(path)))
    expect(page.body).toContain(`id="${operation.operationId}"`)
  expect(page.body).not.toMatch(/<script|style=/)
  // What the forms say of themselves reaches programs and people.
  const [type] = api.paths[`${apiPath}/documents`]!.get!.parameters!
  expect(type).toMatchObject({ name: 'type', description: expect.stringContaining('In any spelling') as string })
  expect(page.body).toContain('In any spelling: <code>bao cao</code> is <code>Báo cáo</code>.')
  expect(JSON.stringify(api)).not.toContain('Default Response')
  expect(String(page.headers['content-security-policy'])).not.toContain('unsafe-inline')
})
