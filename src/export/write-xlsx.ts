import { createWriteStream } from 'node:fs'
import { rename, rm } from 'node:fs/promises'
import { pipeline } from 'node:stream/promises'
import { ZipFile } from 'yazl'
import type { Row, Table } from './column.ts'
import { temporaryPath } from './output-file.ts'
import type { Sink } from './sink.ts'
import { workbookParts } from './xlsx-parts.ts'
import { XlsxSheet } from './xlsx-sheet.ts'
import type { Remainder } from './xlsx-sheet.ts'

const remainderTable: Table = {
  name: 'long_texts',
  title: 'Phần tiếp theo',
  linked: 0,
  columns: [
    { name: 'sheet', title: 'Trang tính', type: 'text', width: 20 },
    { name: 'cell', title: 'Ô', type: 'text', width: 10 },
    { name: 'part', title: 'Phần', type: 'integer', width: 7 },
    { name: 'text', title: 'Nội dung', type: 'text', width: 80 },
  ],
}

/** Bytes written are the same for the same rows. */
const zipOptions = { mtime: new Date(1980, 0, 1), compressionLevel: 3 }

/**
 * A workbook with a sheet for each table, further ones where a table has more rows than a sheet can. Numbers and days are
 * numbers and days; every text is a text cell; what is longer than a cell can be goes on in the sheet 'Phần tiếp theo'.
 */
export function openXlsx(path: string, tables: readonly Table[]): Sink {
  return new XlsxSink(path, tables)
}

class XlsxSink implements Sink {
  readonly #path: string
  readonly #temporary: string
  readonly #sheets: Map<Table, XlsxSheet[]>
  #made = 0

  constructor(path: string, tables: readonly Table[]) {
    this.#path = path
    this.#temporary = temporaryPath(path)
    this.#sheets = new Map(tables.map((table) => [table, [this.#makeSheet(table, table.title)]]))
  }

  write(table: Table, row: Row): Promise<void> | undefined {
    const sheets = this.#sheets.get(table)!
    let sheet = sheets.at(-1)!
    if (sheet.isFull) {
      sheet = this.#makeSheet(table, `${table.title} (${sheets.length + 1})`)
      sheets.push(sheet)
    }
    return sheet.write(row)
  }

  async finish(): Promise<readonly string[]> {
    const zip = new ZipFile()
    const stop = new AbortController()
    zip.on('error', (error: Error) => stop.abort(error))
    const written = pipeline(zip.outputStream, createWriteStream(this.#temporary, { flags: 'wx' }), {
      signal: stop.signal,
    })
    // Heard below; meanwhile a sheet may fail too.
    written.catch(() => undefined)
    await this.#addParts(zip)
    zip.end()
    await written
    await rename(this.#temporary, this.#path)
    await this.#discardSheets()
    return [this.#path]
  }

  async abort(): Promise<void> {
    await this.#discardSheets()
    await rm(this.#temporary, { force: true })
  }

  async #addParts(zip: ZipFile): Promise<void> {
    const sheets = [...this.#sheets.values()].flat()
    for (const [name, xml] of workbookParts(sheets.map(({ name: sheet }) => sheet))) {
      zip.addBuffer(Buffer.from(xml), name, zipOptions)
    }
    for (const [index, one] of sheets.entries()) {
      const { sheet, relations } = await one.close()
      zip.addReadStream(sheet, `xl/worksheets/sheet${index + 1}.xml`, zipOptions)
      if (one.hasLinks) zip.addReadStream(relations, `xl/worksheets/_rels/sheet${index + 1}.xml.rels`, zipOptions)
    }
  }

  #makeSheet(table: Table, title: string): XlsxSheet {
    return new XlsxSheet(table, sheetName(title), `${this.#path}.${++this.#made}`, (rest) => this.#addRemainder(rest))
  }

  #addRemainder({ sheet, cell, parts }: Remainder): void {
    let [target] = this.#sheets.get(remainderTable) ?? []
    if (!target) {
      target = this.#makeSheet(remainderTable, remainderTable.title)
      this.#sheets.set(remainderTable, [target])
    }
    for (const [index, text] of parts.entries()) void target.write([sheet, cell, index + 2, text])
  }

  async #discardSheets(): Promise<void> {
    for (const sheet of [...this.#sheets.values()].flat()) await sheet.discard()
  }
}

/** What Excel accepts as a name: at most 31 characters, none that means something in a reference. */
function sheetName(title: string): string {
  return title.replace(/[[\]:*?/\\]/g, ' ').slice(0, 31)
}
