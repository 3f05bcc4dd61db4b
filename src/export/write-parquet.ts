import { rename, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { ParquetWriter, fileWriter } from 'hyparquet-writer'
import type { CellType, Row, Table, Value } from './column.ts'
import { toUtf8Text } from './lossless-text.ts'
import { temporaryPath } from './output-file.ts'
import type { Sink } from './sink.ts'

/** Rows of a table held in memory: a row group is written at once. */
const rowGroupSize = 4_096

/**
 * Apache Parquet: a file for each table, named after it, in a folder that is there. Days are DATE, values of parts JSON text;
 * texts go through `toUtf8Text`.
 */
export function openParquet(folder: string, tables: readonly Table[]): Sink {
  const files = new Map(tables.map((table) => [table, new ParquetFile(join(folder, `${table.name}.parquet`), table)]))
  return {
    write(table, row) {
      files.get(table)!.write(row)
      return undefined
    },
    async finish() {
      for (const file of files.values()) file.close()
      for (const file of files.values()) await rename(file.temporary, file.path)
      return [...files.values()].map(({ path }) => path)
    },
    async abort() {
      for (const { temporary } of files.values()) await rm(temporary, { force: true })
    },
  }
}

type SchemaElement = ConstructorParameters<typeof ParquetWriter>[0]['schema'][number]

const physical: Readonly<{ [type in CellType]: Pick<SchemaElement, 'type' | 'converted_type'> }> = {
  text: { type: 'BYTE_ARRAY', converted_type: 'UTF8' },
  number: { type: 'DOUBLE' },
  integer: { type: 'INT64' },
  day: { type: 'INT32', converted_type: 'DATE' },
  json: { type: 'BYTE_ARRAY', converted_type: 'UTF8' },
}

function parquetValue(value: Value, type: CellType): unknown {
  if (value === null) return null
  if (type === 'integer') return BigInt(value as number)
  if (type === 'day') return realDay(value as string)
  if (typeof value === 'number') return value
  return toUtf8Text(typeof value === 'string' ? value : JSON.stringify(value))
}

const days = new Map<string, Date | null>()
const mostDays = 20_000

/** Null for a day that is in no calendar: a DATE cannot be it. Reports repeat a few days. */
function realDay(day: string): Date | null {
  let date = days.get(day)
  if (date === undefined) {
    date = toDate(day)
    if (days.size < mostDays) days.set(day, date)
  }
  return date
}

function toDate(day: string): Date | null {
  const date = new Date(`${day}T00:00:00Z`)
  return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(day) ? date : null
}

/** Columns whose texts hardly repeat: looking for a dictionary in them takes longer than writing them. */
const unrepeated: ReadonlySet<string> = new Set(['raw', 'item', 'link', 'start', 'end'])

class ParquetFile {
  readonly path: string
  readonly temporary: string
  readonly #table: Table
  readonly #writer: ParquetWriter
  #columns: unknown[][] = []

  constructor(path: string, table: Table) {
    this.path = path
    this.temporary = temporaryPath(path)
    this.#table = table
    this.#writer = new ParquetWriter({
      writer: fileWriter(this.temporary),
      schema: [
        { name: 'row', num_children: table.columns.length },
        ...table.columns.map(({ name, type }) => ({ name, repetition_type: 'OPTIONAL' as const, ...physical[type] })),
      ],
      createdBy: 'boctach',
    })
    this.#begin()
  }

  write(row: Row): void {
    for (const [index, value] of row.entries())
      this.#columns[index]!.push(parquetValue(value, this.#table.columns[index]!.type))
    if (this.#columns[0]!.length >= rowGroupSize) this.#flush()
  }

  close(): void {
    this.#flush()
    void this.#writer.finish()
  }

  #begin(): void {
    this.#columns = this.#table.columns.map(() => [])
  }

  #flush(): void {
    const columnData = this.#table.columns.map(({ name, type }, index) => ({
      name,
      data: this.#columns[index]!,
      statistics: type !== 'text' && type !== 'json',
      // A chunk has a page or two: nothing is found sooner by it, and it is held until the file ends.
      offsetIndex: false,
      ...(type === 'json' || unrepeated.has(name) ? { encoding: 'PLAIN' as const } : {}),
    }))
    void this.#writer.write({ columnData, rowGroupSize })
    this.#begin()
  }
}
