import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import type { Page } from 'playwright-core'
import type { Decision } from '../../src/domain/decision.ts'
import { extract } from '../../src/pipeline/extract.ts'

const bin = fileURLToPath(new URL('../../dist/cli/main.js', import.meta.url))

/** `boctach review` in a process of its own, as users run it. */
export interface ReviewDesk {
  readonly address: string
  /** The one-time link. */
  readonly enter: string
  kill(): Promise<void>
}

const running = new Set<ChildProcess>()

export async function openDesk(out: string, sources: readonly string[], port = 0): Promise<ReviewDesk> {
  const where = sources.flatMap((folder) => ['--sources', folder])
  const child = spawn(process.execPath, [bin, 'review', '--out', out, '--port', String(port), ...where], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  running.add(child)
  for await (const line of createInterface({ input: child.stdout })) {
    const enter = /http:\S+/.exec(line)?.[0]
    if (enter === undefined) continue
    return { address: new URL(enter).origin, enter, kill: () => kill(child) }
  }
  throw new Error('boctach review ended without a link.')
}

/** Also of a test that failed half-way. */
export async function killDesks(): Promise<void> {
  await Promise.all([...running].map(kill))
}

async function kill(child: ChildProcess): Promise<void> {
  running.delete(child)
  if (child.exitCode !== null || child.signalCode !== null) return
  const gone = once(child, 'exit')
  child.kill('SIGKILL')
  await gone
}

/** Document name → its id, of the records written below `out` as `boctach extract` does. */
export type Ids = ReadonlyMap<string, string>

export async function writeRecords(out: string, paths: readonly string[]): Promise<Ids> {
  await mkdir(join(out, 'records'), { recursive: true })
  const ids = new Map<string, string>()
  for (const path of paths) {
    const result = await extract(await readFile(path), { name: basename(path) })
    if (!result.ok) throw new Error(`${path}: ${result.failure.message}`)
    await writeFile(join(out, 'records', `${result.record.id}.json`), JSON.stringify(result.record))
    ids.set(basename(path), result.record.id)
  }
  return ids
}

/** The log of decisions about a document as it stands in the database, the oldest first. */
export async function decisionsAbout(page: Page, id: string): Promise<Decision[]> {
  const answer = await page.request.get(`${new URL(page.url()).origin}/api/review/documents/${id}/history`)
  const { decisions } = (await answer.json()) as { decisions: Decision[] }
  return decisions.toReversed()
}

/** Waits until everything decided is in the database. */
export async function untilSaved(page: Page): Promise<void> {
  await page.locator('.saving:not(.trouble)', { hasText: '✓' }).waitFor()
}

/** The only way the keyboard session touches the page: keys are counted, the mouse is not there. */
export class CountedKeyboard {
  readonly #page: Page
  presses = 0

  constructor(page: Page) {
    this.#page = page
  }

  async press(key: string): Promise<void> {
    this.presses++
    await this.#page.keyboard.press(key)
  }

  async type(text: string): Promise<void> {
    this.presses += text.length
    await this.#page.keyboard.type(text)
  }
}
