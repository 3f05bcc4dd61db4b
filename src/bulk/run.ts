import { availableParallelism } from 'node:os'
import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { version } from '../pipeline/program-version.ts'
import { sweepRecordsFolder } from '../pipeline/write-record.ts'
import type { ReadLimits } from '../readers/reader.ts'
import type { RuleSet } from '../rules/rule-set.ts'
import { openEdition } from '../store/edition.ts'
import { queueAll } from '../store/register.ts'
import { queueForRecognition } from '../store/requeue.ts'
import { addRun, endRun } from '../store/runs.ts'
import type { Store } from '../store/store.ts'
import type { Lane } from '../store/tables.ts'
import { readContent } from '../store/work.ts'
import { Engagement } from './engagement.ts'
import { dropOldLayers, layerKey } from './layer-cache.ts'
import type { OcrSetup, Setup } from './messages.ts'
import { writeReport } from './report/write-report.ts'
import { scan } from './scan.ts'
import type { Scanned } from './scan.ts'
import { Station } from './station.ts'
import type { LaneOptions, Worked } from './station.ts'

/** What one document may cost. */
export interface DocumentLimits {
  readonly timeoutMs: number
  /** For documents whose pages have to be recognised. */
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

/** What every program that works on documents is told. */
export interface WorkOptions {
  readonly store: Store
  /** Where record files and cached documents go; null: records go to the store alone. */
  readonly outDir: string | null
  readonly rules: Pick<RuleSet, 'source' | 'hash'>
  readonly limits: ReadLimits
  readonly documentLimits: DocumentLimits
  /** Documents in work at once. */
  readonly jobs: number
  /** Documents at once whose pages have to be recognised, besides. */
  readonly slowJobs: number
  readonly ocr: OcrSetup | null
  readonly onWorked: (worked: Worked) => void
  /** Aborted: no more documents are begun. */
  readonly signal: AbortSignal
  /** The program of the processes; another one for tests. */
  readonly script?: URL
}

export interface RunOptions extends WorkOptions {
  readonly outDir: string
  /** What to go through; nothing: every document the store knows. */
  readonly paths: readonly string[]
  readonly onScanned: (scanned: Scanned) => void
}

export interface WatchOptions extends RunOptions {
  /** How often the paths are looked at. */
  readonly intervalMs: number
}

export interface RunBegun {
  readonly runId: number
  readonly editionId: number
}

/** Slow work takes what the fast lane leaves of the processors. */
const slowNiceness = 10
/** A temporary record file not written to for so long has no writer any more. */
const abandonedFileMs = 60_000

/**
 * Goes through the paths and works on what waits until nothing is left; gives the path of its report. Throws what is in the
 * way of all documents.
 */
export function runArchive(options: RunOptions, begun: (run: RunBegun) => void): Promise<string> {
  return run(options, begun, async (station, sighting) => {
    if (options.paths.length === 0) {
      const queued = await queueAll(options.store, sighting.editionId)
      options.onScanned({ files: 0, queued, failed: [], skipped: [], complete: true })
    } else await scan(options.paths, scanOptions(options, station, sighting))
  })
}

/** Works on what lies in the paths and on what is put there, until it is stopped; a file once it is no longer written to. */
export function watchArchive(options: WatchOptions, begun: (run: RunBegun) => void): Promise<string> {
  return run(options, begun, async (station, sighting) => {
    let seen = new Map<string, string>()
    for (let first = true; ; first = false) {
      const before = seen
      seen = new Map()
      const isSettled = (path: string, fingerprint: string) => {
        if (before.get(path) === fingerprint) return true
        seen.set(path, fingerprint)
        return false
      }
      const looking = scanOptions(options, station, sighting)
      await scan(options.paths, { ...looking, isSettled, leaveFailed: !first })
      if (looking.stopped()) return
      await delay(options.intervalMs, undefined, { signal: options.signal }).catch(() => undefined)
    }
  })
}

async function run(
  options: RunOptions,
  begun: (run: RunBegun) => void,
  find: (station: Station, sighting: RunBegun) => Promise<void>,
): Promise<string> {
  const { store, outDir, rules, jobs, signal } = options
  const started = Date.now()
  const { id: editionId } = await openEdition(store, rules.hash, version, started)
  const engagement = await Engagement.begin(store, editionId, jobs)
  try {
    const { workerId } = engagement
    const runId = await addRun(store, { editionId, workerId, paths: options.paths }, started)
    begun({ runId, editionId })
    if (options.ocr) await queueForRecognition(store, editionId)
    await sweepRecordsFolder(outDir, started - abandonedFileMs)
    await findAndWork(options, engagement, (station) => find(station, { runId, editionId }))
    await sweepRecordsFolder(outDir, started)
    if (!signal.aborted) await endRun(store, runId, Date.now())
    return await writeReport(store, editionId, outDir)
  } finally {
    await engagement.end()
  }
}

/** Works on what waits for this edition, whoever queued it, until it is told to stop or, with `once`, nothing is left. */
export async function workOnly(options: WorkOptions, once: boolean, begun: (editionId: number) => void): Promise<void> {
  const { store, rules, jobs } = options
  const { id: editionId } = await openEdition(store, rules.hash, version, Date.now())
  const engagement = await Engagement.begin(store, editionId, jobs)
  try {
    begun(editionId)
    await workAt(await makeStation(options, engagement, () => once), engagement, options.signal)
  } finally {
    await engagement.end()
  }
}

async function findAndWork(
  options: RunOptions,
  engagement: Engagement,
  find: (station: Station) => Promise<void>,
): Promise<void> {
  let found = false
  const station = await makeStation(options, engagement, () => found)
  const finding = find(station).then(
    () => (found = true),
    (error: unknown) => station.fail(error),
  )
  await Promise.all([finding, workAt(station, engagement, options.signal)])
}

function scanOptions(
  { store, limits, ocr, outDir, signal, onScanned }: RunOptions,
  station: Station,
  sighting: RunBegun,
) {
  const stopped = () => signal.aborted || station.stopped
  return { store, sighting, limits, pictures: ocr !== null, exclude: outDir, stopped, tell: onScanned }
}

async function workAt(station: Station, engagement: Engagement, signal: AbortSignal): Promise<void> {
  const stop = () => station.stop()
  if (signal.aborted) stop()
  signal.addEventListener('abort', stop)
  engagement.watch(station)
  try {
    await station.work()
  } finally {
    signal.removeEventListener('abort', stop)
  }
}

async function makeStation(options: WorkOptions, { queue }: Engagement, allQueued: () => boolean): Promise<Station> {
  const { store, onWorked } = options
  return new Station({
    queue,
    lanes: lanesFor(options, await setupFor(options)),
    previousOf: ({ previousId }) => (previousId === null ? Promise.resolve(null) : readContent(store, previousId)),
    tell: onWorked,
    allQueued,
  })
}

async function setupFor(options: WorkOptions): Promise<Setup> {
  const { rules, limits, documentLimits, outDir, ocr } = options
  const { maxMemoryBytes, maxRecordBytes } = documentLimits
  const cache = outDir === null ? null : { folder: join(outDir, 'cache'), key: await layerKey(limits) }
  // Beside others, some of them may still work with the version before.
  if (cache && options.store.kind === 'sqlite') await dropOldLayers(cache.folder, cache.key)
  return { rules: rules.source, limits, outDir, cache, ocr, maxRecordBytes, maxMemoryBytes }
}

/** Without recognition the slow lane is left to those who have it. */
function lanesFor(options: WorkOptions, setup: Setup): ReadonlyMap<Lane, LaneOptions> {
  const { documentLimits, jobs, slowJobs, ocr, script } = options
  const { timeoutMs, slowTimeoutMs } = documentLimits
  const process = { setup, ...(script && { script }) }
  const lanes = new Map<Lane, LaneOptions>([['fast', { jobs, process: { ...process, timeoutMs, niceness: 0 } }]])
  if (ocr) {
    const slow = { ...process, timeoutMs: slowTimeoutMs, niceness: slowNiceness }
    lanes.set('slow', { jobs: slowJobs, process: slow })
  }
  return lanes
}
