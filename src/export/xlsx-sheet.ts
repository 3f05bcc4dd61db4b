import { createReadStream } from 'node:fs'
import { Readable } from 'node:stream'
import type { Row, Table, Value } from './column.ts'
import { OutputFile } from './output-file.ts'
import { cellParts, cellText, columnName, dayNumber } from './xlsx-values.ts'
import { styles, type StyleName } from './xlsx-parts.ts'

/** Rows a sheet can have, the heading among them, and links Excel opens in one (Excel's specifications and limits). */
export const mostRows = 1_048_576
export const mostLinks = 65_530

/** The rest of a text that is longer than a cell can be. */
export interface Remainder {
  readonly sheet: string
  readonly cell: string
  readonly parts: readonly string[]
}

/** A sheet whose parts grow on disk until the workbook is put together. */
export class XlsxSheet {
  readonly name: string
  readonly #table: Table
  readonly #rowsFile: OutputFile
  readonly #linksFile: OutputFile
  readonly #relationsFile: OutputFile
  readonly #tellRemainder: (rest: Remainder) => void
  readonly #letters: readonly string[]
  readonly #addressColumn: number
  #rows = 0
  #links = 0

  /** `path`: where its temporary files may stand. */
  constructor(table: Table, name: string, path: string, tellRemainder: (rest: Remainder) => void) {
    this.name = name
    this.#table = table
    this.#rowsFile = new OutputFile(`${path}.rows`)
    this.#linksFile = new OutputFile(`${path}.links`)
    this.#relationsFile = new OutputFile(`${path}.relations`)
    this.#tellRemainder = tellRemainder
    this.#letters = table.columns.map((_, index) => columnName(index))
    this.#addressColumn = table.columns.findIndex((column) => column.name === 'link')
    // Less than what a file gathers: nothing to wait for.
    void this.#addRow(table.columns.map(({ title }, index) => this.#text(title, index, 1, 'heading')))
  }

  get isFull(): boolean {
    return this.#rows >= mostRows
  }

  get hasLinks(): boolean {
    return this.#links > 0
  }

  write(row: Row): Promise<void> | undefined {
    const number = this.#rows + 1
    const linked = this.#addLink(row[this.#addressColumn] ?? null, number)
    return this.#addRow(row.map((value, index) => this.#cell(value, index, number, linked)))
  }

  #addRow(cells: readonly string[]): Promise<void> | undefined {
    return this.#rowsFile.write(`<row r="${++this.#rows}">${cells.join('')}</row>`)
  }

  #cell(value: Value, index: number, row: number, linked: boolean): string {
    if (value === null || value === '') return ''
    if (typeof value === 'number') return `<c r="${this.#letters[index]!}${row}"><v>${value}</v></c>`
    if (typeof value !== 'string') return this.#text(JSON.stringify(value), index, row, 'plain')
    const day = this.#table.columns[index]!.type === 'day' ? dayNumber(value) : null
    if (day !== null) return `<c r="${this.#letters[index]!}${row}" s="${styles.day}"><v>${day}</v></c>`
    return this.#text(value, index, row, linked && index === this.#table.linked ? 'link' : 'plain')
  }

  /** Always a text, whatever it begins with: a cell without `<f>` is no formula. */
  #text(text: string, index: number, row: number, style: StyleName): string {
    const cell = `${this.#letters[index]!}${row}`
    const [part, ...rest] = cellParts(text)
    if (rest.length > 0) this.#tellRemainder({ sheet: this.name, cell, parts: rest })
    return `<c r="${cell}" s="${styles[style]}" t="inlineStr"><is><t xml:space="preserve">${cellText(part!)}</t></is></c>`
  }

  #addLink(address: Value, row: number): boolean {
    if (typeof address !== 'string' || this.#links >= mostLinks) return false
    const id = `rId${++this.#links}`
    // A workbook keeps what follows the # apart from the address.
    const [target, place] = splitAddress(address)
    const cell = `${this.#letters[this.#table.linked]!}${row}`
    // Both grow slower than the rows, which are waited for.
    void this.#linksFile.write(
      `<hyperlink ref="${cell}" r:id="${id}"${place === '' ? '' : ` location="${cellText(place)}"`}/>`,
    )
    void this.#relationsFile.write(
      `<Relationship Id="${id}" Type="${linkType}" Target="${cellText(target)}" TargetMode="External"/>`,
    )
    return true
  }

  /** The sheet's XML and that of its links; after the last row. */
  async close(): Promise<{ readonly sheet: Readable; readonly relations: Readable }> {
    const rows = await this.#rowsFile.close()
    const links = await this.#linksFile.close()
    const relations = await this.#relationsFile.close()
    const area = `A1:${this.#letters.at(-1)!}${this.#rows}`
    const linksOf = this.hasLinks ? (['<hyperlinks>', { file: links }, '</hyperlinks>'] as const) : []
    return {
      sheet: concatenated([
        `${opening}${this.#columns()}<sheetData>`,
        { file: rows },
        `</sheetData><autoFilter ref="${area}"/>`,
        ...linksOf,
        '</worksheet>',
      ]),
      relations: concatenated([relationsOpening, { file: relations }, '</Relationships>']),
    }
  }

  #columns(): string {
    const widths = this.#table.columns.map(
      ({ width }, index) => `<col min="${index + 1}" max="${index + 1}" width="${width}" customWidth="1"/>`,
    )
    return `<cols>${widths.join('')}</cols>`
  }

  async discard(): Promise<void> {
    for (const file of [this.#rowsFile, this.#linksFile, this.#relationsFile]) await file.discard()
  }
}

const main = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main'
const officeRelations = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'
const packageRelations = 'http://schemas.openxmlformats.org/package/2006/relationships'
const linkType = `${officeRelations}/hyperlink`
const declaration = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
const opening =
  `${declaration}<worksheet xmlns="${main}" xmlns:r="${officeRelations}"><sheetViews><sheetView workbookViewId="0">` +
  '<pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews>'
const relationsOpening = `${declaration}<Relationships xmlns="${packageRelations}">`

function splitAddress(address: string): readonly [string, string] {
  const at = address.indexOf('#')
  return at < 0 ? [address, ''] : [address.slice(0, at), address.slice(at + 1)]
}

type Part = string | { readonly file: string }

/** Files are opened when their turn comes. */
function concatenated(parts: readonly Part[]): Readable {
  return Readable.from(
    (async function* () {
      for (const part of parts) {
        if (typeof part === 'string') yield Buffer.from(part)
        else yield* createReadStream(part.file) as AsyncIterable<Buffer>
      }
    })(),
  )
}
