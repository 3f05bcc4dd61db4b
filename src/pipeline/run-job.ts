import PQueue from 'p-queue'
import type { ReadLimits } from '../readers/reader.ts'
import type { Recogniser } from '../readers/scan/recogniser.ts'
import type { RuleSet } from '../rules/rule-set.ts'
import { collectInputs, readFound } from './collect-inputs.ts'
import type { Input } from './collect-inputs.ts'
import { extractBytes } from './extract.ts'
import type { Failure } from './failure.ts'
import { toFailure } from './failure.ts'
import { sha256Of } from './source.ts'
import { summariseRecord } from './summarise.ts'
import type { RecordSummary } from './summarise.ts'
import { writeRecord } from './write-record.ts'

/** What became of one path. `path` is as people named it, with archive members below their archive. */
export type Outcome =
  | ({ readonly status: 'ok' | 'partial'; readonly path: string } & WrittenRecord & { readonly summary: RecordSummary })
  | ({ readonly status: 'duplicate'; readonly path: string; readonly of: string } & WrittenRecord)
  | { readonly status: 'failed'; readonly path: string; readonly failure: Failure }
  | { readonly status: 'skipped'; readonly path: string; readonly reason: string }

interface WrittenRecord {
  readonly sha256: string
  /** Path of the record file. */
  readonly record: string
}

export interface JobOptions {
  readonly outDir: string
  readonly rules: RuleSet
  readonly limits: ReadLimits
  /** Documents in work at once. */
  readonly jobs: number
  /** Recognises scanned pages; without it scans are refused. */
  readonly ocr?: Recogniser | null
}

/**
 * Reads every document behind `paths`, writes its record and tells what became of each path, in the order the paths
 * were found, whatever finishes first. One document's trouble never stops the others. At most `jobs` documents and one
 * waiting are held in memory.
 */
export async function runJob(
  paths: readonly string[],
  options: JobOptions,
  tell: (outcome: Outcome) => void,
): Promise<void> {
  const queue = new PQueue({ concurrency: options.jobs })
  const teller = inOrder(tell)
  const first = new Map<string, Promise<Outcome>>()
  for await (const found of collectInputs(
    paths,
    { limits: options.limits, pictures: Boolean(options.ocr) },
    options.outDir,
  )) {
    const place = teller.next()
    if (found.kind !== 'document') {
      place(found.outcome)
      continue
    }
    const input = await readFound(found)
    if ('status' in input) {
      place(input)
      continue
    }
    const sha256 = sha256Of(input.bytes)
    const earlier = first.get(sha256)
    if (earlier) {
      void earlier.then((outcome) => place(sameAs(outcome, input.path)))
      continue
    }
    await queue.onSizeLessThan(1)
    const outcome = queue.add(() => processInput(input, sha256, options))
    first.set(sha256, outcome)
    void outcome.then(place)
  }
  await queue.onIdle()
  await Promise.all(first.values())
}

async function processInput(input: Input, sha256: string, options: JobOptions): Promise<Outcome> {
  const { path } = input
  try {
    const result = await extractBytes(input, sha256, options.rules, options.limits, options.ocr)
    if (!result.ok) return { status: 'failed', path, failure: result.failure }
    const record = await writeRecord(result.record, options.outDir)
    return { status: result.record.extraction.status, path, sha256, record, summary: summariseRecord(result.record) }
  } catch (error) {
    return { status: 'failed', path, failure: toFailure(error) }
  }
}

/** The outcome of bytes that were met before under another name: no second record, the same failure. */
function sameAs(first: Outcome, path: string): Outcome {
  if (first.status === 'ok' || first.status === 'partial') {
    return { status: 'duplicate', path, of: first.path, sha256: first.sha256, record: first.record }
  }
  return { ...first, path }
}

/** Hands values on in the order in which their places were taken. */
function inOrder<T>(tell: (value: T) => void): { next: () => (value: T) => void } {
  const waiting = new Map<number, T>()
  let taken = 0
  let told = 0
  const next = () => {
    const place = taken++
    return (value: T) => {
      waiting.set(place, value)
      while (waiting.has(told)) {
        const ready = waiting.get(told) as T
        waiting.delete(told++)
        tell(ready)
      }
    }
  }
  return { next }
}
