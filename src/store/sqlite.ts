import { CompiledQuery, SqliteAdapter, SqliteDriver, SqliteIntrospector, SqliteQueryCompiler } from 'kysely'
import type { DatabaseConnection, Dialect, SqliteDatabase } from 'kysely'
import Database from 'libsql'

/** How long a write waits for another program's: `retry` or `quarantine release` beside a run. */
const busyTimeoutMs = 10_000

/**
 * SQLite in a file: libsql, for its binary comes from npm on Node 20 and has better-sqlite3's form, which Kysely speaks.
 * A transaction is in the log when it is committed: killing the program loses nothing, a power cut the last moments.
 */
export function sqliteDialect(file: string): Dialect {
  const open = () => {
    const database = new Database(file, { timeout: busyTimeoutMs })
    database.pragma('journal_mode = WAL')
    database.pragma('synchronous = NORMAL')
    database.pragma('foreign_keys = ON')
    return Promise.resolve(rememberStatements(database as unknown as SqliteDatabase))
  }
  return {
    createAdapter: () => new TransactionalAdapter(),
    createDriver: () => new ImmediateDriver({ database: open }),
    createIntrospector: (db) => new SqliteIntrospector(db),
    createQueryCompiler: () => new SqliteQueryCompiler(),
  }
}

/** The run asks the same few hundred things again and again: preparing a statement costs more than most of them take. */
const mostStatements = 500

function rememberStatements(database: SqliteDatabase): SqliteDatabase {
  const statements = new Map<string, ReturnType<SqliteDatabase['prepare']>>()
  return {
    close: () => database.close(),
    prepare(query) {
      let statement = statements.get(query)
      if (statement) return statement
      statement = database.prepare(query)
      if (statements.size >= mostStatements) statements.clear()
      statements.set(query, statement)
      return statement
    },
  }
}

/** Kysely takes no lock for migrations here: in one transaction two programs that begin a ledger together take turns. */
class TransactionalAdapter extends SqliteAdapter {
  override get supportsTransactionalDdl(): boolean {
    return true
  }
}

/** One that reads before it writes would fail, not wait, if another program wrote in between: it takes its turn at once. */
class ImmediateDriver extends SqliteDriver {
  override async beginTransaction(connection: DatabaseConnection): Promise<void> {
    await connection.executeQuery(CompiledQuery.raw('begin immediate'))
  }
}

export interface FileLock {
  release(): void
}

/**
 * Takes `file` for this process, or gives null where another has it. The system frees it when the process ends, however it
 * ends: no stale lock is ever left behind.
 */
export function lockFile(file: string): FileLock | null {
  const database = new Database(file, { timeout: 0 })
  try {
    database.exec('begin exclusive')
  } catch (error) {
    database.close()
    if (error instanceof Error && 'code' in error && error.code === 'SQLITE_BUSY') return null
    throw error
  }
  return { release: () => database.close() }
}
