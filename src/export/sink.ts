import type { Row, Table } from './column.ts'

/**
 * Where rows go: one file or several, under temporary names until `finish`. Rows of different tables come in any order. A
 * promise is given back only when the writer should be waited for.
 */
export interface Sink {
  write(table: Table, row: Row): Promise<void> | undefined
  /** Writes what is left and gives everything its name. Gives the paths. */
  finish(): Promise<readonly string[]>
  /** Leaves nothing behind. */
  abort(): Promise<void>
}
