import { existsSync } from 'node:fs'
import { InvalidArgumentError, Option } from 'commander'
import { ledgerPath } from '../bulk/out-folder.ts'
import { reviewedRecords, unreviewedRecords } from '../bulk/reviewed-records.ts'
import type { Store } from '../store/store.ts'
import { defaultThreshold, heldStandings, standings, trustedStandings } from '../export/selection.ts'
import type { ReviewedRecord, Selection, Standing } from '../export/selection.ts'
import { openPlace } from './store-place.ts'
import type { PlaceOptions } from './store-place.ts'
import { UsageError } from './usage-error.ts'

/** Which records and values a command takes, as the command line gives it. */
export interface SelectionOptions extends PlaceOptions {
  readonly type: readonly string[]
  readonly issuer?: string
  readonly issuedFrom?: string
  readonly issuedTo?: string
  readonly status: readonly Standing[]
  readonly all?: true
  readonly accept: number
  readonly minConfidence: number
}

export interface RecordSource {
  readonly records: AsyncIterable<ReviewedRecord>
  /** null where there is no ledger. */
  readonly store: Store | null
  close(): Promise<void>
}

/** The ledger of a folder or a database where there is one, else the records `extract` wrote. */
export async function openRecords(options: PlaceOptions): Promise<RecordSource> {
  const { out, database } = options
  if (database === undefined && out !== undefined && !existsSync(ledgerPath(out))) {
    if (!existsSync(out)) throw new UsageError(`There is no folder ${out}.`)
    return { records: unreviewedRecords(out), store: null, close: () => Promise.resolve() }
  }
  const place = await openPlace(options)
  return { records: reviewedRecords(place.store), store: place.store, close: () => place.close() }
}

export function toSelection(options: SelectionOptions): Selection {
  return {
    types: options.type,
    issuer: options.issuer ?? null,
    from: options.issuedFrom ?? null,
    to: options.issuedTo ?? null,
    standings: options.all
      ? new Set(heldStandings)
      : options.status.length > 0
        ? new Set(options.status)
        : trustedStandings,
    threshold: options.accept,
    minConfidence: options.minConfidence,
  }
}

export function selectionOptions(): Option[] {
  return [
    new Option('--type <type>', "only documents of this type, such as 'Báo cáo' or 'bao cao'; can be repeated")
      .argParser(added)
      .default([], 'all'),
    new Option(
      '--issuer <name>',
      "only documents whose issuer's name holds this, in any spelling; without marks: with or without",
    ),
    new Option('--issued-from <day>', 'only documents issued on this day or later (2024-01-31)').argParser(parseDay),
    new Option('--issued-to <day>', 'only documents issued on this day or before').argParser(parseDay),
    new Option('--status <status>', `only values of this status: ${standings.join(', ')}; can be repeated`)
      .argParser(addStanding)
      .default([], [...trustedStandings].join(', ')),
    new Option('--all', 'values of every status but the rejected ones, also those nobody is sure of'),
    new Option('--accept <confidence>', "from which confidence on a value nobody looked at counts as accepted ('auto')")
      .argParser(parseConfidence)
      .default(defaultThreshold),
    new Option('--min-confidence <confidence>', 'leave out values below, whatever their status')
      .argParser(parseConfidence)
      .default(0),
  ]
}

function added(text: string, before: readonly string[]): readonly string[] {
  return [...before, text]
}

function addStanding(text: string, before: readonly Standing[]): readonly Standing[] {
  const standing = standings.find((one) => one === text)
  if (standing === undefined) throw new InvalidArgumentError(`It must be one of ${standings.join(', ')}.`)
  return [...before, standing]
}

function parseDay(text: string): string {
  const time = /^\d{4}-\d{2}-\d{2}$/.test(text) ? Date.parse(`${text}T00:00:00Z`) : NaN
  if (Number.isNaN(time) || !new Date(time).toISOString().startsWith(text)) {
    throw new InvalidArgumentError('It must be a day, such as 2024-01-31.')
  }
  return text
}

export function parseConfidence(text: string): number {
  const confidence = /^(?:0|1|0?\.\d+|1\.0+)$/.test(text) ? Number(text) : NaN
  if (Number.isNaN(confidence)) throw new InvalidArgumentError('It must be a number from 0 to 1, such as 0.9.')
  return confidence
}
