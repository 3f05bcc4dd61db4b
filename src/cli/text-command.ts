import { Command } from 'commander'
import { readText } from '../pipeline/extract.ts'
import { limitOptions, toLimits } from './options.ts'
import type { ReadingOptions } from './options.ts'
import { printTrouble } from './printing.ts'

const help = `
The text is NFC Unicode whatever the document's encoding; every offset in its record is into it, in UTF-16 units.

Exit code: 0 read, 1 not read (the reason is on standard error), 2 wrong usage.

Examples:
  $ boctach text report.pdf
  $ boctach text report.docx > report.txt`

export function textCommand(): Command {
  const command = new Command('text')
    .summary('print the normalised text of one document')
    .description('Prints the normalised text of one document, nothing else.')
    .argument('<file>', 'a PDF or Word file')
    .addHelpText('after', help)
  for (const option of limitOptions()) command.addOption(option)
  return command.action(async (file: string, options: ReadingOptions) => {
    const result = await readText(file, toLimits(options))
    if (result.ok) process.stdout.write(result.text)
    else {
      printTrouble(`${file}  ${result.failure.code}: ${result.failure.message}`)
      process.exitCode = 1
    }
  })
}
