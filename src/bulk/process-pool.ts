import { Obstacle } from './obstacle.ts'
import { SupervisedProcess } from './supervised-process.ts'
import type { ProcessOptions } from './supervised-process.ts'
import type { Outcome } from '../store/settle.ts'
import type { Task } from './messages.ts'

/** Someone who kills processes faster than they start is not outlasted. */
const mostStarts = 5

/** Processes of one kind, started when they are needed and replaced when they end or are worn. */
export class ProcessPool {
  readonly #options: ProcessOptions
  readonly #idle: SupervisedProcess[] = []
  readonly #busy = new Set<SupervisedProcess>()
  #closed = false

  constructor(options: ProcessOptions) {
    this.#options = options
  }

  /** Whether there are processes that have begun. */
  get begun(): boolean {
    return this.#busy.size > 0 || this.#idle.some((process) => process.alive)
  }

  /** Starts so many processes and waits until they can work. Throws `Obstacle`. */
  async begin(processes: number): Promise<void> {
    // All of them are waited for: one that fails must not leave the others behind.
    const started = await Promise.allSettled(Array.from({ length: processes }, () => this.#take()))
    for (const start of started) if (start.status === 'fulfilled' && start.value) this.#release(start.value)
    const failed = started.find((start) => start.status === 'rejected')
    if (failed) throw failed.reason as Error
  }

  /** Works on a document in a process of its own. As many are started as are asked for at once. Throws `Obstacle`. */
  async run(task: Task): Promise<Outcome> {
    const process = await this.#take()
    if (!process || this.#closed) {
      process?.kill()
      return { kind: 'returned' }
    }
    this.#busy.add(process)
    try {
      return await process.run(task)
    } finally {
      this.#release(process)
    }
  }

  /** Ends all processes, whatever they do; a document in work comes back as `returned`. */
  close(): void {
    this.#closed = true
    for (const process of [...this.#idle.splice(0), ...this.#busy]) process.kill()
  }

  #release(process: SupervisedProcess): void {
    this.#busy.delete(process)
    if (!this.#closed && process.alive && !process.worn) this.#idle.push(process)
    else process.kill()
  }

  /** Null: the pool is closed. */
  async #take(): Promise<SupervisedProcess | null> {
    let killed = 0
    while (!this.#closed) {
      const process = this.#takeIdle() ?? (await SupervisedProcess.start(this.#options))
      if (process) return process
      if (++killed === mostStarts) {
        throw new Obstacle(`Worker processes are killed while they start, ${mostStarts} times in a row.`)
      }
    }
    return null
  }

  #takeIdle(): SupervisedProcess | undefined {
    for (;;) {
      const process = this.#idle.pop()
      if (!process || process.alive) return process
    }
  }
}
