import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { describe, expect, onTestFinished, test } from 'vitest'
import type { Setup, Task } from '../../src/bulk/messages.ts'
import { memoryMark } from '../../src/bulk/memory-watch.ts'
import { ProcessPool } from '../../src/bulk/process-pool.ts'
import { SupervisedProcess } from '../../src/bulk/supervised-process.ts'
import type { ProcessOptions } from '../../src/bulk/supervised-process.ts'
import { defaultLimits } from '../../src/readers/reader.ts'
import { readRules } from '../../src/rules/load.ts'
import { emptyFolder } from '../cli/run-boctach.ts'
import { isRunning, until } from './processes.ts'

const noRules = await readRules([])

const setup: Setup = {
  rules: noRules,
  limits: defaultLimits,
  outDir: null,
  cache: null,
  ocr: null,
  maxRecordBytes: 1e9,
  maxMemoryBytes: 200 * 2 ** 20,
}

const task: Task = { sha256: '', bytes: 0, name: 'x', lane: 'fast', locations: [], previous: null }

/** A process that answers the setup with `ready` and a task as `onTask` says, in JavaScript. */
async function optionsFor(
  onTask: string,
  onSetup = "process.send({ kind: 'ready' })",
  timeoutMs = 5_000,
): Promise<ProcessOptions> {
  const path = join(await emptyFolder(), 'process.mjs')
  await writeFile(
    path,
    `process.on('message', (message) => {
      if (message.kind === 'setup') { ${onSetup} } else { const { task } = message; ${onTask} }
    })
    process.on('disconnect', () => process.exit())
    const answer = (message, memoryBytes = 1) => process.send({ kind: 'outcome', outcome: { kind: 'failed', code: 'damaged', message }, memoryBytes })`,
  )
  return { setup, timeoutMs, niceness: 0, script: pathToFileURL(path) }
}

async function started(options: ProcessOptions): Promise<SupervisedProcess> {
  const process = await SupervisedProcess.start(options)
  onTestFinished(() => process?.kill())
  expect(process).not.toBeNull()
  return process!
}

describe('a supervised process', () => {
  test('works on one document after the other', async () => {
    const process = await started(await optionsFor('answer(task.name)'))
    for (const name of ['a', 'b', 'c']) {
      expect(await process.run({ ...task, name })).toMatchObject({ kind: 'failed', message: name })
    }
    expect(process.alive).toBe(true)
  })

  test.each<[string, string, object]>([
    [
      'hangs in a loop',
      'for (;;);',
      { kind: 'trouble', code: 'timeout', message: 'It took longer than 1 s and was stopped.' },
    ],
    ['never answers', '', { kind: 'trouble', code: 'timeout' }],
    [
      'fills its heap',
      'const all = []; for (;;) all.push(new Array(1e5).fill(0).map((_, n) => ({ n })))',
      { kind: 'trouble', code: 'out-of-memory', message: 'It needs more than the 200 MB allowed.' },
    ],
    [
      'says that it is over its memory limit',
      `process.stderr.write('${memoryMark} with 1 bytes', () => process.kill(process.pid, 'SIGKILL'))`,
      { kind: 'trouble', code: 'out-of-memory' },
    ],
    [
      'ends with a code',
      'process.exit(3)',
      { kind: 'trouble', code: 'crashed', message: 'The worker process ended with exit code 3.' },
    ],
    [
      'throws',
      "throw new Error('no way')",
      { kind: 'trouble', code: 'crashed', message: 'The worker process ended with exit code 1: Error: no way.' },
    ],
    [
      'is struck by the system',
      "process.kill(process.pid, 'SIGSEGV')",
      { kind: 'trouble', code: 'crashed', message: 'The worker process ended by SIGSEGV.' },
    ],
    [
      'is killed by someone',
      "process.kill(process.pid, 'SIGKILL')",
      { kind: 'interrupted', message: 'The worker process was ended by SIGKILL.' },
    ],
    ['is asked to end by someone', "process.kill(process.pid, 'SIGTERM')", { kind: 'interrupted' }],
  ])('that %s', async (_, onTask, outcome) => {
    const timeoutMs = onTask.includes('all.push') ? 60_000 : 1_000
    const process = await started(await optionsFor(onTask, undefined, timeoutMs))
    expect(await process.run(task)).toMatchObject(outcome)
    expect(process.alive).toBe(false)
  })

  test('that meets an obstacle stops the run, not the document', async () => {
    const process = await started(await optionsFor("process.send({ kind: 'obstacle', message: 'disk full' })"))
    await expect(process.run(task)).rejects.toThrow('disk full')
  })

  test('that cannot start says why', async () => {
    const options = await optionsFor('', "process.send({ kind: 'unready', message: 'other rules' })")
    await expect(SupervisedProcess.start(options)).rejects.toThrow('A worker process cannot start: other rules')
    await expect(SupervisedProcess.start(await optionsFor('', 'process.exit(7)'))).rejects.toThrow('exit code 7')
    expect(await SupervisedProcess.start(await optionsFor('', "process.kill(process.pid, 'SIGKILL')"))).toBeNull()
  })

  test('gives its document back when it is killed from this side', async () => {
    const process = await started(await optionsFor('setTimeout(() => {}, 1e6)'))
    const outcome = process.run(task)
    process.kill()
    expect(await outcome).toEqual({ kind: 'returned' })
    expect(await process.run(task)).toEqual({ kind: 'returned' })
  })
})

describe('a pool', () => {
  test('uses a process again, replaces it when it has ended and when it is worn', async () => {
    const pool = new ProcessPool(
      await optionsFor(
        "if (task.name === 'die') process.exit(1); answer(String(process.pid), task.name === 'grow' ? 150 * 2 ** 20 : 1)",
      ),
    )
    onTestFinished(() => pool.close())
    const pidOf = async (name: string) => ((await pool.run({ ...task, name })) as { message: string }).message
    const first = await pidOf('a')
    expect(await pidOf('b')).toBe(first)
    await pool.run({ ...task, name: 'die' })
    const second = await pidOf('grow')
    expect(second).not.toBe(first)
    const third = await pidOf('c')
    expect(third).not.toBe(second)
    await until('the worn one has ended', () => !isRunning(Number(second)))
  })

  test('takes as many processes as are asked for at once, and ends them all', async () => {
    const pool = new ProcessPool(await optionsFor('setTimeout(() => answer(String(process.pid)), 300)'))
    const pids = (await Promise.all([1, 2, 3].map(() => pool.run(task)))).map((outcome) =>
      Number((outcome as { message: string }).message),
    )
    expect(new Set(pids).size).toBe(3)
    const late = pool.run(task)
    pool.close()
    expect(await late).toEqual({ kind: 'returned' })
    expect(await pool.run(task)).toEqual({ kind: 'returned' })
    await until('all have ended', () => !pids.some(isRunning))
  })

  test('gives up on processes that are killed before they can begin', async () => {
    const pool = new ProcessPool(await optionsFor('', "process.kill(process.pid, 'SIGKILL')"))
    await expect(pool.run(task)).rejects.toThrow('killed while they start')
  })
})
