import type { FastifyInstance, InjectOptions, LightMyRequestResponse } from 'fastify'
import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { apiPlugin } from '../../src/server/api/api-plugin.ts'
import { apiPath } from '../../src/server/api/schemas.ts'
import { indexNewRecords } from '../../src/server/review/indexing.ts'
import { startReview } from '../../src/server/review/start-review.ts'
import { createToken } from '../../src/store/access-tokens.ts'
import type { Scope } from '../../src/store/access-tokens.ts'
import { openEdition } from '../../src/store/edition.ts'
import { addReviewer } from '../../src/store/reviewers.ts'
import { openStore } from '../../src/store/store.ts'
import type { Store } from '../../src/store/store.ts'
import { emptyFolder } from '../cli/run-boctach.ts'
import { fillLedger } from '../search/describe-search.ts'
import type { MadeRecord } from '../search/made-record.ts'

export interface ApiDesk {
  readonly store: Store
  readonly app: FastifyInstance
  readonly folder: string
  readonly tokenFor: (...scopes: Scope[]) => Promise<string>
  /** A request below the API's path, with a token. */
  readonly ask: (token: string, url: string, more?: InjectOptions) => Promise<LightMyRequestResponse>
  close(): Promise<void>
}

export const maxBytes = 100_000

/** A server over a ledger with made records. Requests are not counted: tests make many. */
export async function openApi(records: readonly MadeRecord[], folder?: string): Promise<ApiDesk> {
  const place = folder ?? (await emptyFolder())
  await mkdir(place, { recursive: true })
  const store = await openStore(join(place, 'boctach.db'))
  if (records.length > 0) await fillLedger(store, records)
  const { id: editionId } = await openEdition(store, 'rules', '1', 1)
  const submissions = { folder: join(place, 'inbox'), maxBytes, editionId }
  await indexNewRecords(store)
  const server = await startReview({
    store,
    version: '1',
    requestsPerMinute: 1_000_000,
    others: (review) => [apiPlugin({ store, submissions, exportFolder: join(place, 'exports'), review })],
  })
  const { app } = server
  await app.ready()
  await addReviewer(
    store,
    { reviewerId: null, userName: 'test', now: 1 },
    { name: 'lan', fullName: 'Lan', role: 'supervisor', personalNumbers: true, active: true, password: null },
  )
  let tokens = 0
  return {
    store,
    app,
    folder: place,
    tokenFor: async (...scopes) =>
      (await createToken(
        store,
        { name: `token ${++tokens}`, scopes, expiresAt: null, reviewer: scopes.includes('decide') ? 'lan' : null },
        Date.now(),
      ))!,
    ask: (token, url, more = {}) =>
      app.inject({ ...more, url: `${apiPath}${url}`, headers: { authorization: `Bearer ${token}`, ...more.headers } }),
    async close() {
      await server.close()
      await store.close()
    },
  }
}

export const archive: readonly MadeRecord[] = [
  {
    name: 'báo cáo.pdf',
    type: 'Báo cáo',
    number: '86/BC-UBND',
    issuer: 'UBND xã Hòa Thủy',
    subject: 'Kết quả cải cách hành chính',
    issuedOn: '2024-03-15',
    text: 'Kết quả cải cách hành chính: 296/298 hồ sơ đúng hạn.',
  },
  {
    name: 'quyết định.docx',
    type: 'Quyết định',
    number: '18/QĐ-UBND',
    issuer: 'UBND huyện Đông Sơn',
    subject: 'Phê duyệt kế hoạch',
    issuedOn: '2023-12-31',
    text: 'Phê duyệt kế hoạch cải cách.',
  },
  { name: 'c.pdf', text: 'hồ sơ' },
  { name: 'secret.pdf', type: 'Báo cáo', secrecy: 'Mật', issuedOn: '2024-01-01', text: 'hồ sơ mật' },
]

/** A form with one file, as browsers and curl send it. */
export function fileForm(
  name: string,
  content: string | Buffer,
): Pick<InjectOptions, 'payload' | 'headers' | 'method'> {
  const boundary = 'made-boundary'
  const head = `--${boundary}\r\ncontent-disposition: form-data; name="file"; filename="${name}"\r\ncontent-type: application/octet-stream\r\n\r\n`
  return {
    method: 'POST',
    headers: { 'content-type': `multipart/form-data; boundary=${boundary}` },
    payload: Buffer.concat([Buffer.from(head), Buffer.from(content), Buffer.from(`\r\n--${boundary}--\r\n`)]),
  }
}
