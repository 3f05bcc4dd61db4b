import { Option } from 'commander'
import { join } from 'node:path'
import { chooseOcr } from '../bulk/ocr-setup.ts'
import { defaultDocumentLimits, defaultJobs } from '../bulk/run.ts'
import type { WorkOptions } from '../bulk/run.ts'
import type { Store } from '../store/store.ts'
import { loadCommandRules } from './load-rules.ts'
import type { OcrOptions } from './ocr-options.ts'
import { parseBytes, parseCount, toLimits } from './options.ts'
import type { ReadingOptions } from './options.ts'
import { UsageError } from './usage-error.ts'

/** What the command line gives to every command that works on documents in processes. */
export interface WorkingOptions extends ReadingOptions, OcrOptions {
  readonly jobs: number
  readonly timeout: number
  readonly ocrTimeout: number
  readonly maxMemory: number
}

export function workingOptions(): Option[] {
  const { timeoutMs, slowTimeoutMs, maxMemoryBytes } = defaultDocumentLimits
  return [
    new Option('--jobs <n>', 'documents in work at once, each in a process of its own')
      .argParser(parseCount)
      .default(defaultJobs),
    new Option('--timeout <seconds>', 'how long one document may take').argParser(parseCount).default(timeoutMs / 1000),
    new Option('--ocr-timeout <seconds>', 'how long one document with pages to recognise may take')
      .argParser(parseCount)
      .default(slowTimeoutMs / 1000),
    new Option('--max-memory <bytes>', 'memory one document may take (with k, M or G)')
      .argParser(parseBytes)
      .default(maxMemoryBytes, '2G'),
  ]
}

/** `outDir`: where records and caches go; null: records go to the database alone. */
export async function toWorkOptions(
  options: WorkingOptions,
  store: Store,
  outDir: string | null,
  signal: AbortSignal,
): Promise<Omit<WorkOptions, 'onWorked'>> {
  const { timeout, ocrTimeout, maxMemory, jobs } = options
  return {
    store,
    outDir,
    rules: await loadCommandRules(options.rules),
    limits: toLimits(options),
    documentLimits: {
      ...defaultDocumentLimits,
      timeoutMs: timeout * 1000,
      slowTimeoutMs: ocrTimeout * 1000,
      maxMemoryBytes: maxMemory,
    },
    jobs,
    slowJobs: options.ocrThreads ?? jobs,
    ocr: await toOcr(options, outDir),
    signal,
  }
}

async function toOcr({ ocr, ocrEngine, ocrCache }: OcrOptions, outDir: string | null): Promise<WorkOptions['ocr']> {
  if (!ocr) return null
  try {
    return await chooseOcr(ocrEngine, ocrCache ?? (outDir === null ? null : join(outDir, 'ocr')))
  } catch (error) {
    throw new UsageError(error instanceof Error ? error.message : String(error))
  }
}
