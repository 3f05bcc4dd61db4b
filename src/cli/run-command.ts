import { Command, Option } from 'commander'
import { Obstacle } from '../bulk/obstacle.ts'
import { ledgerPath, takeOutFolder } from '../bulk/out-folder.ts'
import { defaultDocumentLimits, defaultJobs, runArchive } from '../bulk/run.ts'
import type { DocumentLimits } from '../bulk/run.ts'
import { openStore } from '../store/store.ts'
import { loadCommandRules } from './load-rules.ts'
import { limitOptions, parseBytes, parseCount, rulesOption, toLimits } from './options.ts'
import type { ReadingOptions } from './options.ts'
import { printTrouble } from './printing.ts'
import { RunPrinter } from './run-printer.ts'
import { stopOnSignals } from './stop-signals.ts'
import { UsageError } from './usage-error.ts'

export interface WorkingOptions extends ReadingOptions {
  readonly jobs: number
  readonly timeout: number
  readonly maxMemory: number
}

interface RunCommandOptions extends WorkingOptions {
  readonly out: string
  readonly json?: true
}

const help = `
Reads what 'boctach extract' reads, for archives of any size: it keeps a ledger in FOLDER/boctach.db of every file and what
became of it, works in processes of their own, and goes on where it was when it is started again, however it ended. The same
bytes are read once, under however many names they lie. Without paths it goes on with what the ledger knows.

A document that takes its process down or does not end is tried once more and then put into quarantine.

Exit code: 0 all read, 1 some failed or not all was done, 2 wrong usage.

Examples:
  $ boctach run /archive --out out
  $ boctach run /archive/2023 /archive/2024 --out out --jobs 8
  $ boctach run --out out
  $ boctach run /archive --out out --rules my-rules --json > run.jsonl`

export function runCommand(): Command {
  const command = new Command('run')
    .summary('read a whole archive: resumable, with a ledger')
    .description('Reads a whole archive and writes one JSON record for each document.')
    .argument('[path...]', 'files, folders, patterns or .zip archives')
    .requiredOption('--out <folder>', 'where ledger and records go; made if it is not there')
    .addOption(rulesOption())
    .option('--json', 'JSON lines, for machines: one a document, progress, a summary')
    .addHelpText('after', help)
  for (const option of [...workingOptions(), ...limitOptions()]) command.addOption(option)
  return command.action(run)
}

/** Options of every command that works on documents. */
export function workingOptions(): Option[] {
  const { timeoutMs, maxMemoryBytes } = defaultDocumentLimits
  return [
    new Option('--jobs <n>', 'documents in work at once, each in a process of its own')
      .argParser(parseCount)
      .default(defaultJobs),
    new Option('--timeout <seconds>', 'how long one document may take').argParser(parseCount).default(timeoutMs / 1000),
    new Option('--max-memory <bytes>', 'memory one document may take (with k, M or G)')
      .argParser(parseBytes)
      .default(maxMemoryBytes, '2G'),
  ]
}

export function toDocumentLimits({ timeout, maxMemory }: WorkingOptions): DocumentLimits {
  return { ...defaultDocumentLimits, timeoutMs: timeout * 1000, maxMemoryBytes: maxMemory }
}

async function run(paths: string[], options: RunCommandOptions): Promise<void> {
  const lock = await orUsageError(() => takeOutFolder(options.out))
  const rules = await loadCommandRules(options.rules)
  const store = await openStore(ledgerPath(options.out), { onAway: printTrouble })
  const stop = stopOnSignals()
  const printer = new RunPrinter(store, options.out, options.json === true)
  try {
    await runArchive(
      {
        store,
        outDir: options.out,
        paths,
        ruleFolders: options.rules,
        rules,
        limits: toLimits(options),
        documentLimits: toDocumentLimits(options),
        jobs: options.jobs,
        onScanned: (scanned) => printer.scanned(scanned),
        onWorked: (worked) => printer.worked(worked),
        signal: stop.signal,
      },
      (run) => printer.begin(run),
    )
    if (stop.signal.aborted) process.exitCode = 1
  } catch (error) {
    if (!(error instanceof Obstacle)) throw error
    printTrouble(error.message)
    process.exitCode = 1
  } finally {
    stop.release()
    if (!(await printer.end())) process.exitCode = 1
    await store.close()
    lock.release()
  }
}

async function orUsageError<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work()
  } catch (error) {
    throw error instanceof Obstacle ? new UsageError(error.message) : error
  }
}
