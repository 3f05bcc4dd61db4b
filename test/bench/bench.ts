/**
 * Prints ratios measured in one run: extract against pdf.js getTextContent and against peers, each in a process of its own
 * and as it comes, the rules' share, the cost of a page from 10 to 1,000 pages, memory over 200 documents, and old Word files
 * against a peer that takes out their text. getTextContent is measured here too, where the reader has put right what pdf.js
 * does to Array.push (native-push.ts): a user of pdf.js alone has no such help.
 * Machines are noisy: nothing here passes or fails.
 *   npm run bench [-- FILE…]     default: the PDFs under samples/, the .doc files of the shared archive
 */
import '../../src/readers/pdf/native-push.ts'
import { execFileSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { getDocument, VerbosityLevel } from 'pdfjs-dist/legacy/build/pdf.mjs'
import PDFDocument from 'pdfkit'
import { globSync } from 'tinyglobby'
import { matchRules } from '../../src/extract/match.ts'
import { RuleViews } from '../../src/extract/rule-views.ts'
import { makeRecordsFolder, validateRecord, writeRecord } from '../../src/pipeline/write-record.ts'
import { toRecord } from '../../src/pipeline/to-record.ts'
import { defaultLimits } from '../../src/readers/reader.ts'
import { readDocument } from '../../src/readers/registry.ts'
import { loadRules } from '../../src/rules/load.ts'
import { p } from '../readers/doc-files.ts'
import { writeDoc } from '../readers/doc-writer.ts'
import { benchOldWord } from './old-word.ts'

const root = fileURLToPath(new URL('../..', import.meta.url))
const here = fileURLToPath(new URL('.', import.meta.url))
const out = mkdtempSync(join(tmpdir(), 'boctach-bench-'))
const rules = await loadRules()
await makeRecordsFolder(out)

const rounds = 15

function median(times: readonly number[]): number {
  const later = times.slice(Math.floor(times.length / 3)).sort((a, b) => a - b)
  return later[Math.floor(later.length / 2)] ?? 0
}

async function textContent(bytes: Uint8Array): Promise<void> {
  const task = getDocument({ data: bytes, verbosity: VerbosityLevel.ERRORS })
  const document = await task.promise
  for (let page = 1; page <= document.numPages; page++) await (await document.getPage(page)).getTextContent()
  await task.destroy()
}

interface Cost {
  readonly read: number
  /** From document to record: rules, labels, header, evidence, checks. */
  readonly extract: number
  readonly total: number
  readonly pages: number
}

/** The whole of extract: bytes → written record. */
async function extractOnce(bytes: Uint8Array, name: string): Promise<Cost> {
  const sha256 = createHash('sha256').update(bytes).digest('hex')
  const length = bytes.length
  const start = performance.now()
  const document = await readDocument(bytes, defaultLimits)
  const read = performance.now()
  const record = toRecord(document, { name, mediaType: document.mediaType, bytes: length, sha256 }, rules)
  const extracted = performance.now()
  await writeRecord(validateRecord(record), out)
  const end = performance.now()
  return { read: read - start, extract: extracted - read, total: end - start, pages: document.pages.length }
}

const matched = ['date', 'reference', 'mask', 'name', 'metric', 'section'] as const

/** Milliseconds that looking for every rule takes, on the views of the text the program looks at. */
async function matching(bytes: Uint8Array): Promise<number> {
  const views = new RuleViews(await readDocument(bytes, defaultLimits), rules, {
    documentDate: null,
    period: null,
    year: null,
  })
  const times = Array.from({ length: rounds }, () => {
    let time = 0
    for (const family of matched) {
      const view = views.viewOf(family)
      const start = performance.now()
      matchRules(rules.byFamily[family], view, views.passages, rules.phrases)
      time += performance.now() - start
    }
    return time
  })
  return median(times)
}

/** Prints a file's figures; gives its milliseconds, and pdf.js's alone in a process of its own. */
async function compare(file: string): Promise<{ readonly total: number; readonly alone: number | null }> {
  const fresh = () => new Uint8Array(readFileSync(file))
  const helped: number[] = []
  const ours: Cost[] = []
  for (let round = 0; round < rounds; round++) {
    const bytes = fresh()
    const start = performance.now()
    await textContent(bytes)
    helped.push(performance.now() - start)
    ours.push(await extractOnce(fresh(), basename(file)))
  }
  const total = median(ours.map((cost) => cost.total))
  const share = (part: number) => `${((100 * part) / total).toFixed(0)} %`
  const alone = peerTime('getTextContent', file)
  const peers = [
    `getTextContent ${ratio(total, alone)}`,
    ...['officeparser', 'unpdf'].map((peer) => `${peer} ${ratio(total, peerTime(peer, file))}`),
  ]
  console.log(
    `${file.replace(root, '')}: ${ours[0]!.pages} pages, ${total.toFixed(0)} ms; extract ÷ ${peers.join(', ÷ ')}` +
      `; ÷ getTextContent in this process ${(total / median(helped)).toFixed(2)}` +
      `; from document to record ${share(median(ours.map((cost) => cost.extract)))}, rules alone ${share(await matching(fresh()))} of it`,
  )
  return { total, alone }
}

function ratio(ours: number, theirs: number | null): string {
  return theirs === null ? 'not installed' : (ours / theirs).toFixed(2)
}

function peerTime(peer: string, file: string): number | null {
  if (peer !== 'getTextContent' && !existsSync(join(here, 'peers/node_modules', peer))) return null
  try {
    const printed = execFileSync(process.execPath, [join(here, 'peers/peer.mjs'), peer, file, String(rounds)], {
      encoding: 'utf8',
    })
    return Number(printed)
  } catch {
    return null
  }
}

/** A report of so many pages, each with its own sentences. */
async function makeReport(pages: number): Promise<Uint8Array> {
  const pdf = new PDFDocument({ size: 'A4', margin: 72 })
  const chunks: Buffer[] = []
  pdf.on('data', (chunk: Buffer) => chunks.push(chunk))
  const done = new Promise((resolve) => pdf.on('end', resolve))
  pdf.font(join(root, 'node_modules/@expo-google-fonts/tinos/400Regular/Tinos_400Regular.ttf')).fontSize(13)
  for (let page = 0; page < pages; page++) {
    if (page > 0) pdf.addPage()
    for (let line = 0; line < 12; line++) {
      const n = page * 12 + line
      pdf.text(
        `Trong quý I năm 2024, xã đã tiếp nhận ${n + 10} hồ sơ, giải quyết đúng hạn ${n + 5}/${n + 10} hồ sơ theo Kế hoạch số ${(n % 97) + 1}/KH-UBND ngày 15/01/2024 của Ủy ban nhân dân xã.`,
      )
      pdf.moveDown(0.5)
    }
  }
  pdf.end()
  await done
  return new Uint8Array(Buffer.concat(chunks))
}

async function pageCost(): Promise<void> {
  for (const pages of [10, 100, 1000]) {
    const bytes = await makeReport(pages)
    const costs: number[] = []
    for (let round = 0; round < (pages === 1000 ? 2 : 4); round++)
      costs.push((await extractOnce(bytes.slice(), 'pages.pdf')).total)
    console.log(`${pages} pages: ${(Math.min(...costs) / pages).toFixed(2)} ms a page`)
  }
}

async function memory(files: readonly string[]): Promise<void> {
  let peak = 0
  for (let index = 0; index < 200; index++) {
    const file = files[index % files.length]!
    await extractOnce(new Uint8Array(readFileSync(file)), basename(file))
    peak = Math.max(peak, process.memoryUsage().rss)
    if ((index + 1) % 50 === 0) console.log(`${index + 1} documents: peak ${(peak / 2 ** 20).toFixed(0)} MB`)
  }
}

/** The archive's files where they are there; else the same report in old Word's form, a long one and a short one. */
function oldWordFiles(): string[] {
  const archived = globSync('../shared/corpus/legacy/*.doc', { cwd: root, absolute: true }).sort()
  if (archived.length > 0) return archived
  return [20, 400].map((paragraphs) => {
    const file = join(out, `${paragraphs}.doc`)
    const line = 'Trong quý I năm 2024, xã đã tiếp nhận 298 hồ sơ, giải quyết đúng hạn 296/298 hồ sơ.'
    writeFileSync(file, writeDoc({ body: Array.from({ length: paragraphs }, () => p(line)) }))
    return file
  })
}

const named = process.argv.slice(2)
const isOldWord = (file: string) => file.toLowerCase().endsWith('.doc')
const files =
  named.length > 0
    ? named.filter((file) => !isOldWord(file))
    : globSync('samples/*/source.pdf', { cwd: root, absolute: true }).sort()
writeFileSync(join(out, 'README'), 'Scratch of a benchmark run.\n')
if (files.length > 0) await memory(files)
const times = []
for (const file of files) times.push(await compare(file))
if (files.length > 0) {
  const sum = (values: readonly number[]) => values.reduce((a, b) => a + b, 0)
  const alone = times.flatMap(({ alone }) => alone ?? [])
  const whole = sum(times.map(({ total }) => total))
  console.log(
    `${files.length} PDFs together: extract ÷ getTextContent ${ratio(whole, alone.length < files.length ? null : sum(alone))}`,
  )
  await pageCost()
}
const oldWord = named.length > 0 ? named.filter(isOldWord) : oldWordFiles()
if (oldWord.length > 0) await benchOldWord(oldWord, peerTime)
