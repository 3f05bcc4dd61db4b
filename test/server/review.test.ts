import Database from 'libsql'
import { afterEach, describe, expect, test } from 'vitest'
import type { AccessList, Counts, QueueEntry, ReviewDocument, ReviewSearch } from '../../src/domain/review-api.ts'
import { decisionsByDocument, verifyLog } from '../../src/store/decision-log.ts'
import { indexNewRecords } from '../../src/server/review/indexing.ts'
import { Browser, adopt, newKey, openWorld, report, shaOf } from './review-world.ts'
import type { World } from './review-world.ts'

const open: World[] = []
async function world(...args: Parameters<typeof openWorld>): Promise<World> {
  const made = await openWorld(...args)
  open.push(made)
  return made
}
afterEach(async () => {
  for (const one of open.splice(0)) await one.close()
})

type Queue = { entries: QueueEntry[]; cursor: string | null; total: number }
const accept = (n: number, i: number, revision = 0) => ({
  n,
  item: `metric-${n}-${i}`,
  action: 'accept' as const,
  revision,
})
const correct = (n: number, i: number, value: number, revision = 0) => ({
  ...accept(n, i, revision),
  action: 'correct' as const,
  values: { value },
})

const namesFound = async (browser: Browser, q: string) =>
  (await browser.get<ReviewSearch>(`/search?q=${encodeURIComponent(q)}`)).documents.map(({ name }) => name).sort()

describe('the door', () => {
  test('opens to the signed in alone, and the link once', async () => {
    const { server, admin } = await world([report(1, [5])])
    const stranger = new Browser(server)
    expect((await stranger.ask('GET', '/queue')).json()).toMatchObject({ status: 401, code: 'not-signed-in' })
    expect((await stranger.ask('GET', server.enter)).statusCode).toBe(403)
    expect((await admin.get<{ user: { role: string } }>('/session')).user.role).toBe('administrator')
    await admin.ask('DELETE', '/session')
    expect((await admin.ask('GET', '/queue')).statusCode).toBe(401)
  })

  test('is shut to other sites, other names and forms', async () => {
    const { server, admin } = await world([report(1, [5])])
    const lease = `/documents/${shaOf(1)}/lease`
    const refused = async (headers: object) => (await admin.ask('POST', lease, {}, headers)).statusCode
    expect(await refused({ 'x-boctach': '' })).toBe(403)
    expect(await refused({ origin: 'http://evil.example' })).toBe(403)
    expect(await refused({ 'sec-fetch-site': 'cross-site' })).toBe(403)
    expect(await refused({ host: 'evil.example' })).toBe(421)
    expect(await refused({ origin: 'http://localhost:80' })).toBe(200)
    const { headers } = await server.app.inject({ url: '/api/review/session' })
    expect(headers['content-security-policy']).toContain("script-src 'self' 'wasm-unsafe-eval'")
    expect(headers['content-security-policy']).not.toContain('unsafe-inline')
  })

  test('guessing passwords is slow', async () => {
    const { server } = await world([])
    const stranger = new Browser(server)
    const guess = async () => (await stranger.ask('POST', '/session', { name: 'admin', password: 'x' })).statusCode
    const codes: number[] = []
    for (let i = 0; i < 11; i++) codes.push(await guess())
    expect(new Set(codes.slice(0, 10))).toEqual(new Set([401]))
    expect(codes[10]).toBe(429)
  })

  test('roles: a reviewer adds no users, nobody takes their own rights', async () => {
    const made = await world([])
    const lan = await made.signIn({ name: 'lan', role: 'reviewer' })
    const user = { name: 'x1', fullName: 'x', role: 'administrator', password: 'a long password' }
    expect((await lan.ask('POST', '/users', user)).statusCode).toBe(403)
    expect((await lan.ask('PUT', '/settings', { doubleKeying: 1 })).statusCode).toBe(403)
    expect((await made.admin.ask('PUT', '/users/admin', { role: 'reviewer' })).statusCode).toBe(422)
    expect((await made.admin.ask('PUT', '/users/lan', { active: false })).statusCode).toBe(200)
    expect((await lan.ask('GET', '/queue')).statusCode).toBe(401)
  })

  test.each([
    ['POST', '/decisions', { key: 'x' }],
    [
      'POST',
      '/decisions',
      { key: newKey(), decisions: [{ document: "'; drop table item", item: 'x', action: 'accept', revision: 0 }] },
    ],
    ['GET', '/queue?status=%27or%201=1', undefined],
    ['GET', '/queue?cursor=1;drop', undefined],
    ['GET', '/documents/../../etc/passwd', undefined],
    ['GET', `/documents/${shaOf(1)}/crop.png?page=1&x=NaN&y=0&width=1e9&height=1`, undefined],
  ] as const)('hostile: %s %s %o', async (method, path, body) => {
    const { admin } = await world([report(1, [5])])
    const answer = await admin.ask(method, path, body)
    expect([404, 422]).toContain(answer.statusCode)
    expect(answer.json()).toHaveProperty('code')
    expect((await admin.get<Queue>('/queue')).total).toBe(3)
  })

  test('what is too large is not read', async () => {
    const { admin } = await world([])
    expect((await admin.ask('POST', '/decisions', { key: 'x'.repeat(2_000_000) })).statusCode).toBe(413)
  })
})

