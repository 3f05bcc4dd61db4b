import { Command } from 'commander'
import { verify } from '../bulk/verify.ts'
import type { Disagreement } from '../bulk/verify.ts'
import { count, printable, printLine } from './printing.ts'
import { databaseOption, openPlace, outOption } from './store-place.ts'
import type { PlaceOptions } from './store-place.ts'

interface VerifyCommandOptions extends PlaceOptions {
  readonly sources?: true
  readonly repair?: true
  readonly json?: true
}

const help = `
Compares the ledger's hashes with the record files and with the records kept in the ledger, and the sources' sizes and times
with what was read; with --sources their bytes. After a power cut or a copy to another disk, --repair writes record files
that are missing or damaged anew from the ledger.

Exit code: 0 all agree (or were repaired), 1 something does not, 2 wrong usage.

Examples:
  $ boctach verify --out out
  $ boctach verify --out out --sources --repair`

export function verifyCommand(): Command {
  return new Command('verify')
    .summary('check that ledger, records and sources agree')
    .description('Checks that the ledger, the record files and the source files agree.')
    .addOption(outOption())
    .addOption(databaseOption())
    .option('--sources', 'read all source files again and compare their hashes')
    .option('--repair', 'write record files that are missing or changed anew')
    .option('--json', 'one JSON line for each disagreement')
    .addHelpText('after', help)
    .action(runVerify)
}

async function runVerify(options: VerifyCommandOptions): Promise<void> {
  const place = await openPlace(options)
  try {
    let open = 0
    let repaired = 0
    const tell = (disagreement: Disagreement) => {
      if (disagreement.repaired) repaired++
      else open++
      printLine(options.json ? JSON.stringify(disagreement) : disagreementLine(disagreement))
    }
    const { documents, records, paths } = await verify({
      store: place.store,
      outDir: options.out ?? null,
      sources: options.sources === true,
      repair: options.repair === true,
      tell,
    })
    if (!options.json) {
      const outcome = open === 0 ? 'all agree' : count(open, 'disagreement')
      const mended = repaired > 0 ? `, ${repaired} repaired` : ''
      const seen = `${count(documents, 'document')}, ${count(records, 'record')}, ${count(paths, 'path')}`
      printLine(`${open + repaired > 0 ? '\n' : ''}${seen}: ${outcome}${mended}.`)
    }
    if (open > 0) process.exitCode = 1
  } finally {
    await place.close()
  }
}

function disagreementLine({ kind, place, message, repaired }: Disagreement): string {
  return printable(`${kind.padEnd(21)} ${place}  ${message}${repaired ? ' Repaired.' : ''}`)
}
