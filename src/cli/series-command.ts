import { once } from 'node:events'
import { Command, Option } from 'commander'
import type { Indicator } from '../domain/indicator.ts'
import { OutputFile } from '../export/output-file.ts'
import { gatherSeries } from '../export/series/gather-series.ts'
import type { SeriesPoint } from '../export/series/gather-series.ts'
import { IndicatorMatcher, indicatorsNamed } from '../export/series/match-indicator.ts'
import { seriesCsv, seriesPlot, seriesTable } from '../export/series/show-series.ts'
import { loadIndicators } from '../rules/load-indicators.ts'
import { linksTo } from './export-command.ts'
import { rulesOption } from './options.ts'
import { printLine, printable } from './printing.ts'
import { openRecords, selectionOptions, toSelection } from './record-source.ts'
import type { SelectionOptions } from './record-source.ts'
import { databaseOption, outOption } from './store-place.ts'
import { UsageError } from './usage-error.ts'

interface SeriesOptions extends SelectionOptions {
  readonly as: 'table' | 'csv' | 'json' | 'svg'
  readonly into?: string
  readonly rules: readonly string[]
  readonly links?: string
}

const help = `
Which labels and units are one indicator is written down in rules/lexicon/indicators.yaml, with examples; a file
lexicon/indicators.yaml in a folder given by --rules adds to it. Of several statements for one issuer and period the reviewed
one holds, then the one in a form, then the surest; the others are listed too. Without a name, the indicators are listed.

Examples:
  $ boctach series
  $ boctach series "Tỷ lệ hồ sơ đúng hạn" --out out
  $ boctach series "Tỷ lệ hộ nghèo" --out out --issuer "UBND xã An Phú" --as svg --into poverty.svg`

export function seriesCommand(): Command {
  const command = new Command('series')
    .summary('one indicator over many reports')
    .description('Joins what reports say about one indicator into a series, as a table, CSV, JSON or a plot.')
    .argument('[indicator]', 'its name, a label it is written under (both with or without marks), or its id')
    .addOption(outOption())
    .addOption(databaseOption())
    .addOption(rulesOption())
    .addOption(new Option('--as <form>', 'the form').choices(['table', 'csv', 'json', 'svg']).default('table'))
    .option('--into <file>', 'write to a file instead of standard output')
  for (const option of selectionOptions()) command.addOption(option)
  return command
    .option('--links <url>', 'address of the review page: each statement gets a link to its place there')
    .addHelpText('after', help)
    .action(showSeries)
}

async function showSeries(name: string | undefined, options: SeriesOptions): Promise<void> {
  const indicators = await loadIndicators(options.rules)
  if (name === undefined) {
    for (const indicator of indicators) printLine(`${indicator.id.padEnd(24)} ${indicator.name} (${indicator.unit})`)
    return
  }
  const matcher = new IndicatorMatcher(findIndicator(name, indicators))
  const source = await openRecords(options)
  try {
    const links = options.links === undefined ? null : linksTo(options.links)
    const points = await gatherSeries(source.records, matcher, toSelection(options), links)
    await put(formatted(matcher.indicator, points, options.as), options.into)
  } finally {
    await source.close()
  }
}

function findIndicator(name: string, indicators: readonly Indicator[]): Indicator {
  const [found, ...others] = indicatorsNamed(name, indicators)
  if (!found) throw new UsageError(`No indicator is called '${name}'; boctach series without a name lists them.`)
  if (others.length === 0) return found
  const list = [found, ...others].map((one) => `'${one.name}'`).join(', ')
  throw new UsageError(`More than one indicator is called '${name}'; there are ${list}.`)
}

function formatted(indicator: Indicator, points: readonly SeriesPoint[], as: SeriesOptions['as']): string {
  switch (as) {
    case 'table':
      return `${seriesTable(indicator, points).map(printable).join('\n')}\n`
    case 'csv':
      return seriesCsv(points)
    case 'json':
      return `${JSON.stringify({ indicator: indicator.id, name: indicator.name, unit: indicator.unit, points }, null, 2)}\n`
    case 'svg':
      return seriesPlot(indicator, points)
  }
}

/** To standard output, or whole under a file's name; a text that would be too long for one string comes in pieces. */
export async function put(text: string | Iterable<string>, file: string | undefined): Promise<void> {
  const pieces = typeof text === 'string' ? [text] : text
  if (file === undefined) {
    for (const piece of pieces) if (!process.stdout.write(piece)) await once(process.stdout, 'drain')
    return
  }
  const output = new OutputFile(file)
  try {
    for (const piece of pieces) await output.write(piece)
    await output.close()
    await output.publish()
  } catch (error) {
    await output.discard()
    throw error
  }
}