describe('the queue', () => {
  test('goes by doubt, page by page, with counts that follow decisions', async () => {
    const { admin } = await world([report(1, [5, 6, 7]), report(2, [8])])
    const first = await admin.get<Queue>('/queue?limit=3')
    expect(first.entries.map(({ item }) => item)).toEqual(['metric-1-0', 'metric-2-0', 'metric-1-1'])
    const second = await admin.get<Queue>(`/queue?limit=50&cursor=${first.cursor}`)
    expect(second.entries).toHaveLength(5)
    expect(first.total).toBe(8)
    await admin.decide(accept(1, 0))
    const counts = await admin.get<Counts>('/counts?kind=metric')
    expect(counts).toMatchObject({
      total: 3,
      kind: [
        { value: 'header', items: 4 },
        { value: 'metric', items: 3 },
      ],
    })
    expect(counts.status).toEqual(
      expect.arrayContaining([
        { value: 'accepted', items: 1 },
        { value: 'open', items: 3 },
      ]),
    )
    const settled = await admin.get<Queue>('/queue?status=settled')
    expect(settled.entries.map(({ item, status }) => [item, status])).toEqual([['metric-1-0', 'accepted']])
    const filtered = await admin.get<Queue>(
      `/queue?kind=metric&doubt=0.4&type=B%C3%A1o%20c%C3%A1o&document=${shaOf(1)}`,
    )
    expect(filtered.entries.map(({ item }) => item)).toEqual(['metric-1-1', 'metric-1-2'])
    expect(filtered.total).toBe(2)
  })

  test('next passes over what others have in hand', async () => {
    const made = await world([report(1, [5]), report(2, [8])])
    const lan = await made.signIn({ name: 'lan', role: 'reviewer' })
    await made.admin.ask('POST', `/documents/${shaOf(1)}/lease`, {})
    expect((await lan.get<{ entry: QueueEntry }>('/queue/next')).entry.document).toBe(shaOf(2))
    made.clock.now += 60_000
    expect((await lan.get<{ entry: QueueEntry }>('/queue/next')).entry.document).toBe(shaOf(1))
  })
})

