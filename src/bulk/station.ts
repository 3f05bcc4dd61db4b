import { setTimeout as delay } from 'node:timers/promises'
import PQueue from 'p-queue'
import type { Lane } from '../store/tables.ts'
import type { Outcome, Settled } from '../store/settle.ts'
import type { Claim } from '../store/work.ts'
import { Obstacle } from './obstacle.ts'
import { ProcessPool } from './process-pool.ts'
import type { ProcessOptions } from './supervised-process.ts'
import type { WorkQueue } from './work-queue.ts'

export interface LaneOptions {
  /** Documents in work at once. */
  readonly jobs: number
  readonly process: ProcessOptions
}

/** What became of one attempt. */
export interface Worked {
  readonly claim: Claim
  readonly outcome: Outcome
  readonly settled: Settled
  readonly ms: number
}

export interface StationOptions {
  readonly queue: WorkQueue
  /** The lanes it serves. */
  readonly lanes: ReadonlyMap<Lane, LaneOptions>
  /** The stored record that differences are told to, if there is one. */
  readonly previousOf: (claim: Claim) => Promise<Uint8Array | null>
  readonly tell: (worked: Worked) => void
  /** False while more documents may come, even where none is waiting. */
  readonly allQueued: () => boolean
}

/** How long an empty queue is left alone: longer each time, for others may have to be waited for. */
const shortestPollMs = 50
const longestPollMs = 1_000
/** Documents that cannot be reached, one after the other: then it is the archive that is gone, not they. */
const mostUnreachable = 20
/** What documents in work get to finish when the station is stopped. */
const graceMs = 10_000

/** One machine's work: takes documents of each lane from the queue, has them worked on and brings back what became of them. */
export class Station {
  readonly #options: StationOptions
  readonly #pools: ReadonlyMap<Lane, ProcessPool>
  readonly #hands = new Set<number>()
  #stopped = false
  #unreachable = 0
  #trouble: unknown = null

  constructor(options: StationOptions) {
    this.#options = options
    this.#pools = new Map([...options.lanes].map(([lane, { process }]) => [lane, new ProcessPool(process)]))
  }

  /** Extractions this station has in its hands. */
  get hands(): ReadonlySet<number> {
    return this.#hands
  }

  get stopped(): boolean {
    return this.#stopped
  }

  /** Works until there is nothing more to do or it is stopped. Throws what is in the way of all documents (`Obstacle`). */
  async work(): Promise<void> {
    await Promise.all([...this.#options.lanes].map(([lane, { jobs }]) => this.#workLane(lane, jobs)))
    for (const pool of this.#pools.values()) pool.close()
    if (this.#trouble !== null) throw this.#trouble as Error
  }

  /** Takes no more documents; those in work get a moment to finish, then they are given back. */
  stop(grace = graceMs): void {
    if (this.#stopped && grace > 0) return
    this.#stopped = true
    const timer = setTimeout(() => {
      for (const pool of this.#pools.values()) pool.close()
    }, grace)
    timer.unref()
  }

  /** Stops everything for a reason that is no document's; the first one counts. */
  fail(error: unknown): void {
    this.#trouble ??= error
    this.stop(0)
  }

  async #workLane(lane: Lane, jobs: number): Promise<void> {
    const { queue, lanes, allQueued } = this.#options
    const running = new PQueue({ concurrency: jobs })
    const settling = new PQueue({ concurrency: jobs })
    let pause = shortestPollMs
    try {
      while (!this.#stopped) {
        // As many again wait at hand: no process is idle while the next documents are fetched.
        await running.onSizeLessThan(jobs)
        // No document is in the hands of a run that only starts: killed then, again and again, it would count against them.
        const pool = this.#pools.get(lane)!
        if (!pool.begun && (await queue.pending([lane])) > 0) await pool.begin(jobs)
        const claims = await queue.claim(lane, jobs)
        for (const claim of claims) {
          this.#hands.add(claim.extractionId)
          void running.add(() => this.#process(claim, settling))
        }
        pause = claims.length > 0 ? shortestPollMs : Math.min(2 * pause, longestPollMs)
        if (claims.length > 0) continue
        if (allQueued() && (await queue.pending([...lanes.keys()])) === 0) break
        await delay(pause)
      }
    } catch (error) {
      this.fail(error)
    }
    await running.onIdle()
    await settling.onIdle()
  }

  /** The outcome is written down while the process has the next document; a ledger that falls behind is waited for. */
  async #process(claim: Claim, settling: PQueue): Promise<void> {
    const started = performance.now()
    const attempted = { ...claim, claimedAt: Date.now() }
    try {
      const outcome = this.#stopped ? ({ kind: 'returned' } as const) : await this.#workOn(claim)
      const ms = performance.now() - started
      await settling.onSizeLessThan(1)
      void settling.add(() => this.#settle(attempted, outcome, ms))
    } catch (error) {
      this.#hands.delete(claim.extractionId)
      this.fail(error)
    }
  }

  async #settle(claim: Claim, outcome: Outcome, ms: number): Promise<void> {
    try {
      const settled = await this.#options.queue.settle(claim, outcome)
      this.#watchReach(outcome)
      this.#options.tell({ claim, outcome, settled, ms })
    } catch (error) {
      this.fail(error)
    } finally {
      this.#hands.delete(claim.extractionId)
    }
  }

  async #workOn(claim: Claim): Promise<Outcome> {
    try {
      const { sha256, bytes, name, lane, locations } = claim
      const previous = await this.#options.previousOf(claim)
      return await this.#pools.get(lane)!.run({ sha256, bytes, name, lane, locations, previous })
    } catch (error) {
      if (!(error instanceof Obstacle)) throw error
      this.fail(error)
      return { kind: 'returned' }
    }
  }

  #watchReach(outcome: Outcome): void {
    const unreachable = outcome.kind === 'failed' && (outcome.code === 'not-found' || outcome.code === 'unreadable')
    this.#unreachable = unreachable ? this.#unreachable + 1 : 0
    if (this.#unreachable < mostUnreachable) return
    this.fail(new Obstacle(`${mostUnreachable} documents in a row could not be reached: is the archive still there?`))
  }
}
