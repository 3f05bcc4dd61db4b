import { Command, Option } from 'commander'
import { watchArchive } from '../bulk/run.ts'
import { limitOptions, parseCount, rulesOption } from './options.ts'
import { ocrOptions } from './ocr-options.ts'
import { workOnPaths } from './run-command.ts'
import type { RunCommandOptions } from './run-command.ts'
import { databaseOption } from './store-place.ts'
import { workingOptions } from './working-options.ts'

interface WatchCommandOptions extends RunCommandOptions {
  readonly every: number
}

const help = `
Reads what lies in the folder and then every file that is put there, once it has not changed from one look to the next. Files
are left where they are. Looking works on network folders, too.

Exit code: 1 when stopped with failures in the ledger, else 0; 2 wrong usage.

Examples:
  $ boctach watch /scans/inbox --out out
  $ boctach watch /scans/inbox --out out --every 30 --ocr`

export function watchCommand(): Command {
  const command = new Command('watch')
    .summary('read whatever is put into a folder')
    .description('Reads every document that is put into a folder, until it is stopped.')
    .argument('<folder...>', 'folders to look into')
    .requiredOption('--out <folder>', 'where ledger and records go; made if it is not there')
    .addOption(databaseOption())
    .addOption(new Option('--every <seconds>', 'how often to look').argParser(parseCount).default(5))
    .addOption(rulesOption())
    .option('--json', 'JSON lines, for machines')
    .addHelpText('after', help)
  for (const option of [...workingOptions(), ...ocrOptions(), ...limitOptions()]) command.addOption(option)
  return command.action((folders: string[], options: WatchCommandOptions) =>
    workOnPaths(folders, options, (run, begun) => watchArchive({ ...run, intervalMs: options.every * 1000 }, begun)),
  )
}