describe('decisions', () => {
  test('two writers lose nothing: the later one is told', async () => {
    const made = await world([report(1, [5, 6])])
    const lan = await made.signIn({ name: 'lan', role: 'reviewer' })
    const [a, b] = await Promise.all([made.admin.decide(correct(1, 0, 50)), lan.decide(correct(1, 0, 51))])
    const outcomes = [a.results[0]!, b.results[0]!]
    expect(outcomes.map(({ outcome }) => outcome).sort()).toEqual(['conflict', 'done'])
    const done = outcomes.find((one) => one.outcome === 'done')!
    const conflict = outcomes.find((one) => one.outcome === 'conflict')!
    expect(conflict).toMatchObject({ item: { state: done.item.state } })
    // Many at once, on different items and the same ones: every `done` is in the log, once.
    const many = await Promise.all(
      Array.from({ length: 20 }, (_, i) => (i % 2 ? lan : made.admin).decide({ ...correct(1, 1, i), revision: 0 })),
    )
    const won = many.flatMap(({ results }) => results).filter(({ outcome }) => outcome === 'done')
    expect(won).toHaveLength(1)
    expect(
      (
        await made.store.query((db) =>
          db.selectFrom('decision').selectAll().where('kind', '!=', 'administration').execute(),
        )
      ).length,
    ).toBe(2)
    expect(await verifyLog(made.store)).toMatchObject({ intact: true })
  })

  test('a request sent again is not done again', async () => {
    const { admin } = await world([report(1, [5])])
    const body = {
      key: newKey(),
      decisions: [{ document: shaOf(1), item: 'metric-1-0', action: 'accept', revision: 0 }],
    }
    const [first, second] = [await admin.ask('POST', '/decisions', body), await admin.ask('POST', '/decisions', body)]
    const seqOf = (answer: typeof first) => answer.json<{ results: { seq: number }[] }>().results[0]!.seq
    expect(seqOf(second)).toBe(seqOf(first))
    expect((await admin.get<{ decisions: unknown[] }>(`/documents/${shaOf(1)}/history`)).decisions).toHaveLength(1)
  })

  test('remarks stand with their value and change nothing', async () => {
    const { admin } = await world([report(1, [5])])
    const remarks = async () => (await admin.document(1)).remarks.map(({ item, user, why }) => [item, user, why])
    const decide = (why: string) => admin.decide({ ...accept(1, 0), action: 'comment', why })
    await decide('xem lại')
    await decide('hỏi xã')
    expect(await remarks()).toEqual([
      ['metric-1-0', 'admin', 'xem lại'],
      ['metric-1-0', 'admin', 'hỏi xã'],
    ])
    expect((await admin.document(1)).items.find(({ id }) => id === 'metric-1-0')!.state.status).toBe('open')
  })

  test('undo without limit, redo, and not over what another said since', async () => {
    const made = await world([report(1, [5])])
    const value = async () => (await made.admin.document(1)).items.find(({ id }) => id === 'metric-1-0')!
    let revision = 0
    for (const next of [6, 7, 8]) {
      await made.admin.decide(correct(1, 0, next, revision))
      revision = (await value()).revision
    }
    for (const expected of [7, 6, 5]) {
      const { undo } = await made.admin.document(1)
      const [result] = (await made.admin.undo(undo!)).results
      expect(result).toMatchObject({ outcome: 'done' })
      expect((await value()).state.values).toMatchObject({ value: expected })
      // An undo can be taken back, and the way back goes on from there.
      if (expected === 7 && result?.outcome === 'done') {
        await made.admin.undo(result.seq)
        expect((await value()).state.values).toMatchObject({ value: 8 })
        const last = (await made.admin.get<{ seq: number }>('/changes')).seq
        await made.admin.undo(last)
        expect((await value()).state.values).toMatchObject({ value: 7 })
      }
    }
    expect((await value()).state.status).toBe('open')
    await made.admin.decide(correct(1, 0, 9, (await value()).revision))
    const { undo } = await made.admin.document(1)
    const lan = await made.signIn({ name: 'lan', role: 'reviewer' })
    await lan.decide(correct(1, 0, 10, (await value()).revision))
    expect((await made.admin.undo(undo!)).results[0]).toMatchObject({ outcome: 'refused', code: 'not-last' })
  })

  test('accept all above a threshold is one act', async () => {
    const { admin } = await world([report(1, [5, 6])])
    const answer = await admin.ask('POST', `/documents/${shaOf(1)}/accept-above`, { key: newKey(), threshold: 0.9 })
    const { results } = answer.json<{ results: { outcome: string; seq: number }[] }>()
    expect(results.map(({ outcome }) => outcome)).toEqual(['done', 'done'])
    expect((await admin.document(1)).document).toMatchObject({ open: 2, settled: 2 })
    await admin.undo(results[0]!.seq)
    expect((await admin.document(1)).document).toMatchObject({ open: 4, settled: 0 })
  })

  test('what does not fit the record is refused with its place', async () => {
    const { admin } = await world([report(1, [5])])
    const refusals = [
      { ...accept(1, 0), action: 'correct' as const, values: { value: 'nhiều' } },
      { ...accept(1, 0), action: 'correct' as const, values: { price: 3 } },
      { ...accept(1, 0), item: 'metric-9-9' },
      { ...accept(1, 0), item: 'added-12345678', action: 'add' as const, kind: 'date' as const, values: {} },
      { ...accept(1, 0), item: 'evil', action: 'add' as const, kind: 'date' as const, evidence: [] },
    ]
    const { results } = await admin.decide(...refusals)
    expect(results.map((one) => (one.outcome === 'refused' ? one.code : one.outcome))).toEqual([
      'invalid',
      'invalid',
      'not-found',
      'invalid',
      'invalid',
    ])
  })

  test('an item that was missed is added, corrected and taken back', async () => {
    const { admin } = await world([report(1, [5])])
    const evidence = [{ start: 4, end: 6, page: null, boxes: [], path: null }]
    const values = { kind: 'date', start: '2024-05-03', end: '2024-05-03' }
    const add = {
      n: 1,
      item: 'added-12345678',
      action: 'add' as const,
      kind: 'date' as const,
      evidence,
      values,
      revision: 0,
    }
    const [added] = (await admin.decide(add)).results
    expect(added).toMatchObject({ outcome: 'done', item: { state: { status: 'added' }, raw: '1/' } })
    await admin.undo(added?.outcome === 'done' ? added.seq : 0)
    expect((await admin.document(1)).items.some(({ id }) => id === 'added-12345678')).toBe(false)
    expect((await admin.get<Queue>('/queue?status=all')).total).toBe(3)
  })

  test('hold through a restart and a new extraction; what no longer fits is told', async () => {
    const { store, admin, location } = await world([report(1, [5, 6, 7])])
    await admin.decide(correct(1, 0, 50), accept(1, 1), accept(1, 2))
    // Another program opens the same file without this one having closed it: all that was answered is there.
    const again = await world([], location)
    const after = await decisionsAfter(again)
    expect(after).toEqual(['corrected', 'accepted', 'accepted'])
    await adopt(store, report(1, [5, 66]), '2')
    await indexNewRecords(store)
    const { items, stale } = await admin.document(1)
    expect(items.find(({ id }) => id === 'metric-1-0')).toMatchObject({ state: { values: { value: 50 } }, stale: null })
    expect(items.find(({ id }) => id === 'metric-1-1')).toMatchObject({
      state: { status: 'open' },
      stale: 'value-changed',
    })
    expect(stale.map(({ item }) => item)).toEqual(['metric-1-2'])
    expect((await admin.get<Queue>('/queue?status=stale')).entries.map(({ item }) => item)).toEqual(['metric-1-1'])
    const byDocument = await store.query((db) => decisionsByDocument(db, [shaOf(1)]))
    expect(byDocument.get(shaOf(1))).toHaveLength(3)
  })
})

