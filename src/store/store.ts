import { setTimeout as delay } from 'node:timers/promises'
import { CamelCasePlugin, Kysely } from 'kysely'
import type { Transaction } from 'kysely'
import { migrate } from './migrations.ts'
import type { DatabaseKind } from './migrations.ts'
import { passingTrouble } from './passing-trouble.ts'
import { sqliteDialect } from './sqlite.ts'
import type { Tables } from './tables.ts'

/** A connection to the tables, inside a transaction or not. */
export type Connection = Kysely<Tables>
export type { Transaction }

/**
 * Where results, attempts and what is still to be done are kept: SQLite in a file or PostgreSQL, spoken to in the same way.
 * Both methods go on trying while the database is away (a restart, a cut line): what they are given may run more than once
 * and must come to the same.
 */
export interface Store {
  readonly kind: DatabaseKind
  query<T>(work: (db: Connection) => Promise<T>): Promise<T>
  /** All or nothing. */
  transaction<T>(work: (tx: Transaction<Tables>) => Promise<T>): Promise<T>
  close(): Promise<void>
}

export interface StoreOptions {
  /** Told once each time the database stops answering. */
  readonly onAway?: (message: string) => void
  /** How long to go on trying, in milliseconds. Default: 10 minutes, time to restart a server and more. */
  readonly patienceMs?: number
}

/** Whether a URL names a PostgreSQL database. */
export function isPostgresUrl(text: string): boolean {
  return /^postgres(?:ql)?:\/\//.test(text)
}

const defaultPatienceMs = 600_000
const firstPauseMs = 100
const longestPauseMs = 5_000

/** Opens a database by its URL (postgres://…) or file, making what is missing. Throws where that cannot be done. */
export async function openStore(location: string, options: StoreOptions = {}): Promise<Store> {
  const kind = isPostgresUrl(location) ? 'postgres' : 'sqlite'
  // Loaded when needed: most never speak to a server.
  const dialect =
    kind === 'postgres' ? (await import('./postgres.ts')).postgresDialect(location) : sqliteDialect(location)
  const db = new Kysely<Tables>({ dialect, plugins: [new CamelCasePlugin()] })
  try {
    await migrate(db, kind)
  } catch (error) {
    await db.destroy()
    throw error
  }
  return {
    kind,
    query: (work) => patiently(() => work(db), options),
    transaction: (work) => patiently(() => db.transaction().execute(work), options),
    close: () => db.destroy(),
  }
}

async function patiently<T>(work: () => Promise<T>, { onAway, patienceMs }: StoreOptions): Promise<T> {
  const end = performance.now() + (patienceMs ?? defaultPatienceMs)
  for (let pause = firstPauseMs; ; pause = Math.min(2 * pause, longestPauseMs)) {
    try {
      return await work()
    } catch (error) {
      const trouble = passingTrouble(error)
      if (trouble === null || performance.now() > end) throw error
      if (trouble === 'away' && pause === firstPauseMs) {
        onAway?.(`The database does not answer (${(error as Error).message}); waiting for it.`)
      }
      await delay(trouble === 'conflict' ? firstPauseMs * Math.random() : pause)
    }
  }
}
