import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Counts, QueueEntry } from '../../src/domain/review-api.ts'
import { indexNewRecords } from '../../src/server/review/indexing.ts'
import { verifyLog } from '../../src/store/decision-log.ts'
import type { QueueFilter } from '../../src/store/review-queue.ts'
import { runs } from '../fuzz/runs.ts'
import { Browser, adopt, openWorld, report, shaOf } from '../server/review-world.ts'
import type { World } from '../server/review-world.ts'
import { compareCounts, compareKept } from './recount.ts'

/** What the review asks of either database. */
export function describeReviewStore(newLocation: () => Promise<string>): void {
  test('queues, leases, decides and counts', async () => {
    const world = await openWorld([report(1, [5, 6]), report(2, [8])], await newLocation())
    try {
      await reviewTogether(world)
    } finally {
      await world.close()
    }
  })

  test('keeps counts that are those of the items, whatever is done', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(step, { minLength: 20, maxLength: 40 }),
        fc.array(filter, { minLength: 12, maxLength: 12 }),
        async (steps, filters) => {
          const records = [1, 2, 3, 4].map((n) => report(n, [5, 6, 7], n === 4 ? { secrecy: 'MẬT' } : {}))
          const world = await openWorld(records, await newLocation())
          try {
            const browsers = await people(world)
            for (const one of steps) await take(world, browsers, one)
            await compareKept(world.store)
            for (const { who, ...one } of filters) await compareCounts(world.store, who, one)
          } finally {
            await world.close()
          }
        },
      ),
      { numRuns: runs(20), endOnFailure: true },
    )
  })
}

async function reviewTogether(world: World): Promise<void> {
  const { admin, clock, store } = world
  const lan = await world.signIn({ name: 'lan', role: 'reviewer' })
  const metric = (n: number, i: number) => ({ n, item: `metric-${n}-${i}`, action: 'accept' as const, revision: 0 })
  const next = async (browser: Browser, after = '') =>
    (await browser.get<{ entry: QueueEntry | null; total: number }>(`/queue/next?doubt=0.1${after}`)).entry
  const first = await admin.get<{ entries: QueueEntry[]; cursor: string; total: number }>('/queue?limit=2')
  expect(first.entries.map(({ item }) => item)).toEqual(['metric-1-0', 'metric-2-0'])
  expect(first.total).toBe(7)
  expect((await next(admin, `&after=${first.entries[0]!.place}`))?.item).toBe('metric-2-0')

  const take = async (browser: Browser, takeOver: boolean) =>
    (await browser.ask('POST', `/documents/${shaOf(1)}/lease`, { takeOver })).json<{ lease: { user: string } }>().lease
  expect((await take(admin, false)).user).toBe('admin')
  expect((await take(lan, false)).user).toBe('admin')
  expect((await next(lan))?.item).toBe('metric-2-0')
  expect((await lan.decide(metric(1, 0))).results[0]).toMatchObject({ outcome: 'refused', code: 'leased' })
  expect((await take(lan, true)).user).toBe('lan')
  const many = await Promise.all(
    Array.from({ length: 6 }, (_, i) => lan.decide({ ...metric(1, 0), action: 'correct', values: { value: 10 + i } })),
  )
  expect(many.flatMap(({ results }) => results.map(({ outcome }) => outcome)).sort()).toEqual([
    ...Array.from({ length: 5 }, () => 'conflict'),
    'done',
  ])
  clock.now += 60_000
  const { results } = await admin.decide(metric(1, 1), metric(2, 0))
  const counts = await admin.get<Counts>('/counts')
  expect(counts.total).toBe(4)
  expect(counts.status).toEqual([
    { value: 'open', items: 4 },
    { value: 'accepted', items: 2 },
    { value: 'corrected', items: 1 },
  ])
  await admin.undo(results[0]?.outcome === 'done' ? results[0].seq : 0)
  expect((await admin.get<Counts>('/counts')).total).toBe(6)
  expect(await admin.get('/statistics')).toMatchObject({ items: { open: 6, settled: 1 } })
  expect(await verifyLog(store)).toMatchObject({ intact: true })
}

