import type { Document } from '../domain/document.ts'
import { DocumentError } from '../domain/issue.ts'
import type { Record } from '../domain/record.ts'
import { makeRecord, readBytes } from '../pipeline/extract.ts'
import { toFailure } from '../pipeline/failure.ts'
import { LocationReader, sha256Of } from '../pipeline/source.ts'
import type { Location } from '../pipeline/source.ts'
import { summariseRecord } from '../pipeline/summarise.ts'
import { formatRecord, writeRecordFile } from '../pipeline/write-record.ts'
import type { RuleSet } from '../rules/rule-set.ts'
import type { Outcome } from '../store/settle.ts'
import { gatherFacts } from './facts.ts'
import type { Setup, Task } from './messages.ts'
import { Obstacle } from './obstacle.ts'
import { packRecord } from './record-content.ts'

/** Works on one document after the other, in the process it is made in. */
export class TaskRunner {
  readonly #setup: Setup
  readonly #rules: RuleSet
  readonly #sources: LocationReader

  constructor(setup: Setup, rules: RuleSet) {
    this.#setup = setup
    this.#rules = rules
    this.#sources = new LocationReader(setup.limits)
  }

  /** Throws `Obstacle`, and what nobody foresaw. */
  async run(task: Task): Promise<Outcome> {
    const start = performance.now()
    let read = start
    const result = await makeRecord(
      task,
      async () => {
        const document = await this.#read(task)
        read = performance.now()
        return document
      },
      this.#rules,
    )
    if (!result.ok) return { kind: 'failed', ...result.failure }
    return this.#finish(result.record, { readMs: read - start, extractMs: performance.now() - read })
  }

  async #read({ sha256, locations }: Task): Promise<Document> {
    return readBytes(await this.#bytesOf(sha256, locations), this.#setup.limits)
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

  async #finish(record: Record, times: { readonly readMs: number; readonly extractMs: number }): Promise<Outcome> {
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
      difference: null,
    }
  }
}

async function orObstacle(write: () => Promise<unknown>): Promise<void> {
  try {
    await write()
  } catch (error) {
    throw new Obstacle(`Nothing can be written: ${error instanceof Error ? error.message : String(error)}`)
  }
}