async function decisionsAfter({ store }: World): Promise<string[]> {
  const rows = await store.query((db) =>
    db.selectFrom('item').select('status').where('kind', '=', 'metric').orderBy('item').execute(),
  )
  return rows.map(({ status }) => status)
}

describe('leases', () => {
  test('one reviewer has a document; it can be taken over, and ends by itself', async () => {
    const made = await world([report(1, [5, 6])])
    const lan = await made.signIn({ name: 'lan', role: 'reviewer' })
    const take = async (browser: Browser, takeOver = false) =>
      (await browser.ask('POST', `/documents/${shaOf(1)}/lease`, { takeOver })).json<{ lease: { user: string } }>()
        .lease.user
    expect(await take(made.admin)).toBe('admin')
    expect(await take(lan)).toBe('admin')
    expect((await lan.decide(accept(1, 0))).results[0]).toMatchObject({ outcome: 'refused', code: 'leased' })
    expect(await take(lan, true)).toBe('lan')
    expect((await lan.decide(accept(1, 0))).results[0]).toMatchObject({ outcome: 'done' })
    made.clock.now += 60_000
    expect(await take(made.admin)).toBe('admin')
    const { leases } = await lan.get<{ leases: { user: string }[] }>('/changes')
    expect(leases.map(({ user }) => user)).toEqual(['admin'])
  })
})

