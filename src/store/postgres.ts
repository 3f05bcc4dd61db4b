import { PostgresDialect } from 'kysely'
import type { Dialect } from 'kysely'
import pg from 'pg'

/** A run claims, finishes, registers and says that it is alive at once; the rest waits a moment. */
const connections = 6
const connectTimeoutMs = 10_000
/** bigint (20) and numeric (1700) as JavaScript numbers: ours stay far below 2⁵³. */
const numberTypes: ReadonlySet<number> = new Set([20, 1700])

type Parser = (text: string) => unknown

/** PostgreSQL, by a URL like postgres://user:password@host:5432/database. */
export function postgresDialect(url: string): Dialect {
  const types: pg.CustomTypesConfig = {
    getTypeParser: (oid, format) => (numberTypes.has(oid) ? Number : (pg.types.getTypeParser(oid, format) as Parser)),
  }
  const pool = new pg.Pool({
    connectionString: url,
    max: connections,
    connectionTimeoutMillis: connectTimeoutMs,
    application_name: 'boctach',
    types,
  })
  // A connection that breaks while it is idle or between two queries says so here; whoever uses it next hears it again.
  pool.on('error', () => undefined)
  pool.on('connect', (client) => client.on('error', () => undefined))
  return new PostgresDialect({ pool })
}

/** Whether a URL names a PostgreSQL database. */
export function isPostgresUrl(text: string): boolean {
  return /^postgres(?:ql)?:\/\//.test(text)
}

const connectionErrors = new Set([
  'ECONNREFUSED',
  'ECONNRESET',
  'EPIPE',
  'ETIMEDOUT',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EHOSTUNREACH',
])
/** Shut down, crashed, starting up; too many connections for now. */
const serverErrors = new Set(['57P01', '57P02', '57P03', '53300'])
/** Serialisation failure, deadlock: the same transaction may pass the next time. */
const conflictErrors = new Set(['40001', '40P01'])

/** Whether the same work may succeed if it is tried again: at once (`conflict`) or once the server is back (`away`). */
export function passingTrouble(error: unknown): 'conflict' | 'away' | null {
  if (!(error instanceof Error)) return null
  const code = 'code' in error ? String(error.code) : ''
  if (conflictErrors.has(code)) return 'conflict'
  if (connectionErrors.has(code) || serverErrors.has(code) || code.startsWith('08')) return 'away'
  return /connection (?:terminated|ended)|not queryable|timeout exceeded when trying to connect/i.test(error.message)
    ? 'away'
    : null
}
