import { Command } from 'commander'
import { Obstacle } from '../bulk/obstacle.ts'
import { runArchive } from '../bulk/run.ts'
import type { Scanned } from '../bulk/scan.ts'
import type { Worked } from '../bulk/station.ts'
import { limitOptions, rulesOption } from './options.ts'
import { ocrOptions } from './ocr-options.ts'
import { printTrouble } from './printing.ts'
import { RunPrinter } from './run-printer.ts'
import { stopOnSignals } from './stop-signals.ts'
import { databaseOption, takePlace } from './store-place.ts'
import { toWorkOptions, workingOptions } from './working-options.ts'
import type { WorkingOptions } from './working-options.ts'

export interface RunCommandOptions extends WorkingOptions {
  readonly out: string
  readonly database?: string
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
    .addOption(databaseOption())
    .addOption(rulesOption())
    .option('--json', 'JSON lines, for machines: one a document, progress, a summary')
    .addHelpText('after', help)
  for (const option of [...workingOptions(), ...ocrOptions(), ...limitOptions()]) command.addOption(option)
  return command.action((paths: string[], options: RunCommandOptions) => workOnPaths(paths, options, runArchive))
}

/** What `run` and `watch` do around their work: open the ledger, tell how it goes, close. */
export async function workOnPaths(
  paths: readonly string[],
  options: RunCommandOptions,
  work: typeof runArchive,
): Promise<void> {
  const place = await takePlace(options.out, options.database)
  const stop = stopOnSignals()
  const printer = new RunPrinter(place.store, options.out, options.json === true)
  try {
    const workOptions = await toWorkOptions(options, place.store, options.out, stop.signal)
    const run = {
      ...workOptions,
      outDir: options.out,
      paths,
      onScanned: (scanned: Scanned) => printer.scanned(scanned),
      onWorked: (worked: Worked) => printer.worked(worked),
    }
    printer.report = await work(run, (begun) => printer.begin(begun))
  } catch (error) {
    if (!(error instanceof Obstacle)) throw error
    printTrouble(error.message)
    process.exitCode = 1
  } finally {
    stop.release()
    if (!(await printer.end())) process.exitCode = 1
    await place.close()
  }
}
