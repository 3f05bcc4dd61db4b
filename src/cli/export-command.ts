import { join } from 'node:path'
import { Command, InvalidArgumentError, Option } from 'commander'
import { maskedRecords } from '../bulk/reviewed-records.ts'
import { SourceLibrary } from '../bulk/source-library.ts'
import { secrecyOf } from '../domain/secrecy.ts'
import { kindNames } from '../export/column.ts'
import type { KindName } from '../export/column.ts'
import { exportRows, kindsNamed } from '../export/export-rows.ts'
import type { Exported, LinkMaker } from '../export/export-rows.ts'
import { formatNames, formats, openSink } from '../export/formats.ts'
import type { FormatName } from '../export/formats.ts'
import { exportForm, formTables } from '../export/forms/export-form.ts'
import type { FormExport, ReadSource } from '../export/forms/export-form.ts'
import type { ReviewedRecord } from '../export/selection.ts'
import type { Store } from '../store/store.ts'
import { loadExportForms } from '../rules/load-export-forms.ts'
import { rulesOption } from './options.ts'
import { count, printable, printLine } from './printing.ts'
import { openRecords, selectionOptions, toSelection } from './record-source.ts'
import type { RecordSource, SelectionOptions } from './record-source.ts'
import { databaseOption, outOption } from './store-place.ts'
import { UsageError } from './usage-error.ts'

interface ExportOptions extends SelectionOptions {
  /** A format of tables, or the id of a form. */
  readonly to: string
  readonly into: string
  readonly as: FormatName
  readonly give: ReadonlyMap<string, string>
  readonly rules: readonly string[]
  readonly kind: readonly KindName[]
  readonly links?: string
  readonly masked?: true
  readonly closed?: true
  readonly enclose?: true
  readonly sources: readonly string[]
  readonly json?: true
}

const help = `
Documents with a secrecy mark stay in the house unless --closed takes them in; how many there were is said.
Only values that a reviewer accepted, corrected or added, and those nobody looked at whose confidence reaches --accept, leave
the house; --all or --status ask otherwise. Each row tells its document, place, status and confidence.

Forms of archives and registers are files below rules/exports: register-out, register-in and file-record (Nghị định 30/2020,
Phụ lục VI), archive-record, archive-record-aip and archive-file (Thông tư 05/2025), edxml (an XML file a document). Those of
a file (hồ sơ) have one row for all documents chosen. What a document does not say is not made up: it is listed in a table
beside, and can be given for all documents with --give.

Exit code: 0 written, 1 something failed (nothing is written then), 2 wrong usage.

Examples:
  $ boctach export --out out --to xlsx --into figures.xlsx
  $ boctach export --out out --to csv --into csv --kind metrics --kind form_rows --issued-from 2024-01-01
  $ boctach export --out out --to register-out --into register --give Language='Tiếng Việt'
  $ boctach export --database postgres://boctach:secret@db/boctach --to parquet --into parquet --all`