const deeds = ['accept', 'correct', 'reject', 'unreadable', 'comment', 'undo', 'add', 'mark'] as const
type Deed = (typeof deeds)[number]
type Step = Readonly<{
  who: number
  n: number
  i: number
  act: Deed | 'extract' | 'name' | 'double' | 'single'
  value: number
}>

const step: fc.Arbitrary<Step> = fc.record({
  who: fc.nat(2),
  n: fc.integer({ min: 1, max: 4 }),
  i: fc.nat(2),
  act: fc.constantFrom(...deeds, 'extract', 'name', 'double', 'single'),
  value: fc.integer({ min: 5, max: 7 }),
})

async function people(world: World): Promise<Browser[]> {
  return [
    world.admin,
    await world.signIn({ name: 'lan', role: 'reviewer' }),
    await world.signIn({ name: 'huy', role: 'supervisor' }),
  ]
}

let version = 1
let added = 0

async function take({ admin, store }: World, browsers: readonly Browser[], { who, n, i, act, value }: Step) {
  if (act === 'name')
    await admin.ask('PUT', `/documents/${shaOf(n)}/access`, { users: value > 5 ? ['lan', 'admin'] : [] })
  else if (act === 'double' || act === 'single') {
    await admin.ask('PUT', '/settings', { doubleKeying: act === 'double' ? 1 : 0 })
  } else if (act === 'extract') {
    const values = [5, 6, value].slice(0, i + 1)
    await adopt(store, report(n, values, n === 4 || value === 7 ? { secrecy: 'MẬT' } : {}), String(++version))
    await indexNewRecords(store)
  } else await decideAs(browsers[who]!, n, i, act, value)
}

async function decideAs(browser: Browser, n: number, i: number, act: Deed, value: number): Promise<void> {
  const opened = await browser.ask('GET', `/documents/${shaOf(n)}`)
  if (opened.statusCode !== 200) return
  const { items, undo } = opened.json<{ items: { id: string; revision: number }[]; undo: number | null }>()
  if (act === 'undo') {
    if (undo !== null) await browser.undo(undo)
  } else if (act === 'add' || act === 'mark') {
    const evidence = [{ start: 0, end: 3, page: null, boxes: [], path: null }]
    const what =
      act === 'mark'
        ? { kind: 'header' as const, slot: 'secrecy', values: { value: 'MẬT' } }
        : { kind: 'recipient' as const, values: { value: 'UBND xã' } }
    const item = `added-${String(++added).padStart(8, '0')}`
    await browser.decide({ n, item, action: 'add', revision: 0, evidence, ...what })
  } else {
    const item = items.find(({ id }) => id === `metric-${n}-${i}`)
    if (!item) return
    const more = act === 'correct' ? { values: { value } } : act === 'comment' ? { why: 'xem lại' } : {}
    await browser.decide({ n, item: item.id, action: act, revision: item.revision, ...more })
  }
}

const filter: fc.Arbitrary<QueueFilter & { who: number }> = fc.record(
  {
    who: fc.integer({ min: 1, max: 3 }),
    status: fc.constantFrom('open', 'settled', 'stale', 'all', 'accepted', 'corrected', 'conflict', 'added'),
    kind: fc.constantFrom('metric', 'header', 'recipient', undefined),
    slot: fc.constantFrom('number', undefined, undefined),
    step: fc.constantFrom(3, 5, undefined, undefined),
    documentId: fc.constantFrom(1, 4, undefined, undefined, undefined),
    batchId: fc.constantFrom(1, undefined, undefined),
    type: fc.constantFrom('Báo cáo', undefined),
  },
  { requiredKeys: ['who', 'status'] },
)
