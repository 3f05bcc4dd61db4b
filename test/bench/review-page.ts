/**
 * Prints how long a browser takes to show the review page and, after a key, the next value, over a folder that `boctach run`
 * made. For one of 10,000 documents:
 *   mkdir -p big/records; LEDGER=big/boctach.db ITEMS=300000 ROUNDS=1 ONLY=none npx tsx test/bench/review-queue.ts
 *   npx tsx test/bench/review-page.ts big
 */
import { startBrowser } from '../browser/start-browser.ts'
import { killDesks, openDesk } from '../browser/review-desk.ts'

const values = 120
const visits = 5
/** A clerk reads before the next key. */
const pauseMs = 120

/** In the page, as text, for it is no code of this program: milliseconds from a key to the next value in the editor. */
const watch = `
  const item = () => document.querySelector('#editor')?.getAttribute('data-item')
  let [pressed, last] = [0, item()]
  window.took = []
  addEventListener('keydown', () => { pressed = performance.now() }, true)
  new MutationObserver(() => {
    const now = item()
    if (!now || now === last) return
    last = now
    window.took.push(performance.now() - pressed)
  }).observe(document.body, { subtree: true, childList: true, attributes: true })`

const out = process.argv[2]
if (out === undefined) throw new Error('Which folder?')
const desk = await openDesk(out, [])
const { browser } = await startBrowser()
if (browser === null) throw new Error('There is no browser.')
try {
  const page = await browser.newPage({ viewport: { width: 1366, height: 768 } })
  const show = async (address: string) => {
    const start = performance.now()
    await page.goto(address)
    await page.locator('.queue-table tbody tr').first().waitFor()
    return (performance.now() - start).toFixed(0)
  }
  console.log(`first page, signing in: ${await show(desk.enter)} ms`)
  const again: string[] = []
  for (let visit = 0; visit < visits; visit++) again.push(await show(desk.address))
  console.log(`the page again: ${again.join(', ')} ms`)

  await page.keyboard.press('Enter')
  await page.locator('#editor').waitFor()
  await page.evaluate(watch)
  for (let n = 0; n < values; n++) {
    await page.keyboard.press('Enter')
    await page.waitForTimeout(pauseMs)
  }
  const took = (await page.evaluate<number[]>('window.took')).sort((a, b) => a - b)
  const at = (share: number) => took[Math.floor((took.length - 1) * share)]!.toFixed(1)
  console.log(`next of ${took.length} values: median ${at(0.5)}, p95 ${at(0.95)}, most ${at(1)} ms`)
} finally {
  await browser.close()
  await killDesks()
}
