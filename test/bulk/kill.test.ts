import { existsSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { expect, test } from 'vitest'
import { callBoctach } from '../cli/call-boctach.ts'
import { emptyFolder } from '../cli/run-boctach.ts'
import { isThorough } from '../fuzz/runs.ts'
import { checkLedger, readRecords } from './check-ledger.ts'
import { makeArchive } from './made-archive.ts'
import { childrenOf, hasEnded, hasProc, isRunning, randomFrom, startBoctach, until } from './processes.ts'
import type { Running } from './processes.ts'

const rounds = isThorough ? 50 : 3
/** Another seed, other moments. */
const seed = Number(process.env['BOCTACH_KILL_SEED'] ?? 1)
/** So many that work is left after the last round, on a fast machine too. */
const documents = 40 + 20 * rounds

/** Kills a worker now and then until the moment has come, then the run itself; gives how many workers. */
async function killAtRandom(run: Running, random: () => number, recordsIn: () => number): Promise<number> {
  const pid = run.child.pid!
  // Some rounds end while it starts, most in the midst of its work.
  const end = performance.now() + (random() < 0.3 ? 100 + random() * 2000 : 120_000)
  const enough = recordsIn() + 1 + Math.floor(random() * 20)
  let [killed, before] = [0, recordsIn()]
  while (performance.now() < end && recordsIn() < enough && !hasEnded(run)) {
    await delay(random() * 300)
    const workers = childrenOf(pid)
    const victim = workers[Math.floor(random() * workers.length)]
    // Not faster than they work: who kills without an end is not outlasted, and documents would be blamed for it.
    if (victim === undefined || recordsIn() === before || random() < 0.7) continue
    process.kill(victim, 'SIGKILL')
    before = recordsIn()
    killed++
  }
  const workers = childrenOf(pid)
  run.child.kill('SIGKILL')
  await run.ended
  await until('its workers have ended', () => !workers.some(isRunning))
  return killed
}

test.runIf(hasProc)(
  `runs and their workers killed at random moments, ${rounds} times: nothing lost, twice or half`,
  async () => {
    const random = randomFrom(seed)
    const folder = await emptyFolder()
    const [archive, out, reference] = [join(folder, 'archive'), join(folder, 'out'), join(folder, 'reference')]
    const made = await makeArchive(archive, documents)
    const recordsIn = () => (existsSync(join(out, 'records')) ? readdirSync(join(out, 'records')).length : 0)
    let workersKilled = 0
    for (let round = 0; round < rounds || workersKilled === 0; round++) {
      const run = startBoctach(['run', archive, '--out', out, '--jobs', '2'])
      workersKilled += await killAtRandom(run, random, recordsIn)
    }
    const last = await callBoctach(['run', archive, '--out', out, '--jobs', '2'])
    expect(last.stderr).toBe('')
    expect(last.code, last.stdout).toBe(1)
    expect(
      readdirSync(out)
        .filter((name) => name !== 'cache' && !name.startsWith('boctach.db-'))
        .sort(),
    ).toEqual(['boctach.db', 'boctach.lock', 'records', 'report.html', 'report.md'])
    const { done, failed } = await checkLedger(join(out, 'boctach.db'), out)
    expect({ done, failed }).toEqual({ done: made.readable, failed: made.unreadable })
    await callBoctach(['extract', archive, '--out', reference])
    expect([...readRecords(out)].sort()).toEqual([...readRecords(reference)].sort())
  },
  180_000 + rounds * 60_000,
)
