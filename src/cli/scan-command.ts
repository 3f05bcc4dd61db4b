import { Command } from 'commander'
import { scanFiles } from '../pipeline/scan-files.ts'
import { limitOptions, toLimits } from './options.ts'
import type { ReadingOptions } from './options.ts'
import { printLine } from './printing.ts'
import { scanClosingJson, scanClosingLines, scanJson, scanLine, tableHead } from './scan-report.ts'
import { ScanTotals } from './scan-totals.ts'

const help = `
Tells what files, folders (with all folders inside), patterns in quotes and .zip archives hold, without extracting anything:
what kind of document each is by its content, its pages, the encodings of its text, which pages need OCR because they are
pictures or have a text layer that is not what stands on the page, what is damaged or locked, and its heading.

Exit code: 0 all can be told (also where OCR is needed), 1 some cannot be read (each with its reason), 2 wrong usage.

Examples:
  $ boctach scan archive/
  $ boctach scan delivery.zip --json > inventory.jsonl
  $ boctach scan archive/ --json | grep '"needs-ocr"'`

export function scanCommand(): Command {
  const command = new Command('scan')
    .summary('tell what documents there are, and what they need')
    .description('Tells what documents there are and what they need, without extracting anything.')
    .argument('<path...>', 'files, folders, patterns or .zip archives')
    .option('--json', 'one JSON line a document and a summary line, for machines')
    .addHelpText('after', help)
  for (const option of limitOptions()) command.addOption(option)
  return command.action(runScan)
}

async function runScan(
  paths: string[],
  options: Pick<ReadingOptions, 'maxBytes' | 'maxPages'> & { readonly json?: true },
): Promise<void> {
  const totals = new ScanTotals()
  if (!options.json) printLine(tableHead)
  await scanFiles(paths, toLimits(options), (outcome) => {
    totals.add(outcome)
    const line = options.json ? scanJson(outcome) : scanLine(outcome)
    if (line !== null) printLine(line)
  })
  if (options.json) printLine(scanClosingJson(totals))
  else for (const line of scanClosingLines(totals)) printLine(line)
  if (totals.sums.failed > 0) process.exitCode = 1
}