describe('a search', () => {
  test('finds what texts hold, with the place, page by page', async () => {
    const made = await world([1, 2, 3].map((n) => report(n, [n], { text: 'Tỷ lệ đúng hạn đạt 98%.' })))
    await expect.poll(() => namesFound(made.admin, '"ty le dung han"')).toHaveLength(3)
    const ask = (query: string) => made.admin.get<ReviewSearch>(`/search?${query}`)
    const first = await ask(`q=${encodeURIComponent('"tỷ lệ đúng hạn"')}&limit=2`)
    expect(first).toMatchObject({ found: 3, documents: [{ hits: 1 }, { hits: 1 }] })
    const [document] = first.documents
    const [hit] = document!.snippets[0]!.hits
    const { record } = await made.admin.get<ReviewDocument>(`/documents/${document!.id}`)
    expect(record.text.slice(hit!.start, hit!.end)).toBe('Tỷ lệ đúng hạn')
    const second = await ask(`q=${encodeURIComponent('"tỷ lệ đúng hạn"')}&limit=2&cursor=${first.next!}`)
    expect([second.documents.length, second.next]).toEqual([1, null])
    const refused = await made.admin.ask('GET', '/search?q=-x', undefined, { 'accept-language': 'vi' })
    expect(refused.json()).toMatchObject({ status: 422, detail: expect.stringContaining('Hãy ghi') as string })
  })
})