export function exportCommand(): Command {
  const command = new Command('export')
    .summary('write the values for other systems')
    .description('Writes what the records hold as tables: JSON Lines, CSV, Excel, Parquet or SQLite.')
    .addOption(outOption())
    .addOption(databaseOption())
    .requiredOption('--to <format>', `${formatNames.join(', ')}, or a form such as register-out`)
    .requiredOption(
      '--into <path>',
      'the file to write; for csv, parquet and XML the folder, which gets a file for each',
    )
    .addOption(rulesOption())
    .addOption(new Option('--as <format>', 'format of the tables of a form').choices(formatNames).default('csv'))
    .addOption(
      new Option('--give <field=value>', 'the value of a field of a form, for all documents; can be repeated')
        .argParser(addGiven)
        .default(new Map(), 'none'),
    )
    .addOption(
      new Option('--kind <kind>', `only rows of this kind: ${kindNames.join(', ')}; can be repeated`)
        .argParser(addKind)
        .default([], 'all'),
    )
  for (const option of selectionOptions()) command.addOption(option)
  return command
    .option('--masked', 'mask personal numbers: CCCD, CMND, telephone, account, insurance')
    .option('--closed', 'also documents with a secrecy mark: MẬT, TỐI MẬT, TUYỆT MẬT')
    .option('--enclose', 'put the source itself into an exchange packet (edxml)')
    .addOption(
      new Option('--sources <folder>', 'with --enclose: where sources lie now; can be repeated')
        .argParser((folder: string, before: readonly string[]) => [...before, folder])
        .default([], 'where they were read'),
    )
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

function addGiven(text: string, before: ReadonlyMap<string, string>): ReadonlyMap<string, string> {
  const at = text.indexOf('=')
  if (at < 1) throw new InvalidArgumentError('It must be a field and its value, such as Language=vi.')
  return new Map([...before, [text.slice(0, at), text.slice(at + 1)]])
}

async function runExport(options: ExportOptions): Promise<void> {
  const format = formatNames.find((name) => name === options.to)
  if (format === undefined) return runFormExport(options)
  const source = await openRecords(options)
  try {
    const wanted = kindsNamed(options.kind)
    const sink = await openSink(format, options.into, wanted)
    const links = options.links === undefined ? null : linksTo(options.links)
    const leaving = new Leaving(source, options)
    const exported = await exportRows(leaving.records(), sink, wanted, toSelection(options), links)
    const { kept } = leaving
    if (options.json) printLine(JSON.stringify({ ...exported, rows: Object.fromEntries(exported.rows), kept }))
    else for (const line of [...tell(exported), ...tellKept(kept)]) printLine(line)
  } finally {
    await source.close()
  }
}

/** The records that may leave, as they may be seen. */
class Leaving {
  readonly #records: AsyncIterable<ReviewedRecord>
  readonly #closedToo: boolean
  /** How many were kept back for their secrecy mark. */
  kept = 0

  constructor({ records }: RecordSource, { masked, closed }: ExportOptions) {
    this.#records = masked === true ? maskedRecords(records) : records
    this.#closedToo = closed === true
  }

  async *records(): AsyncGenerator<ReviewedRecord> {
    for await (const reviewed of this.#records) {
      if (this.#closedToo || secrecyOf(reviewed.record.header.secrecy?.value ?? null) === null) yield reviewed
      else this.kept++
    }
  }
}

function tellKept(kept: number): string[] {
  return kept === 0 ? [] : [`${count(kept, 'document')} with a secrecy mark kept back; --closed takes them in.`]
}

async function runFormExport(options: ExportOptions): Promise<void> {
  const { to, into, as, give: given } = options
  const forms = await loadExportForms(options.rules)
  const form = forms.find(({ id }) => id === to)
  if (!form) {
    const known = [...formatNames, ...forms.map(({ id }) => id)].join(', ')
    throw new UsageError(`There is no format or form ${to}; there are ${known}.`)
  }
  const stranger = [...given.keys()].find((name) => !form.fields.some((field) => field.name === name))
  if (stranger !== undefined) throw new UsageError(`The form ${to} has no field ${stranger}.`)
  if (options.enclose && options.masked) throw new UsageError('A source cannot be masked: --enclose or --masked.')
  const source = await openRecords(options)
  try {
    const tables = formTables(form)
    const written = tables.documents ? [tables.documents, tables.unfilled] : [tables.unfilled]
    // Beside XML files the list has a name of its own.
    const path = tables.documents || formats[as].target === 'folder' ? into : join(into, `${to}-unfilled.${as}`)
    const sink = await openSink(as, path, written)
    const selection = toSelection(options)
    const leaving = new Leaving(source, options)
    const exported = await exportForm(leaving.records(), form, tables, sink, {
      selection,
      given,
      folder: into,
      ...(options.enclose && { readSource: sourceReader(source.store, options.sources) }),
    })
    const { kept } = leaving
    if (options.json) printLine(JSON.stringify({ ...exported, kept }))
    else for (const line of [...tellForm(exported), ...tellKept(kept)]) printLine(line)
  } finally {
    await source.close()
  }
}

function sourceReader(store: Store | null, folders: readonly string[]): ReadSource {
  const library = new SourceLibrary(store, folders)
  return ({ source }) => library.read(source.sha256, source.bytes)
}

function tellForm({
  documents,
  filled,
  unfilled,
  paths,
}: FormExport & { readonly paths: readonly string[] }): string[] {
  return [
    `${count(documents, 'document')}: ${count(filled, 'field')} filled, ${unfilled} not or not wholly, which are listed.`,
    ...paths.map((path) => `  ${printable(path)}`),
  ]
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
