/**
 * Prints how far scans say what their digital twins say: share of wrong letters in prose, F1 of references, dates and
 * figures, rows and values of forms.
 *   npx tsx test/bench/scans.ts [--cache DIR] [--misses] [SCAN TWIN]…     default: scans made from samples and reports
 */
import { readFileSync } from 'node:fs'
import { basename } from 'node:path'
import { parseArgs } from 'node:util'
import { sha256Of } from '../../src/pipeline/source.ts'
import { readBytes } from '../../src/pipeline/extract.ts'
import { toRecord } from '../../src/pipeline/to-record.ts'
import { defaultLimits } from '../../src/readers/reader.ts'
import { Recogniser } from '../../src/readers/scan/recogniser.ts'
import { loadRules } from '../../src/rules/load.ts'
import { madeScans } from '../readers/made-scans.ts'
import { compareTwins, errorRate, shareOf, type Share, type Twin } from '../score/compare-twins.ts'

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { cache: { type: 'string' }, misses: { type: 'boolean' } },
})
if (positionals.length % 2 !== 0) {
  console.error('usage: scans.ts [--cache DIR] [--misses] [SCAN TWIN]…')
  process.exit(2)
}

const rules = await loadRules()
const ocr = await Recogniser.open(values.cache === undefined ? {} : { cache: values.cache })

async function read(name: string, bytes: Uint8Array): Promise<Twin> {
  const facts = { name, bytes: bytes.length, sha256: sha256Of(bytes) }
  const document = await readBytes(bytes, defaultLimits, ocr)
  return { document, record: toRecord(document, { ...facts, mediaType: document.mediaType }, rules) }
}

const percent = (share: number): string => `${(100 * share).toFixed(2)} %`
const shown = (share: Share): string => `${percent(shareOf(share))} of ${share.all}`

async function compare(name: string, scan: Uint8Array, twin: Uint8Array): Promise<void> {
  const score = compareTwins(await read(name, scan), await read(name, twin))
  console.log(
    `${name}: wrong letters in prose ${percent(errorRate(score.prose))} of ${score.prose.characters}, in cells ${percent(errorRate(score.cells))}; ` +
      `F1 references ${shown(score.references)}, dates ${shown(score.dates)}, figures ${shown(score.figures)}, header ${shown(score.header)}; ` +
      `rows in place ${shown(score.rows)}, with the right value ${shown(score.values)}`,
  )
  if (!values.misses) return
  for (const miss of score.misses) console.log(`  ${miss}`)
  for (const [where, text] of [
    ['prose', score.prose],
    ['cells', score.cells],
  ] as const)
    for (const { expected, found, errors } of text.differences)
      console.log(`  ${where} ${errors}: ${expected} → ${found}`)
}

console.log(ocr.engine)
const fromFile = (file: string) => new Uint8Array(readFileSync(file))
for (let i = 0; i < positionals.length; i += 2)
  await compare(basename(positionals[i]!), fromFile(positionals[i]!), fromFile(positionals[i + 1]!))
if (positionals.length === 0)
  for (const { name, make } of madeScans) {
    const { scan, twin } = await make()
    await compare(name, scan, twin)
  }
await ocr.close()
