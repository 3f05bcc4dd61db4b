import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { expect, test } from 'vitest'
import { emptyFolder, runBoctach } from '../cli/run-boctach.ts'
import { runs } from '../fuzz/runs.ts'
import { checkLedger, readRecords } from './check-ledger.ts'
import { makeArchive } from './made-archive.ts'
import { childrenOf, hasEnded, hasProc, isRunning, randomFrom, startBoctach, until } from './processes.ts'

const rounds = runs(50)
/** Another seed, other moments. */
const seed = Number(process.env['BOCTACH_KILL_SEED'] ?? 1)
/** So many that work is left after the last round, on a fast machine too. */
const documents = 40 + 30 * rounds

test.runIf(hasProc)(
  `runs and their workers killed at random moments, ${rounds} times: nothing lost, twice or half`,
  async () => {
    const random = randomFrom(seed)
    const folder = await emptyFolder()
    const [archive, out, reference] = [join(folder, 'archive'), join(folder, 'out'), join(folder, 'reference')]
    const made = await makeArchive(archive, documents)
    let workersKilled = 0
    for (let round = 0; round < rounds; round++) {
      const run = startBoctach(['run', archive, '--out', out, '--jobs', '2'])
      const pid = run.child.pid!
      // Some rounds end before there are workers, most in the midst of their work.
      if (random() < 0.8) await until('it has workers or is done', () => childrenOf(pid).length > 0 || hasEnded(run))
      const end = performance.now() + 100 + random() * 2000
      while (performance.now() < end && !hasEnded(run)) {
        await delay(random() * 600)
        const workers = childrenOf(pid)
        const victim = workers[Math.floor(random() * workers.length)]
        if (victim === undefined || random() < 0.5) continue
        process.kill(victim, 'SIGKILL')
        workersKilled++
      }
      const workers = childrenOf(pid)
      run.child.kill('SIGKILL')
      await run.ended
      await until('its workers have ended', () => !workers.some(isRunning))
    }
    const last = await runBoctach(['run', archive, '--out', out, '--jobs', '2'])
    expect(last.stderr).toBe('')
    expect(last.code, last.stdout).toBe(1)
    expect(
      readdirSync(out)
        .filter((name) => name !== 'cache')
        .sort(),
    ).toEqual(['boctach.db', 'boctach.lock', 'records', 'report.html', 'report.md'])
    const { done, failed } = await checkLedger(join(out, 'boctach.db'), out)
    expect({ done, failed, workersKilled: workersKilled > 0 }).toEqual({
      done: made.readable,
      failed: made.unreadable,
      workersKilled: true,
    })
    await runBoctach(['extract', archive, '--out', reference])
    expect([...readRecords(out)].sort()).toEqual([...readRecords(reference)].sort())
  },
  60_000 + rounds * 15_000,
)
