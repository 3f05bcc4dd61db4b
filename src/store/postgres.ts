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
