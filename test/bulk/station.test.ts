import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { pathToFileURL } from 'node:url'
import { expect, onTestFinished, test } from 'vitest'
import type { Setup } from '../../src/bulk/messages.ts'
import { Station } from '../../src/bulk/station.ts'
import type { LaneOptions, Worked } from '../../src/bulk/station.ts'
import { LedgerQueue } from '../../src/bulk/work-queue.ts'
import { defaultLimits } from '../../src/readers/reader.ts'
import { readRules } from '../../src/rules/load.ts'
import { openEdition } from '../../src/store/edition.ts'
import { registerPaths } from '../../src/store/register.ts'
import { openStore } from '../../src/store/store.ts'
import type { Store } from '../../src/store/store.ts'
import { lanes } from '../../src/store/tables.ts'
import type { Lane } from '../../src/store/tables.ts'
import { readTally } from '../../src/store/tally.ts'
import { addWorker } from '../../src/store/workers.ts'
import { emptyFolder } from '../cli/run-boctach.ts'

const noRules = await readRules([])

const setup: Setup = {
  rules: noRules,
  limits: defaultLimits,
  outDir: null,
  cache: null,
  ocr: null,
  maxRecordBytes: 1e9,
  maxMemoryBytes: 2 ** 30,
}

interface Desk {
  readonly store: Store
  readonly editionId: number
  readonly worked: Worked[]
  readonly station: (options?: { readonly lanes?: readonly Lane[]; readonly more?: () => boolean }) => Station
  readonly register: (...names: readonly string[]) => Promise<void>
}

/**
 * A ledger in a folder, and processes that do as the name of a document says: 'scan…' goes to the slow lane and takes a second
 * there, 'gone…' cannot be reached, 'stop' meets an obstacle, everything else is broken at once.
 */
async function makeDesk(): Promise<Desk> {
  const folder = await emptyFolder()
  const script = join(folder, 'process.mjs')
  await writeFile(
    script,
    `const answer = (outcome) => process.send({ kind: 'outcome', outcome, memoryBytes: 1 })
    const failed = (code) => answer({ kind: 'failed', code, message: 'so it is' })
    process.on('disconnect', () => process.exit())
    process.on('message', ({ kind, task }) => {
      if (kind === 'setup') process.send({ kind: 'ready' })
      else if (task.name.startsWith('scan') && task.lane === 'fast') answer({ kind: 'passed-on', lane: 'slow' })
      else if (task.name.startsWith('scan')) setTimeout(() => failed('needs-ocr'), 1000)
      else if (task.name.startsWith('gone')) failed('not-found')
      else if (task.name === 'stop') process.send({ kind: 'obstacle', message: 'the disk is full' })
      else failed('damaged')
    })`,
  )
  const store = await openStore(join(folder, 'ledger.db'))
  onTestFinished(() => store.close())
  const { id: editionId } = await openEdition(store, 'rules', '1', 1)
  const workerId = await addWorker(store, { host: 'here', pid: 1, jobs: 1, editionId })
  const worked: Worked[] = []
  const process = { setup, timeoutMs: 10_000, niceness: 0, script: pathToFileURL(script) }
  return {
    store,
    editionId,
    worked,
    register: async (...names) => {
      const found = names.map((name) => ({
        path: `/${name}`,
        container: null,
        location: '{}',
        fingerprint: '',
        status: 'document' as const,
        document: { sha256: Buffer.from(name.padEnd(32, '.')).toString('hex'), bytes: 1, name },
        code: null,
        message: null,
      }))
      await registerPaths(store, { editionId, runId: 1, now: 1 }, found)
    },
    station: ({ lanes: served = lanes, more = () => false } = {}) =>
      new Station({
        queue: new LedgerQueue(store, editionId, workerId),
        lanes: new Map(served.map((lane): [Lane, LaneOptions] => [lane, { jobs: 1, process }])),
        previousOf: () => Promise.resolve(null),
        tell: (one) => worked.push(one),
        allQueued: () => !more(),
      }),
  }
}

const numbered = (prefix: string, times: number) =>
  Array.from({ length: times }, (_, n) => `${prefix}${String(n).padStart(3, '0')}`)

async function counts({ store, editionId }: Desk): Promise<Record<string, number>> {
  const rows = await store.query((db) => readTally(db, editionId))
  return Object.fromEntries(rows.map(({ state, detail, documents }) => [`${state} ${detail}`, documents]))
}

test('slow documents never keep fast ones waiting', async () => {
  const desk = await makeDesk()
  await desk.register(...numbered('scan', 4), ...numbered('report', 40))
  await desk.station().work()
  expect(await counts(desk)).toEqual({ 'failed damaged': 40, 'failed needs-ocr': 4 })
  const names = desk.worked.filter(({ outcome }) => outcome.kind === 'failed').map(({ claim }) => claim.name)
  // The scans were there first; each takes a second, while all 40 others together take less.
  expect(names.slice(-3).every((name) => name.startsWith('scan'))).toBe(true)
})

test('without recognition the slow lane is left to those who have it', async () => {
  const desk = await makeDesk()
  await desk.register('scan1', 'report1')
  await desk.station({ lanes: ['fast'] }).work()
  expect(await counts(desk)).toEqual({ 'failed damaged': 1, 'waiting slow': 1 })
})

test('work goes on while documents are still being found', async () => {
  const desk = await makeDesk()
  let more = true
  const work = desk.station({ more: () => more }).work()
  for (const name of ['a', 'b', 'c']) {
    await desk.register(name)
    await delay(200)
  }
  more = false
  await work
  expect(await counts(desk)).toEqual({ 'failed damaged': 3 })
})

test('what is in the way of all documents stops the work and leaves them waiting', async () => {
  const desk = await makeDesk()
  await desk.register('a', 'stop', ...numbered('later', 10))
  await expect(desk.station().work()).rejects.toThrow('the disk is full')
  const { 'waiting fast': waiting, ...others } = await counts(desk)
  expect(waiting).toBeGreaterThanOrEqual(10)
  expect(Object.keys(others)).toEqual(['failed damaged'])
})

test('an archive that is gone stops the work before all of it is called missing', async () => {
  const desk = await makeDesk()
  await desk.register(...numbered('gone', 60))
  await expect(desk.station().work()).rejects.toThrow('is the archive still there?')
  expect((await counts(desk))['failed not-found']).toBeLessThan(25)
})

test('a stopped station gives back what it has not begun', async () => {
  const desk = await makeDesk()
  await desk.register(...numbered('report', 30))
  const station = desk.station()
  const work = station.work()
  while (desk.worked.length === 0) await delay(5)
  station.stop()
  await work
  const { 'waiting fast': waiting, 'failed damaged': failed } = await counts(desk)
  expect(waiting! + failed!).toBe(30)
  expect(station.hands.size).toBe(0)
})
