import type { Row, Table } from './column.ts'
import { OutputFile } from './output-file.ts'
import type { Sink } from './sink.ts'

/** JSON Lines: one object a row, with its table in `kind`; values of parts as they are. */
export function openJsonLines(path: string): Sink {
  const file = new OutputFile(path)
  return {
    write: (table, row) => file.write(jsonLine(table, row)),
    async finish() {
      await file.close()
      await file.publish()
      return [path]
    },
    abort: () => file.discard(),
  }
}

export function jsonLine({ name, columns }: Table, row: Row): string {
  const object: { [column: string]: unknown } = { kind: name }
  for (const [index, column] of columns.entries()) object[column.name] = row[index]
  return `${JSON.stringify(object)}\n`
}
