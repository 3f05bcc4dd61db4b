import { fork } from 'node:child_process'
import type { ChildProcess } from 'node:child_process'
import { setPriority } from 'node:os'
import { fileURLToPath } from 'node:url'
import type { Outcome } from '../store/settle.ts'
import { memoryMark } from './memory-watch.ts'
import type { FromProcess, Setup, Task, ToProcess } from './messages.ts'
import { Obstacle } from './obstacle.ts'

export interface ProcessOptions {
  readonly setup: Setup
  /** Time a document may take. */
  readonly timeoutMs: number
  /** As the system's `nice`: above 0 it takes only what others leave. */
  readonly niceness: number
  /** The program to run; another one for tests. */
  readonly script?: URL
}

/** This folder's own program, in the sources as in the build. */
const ownScript = new URL(
  import.meta.url.endsWith('.ts') ? './document-process.ts' : './document-process.js',
  import.meta.url,
)

/** Loading the rules takes a second; a machine at its limits may take many times that. */
const startMs = 120_000
/** Part of the memory limit V8 may fill with objects: it must fail before the system does. */
const heapShare = 0.75
/** Enough for the last words of a dying process. */
const keptErrorText = 4096
/**
 * There are as many processes as cores: helpers of the collector only take turns with other documents. With room for what a
 * document leaves behind, less is copied: a fifth of the processor time less on reports of 20 pages.
 */
const collectorFlags = ['--single-threaded-gc', '--max-semi-space-size=64']
/** A process that has come to this part of its limit is replaced before the next document. */
const retireShare = 0.6

/** Something else ended the process: nothing is known of the document. */
const outsideSignals: ReadonlySet<string> = new Set(['SIGKILL', 'SIGTERM', 'SIGINT', 'SIGHUP'])

/**
 * A process for one document after the other, and its end told as what it was: out of time, out of memory, crashed, or killed
 * by someone else. It is not used again then.
 */
export class SupervisedProcess {
  readonly #child: ChildProcess
  readonly #options: ProcessOptions
  #errorText = ''
  /** Set where this side ended it. */
  #ended: Outcome | null = null
  #listener: ((message: FromProcess | Outcome) => void) | null = null
  #memoryBytes = 0

  private constructor(options: ProcessOptions) {
    this.#options = options
    const heapMegabytes = Math.floor((options.setup.maxMemoryBytes * heapShare) / 2 ** 20)
    this.#child = fork(fileURLToPath(options.script ?? ownScript), {
      serialization: 'advanced',
      stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
      execArgv: [...process.execArgv, `--max-old-space-size=${heapMegabytes}`, ...collectorFlags],
    })
    this.#child.stderr!.setEncoding('utf8').on('data', (text: string) => {
      this.#errorText = (this.#errorText + text).slice(-keptErrorText)
    })
    this.#child.on('message', (message: FromProcess) => this.#listener?.(message))
    // 'close' comes when its last words are read, too.
    this.#child.on('close', (code, signal) => this.#listener?.(this.#verdict(code, signal)))
    this.#child.on('error', () => undefined)
  }

  /** Starts one and waits until it is ready. Throws `Obstacle` where it cannot be; null: it was killed on the way. */
  static async start(options: ProcessOptions): Promise<SupervisedProcess | null> {
    const started = new SupervisedProcess(options)
    if (options.niceness > 0) started.#giveWay()
    const answer = await started.#ask({ kind: 'setup', setup: options.setup }, startMs)
    if (answer.kind === 'ready') return started
    started.kill()
    if (answer.kind === 'interrupted') return null
    throw new Obstacle(`A worker process cannot start: ${'message' in answer ? answer.message : answer.kind}`)
  }

  get pid(): number | undefined {
    return this.#child.pid
  }

  get alive(): boolean {
    return this.#child.connected && this.#child.exitCode === null && this.#child.signalCode === null
  }

  /** Whether it holds so much memory that a new one is better. */
  get worn(): boolean {
    return this.#memoryBytes > retireShare * this.#options.setup.maxMemoryBytes
  }

  /** Works on a document. Throws `Obstacle` where something else than the document is in the way. */
  async run(task: Task): Promise<Outcome> {
    const answer = await this.#ask({ kind: 'task', task }, this.#options.timeoutMs)
    if (answer.kind === 'obstacle' || answer.kind === 'unready') throw new Obstacle(answer.message)
    if (answer.kind === 'ready') return { kind: 'interrupted', message: 'The worker process lost its way.' }
    if (answer.kind !== 'outcome') return answer
    this.#memoryBytes = answer.memoryBytes
    return answer.outcome
  }

  /** Ends it at once; what it works on comes out as `returned`. */
  kill(): void {
    this.#ended ??= { kind: 'returned' }
    this.#child.kill('SIGKILL')
  }

  #giveWay(): void {
    try {
      if (this.#child.pid !== undefined) setPriority(this.#child.pid, this.#options.niceness)
    } catch {
      // It has ended already, or the system knows no priorities.
    }
  }

  #ask(message: ToProcess, timeoutMs: number): Promise<FromProcess | Outcome> {
    return new Promise((resolve) => {
      const timer = setTimeout(() => {
        const seconds = Math.round(timeoutMs / 1000)
        this.#ended = { kind: 'trouble', code: 'timeout', message: `It took longer than ${seconds} s and was stopped.` }
        this.#child.kill('SIGKILL')
      }, timeoutMs)
      this.#listener = (answer) => {
        clearTimeout(timer)
        this.#listener = null
        resolve(answer)
      }
      if (!this.alive) this.#listener(this.#verdict(this.#child.exitCode, this.#child.signalCode))
      // An error here means that it has ended; 'close' says how.
      else this.#child.send(message, () => undefined)
    })
  }

  #verdict(code: number | null, signal: NodeJS.Signals | null): Outcome {
    if (this.#ended) return this.#ended
    if (this.#errorText.includes(memoryMark) || /heap out of memory|Allocation failed/.test(this.#errorText)) {
      const megabytes = Math.round(this.#options.setup.maxMemoryBytes / 2 ** 20)
      return { kind: 'trouble', code: 'out-of-memory', message: `It needs more than the ${megabytes} MB allowed.` }
    }
    if (signal !== null && outsideSignals.has(signal)) {
      return { kind: 'interrupted', message: `The worker process was ended by ${signal}.` }
    }
    const how = signal === null ? `with exit code ${code ?? 'unknown'}` : `by ${signal}`
    const lastWords = lastLine(this.#errorText)
    return {
      kind: 'trouble',
      code: 'crashed',
      message: `The worker process ended ${how}${lastWords && `: ${lastWords}`}.`,
    }
  }
}

const longestLastWords = 200

/** The line of an error text that most likely says what happened. */
function lastLine(text: string): string {
  const lines = text.split('\n').map((line) => line.trim())
  const line = lines.findLast((one) => /error|fatal|assert/i.test(one)) ?? ''
  return line.slice(0, longestLastWords).replace(/[.:]$/, '')
}
