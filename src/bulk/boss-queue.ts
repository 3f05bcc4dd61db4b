import { randomUUID } from 'node:crypto'
import { CompiledQuery, sql } from 'kysely'
import PgBoss from 'pg-boss'
import { settle } from '../store/settle.ts'
import type { Outcome, Settled } from '../store/settle.ts'
import type { Connection, Store, Transaction } from '../store/store.ts'
import { lanes } from '../store/tables.ts'
import type { Lane, Tables } from '../store/tables.ts'
import { takeOver } from '../store/work.ts'
import type { Claim } from '../store/work.ts'
import { countPending } from './work-queue.ts'
import type { WorkQueue } from './work-queue.ts'

interface Job {
  readonly extractionId: number
}

const schema = 'boctach_queue'
/**
 * Jobs handed to the queue server at once. It sorts all that wait whenever someone asks (1,000 take a millisecond, a million
 * half a second), so most of the archive waits in the ledger.
 */
const feedSize = 1000
/** A backstop only: silent workers' documents are taken back much sooner. */
const expireInSeconds = 12 * 3600
/** How often documents are tried is decided in the ledger. */
const retryLimit = 1_000_000

/**
 * For many machines: pg-boss in the same PostgreSQL hands out what waits. Jobs are put in, taken and removed in the
 * transactions that change the ledger, so the two never disagree.
 */
export class BossQueue implements WorkQueue {
  readonly #store: Store
  readonly #boss: PgBoss
  readonly #editionId: number
  readonly #workerId: number

  private constructor(store: Store, boss: PgBoss, editionId: number, workerId: number) {
    this.#store = store
    this.#boss = boss
    this.#editionId = editionId
    this.#workerId = workerId
  }

  static async open(store: Store, editionId: number, workerId: number): Promise<BossQueue> {
    const db = { executeSql: (text: string, values: unknown[]) => store.query((on) => run(on, text, values)) }
    const boss = new PgBoss({ db, schema, schedule: false })
    // What its upkeep meets is tried again by itself.
    boss.on('error', () => undefined)
    await boss.start()
    const queue = new BossQueue(store, boss, editionId, workerId)
    for (const lane of lanes)
      await boss.createQueue(queue.#name(lane), { name: queue.#name(lane), retryLimit, expireInSeconds })
    return queue
  }

  async claim(lane: Lane, limit: number): Promise<readonly Claim[]> {
    const claims = await this.#fetch(lane, limit)
    if (claims.length > 0 || (await this.#feed(lane)) === 0) return claims
    return this.#fetch(lane, limit)
  }

  settle(attempted: Pick<Claim, 'extractionId' | 'workerId' | 'claimedAt'>, outcome: Outcome): Promise<Settled> {
    return settle(this.#store, attempted, outcome, Date.now(), async (tx, { lane, job }) => {
      if (job !== null) await this.#boss.deleteJob(this.#name(lane), job, { db: executor(tx) })
    })
  }

  pending(served: readonly Lane[]): Promise<number> {
    return countPending(this.#store, this.#editionId, served)
  }

  async close(): Promise<void> {
    await this.#boss.stop({ graceful: false, wait: false, close: false })
  }

  #fetch(lane: Lane, limit: number): Promise<readonly Claim[]> {
    return this.#store.transaction(async (tx) => {
      const db = executor(tx)
      const jobs = await this.#boss.fetch<Job>(this.#name(lane), { batchSize: limit, priority: false, db })
      const ids = jobs.map(({ data }) => data.extractionId)
      const claims = await takeOver(this.#store, tx, ids, this.#workerId, Date.now())
      const taken = new Set(claims.map(({ extractionId }) => extractionId))
      const stale = jobs.filter(({ data }) => !taken.has(data.extractionId)).map(({ id }) => id)
      if (stale.length > 0) await this.#boss.deleteJob(this.#name(lane), stale, { db })
      return claims
    })
  }

  /** Hands the next documents of the ledger to the queue server; one worker at a time does so. */
  #feed(lane: Lane): Promise<number> {
    return this.#store.transaction(async (tx) => {
      const { rows } = await sql<{
        mine: boolean
      }>`select pg_try_advisory_xact_lock(hashtext(${this.#name(lane)})) as mine`.execute(tx)
      if (!rows[0]?.mine) return 0
      const waiting = await tx
        .selectFrom('extraction')
        .select('id')
        .where('editionId', '=', this.#editionId)
        .where('lane', '=', lane)
        .where('state', '=', 'waiting')
        .where('job', 'is', null)
        .orderBy('id')
        .limit(feedSize)
        .forUpdate()
        .skipLocked()
        .execute()
      if (waiting.length === 0) return 0
      const jobs = waiting.map(({ id }) => ({
        id: randomUUID(),
        name: this.#name(lane),
        data: { extractionId: id },
      }))
      await this.#boss.insert(jobs, { db: executor(tx) })
      const ids = waiting.map(({ id }) => id)
      const uuids = jobs.map(({ id }) => id)
      await sql`update extraction set job = fed.job from unnest(${ids}::integer[], ${uuids}::text[]) as fed (id, job)
        where extraction.id = fed.id`.execute(tx)
      return jobs.length
    })
  }

  #name(lane: Lane): string {
    return `edition-${this.#editionId}-${lane}`
  }
}

/** Its own types say that there always are values; where it makes its tables there are none. */
async function run(on: Connection, text: string, values?: readonly unknown[]): Promise<{ rows: unknown[] }> {
  const { rows } = await on.executeQuery(CompiledQuery.raw(text, [...(values ?? [])]))
  return { rows }
}

function executor(tx: Transaction<Tables>): PgBoss.Db {
  return { executeSql: (text, values: unknown[]) => run(tx, text, values) }
}
