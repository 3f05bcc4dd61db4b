import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { brotliDecompressSync } from 'node:zlib'
import { reviewedRecords, maskedRecords } from '../../src/bulk/reviewed-records.ts'
import type { Record as DocumentRecord } from '../../src/domain/record.ts'
import { makeRecord } from '../search/made-record.ts'
import { openApi } from './api-harness.ts'
import type { ApiDesk } from './api-harness.ts'

const text = [
  'Đơn của ông A, CCCD số 001085012345, điện thoại 0912 345 678.',
  'Chuyển vào tài khoản số 1903456789012; xem lại 1903456789012 trước khi chi 64.000.000 đồng.',
].join('\n')
const records = [
  { name: 'đơn 0912345678.pdf', type: 'Đơn', subject: 'Trả tiền vào STK 1903456789012', number: '1/Đ', text },
  { name: 'sạch.pdf', type: 'Báo cáo', text: 'chi 64.000.000 đồng cho 1.200.000.000 việc' },
]
const secrets = ['001085012345', '0912', '345 678', '0912345678', '1903456789012']
const id = makeRecord(records[0]!).id
const clean = makeRecord(records[1]!).id

let desk: ApiDesk
let folder: string
let reader: string
let trusted: string

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'boctach-masks-'))
  desk = await openApi(records, folder)
  reader = await desk.tokenFor('read')
  trusted = await desk.tokenFor('read', 'personal')
  const decider = await desk.tokenFor('read', 'decide')
  const decisions = [
    { document: id, item: 'subject-1', revision: 0, action: 'correct', values: { value: '1903456789012' } },
  ]
  const decided = await desk.ask(decider, '/decisions', { method: 'POST', payload: { key: 'key-00000001', decisions } })
  expect(decided.json()).toMatchObject({ results: [{ outcome: 'done' }] })
  // The reviewer may see them, the token may not.
  expect(decided.body).not.toContain('1903456789012')
})

afterAll(async () => {
  await desk.close()
  await rm(folder, { recursive: true, force: true })
})

const urls = [
  '/documents',
  `/documents/${id}`,
  `/documents/${id}/record`,
  `/documents/${id}/record?decided=true`,
  `/documents/${id}/items`,
  `/documents/${id}/findings`,
  `/documents/${id}/decisions`,
  '/decisions',
  '/search?q=%22t%C3%A0i%20kho%E1%BA%A3n%22',
  '/search?q=1903456789012',
  '/exports/jsonl?status=all',
  '/exports/jsonl?kind=header_fields&status=all',
]

test.each(urls)('%s shows personal numbers to those alone who may see them', async (url) => {
  const masked = await desk.ask(reader, url)
  expect(masked.statusCode, masked.body).toBe(200)
  for (const digits of secrets) expect(masked.body).not.toContain(digits)
  const whole = await desk.ask(trusted, url)
  expect(whole.statusCode).toBe(200)
  if (url.endsWith('/findings')) return
  expect(secrets.some((digits) => whole.body.includes(digits))).toBe(true)
  expect(masked.body).toContain('•')
})

test('masks keep every place in the text, and nothing else is touched', async () => {
  const read = async (token: string, of: string) =>
    (await desk.ask(token, `/documents/${of}/record`)).json<DocumentRecord>()
  const [masked, whole] = [await read(reader, id), await read(trusted, id)]
  expect(masked.text.replace(/[•\d]/gu, '0')).toBe(whole.text.replace(/\d/g, '0'))
  expect(masked.text).toContain('64.000.000 đồng')
  expect(masked.id).toBe(id)
  expect(await read(reader, clean)).toEqual(await read(trusted, clean))
})

test('what one token has is not taken for what the other may have', async () => {
  const url = `/documents/${id}/record`
  const tags = await Promise.all([reader, trusted].map(async (token) => (await desk.ask(token, url)).headers['etag']))
  expect(new Set(tags).size).toBe(2)
  const stale = await desk.ask(reader, url, { headers: { 'if-none-match': String(tags[1]) } })
  expect(stale.statusCode).toBe(200)
  expect((await desk.ask(reader, url, { headers: { 'if-none-match': String(tags[0]) } })).statusCode).toBe(304)
  // Stored bytes go out as they are only where nothing is hidden.
  const packed = (of: string) => desk.ask(reader, `/documents/${of}/record`, { headers: { 'accept-encoding': 'br' } })
  expect((await packed(id)).headers['content-encoding']).toBeUndefined()
  expect(brotliDecompressSync((await packed(clean)).rawPayload).toString()).toContain(clean)
})

test('exports of the command line can be masked, too', async () => {
  const found: string[] = []
  for await (const { record } of maskedRecords(reviewedRecords(desk.store))) found.push(JSON.stringify(record))
  for (const digits of secrets) expect(found.join('')).not.toContain(digits)
  expect(found).toHaveLength(2)
})
