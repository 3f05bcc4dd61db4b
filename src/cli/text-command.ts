import { Command } from 'commander'
import { readText } from '../pipeline/extract.ts'
import { ocrOptions, withOcr } from './ocr-options.ts'
import type { OcrOptions } from './ocr-options.ts'
import { limitOptions, toLimits } from './options.ts'
import type { ReadingOptions } from './options.ts'
import { printTrouble } from './printing.ts'

const help = `
The text is NFC Unicode whatever the document's encoding; every offset in its record is into it, in UTF-16 units.

Exit code: 0 read, 1 not read (the reason is on standard error), 2 wrong usage.

Examples:
  $ boctach text report.pdf
  $ boctach text report.docx > report.txt
  $ boctach text --ocr scan.tif`

export function textCommand(): Command {
  const command = new Command('text')
    .summary('print the normalised text of one document')
    .description('Prints the normalised text of one document, nothing else.')
    .argument('<file>', 'a PDF or Word file; with --ocr a picture, too')
    .addHelpText('after', help)
  for (const option of [...limitOptions(), ...ocrOptions()]) command.addOption(option)
  return command.action(async (file: string, options: ReadingOptions & OcrOptions) => {
    const result = await withOcr(options, null, (ocr) => readText(file, toLimits(options), ocr))
    if (result.ok) process.stdout.write(result.text)
    else {
      printTrouble(`${file}  ${result.failure.code}: ${result.failure.message}`)
      process.exitCode = 1
    }
  })
}
