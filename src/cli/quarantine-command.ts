import { Command } from 'commander'
import { currentEdition } from '../store/edition.ts'
import { findDocuments } from '../store/overview.ts'
import type { DocumentHistory } from '../store/overview.ts'
import { listUnread } from '../store/unread.ts'
import { count, printable, printLine } from './printing.ts'
import { putBack } from './retry-command.ts'
import { databaseOption, openPlace, outOption } from './store-place.ts'
import type { PlaceOptions } from './store-place.ts'
import { UsageError } from './usage-error.ts'

interface ListOptions extends PlaceOptions {
  readonly json?: true
}

const help = `
In quarantine are documents that took their process down or did not end, twice. They are left alone until they are released.
A document is named by its path, the end of its path or the beginning of its hash (8 digits or more).

Examples:
  $ boctach quarantine list --out out
  $ boctach quarantine show 2024/report.pdf --out out
  $ boctach quarantine release 2024/report.pdf --out out
  $ boctach quarantine release --all --out out`

export function quarantineCommand(): Command {
  const command = new Command('quarantine')
    .summary('documents that took their process down: list, show, release')
    .addHelpText('after', help)
  for (const part of [listCommand(), showCommand(), releaseCommand()]) {
    command.addCommand(part.addOption(outOption()).addOption(databaseOption()))
  }
  return command
}

function listCommand(): Command {
  return new Command('list')
    .summary('list them with their reasons')
    .description('Lists the documents in quarantine.')
    .option('--json', 'one JSON line a document')
    .action(list)
}

/** Documents listed at once. */
const pageSize = 500

async function list(options: ListOptions): Promise<void> {
  await withEdition(options, async ({ store, editionId }) => {
    let listed = 0
    for (let after = 0; ;) {
      const page = await listUnread(store, editionId, { states: ['quarantined'], after }, pageSize)
      for (const { path, sha256, code, message, attempts } of page) {
        if (options.json) printLine(JSON.stringify({ path, sha256, code, message, attempts }))
        else printLine(printable(`${path}  ${code}: ${message}`))
      }
      listed += page.length
      const last = page.at(-1)
      if (!last) break
      after = last.id
    }
    if (!options.json) printLine(`${listed > 0 ? '\n' : ''}${count(listed, 'document')} in quarantine.`)
  })
}

function showCommand(): Command {
  return new Command('show')
    .summary('show all attempts of a document')
    .description('Shows what the ledger knows of a document: its paths and every attempt.')
    .argument('<document>', 'path, end of a path, or beginning of a hash')
    .action(show)
}

/** More than so many are not what was meant. */
const mostShown = 20

async function show(document: string, options: PlaceOptions): Promise<void> {
  await withEdition(options, async ({ store, editionId }) => {
    const found = await findDocuments(store, editionId, document, mostShown)
    if (found.length === 0) throw new UsageError(`The ledger knows no document ${document}.`)
    for (const one of found) for (const line of historyLines(one)) printLine(line)
  })
}

function historyLines({ sha256, bytes, paths, state, lane, code, message, attempts }: DocumentHistory): string[] {
  const reason = code === null ? '' : `, ${code}: ${message ?? ''}`
  return [
    printable(`${sha256}  ${bytes} bytes`),
    ...paths.map((path) => `  ${printable(path)}`),
    printable(`  ${state} in the ${lane} lane${reason}`),
    ...attempts.map(({ startedAt, endedAt, outcome, code: why, message: words, host, pid }) => {
      const when = new Date(startedAt).toISOString().slice(0, 19).replace('T', ' ')
      const who = host === null ? '' : `, process ${pid ?? '?'} on ${host}`
      const what = why === null ? (words ?? '') : `${why}: ${words ?? ''}`
      return printable(`    ${when} UTC  ${((endedAt - startedAt) / 1000).toFixed(1)} s  ${outcome}${who}  ${what}`)
    }),
    '',
  ]
}

interface ReleaseOptions extends PlaceOptions {
  readonly all?: true
}

function releaseCommand(): Command {
  return new Command('release')
    .summary('put them back to be read')
    .description('Puts documents in quarantine back among those to be read.')
    .argument('[document...]', 'paths, ends of paths, or beginnings of hashes')
    .option('--all', 'all of them')
    .action(async (documents: string[], options: ReleaseOptions) => {
      if (documents.length === 0 && !options.all) throw new UsageError('Say which: documents or --all')
      await putBack(options, 'quarantined', documents)
    })
}

async function withEdition(
  options: PlaceOptions,
  work: (place: Pick<Awaited<ReturnType<typeof openPlace>>, 'store'> & { readonly editionId: number }) => Promise<void>,
): Promise<void> {
  const place = await openPlace(options)
  try {
    const edition = await currentEdition(place.store)
    if (edition) await work({ store: place.store, editionId: edition.id })
    else printLine('Nothing has been queued yet.')
  } finally {
    await place.close()
  }
}
