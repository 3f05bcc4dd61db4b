import { mkdir } from 'node:fs/promises'
import { dirname } from 'node:path'
import type { Table } from './column.ts'
import type { Sink } from './sink.ts'
import { openCsv } from './write-csv.ts'
import { openJsonLines } from './write-jsonl.ts'
import { openParquet } from './write-parquet.ts'
import { openSqlite } from './write-sqlite.ts'
import { openXlsx } from './write-xlsx.ts'

interface Format {
  /** `folder`: one file for each table. */
  readonly target: 'file' | 'folder'
  readonly mediaType: string
  readonly open: (path: string, tables: readonly Table[]) => Sink
}

export const formats = {
  jsonl: { target: 'file', mediaType: 'application/jsonl', open: openJsonLines },
  csv: { target: 'folder', mediaType: 'text/csv; charset=utf-8', open: openCsv },
  xlsx: {
    target: 'file',
    mediaType: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
    open: openXlsx,
  },
  parquet: { target: 'folder', mediaType: 'application/vnd.apache.parquet', open: openParquet },
  sqlite: { target: 'file', mediaType: 'application/vnd.sqlite3', open: openSqlite },
} as const satisfies { readonly [name: string]: Format }

export type FormatName = keyof typeof formats
export const formatNames = Object.keys(formats) as readonly FormatName[]

/** Opens a file, or for formats with a file for each table a folder, making the folders on the way. */
export async function openSink(format: FormatName, path: string, tables: readonly Table[]): Promise<Sink> {
  const { target, open } = formats[format]
  await mkdir(target === 'folder' ? path : dirname(path), { recursive: true })
  return open(path, tables)
}
