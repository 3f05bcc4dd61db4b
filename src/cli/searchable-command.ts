import { readFile, rename, rm, stat, writeFile } from 'node:fs/promises'
import { Command } from 'commander'
import { toFailure, tooLarge } from '../pipeline/failure.ts'
import { makeSearchable } from '../pipeline/make-searchable.ts'
import { ocrOptions, withOcr } from './ocr-options.ts'
import type { OcrOptions } from './ocr-options.ts'
import { limitOptions, toLimits } from './options.ts'
import type { ReadingOptions } from './options.ts'
import { count, printLine, printTrouble } from './printing.ts'

const help = `
The pages look as they did. The text over them is invisible, stands where the words stand, and can be searched and copied.
Pages that have usable text already are left alone.

Exit code: 0 written, 1 not read or not written (the reason is on standard error), 2 wrong usage.

Examples:
  $ boctach searchable scan.pdf scan-text.pdf
  $ boctach searchable scan.tif scan.pdf`

export function searchableCommand(): Command {
  const command = new Command('searchable')
    .summary('make a PDF that can be searched from a scan')
    .description('Recognises a scan and writes it as a PDF with an invisible text layer.')
    .argument('<in>', 'a scanned PDF or a picture (TIFF, PNG, JPEG)')
    .argument('<out>', 'the PDF to write')
    .addHelpText('after', help)
  for (const option of [...limitOptions(), ...ocrOptions().filter((one) => one.long !== '--ocr')])
    command.addOption(option)
  return command.action(runSearchable)
}

async function runSearchable(input: string, output: string, options: ReadingOptions & OcrOptions): Promise<void> {
  const limits = toLimits(options)
  await withOcr({ ...options, ocr: true }, null, async (ocr) => {
    try {
      const { size } = await stat(input)
      if (size > limits.maxBytes) throw tooLarge(size, limits.maxBytes)
      const made = await makeSearchable(new Uint8Array(await readFile(input)), limits, ocr!)
      await writeAside(output, made.pdf)
      printLine(`${output}: ${count(made.pages, 'page')}, ${made.recognised} of them recognised.`)
    } catch (error) {
      const { code, message } = toFailure(error, true)
      printTrouble(`${input}  ${code}: ${message}`)
      process.exitCode = 1
    }
  })
}

/** Nobody finds half a file, and a file that is there stays until the new one is whole. */
async function writeAside(path: string, bytes: Uint8Array): Promise<void> {
  const aside = `${path}.${process.pid}.tmp`
  try {
    await writeFile(aside, bytes)
    await rename(aside, path)
  } catch (error) {
    await rm(aside, { force: true })
    throw error
  }
}
