import { readFileSync } from 'node:fs'
import { basename } from 'node:path'
import { TaskRunner } from '../../src/bulk/run-task.ts'
import { sha256Of } from '../../src/pipeline/source.ts'
import { defaultLimits } from '../../src/readers/reader.ts'
import { loadRules } from '../../src/rules/load.ts'
import { openEdition } from '../../src/store/edition.ts'
import { registerPaths } from '../../src/store/register.ts'
import { settle } from '../../src/store/settle.ts'
import { openStore } from '../../src/store/store.ts'
import { claimWaiting } from '../../src/store/work.ts'
import { addWorker } from '../../src/store/workers.ts'

const rounds = 60

/** What the ledger takes of a document's processor time: found, claimed and settled with its real record, against read and extracted. */
export async function ledgerShare(path: string, ledger: string): Promise<string> {
  const bytes = readFileSync(path)
  const rules = await loadRules(undefined, false)
  const setup = { rules: rules.source, limits: defaultLimits, outDir: null, cache: null, ocr: null }
  const runner = new TaskRunner({ ...setup, maxRecordBytes: 2 ** 30, maxMemoryBytes: 2 ** 31 }, rules)
  const name = basename(path)
  const location = JSON.stringify({ file: path, members: [] })
  const task = {
    sha256: sha256Of(bytes),
    bytes: bytes.length,
    name,
    lane: 'fast',
    locations: [location],
    previous: null,
  } as const
  const outcome = await runner.run(task)
  const work = await busyMs(rounds / 3, () => runner.run(task))

  const store = await openStore(ledger)
  const { id: editionId } = await openEdition(store, 'rules', '1', 1)
  const workerId = await addWorker(store, { host: 'here', pid: 1, jobs: 1, editionId })
  let n = 0
  const book = await busyMs(rounds, async () => {
    const sha256 = sha256Of(Buffer.from(String(n++)))
    const document = { sha256, bytes: bytes.length, name }
    const found = { path: `/archive/${n}`, container: null, location, fingerprint: '1-1', code: null, message: null }
    await registerPaths(store, { editionId, runId: 1, now: 1 }, [{ ...found, status: 'document', document }])
    const [claim] = await claimWaiting(store, { editionId, lane: 'fast', limit: 1, workerId, now: 1 })
    await settle(store, claim!, outcome, 2)
  })
  await store.close()
  const share = (100 * book) / (book + work)
  return `${name}: ${work.toFixed(1)} ms reading and extracting, ${book.toFixed(2)} ms in the ledger: ${share.toFixed(1)} %`
}

/** Processor time of one call, after a few to warm up. */
async function busyMs(times: number, work: () => Promise<unknown>): Promise<number> {
  for (let n = 0; n < 5; n++) await work()
  const before = process.cpuUsage()
  for (let n = 0; n < times; n++) await work()
  const { user, system } = process.cpuUsage(before)
  return (user + system) / 1000 / times
}
