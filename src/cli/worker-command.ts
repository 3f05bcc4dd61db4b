import { Command, Option } from 'commander'
import { Obstacle } from '../bulk/obstacle.ts'
import { workOnly } from '../bulk/run.ts'
import { makeRecordsFolder } from '../pipeline/write-record.ts'
import { limitOptions, rulesOption } from './options.ts'
import { ocrOptions } from './ocr-options.ts'
import { printTrouble } from './printing.ts'
import { RunPrinter } from './run-printer.ts'
import { stopOnSignals } from './stop-signals.ts'
import { openPlace } from './store-place.ts'
import { toWorkOptions, workingOptions } from './working-options.ts'
import type { WorkingOptions } from './working-options.ts'

interface WorkerCommandOptions extends WorkingOptions {
  readonly database: string
  readonly out?: string
  readonly once?: true
  readonly json?: true
}

const help = `
Works on what 'boctach run --database' has queued, beside any number of other workers, until it is stopped. The machines
share a PostgreSQL database and see the archive under the same paths. Workers come and go as they like: what one had in its
hands when it was killed or cut off is with the others within 30 seconds.

A worker takes the work for its own rules and version of the program; with other rules it finds none.

Exit code: 0 stopped or, with --once, nothing left; 1 something is in the way of all documents; 2 wrong usage.

Examples:
  $ boctach worker --database postgres://boctach:secret@db/boctach --out /shared/out
  $ boctach worker --database postgres://boctach:secret@db/boctach --jobs 8 --once`

export function workerCommand(): Command {
  const command = new Command('worker')
    .summary('work on a shared queue, beside other machines')
    .description('Works on the documents that runs have queued in a shared database.')
    .addOption(new Option('--database <url>', 'postgres://… that the machines share').makeOptionMandatory())
    .option('--out <folder>', 'shared folder for record files; without it records go to the database alone')
    .option('--once', 'end when nothing is left to do')
    .addOption(rulesOption())
    .option('--json', 'JSON lines, for machines')
    .addHelpText('after', help)
  for (const option of [...workingOptions(), ...ocrOptions(), ...limitOptions()]) command.addOption(option)
  return command.action(work)
}

async function work(options: WorkerCommandOptions): Promise<void> {
  if (options.out !== undefined) await makeRecordsFolder(options.out)
  const place = await openPlace({ database: options.database })
  const stop = stopOnSignals()
  const printer = new RunPrinter(place.store, options.out ?? null, options.json === true)
  try {
    const workOptions = await toWorkOptions(options, place.store, options.out ?? null, stop.signal)
    await workOnly(
      { ...workOptions, onWorked: (worked) => printer.worked(worked) },
      options.once === true,
      (editionId) => printer.begin({ editionId, runId: null }),
    )
  } catch (error) {
    if (!(error instanceof Obstacle)) throw error
    printTrouble(error.message)
    process.exitCode = 1
  } finally {
    stop.release()
    await printer.end()
    await place.close()
  }
}
