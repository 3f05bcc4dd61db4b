import { expect, test } from 'vitest'
import { createToken, findAnswer, findToken, keepAnswer } from '../../src/store/access-tokens.ts'
import { findJob, findListed, listDocuments } from '../../src/store/document-list.ts'
import { addWebhook, listWebhooks, replayDeliveries, settleDelivery, takeDeliveries } from '../../src/store/outbox.ts'
import { openStore } from '../../src/store/store.ts'
import { fillLedger } from '../search/describe-search.ts'
import { makeRecord } from '../search/made-record.ts'

const records = [
  { name: 'a', text: 'x', type: 'Báo cáo', issuedOn: '2024-01-01' },
  { name: 'b', text: 'x', type: 'Báo cáo', secrecy: 'Mật' },
  { name: 'c', text: 'x', type: 'Công văn' },
]

/** What the API asks of either database. */
export function describeApiStore(newLocation: () => Promise<string>): void {
  test('lists documents, keeps tokens and answers, and hands out events', async () => {
    const store = await openStore(await newLocation())
    try {
      const hook = await addWebhook(store, { url: 'http://127.0.0.1:1/', secret: 's', events: ['document.read'] }, 1)
      await fillLedger(store, records)
      const names = async (filter: object, closedToo = true) =>
        (await listDocuments(store, { ...filter, closedToo }, 0, 10)).map(({ name }) => name)
      expect(await names({})).toEqual(['a', 'b', 'c'])
      expect(await names({}, false)).toEqual(['a', 'c'])
      expect(await names({ typeKey: 'bao cao', quality: 'ok', read: true })).toEqual(['a', 'b'])
      expect(await names({ issuedFrom: '2024-01-01', issuedTo: '2024-12-31' })).toEqual(['a'])
      expect(await names({ read: false })).toEqual([])
      const sha256 = makeRecord(records[1]!).id
      expect(await findListed(store, sha256, false)).toBeNull()
      expect(await findListed(store, sha256, true)).toMatchObject({ state: 'done', quality: 'ok', secrecy: 'Mật' })
      expect(await findJob(store, 2, true)).toMatchObject({ sha256, state: 'done', attempts: 1 })

      const token = (await createToken(store, { name: 't', scopes: ['read'], expiresAt: 10 }, 1))!
      expect(await findToken(store, token, 9)).toMatchObject({ name: 't', scopes: ['read'] })
      expect(await findToken(store, token, 10)).toBeNull()
      const answer = { tokenId: 1, key: 'k', fingerprint: 'f', answer: '{}' }
      await keepAnswer(store, answer, 1)
      await keepAnswer(store, { ...answer, fingerprint: 'later' }, 2)
      expect(await findAnswer(store, 1, 'k')).toMatchObject({ fingerprint: 'f' })

      const taken = await takeDeliveries(store, 100, 2, 50)
      expect(taken.map(({ sha256: of }) => of)).toEqual([makeRecord(records[0]!).id, sha256])
      expect(await takeDeliveries(store, 100, 2, 50)).toHaveLength(1)
      await settleDelivery(store, taken[0]!, { state: 'sent', answer: '200', nextAt: 100 })
      expect(await takeDeliveries(store, 150, 10, 50)).toHaveLength(2)
      expect(await listWebhooks(store)).toMatchObject([{ sent: 1, waiting: 2 }])
      expect(await replayDeliveries(store, hook, { since: 0, failedOnly: false, now: 150 })).toBe(3)
    } finally {
      await store.close()
    }
  })
}
