import type { Document } from '../domain/document.ts'
import { DocumentError } from '../domain/issue.ts'
import type { Record } from '../domain/record.ts'
import { makeRecord, openRecogniser, readBytes } from '../pipeline/extract.ts'
import { toFailure } from '../pipeline/failure.ts'
import { LocationReader, sha256Of } from '../pipeline/source.ts'
import type { Location } from '../pipeline/source.ts'
import { summariseRecord } from '../pipeline/summarise.ts'
import { formatRecord, writeRecordFile } from '../pipeline/write-record.ts'
import type { Recogniser } from '../readers/scan/recogniser.ts'
import type { RuleSet } from '../rules/rule-set.ts'
import { makeEntry } from '../search/record-entry.ts'
import { packRecord, unpackRecord } from '../store/record-content.ts'
import type { Outcome } from '../store/settle.ts'
import { gatherFacts } from './facts.ts'
import { LayerCache } from './layer-cache.ts'
import type { Setup, Task } from './messages.ts'
import { Obstacle } from './obstacle.ts'
import { compareRecords } from '../evaluate/record-difference.ts'

/** Works on one document after the other, in the process it is made in. */
export class TaskRunner {
  readonly #setup: Setup
  readonly #rules: RuleSet
  readonly #sources: LocationReader
  readonly #layers: LayerCache | null
  #recogniser: Promise<Recogniser> | null = null

  constructor(setup: Setup, rules: RuleSet) {
    this.#setup = setup
    this.#rules = rules
    this.#sources = new LocationReader(setup.limits)
    this.#layers = setup.cache && new LayerCache(setup.cache.folder, setup.cache.key)
  }

  /** Throws `Obstacle`, and what nobody foresaw. */
  async run(task: Task): Promise<Outcome> {
    const start = performance.now()
    let document: Document | null
    try {
      document = await this.#documentOf(task)
    } catch (error) {
      if (error instanceof Obstacle) throw error
      return { kind: 'failed', ...toFailure(error) }
    }
    if (!document) return { kind: 'passed-on', lane: 'slow' }
    const read = performance.now()
    const result = await makeRecord(task, () => Promise.resolve(document), this.#rules)
    if (!result.ok) return { kind: 'failed', ...result.failure }
    const times = { readMs: read - start, extractMs: performance.now() - read }
    return this.#finish(result.record, task.previous, times)
  }

  /** As it was kept, or read and kept; null where pages have to be recognised first and this is not the lane for it. */
  async #documentOf(task: Task): Promise<Document | null> {
    const { ocr } = this.#setup
    const recognises = ocr !== null && task.lane === 'slow'
    for (const variant of ocr === null ? [''] : recognises ? [ocr.id] : [ocr.id, '']) {
      const kept = await this.#layers?.load(task.sha256, variant)
      if (kept) return ocr !== null && variant === '' && awaitsRecognition(kept) ? null : kept
    }
    const document = await this.#read(task, recognises)
    if (!document || (ocr !== null && !recognises && awaitsRecognition(document))) return null
    await orObstacle(async () => this.#layers?.keep(task.sha256, recognises ? ocr.id : '', document))
    return document
  }

  async #read({ sha256, locations }: Task, recognises: boolean): Promise<Document | null> {
    const { limits, ocr } = this.#setup
    const bytes = await this.#bytesOf(sha256, locations)
    try {
      return await readBytes(bytes, limits, recognises ? await this.#openRecogniser() : null)
    } catch (error) {
      if (ocr !== null && !recognises && error instanceof DocumentError && error.code === 'needs-ocr') return null
      throw error
    }
  }

  /** One page at a time: a lane has as many processes as pages may be worked on. */
  #openRecogniser(): Promise<Recogniser> {
    const { engine, cache } = this.#setup.ocr!
    this.#recogniser ??= openRecogniser({ engine, threads: 1, ...(cache !== null && { cache }) })
    return this.#recogniser
  }

  /** From the first place that still holds them. Throws `DocumentError`. */
  async #bytesOf(sha256: string, locations: readonly string[]): Promise<Uint8Array> {
    let failure: DocumentError | null = null
    for (const location of locations) {
      try {
        const bytes = await this.#sources.read(JSON.parse(location) as Location)
        if (sha256Of(bytes) === sha256) return bytes
        failure ??= new DocumentError('unreadable', 'It was changed after it was found; the next run reads it anew.')
      } catch (error) {
        const { code, message } = toFailure(error, true)
        failure ??= new DocumentError(code, message, { cause: error })
      }
    }
    throw failure ?? new DocumentError('not-found', 'No file holds it any more.')
  }

  async #finish(
    record: Record,
    previous: Uint8Array | null,
    times: { readonly readMs: number; readonly extractMs: number },
  ): Promise<Outcome> {
    const { maxRecordBytes, outDir } = this.#setup
    const json = Buffer.from(formatRecord(record))
    if (json.length > maxRecordBytes) {
      const message = `Its record would have ${json.length} bytes; the limit is ${maxRecordBytes}.`
      return { kind: 'failed', code: 'output-too-large', message }
    }
    if (outDir !== null) await orObstacle(() => writeRecordFile(json, record.id, outDir))
    const { pages, doubtful, findings } = summariseRecord(record)
    return {
      kind: 'done',
      quality: record.extraction.status,
      record: packRecord(json),
      recordSha256: sha256Of(json),
      pages,
      doubtful,
      findings,
      ...times,
      facts: JSON.stringify(gatherFacts(record)),
      entry: makeEntry(record),
      difference: previous && JSON.stringify(compareRecords(parseRecord(previous), record)),
    }
  }
}

/** As it was stored: it was checked before, and its form may be an older one. */
function parseRecord(content: Uint8Array): Record {
  return JSON.parse(Buffer.from(unpackRecord(content)).toString('utf8')) as Record
}

/** What readers say of pages they left to recognition, or could read better with it. */
const recognitionIssue = /^(?:page-without-text|page-mostly-picture|text-layer-.+)$/

function awaitsRecognition({ issues }: Document): boolean {
  return issues.some(({ code }) => recognitionIssue.test(code))
}

async function orObstacle(write: () => Promise<unknown>): Promise<void> {
  try {
    await write()
  } catch (error) {
    throw new Obstacle(`Nothing can be written: ${error instanceof Error ? error.message : String(error)}`)
  }
}
