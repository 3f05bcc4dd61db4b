import { Command } from 'commander'
import { verifyLog } from '../store/decision-log.ts'
import { count, printLine } from './printing.ts'
import { databaseOption, openPlace, outOption } from './store-place.ts'
import type { PlaceOptions } from './store-place.ts'

interface AuditOptions extends PlaceOptions {
  readonly expect?: string
}

const help = `
Every decision of the review is an entry that holds the hash of the one before: what is changed, taken out or put in later
breaks the chain there. A chain that was written anew as a whole does not; keep the last hash somewhere else and give it to
--expect: a log that does not hold it is another log.

Exit code: 0 intact, 1 not.

Examples:
  $ boctach audit verify --out out
  $ boctach audit verify --database postgres://boctach:secret@db/boctach --expect 5e8f…`

export function auditCommand(): Command {
  const verify = new Command('verify')
    .summary('check the log of decisions')
    .description('Follows the log of decisions from its first entry to its last.')
    .addOption(outOption().default('out'))
    .addOption(databaseOption())
    .option('--expect <hash>', 'a last hash noted earlier')
    .addHelpText('after', help)
    .action(runVerify)
  return new Command('audit').description('check what people decided').addCommand(verify)
}

async function runVerify(options: AuditOptions): Promise<void> {
  const place = await openPlace(options)
  try {
    const verdict = await verifyLog(place.store, options.expect ?? null)
    if (!verdict.intact) {
      printLine(`Entry ${verdict.seq} of the log is not as it was written: ${verdict.reason}.`)
      process.exitCode = 1
      return
    }
    printLine(`${count(verdict.entries, 'entry', 'entries')}, the chain is whole. Last hash: ${verdict.head}`)
    if (verdict.knownHead) return
    printLine('The hash that was expected is not in it: this is another log, or its end was cut off and written anew.')
    process.exitCode = 1
  } finally {
    await place.close()
  }
}