describe('what not everyone may see', () => {
  const personal = 'Ông A, CCCD số 001085012345, điện thoại 0912 345 678, STK 1903 4567 8901.'

  test('personal numbers are masked everywhere for those without the right', async () => {
    const made = await world([report(1, [5], { text: personal })])
    const lan = await made.signIn({ name: 'lan', role: 'reviewer' })
    const paths = [
      `/documents/${shaOf(1)}`,
      '/grid?kind=header',
      '/queue',
      `/documents/${shaOf(1)}/history`,
      '/changes',
    ]
    const add = {
      n: 1,
      item: 'added-abcdefgh',
      action: 'add' as const,
      kind: 'recipient' as const,
      values: { value: 'CCCD 001085012345' },
      evidence: [{ start: 0, end: 3, page: null, boxes: [], path: null }],
      revision: 0,
    }
    await made.admin.decide(add)
    await expect.poll(() => namesFound(made.admin, 'CCCD')).toEqual(['bao-cao-1.docx'])
    for (const path of [...paths, '/search?q=CCCD', '/search?q=001085012345']) {
      const { body } = await lan.ask('GET', path)
      for (const digits of ['001085012345', '0912 345 678', '1903 4567 8901', '345 678'])
        expect(body, path).not.toContain(digits)
    }
    const { record, items } = await lan.document(1)
    expect(record.text).toHaveLength((await made.admin.document(1)).record.text.length)
    expect(record.text).toContain('CCCD số ••••••••••••')
    expect((await made.admin.document(1)).record.text).toContain('001085012345')
    const masked = items.find(({ id }) => id === 'added-abcdefgh')!
    expect(masked.masked).toBe(true)
    const back = {
      n: 1,
      item: masked.id,
      action: 'correct' as const,
      values: { ...masked.state.values },
      revision: masked.revision,
    }
    expect((await lan.decide(back)).results[0]).toMatchObject({ outcome: 'refused', code: 'invalid' })
  })

  test('a classified document is closed to all but those named for it, administrators too', async () => {
    const made = await world([report(1, [5]), report(2, [6], { secrecy: 'TỐI MẬT' })])
    const lan = await made.signIn({ name: 'lan', role: 'reviewer' })
    const closed = async (browser: Browser) =>
      (await browser.ask('GET', `/documents/${shaOf(2)}`)).json<{ code?: string }>()
    expect(await closed(made.admin)).toMatchObject({ code: 'closed' })
    const paths = ['', '/history', '/flow', '/source', '/pages/1.png', '/crop.png?page=1&x=0&y=0&width=9&height=9']
    for (const path of paths) expect((await lan.ask('GET', `/documents/${shaOf(2)}${path}`)).statusCode, path).toBe(403)
    expect((await lan.decide(accept(2, 0))).results[0]).toMatchObject({ outcome: 'refused', code: 'closed' })
    expect((await lan.get<Queue>('/queue?status=all')).entries.every(({ document }) => document === shaOf(1))).toBe(
      true,
    )
    expect((await lan.get<Counts>('/counts')).total).toBe(3)
    expect((await lan.ask('GET', '/documents')).body).not.toContain('bao-cao-2')
    await expect.poll(() => namesFound(lan, 'ho so')).toEqual(['bao-cao-1.docx'])
    expect((await lan.ask('PUT', `/documents/${shaOf(2)}/access`, { users: ['lan'] })).statusCode).toBe(403)
    expect((await made.admin.ask('PUT', `/documents/${shaOf(2)}/access`, { users: ['lan'] })).statusCode).toBe(200)
    expect((await lan.document(2)).document.secrecy).toBe('TỐI MẬT')
    expect(await namesFound(lan, 'hồ sơ')).toEqual(['bao-cao-1.docx', 'bao-cao-2.docx'])
    expect(await namesFound(made.admin, 'hồ sơ')).toEqual(['bao-cao-1.docx'])
    expect((await lan.get<Counts>('/counts')).total).toBe(7)
    expect(await closed(made.admin)).toMatchObject({ code: 'closed' })
  })

  test('an administrator names who may open classified documents, sees no more of them, and leaves a trace', async () => {
    const made = await world([
      report(1, [5]),
      report(2, [6], { secrecy: 'MẬT' }),
      report(3, [7], { secrecy: 'TỐI MẬT' }),
    ])
    const lan = await made.signIn({ name: 'lan', role: 'supervisor' })
    expect((await lan.ask('GET', '/access')).statusCode).toBe(403)
    const list = async () => (await made.admin.get<AccessList>('/access')).documents
    expect(await list()).toEqual([
      { document: shaOf(2), name: 'bao-cao-2.docx', secrecy: 'MẬT', users: [] },
      { document: shaOf(3), name: 'bao-cao-3.docx', secrecy: 'TỐI MẬT', users: [] },
    ])
    const put = (users: string[]) => made.admin.ask('PUT', `/documents/${shaOf(3)}/access`, { users })
    expect((await put(['lan', 'ai-do'])).json()).toMatchObject({ status: 422 })
    expect((await put(['lan'])).statusCode).toBe(200)
    expect((await list()).map(({ users }) => users)).toEqual([[], ['lan']])
    expect((await lan.ask('GET', `/documents/${shaOf(3)}`)).statusCode).toBe(200)
    expect((await put([])).statusCode).toBe(200)
    expect((await lan.ask('GET', `/documents/${shaOf(3)}`)).statusCode).toBe(403)
    const log = await made.store.query((db) =>
      db.selectFrom('decision').select(['before', 'after']).where('action', '=', 'access-changed').execute(),
    )
    expect(log).toEqual([
      { before: '[]', after: '["lan"]' },
      { before: '["lan"]', after: '[]' },
    ])
  })

  test('a mark that a reviewer puts in closes the document at once', async () => {
    const { admin } = await world([report(1, [5])])
    const evidence = [{ start: 0, end: 3, page: null, boxes: [], path: null }]
    const add = {
      n: 1,
      item: 'added-secrecy1',
      action: 'add' as const,
      kind: 'header' as const,
      slot: 'secrecy',
      evidence,
      revision: 0,
    }
    await admin.decide({ ...add, values: { value: 'MẬT' } })
    expect((await admin.ask('GET', `/documents/${shaOf(1)}`)).json()).toMatchObject({ code: 'closed' })
    expect((await admin.get<Queue>('/queue')).total).toBe(0)
  })
})

