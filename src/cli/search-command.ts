import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { Command, InvalidArgumentError, Option } from 'commander'
import { ledgerPath } from '../bulk/out-folder.ts'
import { indexFolder, indexLedger } from '../search/index-records.ts'
import { parseQuery } from '../search/query.ts'
import { countFound, searchDocuments } from '../search/search-documents.ts'
import type { FoundDocument } from '../search/search-documents.ts'
import type { Snippet } from '../search/find-hits.ts'
import { openStore } from '../store/store.ts'
import type { Store } from '../store/store.ts'
import { parseCount } from './options.ts'
import { count, printable, printLine, printTrouble } from './printing.ts'
import { databaseOption, openPlace, outOption } from './store-place.ts'
import type { Place, PlaceOptions } from './store-place.ts'
import { UsageError } from './usage-error.ts'

interface SearchOptions extends PlaceOptions {
  readonly limit: number
  readonly spelling: 'auto' | 'marked' | 'plain'
  readonly json?: true
}

const help = `
All words must be there. "in quotes": one after the other; word*: its beginning; -word: it must not be there;
number:, type:, issuer:, subject: only there; date:2024, date:2024-03 or date:2024-01-01..2024-06-30: the day of issue.
Without marks the question finds all spellings; with marks only what is written so.

Examples:
  $ boctach search '"hồ sơ đúng hạn"' --out out
  $ boctach search 'cai cach issuer:"UBND huyện" date:2024' --out out --json
  $ boctach search number:18/KH-UBND --database postgres://boctach:secret@db/boctach`

export function searchCommand(): Command {
  return new Command('search')
    .summary('find documents by text or field')
    .description('Finds documents by what their text or one of their fields holds, with the places.')
    .argument('<query>', 'what to look for')
    .addOption(outOption())
    .addOption(databaseOption())
    .addOption(new Option('--limit <documents>', 'most documents shown').argParser(parseLimit).default(20))
    .addOption(
      new Option('--spelling <kind>', 'whether marks count; auto: where the question has some')
        .choices(['auto', 'marked', 'plain'])
        .default('auto'),
    )
    .option('--json', 'one JSON line for each document, and one with the number of all')
    .addHelpText('after', help)
    .action(search)
}

const mostDocuments = 1000

function parseLimit(text: string): number {
  const limit = parseCount(text)
  if (limit > mostDocuments) throw new InvalidArgumentError(`It must be at most ${mostDocuments}.`)
  return limit
}

async function search(text: string, options: SearchOptions): Promise<void> {
  const parsed = parseQuery(text, options.spelling)
  if (!parsed.ok) throw new UsageError(parsed.message)
  const place = await openIndexed(options)
  try {
    const found = await countFound(place.store, parsed.query, true)
    const { documents } = await searchDocuments(place.store, parsed.query, { limit: options.limit, closedToo: true })
    if (options.json) {
      for (const document of documents) printLine(JSON.stringify(document))
      printLine(JSON.stringify({ status: 'summary', found, shown: documents.length }))
    } else showFound(documents, found)
  } finally {
    await place.close()
  }
}

/** A ledger's index is brought up to date; a folder with records alone gets one beside them. */
async function openIndexed(options: SearchOptions): Promise<Place> {
  const { out: outDir, database } = options
  if (database === undefined && outDir !== undefined && !existsSync(ledgerPath(outDir))) return openFolder(outDir)
  const place = await openPlace(options)
  return orClose(place, () => indexLedger(place.store))
}

async function openFolder(outDir: string): Promise<Place> {
  const records = join(outDir, 'records')
  if (!existsSync(records)) throw new UsageError(`There are no records in ${outDir}.`)
  const store: Store = await openStore(join(outDir, 'search.db'))
  return orClose({ store, close: () => store.close() }, async () => {
    const { unreadable } = await indexFolder(store, records)
    for (const path of unreadable) printTrouble(`${path} is no record of this version and was left out`)
  })
}

async function orClose(place: Place, prepare: () => Promise<unknown>): Promise<Place> {
  try {
    await prepare()
    return place
  } catch (error) {
    await place.close()
    throw error
  }
}

function showFound(documents: readonly FoundDocument[], found: number): void {
  for (const document of documents) {
    const { sha256, name, type, number, issuedOn, issuer, subject, hits, snippets } = document
    const what = [type, number, issuedOn, issuer].filter((value) => value !== null).join(' · ')
    printLine(printable(what || name))
    if (subject !== null) printLine(`  ${printable(subject)}`)
    printLine(`  ${printable(name)} · ${sha256.slice(0, 12)} · ${count(hits, 'place')}`)
    for (const snippet of snippets) printLine(`    ${lineOf(snippet)}`)
    printLine('')
  }
  const rest = found > documents.length ? `, ${documents.length} shown` : ''
  printLine(`${count(found, 'document')} found${rest}.`)
}

/** On one line, with what was found in brackets. */
function lineOf({ start, text, hits }: Snippet): string {
  let line = ''
  let done = 0
  for (const hit of hits) {
    line += `${text.slice(done, hit.start - start)}[${text.slice(hit.start - start, hit.end - start)}]`
    done = hit.end - start
  }
  return printable((line + text.slice(done)).replace(/\s+/g, ' '))
}
