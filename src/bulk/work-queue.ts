import type { Store } from '../store/store.ts'
import { settle } from '../store/settle.ts'
import type { Outcome, Settled } from '../store/settle.ts'
import type { Lane } from '../store/tables.ts'
import { readTally } from '../store/tally.ts'
import { claimWaiting } from '../store/work.ts'
import type { Claim } from '../store/work.ts'

/** Where workers get documents and bring what became of them. */
export interface WorkQueue {
  /** Up to `limit` documents of a lane, now this worker's. */
  claim(lane: Lane, limit: number): Promise<readonly Claim[]>
  settle(attempted: Pick<Claim, 'extractionId' | 'workerId' | 'claimedAt'>, outcome: Outcome): Promise<Settled>
  /** How many documents of these lanes wait or are in someone's hands. */
  pending(served: readonly Lane[]): Promise<number>
  close(): Promise<void>
}

/** For one machine: the ledger itself is the queue. */
export class LedgerQueue implements WorkQueue {
  readonly #store: Store
  readonly #editionId: number
  readonly #workerId: number

  constructor(store: Store, editionId: number, workerId: number) {
    this.#store = store
    this.#editionId = editionId
    this.#workerId = workerId
  }

  claim(lane: Lane, limit: number): Promise<readonly Claim[]> {
    const [editionId, workerId, now] = [this.#editionId, this.#workerId, Date.now()]
    return claimWaiting(this.#store, { editionId, lane, limit, workerId, now })
  }

  settle(attempted: Pick<Claim, 'extractionId' | 'workerId' | 'claimedAt'>, outcome: Outcome): Promise<Settled> {
    return settle(this.#store, attempted, outcome, Date.now())
  }

  pending(served: readonly Lane[]): Promise<number> {
    return countPending(this.#store, this.#editionId, served)
  }

  close(): Promise<void> {
    return Promise.resolve()
  }
}

export async function countPending(store: Store, editionId: number, served: readonly Lane[]): Promise<number> {
  const counts = await store.query((db) => readTally(db, editionId))
  return counts
    .filter(({ state, detail }) => (state === 'waiting' || state === 'working') && served.includes(detail as Lane))
    .reduce((sum, { documents }) => sum + documents, 0)
}
