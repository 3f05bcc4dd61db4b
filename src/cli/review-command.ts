import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { Command, Option } from 'commander'
import { ledgerPath } from '../bulk/out-folder.ts'
import { version } from '../pipeline/program-version.ts'
import { adoptRecords } from '../server/review/adopt-records.ts'
import { startReview } from '../server/review/start-review.ts'
import { openStore } from '../store/store.ts'
import { parseCount } from './options.ts'
import { count, printLine, printTrouble } from './printing.ts'
import { databaseOption, openPlace } from './store-place.ts'
import type { Place, PlaceOptions } from './store-place.ts'
import { UsageError } from './usage-error.ts'

interface ReviewOptions extends PlaceOptions {
  readonly port: number
  readonly host: string
  readonly hostName: readonly string[]
  readonly sources: readonly string[]
}

const help = `
Opens a page in which people correct what is uncertain, over what run or extract left in the folder. The link that is printed
signs in once, as administrator; others sign in by name and password ('boctach user add', or the page itself). The server
listens to this machine alone; to let others in, put a proxy that speaks HTTPS before it and say its name by --host-name.

Sources are looked for where they were read and below the --sources folders; only the very bytes that were read count.

Examples:
  $ boctach review --out out
  $ boctach review --out out --sources archive/2024
  $ boctach review --database postgres://boctach:secret@db/boctach --port 8080`

export function reviewCommand(): Command {
  const collect = (text: string, before: readonly string[]) => [...before, text]
  return new Command('review')
    .summary('correct what is uncertain, in a browser')
    .description('Starts the review page: the most doubtful values first, each with its place on the page.')
    .addOption(new Option('--out <folder>', 'output folder of a run or of extract').default('out'))
    .addOption(databaseOption())
    .addOption(new Option('--port <port>', '0: any that is free').argParser(parsePort).default(4680))
    .addOption(new Option('--host <address>', 'address to listen on').default('127.0.0.1'))
    .addOption(
      new Option('--host-name <name>', 'name the server is called by; can be repeated')
        .argParser(collect)
        .default([], 'none'),
    )
    .addOption(
      new Option('--sources <folder>', 'where sources lie now; can be repeated').argParser(collect).default([], 'none'),
    )
    .addHelpText('after', help)
    .action(review)
}

function parsePort(text: string): number {
  const port = text === '0' ? 0 : parseCount(text)
  if (port > 65_535) throw new UsageError('A port is a number up to 65535.')
  return port
}

async function review(options: ReviewOptions): Promise<void> {
  const place = await openReviewPlace(options)
  try {
    const server = await startReview({
      store: place.store,
      version,
      sources: options.sources,
      ...(options.database === undefined && options.out !== undefined && { outDir: options.out }),
      hosts: [options.host, ...options.hostName],
      onTrouble: printTrouble,
    })
    try {
      const address = await server.app.listen({ host: options.host, port: options.port })
      printLine(`Open ${address}${server.enter}`)
      printLine('The link signs in once, as administrator. Ctrl+C ends the review; nothing that was decided is lost.')
      await stopped()
    } finally {
      await server.close()
    }
  } finally {
    await place.close()
  }
}

function stopped(): Promise<void> {
  return new Promise((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => resolve())
  })
}

/** A folder that only extract has been to has records and no ledger: it gets one. */
export async function openReviewPlace(options: PlaceOptions): Promise<Place> {
  const { out = 'out', database } = options
  if (database !== undefined) return openPlace({ database })
  if (!existsSync(join(out, 'records'))) {
    throw new UsageError(
      `There is nothing to review in ${out}: 'boctach run' or 'boctach extract' makes records first.`,
    )
  }
  const store = await openStore(ledgerPath(out))
  const { adopted, refused } = await adoptRecords(store, out, Date.now())
  if (adopted > 0) printLine(`${count(adopted, 'record')} taken over from ${join(out, 'records')}.`)
  for (const { file, reason } of refused) printTrouble(`${file}: ${reason}`)
  return { store, close: () => store.close() }
}
