import { createServer } from 'node:http'
import type { IncomingMessage, Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { sendDue, signatureOf, webhookHeaders } from '../../src/server/webhook-sender.ts'
import { appendEntries } from '../../src/store/decision-log.ts'
import { openEdition } from '../../src/store/edition.ts'
import { addWebhook, listWebhooks, removeWebhook, replayDeliveries, takeDeliveries } from '../../src/store/outbox.ts'
import { registerPaths } from '../../src/store/register.ts'
import { settle } from '../../src/store/settle.ts'
import { openStore } from '../../src/store/store.ts'
import type { Store } from '../../src/store/store.ts'
import { claimWaiting } from '../../src/store/work.ts'
import { emptyFolder } from '../cli/run-boctach.ts'
import { fillLedger } from '../search/describe-search.ts'
import { makeRecord } from '../search/made-record.ts'

interface Received {
  readonly headers: IncomingMessage['headers']
  readonly body: string
}

/** A program that is told things; `answer` is the status it gives. */
async function openListener(answer: (received: number) => number) {
  const received: Received[] = []
  const server: Server = createServer((request, response) => {
    let body = ''
    request.setEncoding('utf8').on('data', (text: string) => (body += text))
    request.on('end', () => {
      received.push({ headers: request.headers, body })
      response.writeHead(answer(received.length), { location: '/elsewhere' }).end()
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  onTestFinished(() => void server.close())
  return { received, url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/told` }
}

async function openLedger(): Promise<Store> {
  const store = await openStore(join(await emptyFolder(), 'ledger.db'))
  onTestFinished(() => store.close())
  return store
}

const events = ['document.read', 'document.failed', 'decision.made'] as const
const made = { name: 'a.pdf', text: 'hồ sơ' }
const soon = Date.now() + 1_000

test('what happened is told, signed, once', async () => {
  const store = await openLedger()
  const { received, url } = await openListener(() => 204)
  await addWebhook(store, { url, secret: 'shared', events }, 1)
  await fillLedger(store, [made])
  expect(await sendDue(store, soon)).toBe(1)
  expect(await sendDue(store, soon)).toBe(0)
  const [{ headers, body }] = received as [Received]
  expect(JSON.parse(body)).toEqual({
    id: 1,
    type: 'document.read',
    at: 3,
    document: makeRecord(made).id,
    job: 1,
    code: null,
  })
  expect(headers[webhookHeaders.type]).toBe('document.read')
  const signature = String(headers[webhookHeaders.signature])
  const seconds = Number(/^t=(\d+),/.exec(signature)![1])
  expect(signature).toBe(signatureOf('shared', seconds, body))
  expect(signature).not.toBe(signatureOf('another', seconds, body))
  expect(await listWebhooks(store)).toMatchObject([{ url, sent: 1, waiting: 0, failed: 0 }])
})

test('what is not taken is tried again, later each time, and given up at last; a redirect is not followed', async () => {
  const store = await openLedger()
  const { received, url } = await openListener((count) => (count % 2 === 0 ? 500 : 302))
  await addWebhook(store, { url, secret: 's', events }, 1)
  await fillLedger(store, [made])
  const pauses: number[] = []
  let now = soon
  for (let tries = 1; tries <= 20; tries++) {
    expect(await sendDue(store, now)).toBe(1)
    expect(await sendDue(store, now + 1)).toBe(0)
    const { nextAt, state } = await store.query((db) => db.selectFrom('delivery').selectAll().executeTakeFirstOrThrow())
    if (state === 'failed') break
    pauses.push((nextAt - now) / 1000)
    now = nextAt
  }
  expect(pauses.slice(0, 4)).toEqual([10, 20, 40, 80])
  expect(pauses).toHaveLength(19)
  expect(Math.max(...pauses)).toBe(3600)
  expect(received).toHaveLength(20)
  const [hook] = await listWebhooks(store)
  expect(hook).toMatchObject({ failed: 1, waiting: 0 })
  expect(await replayDeliveries(store, hook!.id, { since: 0, failedOnly: true, now })).toBe(1)
  expect(await replayDeliveries(store, hook!.id, { since: 0, failedOnly: true, now })).toBe(0)
  expect(await listWebhooks(store)).toMatchObject([{ failed: 0, waiting: 1 }])
})

test('events of before an address was there can be replayed; only those it asks for; nothing once it is removed', async () => {
  const store = await openLedger()
  await fillLedger(store, [made])
  const { received, url } = await openListener(() => 200)
  const id = await addWebhook(store, { url, secret: 's', events: ['document.read'] }, 5)
  const failing = await addWebhook(store, { url: `${url}/other`, secret: 's', events: ['document.failed'] }, 5)
  expect(await sendDue(store, soon)).toBe(0)
  const all = { since: 0, failedOnly: false, now: soon }
  expect(await replayDeliveries(store, id, { ...all, since: 4 })).toBe(0)
  expect([await replayDeliveries(store, failing, all), await replayDeliveries(store, id, all)]).toEqual([0, 1])
  expect(await replayDeliveries(store, id, all)).toBe(1)
  expect(await sendDue(store, soon)).toBe(1)
  expect(received).toHaveLength(1)
  expect([await removeWebhook(store, id), await removeWebhook(store, id)]).toEqual([true, false])
  expect(await replayDeliveries(store, id, all)).toBe(0)
})

test('a decision is told, what was keyed blindly is not', async () => {
  const store = await openLedger()
  await addWebhook(store, { url: 'http://127.0.0.1:1/', secret: 's', events: ['decision.made'] }, 1)
  await fillLedger(store, [made])
  const entry = {
    at: 7,
    reviewerId: 1,
    userName: 'lan',
    documentId: 1,
    document: makeRecord(made).id,
    item: 'number-1',
    kind: 'header',
    slot: 'number',
    action: 'accept',
    before: '{}',
    after: '{}',
    extracted: null,
    evidence: '[]',
    why: null,
    groupKey: null,
    undoes: null,
    request: null,
  } as const
  await store.transaction(async (tx) => {
    await appendEntries(store, tx, [
      { ...entry, blind: 0 },
      { ...entry, blind: 1, item: 'subject-1' },
    ])
  })
  const deliveries = await takeDeliveries(store, soon, 10, 1_000)
  expect(deliveries.map(({ type, payload }) => [type, JSON.parse(payload) as unknown])).toEqual([
    ['decision.made', { decision: 1, item: 'number-1', action: 'accept' }],
  ])
})

test('an event is written with what happened or not at all', async () => {
  const store = await openLedger()
  await addWebhook(store, { url: 'http://127.0.0.1:1/', secret: 's', events }, 1)
  await fillLedger(store, [made])
  const { id: editionId } = await openEdition(store, 'other', '1', 2)
  const found = {
    path: '/x',
    container: null,
    location: '{}',
    fingerprint: '',
    status: 'document',
    code: null,
    message: null,
  }
  const document = { sha256: 'e'.repeat(64), bytes: 1, name: 'x' }
  await registerPaths(store, { editionId, runId: 1, now: 2 }, [{ ...found, status: 'document', document }])
  const [claim] = await claimWaiting(store, { editionId, lane: 'fast', limit: 1, workerId: 1, now: 3 })
  const failed = { kind: 'failed', code: 'damaged', message: 'broken' } as const
  const refuse = () => Promise.reject(new Error('refused'))
  const count = async () => (await store.query((db) => db.selectFrom('event').select('type').execute())).length
  await expect(settle(store, claim!, failed, 4, refuse)).rejects.toThrow('refused')
  expect(await count()).toBe(1)
  await settle(store, claim!, failed, 4)
  expect(await count()).toBe(2)
  const deliveries = await takeDeliveries(store, soon, 10, 1_000)
  expect(deliveries.map(({ type }) => type)).toEqual(['document.read', 'document.failed'])
  // Taken and not brought back: due again when the time is over.
  expect(await takeDeliveries(store, soon, 10, 1_000)).toEqual([])
  expect(await takeDeliveries(store, soon + 1_000, 10, 1_000)).toHaveLength(2)
})
