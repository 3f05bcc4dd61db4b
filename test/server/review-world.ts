import { join } from 'node:path'
import type { InjectOptions, LightMyRequestResponse } from 'fastify'
import { expect } from 'vitest'
import type { Metric, Record } from '../../src/domain/record.ts'
import type { DecideAnswer, DecideOne, NewUser, ReviewDocument } from '../../src/domain/review-api.ts'
import { summariseRecord } from '../../src/pipeline/summarise.ts'
import { indexNewRecords } from '../../src/server/review/indexing.ts'
import { startReview } from '../../src/server/review/start-review.ts'
import type { ReviewServer } from '../../src/server/review/start-review.ts'
import { adoptRecord } from '../../src/store/adopt.ts'
import { packRecord } from '../../src/store/record-content.ts'
import { openStore } from '../../src/store/store.ts'
import type { Store } from '../../src/store/store.ts'
import { emptyFolder } from '../cli/run-boctach.ts'
import { makeField, makeRecord, noHeader } from '../pipeline/sample-record.ts'

export const shaOf = (n: number) => n.toString(16).padStart(8, '0').repeat(8)

/** A report with a number, a secrecy mark if given, and a figure for each of the values. */
export function report(n: number, values: readonly number[], more: { secrecy?: string; text?: string } = {}): Record {
  const sha256 = shaOf(n)
  const figures = values.map((value) => `có ${value} hồ sơ;`).join(' ')
  const text = `Số: ${n}/BC-UBND\n${figures}\n${more.text ?? ''}`
  const field = (id: string, value: string) => ({ ...makeField(value, 0.97), id: `${id}-${n}` })
  return makeRecord({
    id: sha256,
    source: { name: `bao-cao-${n}.docx`, mediaType: 'application/msword', bytes: 1, sha256, pages: null },
    text,
    header: {
      ...noHeader,
      type: field('header-type', 'Báo cáo'),
      number: field('header-number', `${n}/BC-UBND`),
      secrecy: more.secrecy === undefined ? null : field('header-secrecy', more.secrecy),
    },
    metrics: values.map((value, i) => metric(n, i, value, text)),
  })
}

function metric(n: number, i: number, value: number, text: string): Metric {
  const raw = `${value} hồ sơ`
  const start = text.indexOf(raw)
  const none = { denominator: null, percent: null, from: null, to: null, change: null, comparison: null, period: null }
  return {
    id: `metric-${n}-${i}`,
    raw,
    confidence: 0.5 + i / 100,
    reasons: [{ code: 'rule', delta: 0.5 }],
    rule: 'metric.count',
    evidence: [{ start, end: start + raw.length, page: null, boxes: [], path: null }],
    label: 'hồ sơ',
    value,
    unit: 'hồ sơ',
    section: null,
    ...none,
  }
}

export async function adopt(store: Store, record: Record, version = '1'): Promise<void> {
  const json = Buffer.from(JSON.stringify(record))
  const { pages, doubtful, findings } = summariseRecord(record)
  const times = { readMs: 0, extractMs: 0, facts: '{}', difference: null }
  const result = { quality: 'ok' as const, record: packRecord(json), recordSha256: version.padEnd(64, '0'), ...times }
  const source = { sha256: record.id, bytes: 1, name: record.source.name, rules: 'r', version }
  await adoptRecord(store, { ...source, ...result, pages, doubtful, findings }, 0)
}

/** A browser of someone who is signed in. */
export class Browser {
  readonly #server: ReviewServer
  #cookie = ''

  constructor(server: ReviewServer) {
    this.#server = server
  }

  async ask(
    method: 'GET' | 'POST' | 'PUT' | 'DELETE',
    path: string,
    body?: object,
    headers: object = {},
  ): Promise<LightMyRequestResponse> {
    const options: InjectOptions = {
      method,
      url: path.startsWith('/enter') ? path : `/api/review${path}`,
      headers: { cookie: this.#cookie, 'x-boctach': 'review', ...headers },
      ...(body ? { payload: body } : {}),
    }
    const answer = await this.#server.app.inject(options)
    const cookie = answer.cookies.find(({ name }) => name === 'boctach')
    if (cookie) this.#cookie = `boctach=${cookie.value}`
    return answer
  }

  async get<T>(path: string): Promise<T> {
    const answer = await this.ask('GET', path)
    expect(answer.statusCode, answer.body).toBe(200)
    return answer.json()
  }

  document(n: number): Promise<ReviewDocument> {
    return this.get<ReviewDocument>(`/documents/${shaOf(n)}`)
  }

  async decide(...decisions: readonly (Omit<DecideOne, 'document'> & { n: number })[]): Promise<DecideAnswer> {
    const body = { key: newKey(), decisions: decisions.map(({ n, ...rest }) => ({ document: shaOf(n), ...rest })) }
    const answer = await this.ask('POST', '/decisions', body)
    expect(answer.statusCode, answer.body).toBe(200)
    return answer.json()
  }

  async undo(seq: number): Promise<DecideAnswer> {
    return (await this.ask('POST', '/undo', { key: newKey(), seq })).json()
  }
}

let keys = 0
export const newKey = () => `key-${String(++keys).padStart(8, '0')}`

export interface World {
  readonly store: Store
  readonly server: ReviewServer
  readonly location: string
  /** Signed in by the one-time link. */
  readonly admin: Browser
  signIn(user: Omit<NewUser, 'password' | 'fullName'>): Promise<Browser>
  clock: { now: number }
  close(): Promise<void>
}

const password = 'mật khẩu đủ dài'

/** A store with these records, its review and an administrator who is signed in. */
export async function openWorld(
  records: readonly Record[],
  location?: string,
  sources: readonly string[] = [],
): Promise<World> {
  const place = location ?? join(await emptyFolder(), 'ledger.db')
  const store = await openStore(place)
  for (const record of records) await adopt(store, record)
  await indexNewRecords(store)
  const clock = { now: Date.UTC(2026, 0, 5) }
  const server = await startReview({
    store,
    version: 'test',
    webDir: '/nowhere',
    sources,
    now: () => clock.now,
    requestsPerMinute: 100_000,
  })
  const admin = new Browser(server)
  expect((await admin.ask('GET', server.enter)).statusCode).toBe(303)
  return {
    store,
    server,
    location: place,
    admin,
    clock,
    async signIn(user) {
      const added = await admin.ask('POST', '/users', { fullName: user.name, password, ...user })
      expect(added.statusCode, added.body).toBe(201)
      const browser = new Browser(server)
      expect((await browser.ask('POST', '/session', { name: user.name, password })).statusCode).toBe(200)
      return browser
    },
    async close() {
      await server.close()
      await store.close()
    },
  }
}
