import { availableParallelism, hostname } from 'node:os'
import { version } from '../pipeline/program-version.ts'
import { sweepRecordsFolder } from '../pipeline/write-record.ts'
import type { ReadLimits } from '../readers/reader.ts'
import type { RuleSet } from '../rules/rule-set.ts'
import { openEdition } from '../store/edition.ts'
import { queueAll } from '../store/register.ts'
import { addRun, endRun } from '../store/runs.ts'
import type { Store } from '../store/store.ts'
import { compactTally } from '../store/tally.ts'
import { abandonedWork, addWorker, endWorker, keepWorker } from '../store/workers.ts'
import { scan } from './scan.ts'
import type { Scanned } from './scan.ts'
import { Station } from './station.ts'
import type { Worked } from './station.ts'
import { LedgerQueue } from './work-queue.ts'
import type { WorkQueue } from './work-queue.ts'

/** What one document may cost. */
export interface DocumentLimits {
  readonly timeoutMs: number
  /** For documents whose text has to be recognised. */
  readonly slowTimeoutMs: number
  readonly maxMemoryBytes: number
  readonly maxRecordBytes: number
}

export const defaultDocumentLimits: DocumentLimits = {
  timeoutMs: 120_000,
  slowTimeoutMs: 3_600_000,
  maxMemoryBytes: 2 * 2 ** 30,
  maxRecordBytes: 256 * 2 ** 20,
}

export const defaultJobs = availableParallelism()

export interface RunOptions {
  readonly store: Store
  readonly outDir: string
  /** What to go through; nothing: every document the store knows. */
  readonly paths: readonly string[]
  readonly ruleFolders: readonly string[]
  readonly rules: RuleSet
  readonly limits: ReadLimits
  readonly documentLimits: DocumentLimits
  readonly jobs: number
  readonly onScanned: (scanned: Scanned) => void
  readonly onWorked: (worked: Worked) => void
  /** Aborted: no more documents are begun. */
  readonly signal: AbortSignal
}

export interface RunBegun {
  readonly runId: number
  readonly editionId: number
}

/** How often a station says that it is alive. */
const heartbeatMs = 5_000
/** Slow work takes what the fast lane leaves of the processors. */
const slowNiceness = 10
/** A temporary record file not written to for so long has no writer any more. */
const abandonedFileMs = 60_000

/** Goes through the paths and works on what waits until nothing is left. Throws what is in the way of all documents. */
export async function runArchive(options: RunOptions, begun: (run: RunBegun) => void): Promise<void> {
  const { store, outDir, rules, jobs } = options
  const started = Date.now()
  const { id: editionId } = await openEdition(store, rules.hash, version, started)
  const workerId = await addWorker(store, { host: hostname(), pid: process.pid, jobs, editionId }, started)
  const runId = await addRun(store, { editionId, workerId, paths: options.paths }, started)
  begun({ runId, editionId })
  const queue = new LedgerQueue(store, editionId, workerId)
  await takeBackAll(store, queue, workerId)
  await sweepRecordsFolder(outDir, started - abandonedFileMs)
  const beat = setInterval(() => {
    void keepAlive(store, workerId, editionId)
  }, heartbeatMs)
  try {
    await scanAndWork(options, queue, { runId, editionId })
  } finally {
    clearInterval(beat)
    await endWorker(store, workerId, Date.now())
  }
  await sweepRecordsFolder(outDir, started)
  if (!options.signal.aborted) await endRun(store, runId, Date.now())
}

async function scanAndWork(options: RunOptions, queue: WorkQueue, sighting: RunBegun): Promise<void> {
  const { store, paths, limits, outDir, signal } = options
  let scanned = false
  const station = new Station({
    queue,
    lanes: lanesOf(options),
    previousOf: () => Promise.resolve(null),
    tell: options.onWorked,
    allQueued: () => scanned,
  })
  const stop = () => station.stop()
  signal.addEventListener('abort', stop)
  const stopped = () => signal.aborted || station.stopped
  const find = async () => {
    try {
      if (paths.length === 0) {
        const queued = await queueAll(store, sighting.editionId)
        options.onScanned({ files: 0, queued, failed: [], skipped: [], complete: true })
      } else await scan(paths, { store, sighting, limits, exclude: outDir, stopped, tell: options.onScanned })
      scanned = true
    } catch (error) {
      station.stop(0)
      throw error
    }
  }
  try {
    await settleAll([find(), station.work()])
  } finally {
    signal.removeEventListener('abort', stop)
  }
}

/** Waits for both, then throws what the first one threw. */
async function settleAll(works: readonly Promise<void>[]): Promise<void> {
  const results = await Promise.allSettled(works)
  for (const result of results) if (result.status === 'rejected') throw result.reason
}

function lanesOf({ ruleFolders, rules, limits, documentLimits, jobs, outDir }: RunOptions) {
  const { timeoutMs, slowTimeoutMs, maxMemoryBytes, maxRecordBytes } = documentLimits
  const setup = {
    rules: ruleFolders,
    rulesHash: rules.hash,
    limits,
    outDir,
    cacheDir: null,
    maxRecordBytes,
    maxMemoryBytes,
  }
  return {
    fast: { jobs, process: { setup, timeoutMs, niceness: 0 } },
    slow: { jobs, process: { setup, timeoutMs: slowTimeoutMs, niceness: slowNiceness } },
  }
}

/** What others had in their hands when they ended: on one machine with one run at a time, all of it. */
async function takeBackAll(store: Store, queue: WorkQueue, workerId: number): Promise<void> {
  for (;;) {
    const abandoned = await abandonedWork(store, null, workerId)
    if (abandoned.length === 0) return
    for (const work of abandoned) {
      await queue.settle(work, { kind: 'interrupted', message: 'The run it was part of was ended.' })
    }
  }
}

async function keepAlive(store: Store, workerId: number, editionId: number): Promise<void> {
  await keepWorker(store, workerId, Date.now())
  await store.transaction((tx) => compactTally(tx, editionId))
}
