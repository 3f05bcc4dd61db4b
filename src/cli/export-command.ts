import { Command, InvalidArgumentError, Option } from 'commander'
import { kindNames } from '../export/column.ts'
import type { KindName } from '../export/column.ts'
import { exportRows, kindsNamed } from '../export/export-rows.ts'
import type { Exported, LinkMaker } from '../export/export-rows.ts'
import { formatNames, openSink } from '../export/formats.ts'
import type { FormatName } from '../export/formats.ts'
import { count, printable, printLine } from './printing.ts'
import { openRecords, selectionOptions, toSelection } from './record-source.ts'
import type { SelectionOptions } from './record-source.ts'
import { databaseOption, outOption } from './store-place.ts'

interface ExportOptions extends SelectionOptions {
  readonly to: FormatName
  readonly into: string
  readonly kind: readonly KindName[]
  readonly links?: string
  readonly json?: true
}

const help = `
Only values that a reviewer accepted, corrected or added, and those nobody looked at whose confidence reaches --accept, leave
the house; --all or --status ask otherwise. Each row tells its document, place, status and confidence.

Exit code: 0 written, 1 something failed (nothing is written then), 2 wrong usage.

Examples:
  $ boctach export --out out --to xlsx --into figures.xlsx
  $ boctach export --out out --to csv --into csv --kind metrics --kind form_rows --issued-from 2024-01-01
  $ boctach export --database postgres://boctach:secret@db/boctach --to parquet --into parquet --all`

export function exportCommand(): Command {
  const command = new Command('export')
    .summary('write the values for other systems')
    .description('Writes what the records hold as tables: JSON Lines, CSV, Excel, Parquet or SQLite.')
    .addOption(outOption())
    .addOption(databaseOption())
    .addOption(new Option('--to <format>', 'the form').choices(formatNames).makeOptionMandatory())
    .requiredOption(
      '--into <path>',
      'the file to write; for csv and parquet the folder, which gets a file for each kind',
    )
    .addOption(
      new Option('--kind <kind>', `only rows of this kind: ${kindNames.join(', ')}; can be repeated`)
        .argParser(addKind)
        .default([], 'all'),
    )
  for (const option of selectionOptions()) command.addOption(option)
  return command
    .option('--links <url>', 'address of the review page: each row gets a link to its place there')
    .option('--json', 'tell as JSON what was written')
    .addHelpText('after', help)
    .action(runExport)
}

function addKind(text: string, before: readonly KindName[]): readonly KindName[] {
  const kind = kindNames.find((one) => one === text)
  if (kind === undefined) throw new InvalidArgumentError(`It must be one of ${kindNames.join(', ')}.`)
  return [...before, kind]
}

async function runExport(options: ExportOptions): Promise<void> {
  const source = await openRecords(options)
  try {
    const wanted = kindsNamed(options.kind)
    const sink = await openSink(options.to, options.into, wanted)
    const links = options.links === undefined ? null : linksTo(options.links)
    const exported = await exportRows(source.records, sink, wanted, toSelection(options), links)
    if (options.json) printLine(JSON.stringify({ ...exported, rows: Object.fromEntries(exported.rows) }))
    else for (const line of tell(exported)) printLine(line)
  } finally {
    await source.close()
  }
}

/** The review page takes the document and the item from its address. */
export function linksTo(url: string): LinkMaker {
  const base = url.replace(/\/+$/, '')
  return (documentId, itemId) =>
    `${base}/#/d/${documentId}${itemId === null ? '' : `?item=${encodeURIComponent(itemId)}`}`
}

function tell({
  documents,
  passedOver,
  leftOut,
  rows,
  paths,
}: Exported & { readonly paths: readonly string[] }): string[] {
  const sums = [...rows].map(([kind, number]) => `${number} ${kind}`)
  const passed = passedOver > 0 ? `, ${passedOver} passed over` : ''
  const lines = [`${count(documents, 'document')}${passed}: ${sums.join(', ')}.`]
  if (leftOut > 0) {
    lines.push(`${count(leftOut, 'value')} left out: not sure enough and not reviewed, or of a status not asked for.`)
  }
  return [...lines, ...paths.map((path) => `  ${printable(path)}`)]
}
