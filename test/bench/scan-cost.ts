/**
 * Prints ratios measured in one run: recognising a page against the bare engine on the same picture, two threads against
 * one, and memory over 200 pages. Machines are noisy: nothing here passes or fails.
 *   npx tsx test/bench/scan-cost.ts [--engine native|wasm] [--pages N]
 */
import { parseArgs } from 'node:util'
import { openEngine } from '../../src/readers/scan/engines.ts'
import { engineNames, type EngineName } from '../../src/readers/scan/engine-names.ts'
import { toGrey } from '../../src/readers/scan/grey.ts'
import { cutParts } from '../../src/readers/scan/page-parts.ts'
import { preparePage } from '../../src/readers/scan/prepare.ts'
import type { PageImage } from '../../src/readers/scan/raster.ts'
import { recognisePage } from '../../src/readers/scan/recognise-page.ts'
import { Recogniser } from '../../src/readers/scan/recogniser.ts'
import { findRulings } from '../../src/readers/scan/rulings.ts'
import { noisy, turned } from '../readers/scan-damage.ts'
import { damaged, drawPages, samplePdf, upperPart } from '../readers/scan-files.ts'

const { values } = parseArgs({ options: { engine: { type: 'string' }, pages: { type: 'string' } } })
const engineName: EngineName = engineNames.find((name) => name === values.engine) ?? 'wasm'
const pagesOfMemory = Number(values.pages ?? 200)

/** The time of this process's threads in seconds, whatever else the machine does. */
async function cpuOf(work: () => Promise<unknown>): Promise<{ readonly cpu: number; readonly wall: number }> {
  const [before, start] = [process.cpuUsage(), performance.now()]
  await work()
  const { user, system } = process.cpuUsage(before)
  return { cpu: (user + system) / 1e6, wall: (performance.now() - start) / 1000 }
}

const copy = (page: PageImage): PageImage => ({ ...page, data: page.data.slice() })
const ratio = (one: number, other: number) => (one / other).toFixed(2)

/** The engine on the page as it was scanned, on its prepared pieces, and all that is done for a page. */
async function benchPage(name: string, page: PageImage): Promise<void> {
  const engine = await openEngine(engineName)
  const whole = toGrey(copy(page))
  const { image, ink, dpi } = preparePage(copy(page))
  const parts = cutParts(image, ink, findRulings(ink, dpi), dpi)
  // The first page of a process is slower: its code is not compiled yet.
  await recognisePage(copy(page), engine)
  const bare = await cpuOf(() => engine.read([{ image: whole, layout: 'page', dpi: page.dpi }]))
  const pieces = await cpuOf(() => engine.read(parts))
  const all = await cpuOf(() => recognisePage(copy(page), engine))
  await engine.close()
  const clock = engineName === 'wasm' ? 'cpu' : 'wall'
  console.log(
    `${name}: ${all[clock].toFixed(2)} s; ÷ the bare engine on the same picture ${ratio(all[clock], bare[clock])}; ` +
      `÷ the engine on the prepared pieces alone ${ratio(all[clock], pieces[clock])}`,
  )
}

async function timeOf(pages: readonly PageImage[], threads: number): Promise<number> {
  const ocr = await Recogniser.open({ engine: engineName, threads })
  // Threads and engines start with the first pages.
  await Promise.all(pages.slice(0, threads).map((page) => ocr.recognise(copy(page))))
  const { wall } = await cpuOf(() => Promise.all(pages.map((page) => ocr.recognise(copy(page)))))
  await ocr.close()
  return wall
}

async function benchMemory(page: PageImage): Promise<void> {
  const ocr = await Recogniser.open({ engine: engineName, threads: 1 })
  for (let done = 1; done <= pagesOfMemory; done++) {
    await ocr.recognise(copy(page))
    if (done % Math.ceil(pagesOfMemory / 5) === 0)
      console.log(`${done} pages: ${(process.memoryUsage().rss / 2 ** 20).toFixed(0)} MB`)
  }
  await ocr.close()
}

const prose = damaged((await drawPages(samplePdf('bao-cao-cchc'), 200))[1]!, turned(0.6), noisy(8))
const table = damaged((await drawPages(samplePdf('bao-cao-cchc'), 200)).at(-1)!, turned(0.6), noisy(8))
console.log(engineName)
await benchPage('a page of prose', prose)
await benchPage('a page of tables', table)
const half = upperPart(prose, 0.3)
const pages = Array.from({ length: 8 }, () => half)
const [one, two] = [await timeOf(pages, 1), await timeOf(pages, 2)]
console.log(`two threads: ${ratio(one, two)} times as fast as one`)
if (pagesOfMemory > 0) await benchMemory(upperPart(prose, 0.12))