describe('two who key blindly', () => {
  test('agree, or call a supervisor; nobody sees the other’s keying', async () => {
    const made = await world([report(1, [5, 6])])
    await made.admin.ask('PUT', '/settings', { doubleKeying: 1 })
    const lan = await made.signIn({ name: 'lan', role: 'reviewer' })
    const huy = await made.signIn({ name: 'huy', role: 'reviewer' })
    await lan.decide(accept(1, 0), correct(1, 1, 60))
    const seen = (await huy.document(1)).items.find(({ id }) => id === 'metric-1-1')!
    expect(seen.state).toMatchObject({ status: 'open', values: { value: 6 } })
    expect((await huy.get<{ decisions: unknown[] }>('/changes')).decisions).toEqual([])
    expect((await lan.get<Queue>('/queue?kind=metric')).total).toBe(0)
    expect((await huy.get<Queue>('/queue?kind=metric')).total).toBe(2)
    await huy.decide(accept(1, 0), correct(1, 1, 61))
    const { items } = await made.admin.document(1)
    const statusOf = (id: string) => items.find((item) => item.id === id)!.state.status
    expect([statusOf('metric-1-0'), statusOf('metric-1-1')]).toEqual(['accepted', 'conflict'])
    const revision = items.find(({ id }) => id === 'metric-1-1')!.revision
    expect((await lan.decide(correct(1, 1, 62, revision))).results[0]).toMatchObject({
      outcome: 'refused',
      code: 'forbidden',
    })
    const { keyed } = await made.admin.document(1)
    expect(keyed.map(({ user, state }) => [user, state.values?.['value']])).toEqual([
      ['lan', 60],
      ['huy', 61],
    ])
    expect((await made.admin.decide(correct(1, 1, 61, revision))).results[0]).toMatchObject({ outcome: 'done' })
    expect(await made.admin.get('/agreement')).toMatchObject({
      documents: 1,
      items: 2,
      agreed: 1,
      conflicts: 0,
      agreement: 0.5,
    })
  })
})

describe('the log', () => {
  test('cannot be changed through the store, and tells where it was changed past it', async () => {
    const { store, admin, location } = await world([report(1, [5, 6, 7])])
    await admin.decide(accept(1, 0))
    await admin.decide(correct(1, 1, 60))
    await admin.decide(accept(1, 2))
    const verdict = await verifyLog(store)
    expect(verdict).toMatchObject({ intact: true })
    const head = verdict.intact ? verdict.head : ''
    await expect(store.query((db) => db.updateTable('decision').set({ why: 'x' }).execute())).rejects.toThrow(
      'never changed',
    )
    await expect(store.query((db) => db.deleteFrom('decision').execute())).rejects.toThrow('never changed')
    const tamper = async (sql: string) => {
      const file = new Database(location)
      file.exec('drop trigger if exists decision_no_update; drop trigger if exists decision_no_delete;')
      file.exec(sql)
      file.close()
      return verifyLog(store, head)
    }
    const last = (await admin.get<{ seq: number }>('/changes')).seq
    await admin.decide({ ...accept(1, 2), action: 'comment', why: 'xem lại', revision: last })
    expect(await verifyLog(store, head)).toMatchObject({ intact: true, knownHead: true })
    expect(await tamper(`delete from decision where seq = ${last + 1}`)).toMatchObject({ intact: false, seq: last + 1 })
    expect(
      await tamper(`update decision set after = replace(after, '60', '61') where seq = ${last - 1}`),
    ).toMatchObject({
      intact: false,
      seq: last - 1,
      reason: 'it was changed',
    })
    expect(await tamper('delete from decision where seq = 1')).toMatchObject({
      intact: false,
      seq: 1,
      reason: 'it is missing',
    })
  })
})
