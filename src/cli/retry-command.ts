import { Command } from 'commander'
import { failureCodes } from '../domain/issue.ts'
import { currentEdition } from '../store/edition.ts'
import { requeue } from '../store/requeue.ts'
import { count, printLine } from './printing.ts'
import { databaseOption, openPlace, outOption } from './store-place.ts'
import type { PlaceOptions } from './store-place.ts'
import { UsageError } from './usage-error.ts'

interface RetryOptions extends PlaceOptions {
  readonly reason?: string
  readonly all?: true
}

const help = `
A document is named by its path, the end of its path or the beginning of its hash (8 digits or more). What is put back is
read by the run that is at work, or by the next 'boctach run --out FOLDER'. Documents in quarantine are put back by
'boctach quarantine release'.

Examples:
  $ boctach retry --out out --reason too-large
  $ boctach retry --out out 2024/report.pdf
  $ boctach retry --out out --all`

export function retryCommand(): Command {
  return new Command('retry')
    .summary('try failed documents again')
    .description('Puts documents that failed back among those to be read.')
    .argument('[document...]', 'documents; without any, all that failed for --reason, or --all')
    .addOption(outOption())
    .addOption(databaseOption())
    .option('--reason <code>', 'only those that failed for this reason')
    .option('--all', 'all that failed')
    .addHelpText('after', help)
    .action(retry)
}

async function retry(documents: string[], options: RetryOptions): Promise<void> {
  const { reason, all } = options
  if (documents.length === 0 && reason === undefined && !all) {
    throw new UsageError('Say which: documents, --reason or --all')
  }
  if (reason !== undefined && !(failureCodes as readonly string[]).includes(reason)) {
    throw new UsageError(`There is no reason ${reason}; there are ${failureCodes.join(', ')}`)
  }
  await putBack(options, 'failed', documents, reason)
}

/** Shared with `quarantine release`. */
export async function putBack(
  options: PlaceOptions,
  state: 'failed' | 'quarantined',
  documents: readonly string[],
  code?: string,
): Promise<void> {
  const place = await openPlace(options)
  try {
    const edition = await currentEdition(place.store)
    if (!edition) throw new UsageError('Nothing has been queued yet.')
    const filter = { states: [state], ...(code !== undefined && { code }) }
    let total = 0
    for (const document of documents.length === 0 ? [undefined] : documents) {
      const number = await requeue(place.store, edition.id, { ...filter, ...(document !== undefined && { document }) })
      if (number === 0 && document !== undefined) throw new UsageError(`No document ${document} is ${state}.`)
      total += number
    }
    printLine(`${count(total, 'document')} put back; 'boctach run' reads ${total === 1 ? 'it' : 'them'}.`)
  } finally {
    await place.close()
  }
}
