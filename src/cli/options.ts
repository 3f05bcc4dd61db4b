import { InvalidArgumentError, Option } from 'commander'
import { defaultLimits } from '../readers/reader.ts'
import type { ReadLimits } from '../readers/reader.ts'

/** What the command line gives for the limits and rules every reading command shares. */
export interface ReadingOptions {
  readonly rules: readonly string[]
  readonly maxBytes: number
  readonly maxPages: number
}

const factors: Readonly<Record<string, number>> = { '': 1, k: 1024, m: 1024 ** 2, g: 1024 ** 3 }

export function parseCount(text: string): number {
  const count = /^\d+$/.test(text) ? Number(text) : NaN
  if (!Number.isSafeInteger(count) || count < 1) throw new InvalidArgumentError('It must be a whole number above 0.')
  return count
}

/** '500', '20k', '50M', '1G': bytes, in steps of 1024. */
export function parseBytes(text: string): number {
  const parts = /^(\d+)([kmg]?)b?$/i.exec(text)
  const bytes = parts ? Number(parts[1]) * factors[parts[2]!.toLowerCase()]! : NaN
  if (!Number.isSafeInteger(bytes) || bytes < 1) {
    throw new InvalidArgumentError('It must be a number of bytes, such as 500000, 20k, 50M or 1G.')
  }
  return bytes
}

export function limitOptions(): Option[] {
  return [
    new Option('--max-bytes <bytes>', 'largest document read (with k, M or G)')
      .argParser(parseBytes)
      .default(defaultLimits.maxBytes, '200M'),
    new Option('--max-pages <pages>', 'pages read of one document; the rest is left and reported')
      .argParser(parseCount)
      .default(defaultLimits.maxPages),
  ]
}

export function rulesOption(): Option {
  return new Option('--rules <folder>', 'rules of your own, over those that come with the program; can be repeated')
    .argParser((folder: string, before: readonly string[] | undefined) => [...(before ?? []), folder])
    .default([], 'none')
}

export function toLimits(options: Pick<ReadingOptions, 'maxBytes' | 'maxPages'>): ReadLimits {
  return { ...defaultLimits, maxBytes: options.maxBytes, maxPages: options.maxPages }
}
