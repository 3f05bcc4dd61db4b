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
import { emptyFolder, runBoctach } from '../cli/run-boctach.ts'
import { runs } from '../fuzz/runs.ts'
import { startPostgres } from '../store/postgres-server.ts'
import type { PostgresServer } from '../store/postgres-server.ts'
import { checkLedger, readRecords } from './check-ledger.ts'
import { makeArchive } from './made-archive.ts'
import { hasEnded, startBoctach, until } from './processes.ts'
import type { Running } from './processes.ts'

const rounds = 1 + runs(10)

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

test(
  'machines come and go, the database is restarted: each document has one result, the dead one’s within a minute',
  async () => {
    const folder = await emptyFolder()
    const [archive, out, reference] = [join(folder, 'archive'), join(folder, 'out'), join(folder, 'reference')]
    const made = await makeArchive(archive, 60 + 40 * rounds)
    const url = await server.newDatabase()
    const shared = ['--database', url, '--out', out, '--jobs', '1']
    const store = await openStore(url)
    onTestFinished(() => store.close())

    let run = start('run', archive, ...shared)
    await until('something is done', async () => (await numberOf(store, 'done')) > 0, 60_000)
    for (let round = 0; round < rounds; round++) {
      const worker = start('worker', ...shared)
      const { pid } = worker.child
      await until('the worker has documents', async () => (await numberOf(store, 'working', pid)) > 0, 60_000)
      worker.child.kill('SIGKILL')
      await worker.ended
      if (round === 0) await server.restart(() => delay(1500))
      if (round === 1) {
        run.child.kill('SIGKILL')
        await run.ended
        run = start('run', archive, ...shared)
      }
    }
    const left = start('worker', ...shared)
    const { pid } = left.child
    await until('the last worker has documents', async () => (await numberOf(store, 'working', pid)) > 0, 60_000)
    left.child.kill('SIGKILL')
    const killed = performance.now()
    await until('they are with others', async () => (await numberOf(store, 'working', pid)) === 0, 60_000)
    expect(performance.now() - killed).toBeLessThan(60_000)

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
    await runBoctach(['extract', archive, '--out', reference])
    expect([...readRecords(out)].sort()).toEqual([...readRecords(reference)].sort())
  },
  240_000 + rounds * 30_000,
)

test('workers without a folder give their records to the database', async () => {
  const folder = await emptyFolder()
  const archive = join(folder, 'archive')
  const made = await makeArchive(archive, 5)
  const url = await server.newDatabase()
  const store = await openStore(url)
  onTestFinished(() => store.close())
  const { hash } = await loadRuleSet([])
  const { id: editionId } = await openEdition(store, hash, version, Date.now())
  const options = { limits: defaultLimits, exclude: folder + '/none', stopped: () => false, tell: () => undefined }
  await scan([archive], { store, sighting: { editionId, runId: 0 }, ...options })
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
  const { code, stderr } = await runBoctach(['run', 'x', '--out', out, '--database', url])
  expect({ code, says: stderr.includes(message) }, stderr).toEqual({ code: 2, says: true })
})
