import { hostname } from 'node:os'
import { setTimeout as delay } from 'node:timers/promises'
import type { Store } from '../store/store.ts'
import { compactTally } from '../store/tally.ts'
import { abandonedWork, addWorker, endWorker, keepWorker, workOf } from '../store/workers.ts'
import type { Station } from './station.ts'
import { LedgerQueue } from './work-queue.ts'
import type { WorkQueue } from './work-queue.ts'

/** How often a worker says that it is alive, and looks for those that are not. */
const beatMs = 5_000
/** A worker that has been silent for so long is gone: its documents are with others within 30 seconds of its end. */
export const silenceMs = 25_000

/** A program's part in the work on an edition: signed on in the ledger, with a queue, heard of until it leaves. */
export class Engagement {
  readonly workerId: number
  readonly queue: WorkQueue
  readonly #store: Store
  readonly #editionId: number
  readonly #leaving = new AbortController()
  #beating: Promise<void> | null = null
  #strays: ReadonlySet<number> = new Set()

  private constructor(store: Store, editionId: number, workerId: number, queue: WorkQueue) {
    this.#store = store
    this.#editionId = editionId
    this.workerId = workerId
    this.queue = queue
  }

  static async begin(store: Store, editionId: number, jobs: number): Promise<Engagement> {
    const workerId = await addWorker(store, { host: hostname(), pid: process.pid, jobs, editionId })
    const engagement = new Engagement(store, editionId, workerId, await openQueue(store, editionId, workerId))
    await engagement.#takeBack()
    return engagement
  }

  /** From now on it is heard of. What goes wrong with that stops the station. */
  watch(station: Station): void {
    this.#beating = this.#beat(station).catch((error: unknown) => station.fail(error))
  }

  async end(): Promise<void> {
    this.#leaving.abort()
    await this.#beating
    await this.queue.close()
    await endWorker(this.#store, this.workerId)
  }

  async #beat(station: Station): Promise<void> {
    while (!this.#leaving.signal.aborted) {
      await keepWorker(this.#store, this.workerId)
      await this.#store.transaction((tx) => compactTally(tx, this.#editionId))
      if (this.#store.kind === 'postgres') await this.#takeBack()
      await this.#returnStrays(station)
      await delay(beatMs, undefined, { signal: this.#leaving.signal }).catch(() => undefined)
    }
  }

  /** Puts back what workers had in their hands that are gone: on one machine with one run at a time, all but this one. */
  async #takeBack(): Promise<void> {
    const limit = this.#store.kind === 'postgres' ? silenceMs : null
    for (;;) {
      const abandoned = await abandonedWork(this.#store, limit, this.workerId)
      for (const work of abandoned) {
        const message = `Its worker (process ${work.pid} on ${work.host}) is gone.`
        await this.queue.settle(work, { kind: 'interrupted', message })
      }
      if (abandoned.length === 0) return
    }
  }

  /**
   * Puts back what the ledger says this worker has and it does not know of: a claim whose answer was lost with the connection.
   * Seen twice before it counts, for a claim may be on its way.
   */
  async #returnStrays(station: Station): Promise<void> {
    const work = await workOf(this.#store, this.workerId)
    const unknown = work.filter(({ extractionId }) => !station.hands.has(extractionId))
    for (const { extractionId, claimedAt } of unknown) {
      if (!this.#strays.has(extractionId)) continue
      await this.queue.settle({ extractionId, claimedAt, workerId: this.workerId }, { kind: 'returned' })
    }
    this.#strays = new Set(unknown.map(({ extractionId }) => extractionId))
  }
}

async function openQueue(store: Store, editionId: number, workerId: number): Promise<WorkQueue> {
  if (store.kind === 'sqlite') return new LedgerQueue(store, editionId, workerId)
  // Loaded when needed: one machine has no use for it.
  const { BossQueue } = await import('./boss-queue.ts')
  return BossQueue.open(store, editionId, workerId)
}
