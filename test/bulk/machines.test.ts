import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest'
import { scan } from '../../src/bulk/scan.ts'
import { loadRuleSet } from '../../src/pipeline/extract.ts'
import { version } from '../../src/pipeline/program-version.ts'
import { defaultLimits } from '../../src/readers/reader.ts'
import { openEdition } from '../../src/store/edition.ts'
import { openStore } from '../../src/store/store.ts'
import type { Store } from '../../src/store/store.ts'
import { callBoctach } from '../cli/call-boctach.ts'
import { emptyFolder, runBoctach } from '../cli/run-boctach.ts'
import { isThorough } from '../fuzz/runs.ts'
import { startPostgres } from '../store/postgres-server.ts'
import type { PostgresServer } from '../store/postgres-server.ts'
import { checkLedger, readRecords } from './check-ledger.ts'
import { makeArchive } from './made-archive.ts'
import { hasEnded, startBoctach, until } from './processes.ts'
import type { Running } from './processes.ts'

const rounds = isThorough ? 10 : 1

let server: PostgresServer

beforeAll(async () => {
  server = await startPostgres()
})

afterAll(() => server.close())

/** A command that is ended with the test. */
function start(...args: readonly string[]): Running {
  const running = startBoctach(args)
  onTestFinished(async () => {
    if (!hasEnded(running)) running.child.kill('SIGKILL')
    await running.ended
  })
  return running
}

async function numberOf(store: Store, state: 'done' | 'working', pid?: number): Promise<number> {
  const rows = await store.query((db) =>
    db
      .selectFrom('extraction')
      .leftJoin('worker', 'worker.id', 'extraction.workerId')
      .select('extraction.id')
      .where('state', '=', state)
      .$if(pid !== undefined, (query) => query.where('pid', '=', pid!))
      .execute(),
  )
  return rows.length
}

/** Writes down what lies in an archive for the edition of this program and its own rules, as a run does; nothing is read. */
async function queue(store: Store, archive: string): Promise<void> {
  const { hash } = await loadRuleSet([])
  const { id: editionId } = await openEdition(store, hash, version, Date.now())
  const options = {
    limits: defaultLimits,
    pictures: false,
    exclude: `${archive}-none`,
    stopped: () => false,
    tell: () => undefined,
  }
  await scan([archive], { store, sighting: { editionId, runId: 0 }, ...options })
}

test(
  'machines come and go, the database is restarted: each document has one result, the dead one’s within a minute',
  async () => {
    const folder = await emptyFolder()
    const [archive, out, reference] = [join(folder, 'archive'), join(folder, 'out'), join(folder, 'reference')]
    const made = await makeArchive(archive, 40 * rounds)
    const url = await server.newDatabase()
    const shared = ['--database', url, '--out', out, '--jobs', '1']
    const store = await openStore(url)
    onTestFinished(() => store.close())
    await queue(store, archive)
    const all = made.readable + made.unreadable

    const killed = new Map<number, number>()
    for (let round = 0; round < rounds; round++) {
      const worker = start('worker', ...shared)
      const pid = worker.child.pid!
      await until('the worker has documents', async () => (await numberOf(store, 'working', pid)) > 0, 120_000)
      worker.child.kill('SIGKILL')
      await worker.ended
      killed.set(pid, performance.now())
    }
    let run = start('run', archive, ...shared)
    const before = await numberOf(store, 'done')
    await until('the run gets on', async () => (await numberOf(store, 'done')) > before, 120_000)
    await server.restart(() => delay(1500))
    const then = await numberOf(store, 'done')
    const inDeadHands = async () =>
      (await Promise.all([...killed.keys()].map((pid) => numberOf(store, 'working', pid)))).reduce(
        (sum, n) => sum + n,
        0,
      )
    await until(
      'it goes on where it was, or has nothing else to do',
      async () =>
        (await numberOf(store, 'done')) > then ||
        (await inDeadHands()) + (await numberOf(store, 'done')) + made.unreadable >= all,
      120_000,
    )
    run.child.kill('SIGKILL')
    await run.ended
    run = start('run', archive, ...shared)
    for (const [pid, at] of killed) {
      await until('its documents are with others', async () => (await numberOf(store, 'working', pid)) === 0, 90_000)
      if (at === Math.max(...killed.values())) expect(performance.now() - at).toBeLessThan(60_000)
    }

    expect(await run.ended, run.stderr()).toBe(1)
    expect(await checkLedger(url, out)).toMatchObject({ done: made.readable, failed: made.unreadable })
    const jobs = await store.query((db) =>
      db
        .withSchema('boctach_queue')
        .selectFrom('job' as never)
        .selectAll()
        .execute(),
    )
    expect(jobs).toEqual([])
    await callBoctach(['extract', archive, '--out', reference])
    expect([...readRecords(out)].sort()).toEqual([...readRecords(reference)].sort())
  },
  300_000 + rounds * 60_000,
)

test('workers without a folder give their records to the database', async () => {
  const folder = await emptyFolder()
  const archive = join(folder, 'archive')
  const made = await makeArchive(archive, 5)
  const url = await server.newDatabase()
  const store = await openStore(url)
  onTestFinished(() => store.close())
  await queue(store, archive)
  const worker = await runBoctach(['worker', '--database', url, '--once', '--jobs', '1'], folder)
  expect(worker).toMatchObject({ code: 0, stderr: '' })
  expect(worker.stdout).toContain('8 documents read, 3 failed')
  expect(await store.query((db) => db.selectFrom('record').select('extractionId').execute())).toHaveLength(
    made.readable,
  )
  expect(readdirSync(folder)).toEqual(['archive'])
}, 120_000)

test.each([
  ['a database that is not there', 'postgres://nobody@127.0.0.1:1/none', 'cannot be used'],
  ['a URL of something else', 'mysql://x/y', 'must be a URL that begins with postgres://'],
])('%s is wrong usage', async (_, url, message) => {
  const out = join(await emptyFolder(), 'out')
  const { code, stderr } = await callBoctach(['run', 'x', '--out', out, '--database', url])
  expect({ code, says: stderr.includes(message) }, stderr).toEqual({ code: 2, says: true })
})
