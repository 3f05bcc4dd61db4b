import { Option } from 'commander'
import { openRecogniser } from '../pipeline/extract.ts'
import { engineNames } from '../readers/scan/engine-names.ts'
import type { EngineName } from '../readers/scan/engine-names.ts'
import type { Recogniser } from '../readers/scan/recogniser.ts'
import { parseCount } from './options.ts'
import { UsageError } from './usage-error.ts'

/** What the command line gives for the recognition of scanned pages. */
export interface OcrOptions {
  readonly ocr?: true
  readonly ocrEngine?: EngineName
  readonly ocrThreads?: number
  readonly ocrCache?: string
}

export function ocrOptions(): Option[] {
  return [
    new Option('--ocr', 'recognise the text of scanned pages, too (seconds a page)'),
    new Option(
      '--ocr-engine <name>',
      'native (the program tesseract) or wasm (built in); default: native if it is installed',
    )
      .choices(engineNames)
      .implies({ ocr: true }),
    new Option('--ocr-threads <n>', 'pages recognised at once (default: one a core)')
      .argParser(parseCount)
      .implies({ ocr: true }),
    new Option('--ocr-cache <folder>', 'where recognised pages are kept, so that none is recognised twice').implies({
      ocr: true,
    }),
  ]
}

/** Runs `work` with a recogniser, or with null where none is asked for. `cache` is the folder where the user names none. */
export async function withOcr<T>(
  options: OcrOptions,
  cache: string | null,
  work: (ocr: Recogniser | null) => Promise<T>,
): Promise<T> {
  if (!options.ocr) return work(null)
  const ocr = await open(options, options.ocrCache ?? cache)
  try {
    return await work(ocr)
  } finally {
    await ocr.close()
  }
}

async function open({ ocrEngine, ocrThreads }: OcrOptions, cache: string | null): Promise<Recogniser> {
  try {
    return await openRecogniser({
      ...(ocrEngine && { engine: ocrEngine }),
      ...(ocrThreads !== undefined && { threads: ocrThreads }),
      ...(cache !== null && { cache }),
    })
  } catch (error) {
    throw new UsageError(error instanceof Error ? error.message : String(error))
  }
}
