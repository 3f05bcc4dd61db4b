import { rename, rm } from 'node:fs/promises'
import Database from 'libsql'
import type { CellType, Row, Table, Value } from './column.ts'
import { toUtf8Text } from './lossless-text.ts'
import { temporaryPath } from './output-file.ts'
import type { Sink } from './sink.ts'

const affinity: Readonly<{ [type in CellType]: string }> = {
  text: 'text',
  number: 'real',
  integer: 'integer',
  day: 'text',
  json: 'text',
}

/** Rows of a transaction. */
const batch = 5_000

/** Columns that rows are looked for by. */
const indexed: ReadonlySet<string> = new Set(['document', 'document_number', 'indicator', 'label', 'number'])

/**
 * An SQLite database with a table for each kind. Days are ISO text, values of parts JSON text, which SQLite's own functions
 * read; texts go through `toUtf8Text`.
 */
export function openSqlite(path: string, tables: readonly Table[]): Sink {
  return new SqliteSink(path, tables)
}

class SqliteSink implements Sink {
  readonly #path: string
  readonly #temporary: string
  readonly #tables: readonly Table[]
  readonly #database: Database.Database
  readonly #inserts: ReadonlyMap<Table, Database.Statement>
  #pending = 0

  constructor(path: string, tables: readonly Table[]) {
    this.#path = path
    this.#temporary = temporaryPath(path)
    this.#tables = tables
    this.#database = new Database(this.#temporary)
    // Nobody reads it before it is whole, and nothing is lost with a half of it.
    this.#database.exec('pragma journal_mode = off; pragma synchronous = off')
    for (const { name, columns } of tables) {
      const parts = columns.map((column) => `"${column.name}" ${affinity[column.type]}`)
      this.#database.exec(`create table "${name}" (${parts.join(', ')})`)
    }
    this.#inserts = new Map(
      tables.map((table) => [
        table,
        this.#database.prepare(`insert into "${table.name}" values (${table.columns.map(() => '?').join(', ')})`),
      ]),
    )
  }

  write(table: Table, row: Row): undefined {
    if (this.#pending === 0) this.#database.exec('begin')
    this.#inserts.get(table)!.run(row.map(sqliteValue))
    if (++this.#pending >= batch) this.#commit()
    return undefined
  }

  #commit(): void {
    if (this.#pending > 0) this.#database.exec('commit')
    this.#pending = 0
  }

  async finish(): Promise<readonly string[]> {
    this.#commit()
    for (const { name, columns } of this.#tables) {
      for (const column of columns.filter((one) => indexed.has(one.name))) {
        this.#database.exec(`create index "${name}_by_${column.name}" on "${name}" ("${column.name}")`)
      }
    }
    this.#database.close()
    await rename(this.#temporary, this.#path)
    return [this.#path]
  }

  async abort(): Promise<void> {
    this.#database.close()
    await rm(this.#temporary, { force: true })
  }
}

function sqliteValue(value: Value): string | number | null {
  if (value === null || typeof value === 'number') return value
  return toUtf8Text(typeof value === 'string' ? value : JSON.stringify(value))
}
