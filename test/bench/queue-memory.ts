/**
 * Queues simulated documents and has some of them worked on by a program that answers at once; prints the memory that takes.
 *   node --expose-gc --import tsx test/bench/queue-memory.ts DOCUMENTS
 */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { Station } from '../../src/bulk/station.ts'
import { LedgerQueue } from '../../src/bulk/work-queue.ts'
import { sha256Of } from '../../src/pipeline/source.ts'
import { defaultLimits } from '../../src/readers/reader.ts'
import { readRules } from '../../src/rules/load.ts'
import { openEdition } from '../../src/store/edition.ts'
import { registerPaths } from '../../src/store/register.ts'
import { openStore } from '../../src/store/store.ts'
import { addWorker } from '../../src/store/workers.ts'

const queued = Number(process.argv[2])
const worked = 500
const batch = 200

const folder = mkdtempSync(join(tmpdir(), 'boctach-memory-'))
const script = join(folder, 'script.mjs')
writeFileSync(
  script,
  `process.on('disconnect', () => process.exit())
  process.on('message', ({ kind }) => process.send(kind === 'setup' ? { kind: 'ready' } :
    { kind: 'outcome', outcome: { kind: 'failed', code: 'damaged', message: 'simulated' }, memoryBytes: 1 }))`,
)
const store = await openStore(join(folder, 'ledger.db'))
const { id: editionId } = await openEdition(store, 'rules', '1', 1)
const workerId = await addWorker(store, { host: 'here', pid: 1, jobs: 2, editionId })
let highest = 0
const measure = (): number => {
  highest = Math.max(highest, process.memoryUsage.rss())
  return highest
}
for (let n = 0; n < queued; n += batch) {
  const found = Array.from({ length: batch }, (_, k) => ({
    path: `/archive/${(n + k) % 1000}/${n + k}.docx`,
    container: null,
    location: '{}',
    fingerprint: '1-1',
    status: 'document' as const,
    document: { sha256: sha256Of(Buffer.from(String(n + k))), bytes: 1, name: `${n + k}.docx` },
    code: null,
    message: null,
  }))
  await registerPaths(store, { editionId, runId: 1, now: 1 }, found)
  measure()
}
const setup = {
  rules: await readRules([]),
  limits: defaultLimits,
  outDir: null,
  cache: null,
  ocr: null,
  maxRecordBytes: 1,
  maxMemoryBytes: 2 ** 30,
}
const process_ = { setup, timeoutMs: 60_000, niceness: 0, script: pathToFileURL(script) }
let done = 0
const station: Station = new Station({
  queue: new LedgerQueue(store, editionId, workerId),
  lanes: new Map([['fast', { jobs: 2, process: process_ }]]),
  previousOf: () => Promise.resolve(null),
  tell: () => {
    measure()
    if (++done === worked) station.stop()
  },
  allQueued: () => true,
})
await station.work()
globalThis.gc?.()
const megabytes = (bytes: number) => (bytes / 2 ** 20).toFixed(1)
process.stdout.write(
  `${queued} queued, ${done} worked on: ${megabytes(process.memoryUsage().heapUsed)} MB of objects, at most ${megabytes(measure())} MB resident\n`,
)
await store.close()
rmSync(folder, { recursive: true, force: true })
