import { join } from 'node:path'
import { Command, InvalidArgumentError, Option } from 'commander'
import { Obstacle } from '../bulk/obstacle.ts'
import { workOnly } from '../bulk/run.ts'
import type { WorkOptions } from '../bulk/run.ts'
import { version } from '../pipeline/program-version.ts'
import { indexLedger } from '../search/index-records.ts'
import { apiPlugin } from '../server/api/api-plugin.ts'
import { apiPath } from '../server/api/schemas.ts'
import type { Submissions } from '../server/api/submission-routes.ts'
import { adoptRecords } from '../server/review/adopt-records.ts'
import { startReview } from '../server/review/start-review.ts'
import { sendWebhooks } from '../server/webhook-sender.ts'
import { openEdition } from '../store/edition.ts'
import { limitOptions, rulesOption } from './options.ts'
import { ocrOptions } from './ocr-options.ts'
import { printLine, printTrouble } from './printing.ts'
import { stopOnSignals } from './stop-signals.ts'
import { databaseOption, takePlace } from './store-place.ts'
import { toWorkOptions, workingOptions } from './working-options.ts'
import type { WorkingOptions } from './working-options.ts'

interface ServeOptions extends WorkingOptions {
  readonly out: string
  readonly database?: string
  readonly host: string
  readonly port: number
  readonly hostName: readonly string[]
  readonly sources: readonly string[]
}

const help = `
The review page and, on the same server, the API. Programs read documents, records and search results, and hand in files, which are read at once. Each needs a token:
'boctach token create'. What can be asked stands at ${apiPath}/docs and, for programs, at ${apiPath}/openapi.json.

It answers this machine alone, and speaks plain HTTP; others reach it through a proxy with TLS, or by --host.

Examples:
  $ boctach serve --out out
  $ boctach serve --out out --port 9000 --jobs 2
  $ boctach serve --out /shared/out --database postgres://boctach:secret@db/boctach --host-name records.local`

export function serveCommand(): Command {
  const command = new Command('serve')
    .summary('the API for other programs, with the review page')
    .description('Serves what was read to people and other programs, and reads what they hand in.')
    .requiredOption('--out <folder>', 'where ledger, records and handed-in files are')
    .addOption(databaseOption())
    .option('--host <address>', 'address to listen on', '127.0.0.1')
    .addOption(new Option('--port <n>', 'port to listen on; 0 takes a free one').argParser(parsePort).default(8720))
    .addOption(
      new Option('--host-name <name>', 'a name it is reached by, besides localhost; can be repeated')
        .argParser((name: string, before: readonly string[]) => [...before, name])
        .default([], 'none'),
    )
    .addOption(
      new Option('--sources <folder>', 'where sources lie now, for the review; can be repeated')
        .argParser((folder: string, before: readonly string[]) => [...before, folder])
        .default([], 'none'),
    )
    .addOption(rulesOption())
    .addHelpText('after', help)
  for (const option of [...workingOptions(), ...ocrOptions(), ...limitOptions()]) command.addOption(option)
  return command.action(serve)
}

function parsePort(text: string): number {
  const port = /^\d{1,5}$/.test(text) ? Number(text) : NaN
  if (!(port <= 65_535)) throw new InvalidArgumentError('It must be a number from 0 to 65535.')
  return port
}

async function serve(options: ServeOptions): Promise<void> {
  const { out: outDir, database, host, port, hostName, sources, maxBytes } = options
  const place = await takePlace(outDir, database)
  const stop = stopOnSignals()
  try {
    const { store } = place
    // What 'extract' left there is served like what runs made.
    if (database === undefined) await adoptRecords(store, outDir, Date.now())
    await indexLedger(store)
    const work = await toWorkOptions(options, store, outDir, stop.signal)
    const { id: editionId } = await openEdition(store, work.rules.hash, version, Date.now())
    const submissions: Submissions = { folder: join(outDir, 'inbox'), maxBytes, editionId }
    const exportFolder = join(outDir, 'exports')
    const server = await startReview({
      store,
      version,
      sources,
      outDir,
      hosts: [...hostName, host],
      onTrouble: printTrouble,
      others: (review) => [apiPlugin({ store, submissions, exportFolder, review })],
    })
    try {
      const address = await server.app.listen({ host, port })
      printLine(`${address}${apiPath}/docs tells what programs can ask.`)
      printLine(`${address}${server.enter} opens the review, once, as administrator.`)
      await Promise.all([workOn(work), sendWebhooks(store, stop.signal)])
    } finally {
      await server.close()
    }
  } catch (error) {
    if (!(error instanceof Obstacle)) throw error
    printTrouble(error.message)
    process.exitCode = 1
  } finally {
    stop.release()
    await place.close()
  }
}

/** Until it is stopped: reads what is handed in, and what a run has left. */
function workOn(work: Omit<WorkOptions, 'onWorked'>): Promise<void> {
  return workOnly({ ...work, onWorked: () => undefined }, false, () => undefined)
}
