import { readFile } from 'node:fs/promises'
import { tableFromIPC } from 'apache-arrow'
import { parse } from 'csv-parse/sync'
import ExcelJS from 'exceljs'
import { asyncBufferFromFile, parquetReadObjects } from 'hyparquet'
import { readParquet } from 'parquet-wasm/node'
import initSql from 'sql.js'
import type { CellType, Table } from '../../src/export/column.ts'
import { readCsvText } from '../../src/export/csv-cell.ts'
import { fromUtf8Text } from '../../src/export/lossless-text.ts'

export type Rows = readonly (readonly unknown[])[]

/** Each with another library than the one that wrote. */
export const readers = {
  async jsonl(path: string, { name, columns }: Table): Promise<Rows> {
    const lines = (await readFile(path, 'utf8')).split('\n').filter((line) => line !== '')
    const objects = lines.map((line) => JSON.parse(line) as { readonly [key: string]: unknown })
    return objects.filter(({ kind }) => kind === name).map((object) => columns.map((column) => object[column.name]))
  },

  async csv(folder: string, table: Table): Promise<Rows> {
    const cells = readCsvCells(await readFile(`${folder}/${table.name}.csv`), table)
    return cells.map((row) => row.map((cell, index) => csvValue(cell, table.columns[index]!.type)))
  },

  async xlsx(path: string, table: Table): Promise<Rows> {
    const book = await readWorkbook(path)
    const rest = remainders(book)
    const sheets = book.worksheets.filter(({ name }) => name === table.title || name.startsWith(`${table.title} (`))
    return sheets.flatMap((sheet) => {
      const rows: unknown[][] = []
      for (let number = 2; number <= sheet.rowCount; number++) {
        rows.push(
          table.columns.map(({ type }, index) => {
            const cell = sheet.getCell(number, index + 1)
            return xlsxValue(cell, type, rest.get(`${sheet.name}!${cell.address}`) ?? '')
          }),
        )
      }
      return rows
    })
  },

  async parquet(folder: string, { name, columns }: Table): Promise<Rows> {
    const file = await asyncBufferFromFile(`${folder}/${name}.parquet`)
    const objects = await parquetReadObjects({ file })
    return objects.map((object) => columns.map((column) => parquetValue(object[column.name], column.type)))
  },

  /** In Rust, over Arrow. */
  async parquetInRust(folder: string, { name, columns }: Table): Promise<Rows> {
    const table = tableFromIPC(readParquet(await readFile(`${folder}/${name}.parquet`)).intoIPCStream())
    const objects = table.toArray() as { readonly [key: string]: unknown }[]
    return objects.map((object) =>
      columns.map(({ name: column, type }) => {
        const value = object[column] ?? null
        return parquetValue(type === 'day' && typeof value === 'number' ? new Date(value) : value, type)
      }),
    )
  },

  async sqlite(path: string, { name, columns }: Table): Promise<Rows> {
    const { Database } = await initSql()
    const database = new Database(await readFile(path))
    try {
      const [result] = database.exec(`select ${columns.map((one) => `"${one.name}"`).join(', ')} from "${name}"`)
      return (result?.values ?? []).map((row) =>
        row.map((value, index): unknown => {
          const text = typeof value === 'string' ? fromUtf8Text(value) : value
          return columns[index]!.type === 'json' && typeof text === 'string' ? (JSON.parse(text) as unknown) : text
        }),
      )
    } finally {
      database.close()
    }
  },
}

/** Cells as they stand in the file, without the heading. */
export function readCsvCells(bytes: Buffer, { columns }: Table): string[][] {
  const [heading, ...rows] = parse(bytes, { bom: true })
  if (heading?.join() !== columns.map(({ name }) => name).join()) throw new Error(`the heading is ${String(heading)}`)
  return rows
}

let lastRead: { readonly path: string; readonly book: ExcelJS.Workbook } | null = null

/** One workbook is asked for its sheets one after the other. */
export async function readWorkbook(path: string): Promise<ExcelJS.Workbook> {
  if (lastRead?.path === path) return lastRead.book
  const book = new ExcelJS.Workbook()
  await book.xlsx.readFile(path)
  lastRead = { path, book }
  return book
}

function csvValue(cell: string, type: CellType): unknown {
  if (cell === '') return null
  if (type === 'number' || type === 'integer') return Number(cell)
  return type === 'json' ? JSON.parse(readCsvText(cell)) : readCsvText(cell)
}

/** What did not fit into cells, by sheet and cell. */
function remainders(book: ExcelJS.Workbook): Map<string, string> {
  const rest = new Map<string, string>()
  book.getWorksheet('Phần tiếp theo')?.eachRow((row, number) => {
    if (number === 1) return
    const key = `${row.getCell(1).text}!${row.getCell(2).text}`
    rest.set(key, (rest.get(key) ?? '') + readSigns(row.getCell(4).text))
  })
  return rest
}

function xlsxValue(cell: ExcelJS.Cell, type: CellType, rest: string): unknown {
  const { value } = cell
  if (value === null || value === undefined) return null
  if (value instanceof Date) return value.toISOString().slice(0, 10)
  if (typeof value === 'number') return value
  const text = readSigns(typeof value === 'string' ? value : cell.text) + rest
  return type === 'json' ? JSON.parse(text) : text
}

/** ExcelJS leaves the signs of ST_Xstring in inline texts to its caller. Each cell has its own: none goes over two. */
function readSigns(text: string): string {
  return text.replace(/_x([0-9A-F]{4})_/g, (_, code: string) => String.fromCharCode(parseInt(code, 16)))
}

function parquetValue(value: unknown, type: CellType): unknown {
  if (value === null || value === undefined) return null
  if (typeof value === 'bigint') return Number(value)
  if (value instanceof Date) return value.toISOString().slice(0, 10)
  if (typeof value !== 'string') return value
  const text = fromUtf8Text(value)
  return type === 'json' ? JSON.parse(text) : text
}
