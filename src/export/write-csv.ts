import { join } from 'node:path'
import { stringify } from 'csv-stringify/sync'
import type { CellType, Row, Table, Value } from './column.ts'
import { csvText } from './csv-cell.ts'
import { OutputFile } from './output-file.ts'
import type { Sink } from './sink.ts'

/** By it Excel knows that a file is in UTF-8. */
const byteOrderMark = '\ufeff'
/** Rows formatted at once. */
const batch = 256

/**
 * CSV after RFC 4180 in UTF-8 with a byte order mark: a file for each table, named after it, in a folder that is there. No
 * value is an empty cell. Texts go through `csvText`; numbers stand as they are.
 */
export function openCsv(folder: string, tables: readonly Table[]): Sink {
  const files = new Map(tables.map((table) => [table, new CsvFile(join(folder, `${table.name}.csv`), table)]))
  return {
    write: (table, row) => files.get(table)!.write(row),
    async finish() {
      for (const file of files.values()) await file.close()
      for (const file of files.values()) await file.output.publish()
      return [...files.values()].map(({ output }) => output.path)
    },
    async abort() {
      for (const file of files.values()) await file.output.discard()
    },
  }
}

class CsvFile {
  readonly output: OutputFile
  readonly #types: readonly CellType[]
  #rows: (string | null)[][] = []

  constructor(path: string, { columns }: Table) {
    this.output = new OutputFile(path)
    this.#types = columns.map(({ type }) => type)
    // Less than a chunk: nothing to wait for.
    void this.output.write(byteOrderMark + csvLines([columns.map(({ name }) => name)]))
  }

  write(row: Row): Promise<void> | undefined {
    this.#rows.push(row.map((value, index) => csvCell(value, this.#types[index]!)))
    return this.#rows.length < batch ? undefined : this.#flush()
  }

  async close(): Promise<void> {
    await this.#flush()
    await this.output.close()
  }

  async #flush(): Promise<void> {
    const rows = this.#rows
    this.#rows = []
    if (rows.length > 0) await this.output.write(csvLines(rows))
  }
}

export function csvCell(value: Value, type: CellType): string | null {
  if (value === null) return null
  if (typeof value === 'number' && (type === 'number' || type === 'integer')) return String(value)
  return csvText(typeof value === 'string' ? value : JSON.stringify(value))
}

const needsQuotes = /[\r\n\t;]|^\s|\s$/

/** Lines end with CR LF; cells a reader could take apart at another separator or trim are quoted too. */
export function csvLines(rows: readonly (readonly (string | null)[])[]): string {
  return stringify(rows as (string | null)[][], { record_delimiter: 'windows', quoted_match: needsQuotes })
}
