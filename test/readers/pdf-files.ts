import { existsSync, readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import PDFDocument from 'pdfkit'
import type { Document, Paragraph, Table } from '../../src/domain/document.ts'
import { readPdf } from '../../src/readers/pdf/read-pdf.ts'
import { defaultLimits } from '../../src/readers/reader.ts'

const require = createRequire(import.meta.url)
const tinos = dirname(require.resolve('@expo-google-fonts/tinos/package.json'))

const fontFiles = {
  regular: '400Regular/Tinos_400Regular.ttf',
  bold: '700Bold/Tinos_700Bold.ttf',
  italic: '400Regular_Italic/Tinos_400Regular_Italic.ttf',
}
export type Font = keyof typeof fontFiles

export const margins = { left: 85, right: 50, top: 62 }
export const bodyWidth = 595.28 - margins.left - margins.right

/** Draws a PDF; each text call names its place, so that nothing depends on pdfkit's own flow. */
export class Sheet {
  readonly doc: PDFKit.PDFDocument
  size = 13

  constructor(options: PDFKit.PDFDocumentOptions = {}) {
    this.doc = new PDFDocument({ size: 'A4', margin: 0, autoFirstPage: true, ...options })
    for (const [name, file] of Object.entries(fontFiles)) this.doc.registerFont(name, join(tinos, file))
    this.doc.font('regular')
  }

  /** One line; `y` is the top of the line. Returns its width. */
  text(text: string, x: number, y: number, font: Font = 'regular', size = this.size): number {
    this.doc.font(font).fontSize(size).text(text, x, y, { lineBreak: false })
    return this.doc.widthOfString(text)
  }

  /** A line stretched to the right margin, as justified text is. */
  full(text: string, x: number, y: number, font: Font = 'regular'): void {
    this.doc.font(font).fontSize(this.size)
    const spare = margins.left + bodyWidth - x - this.doc.widthOfString(text)
    const wordSpacing = spare / (text.split(' ').length - 1)
    this.doc.text(text, x, y, { lineBreak: false, wordSpacing })
  }

  centred(text: string, middle: number, y: number, font: Font = 'regular', size = this.size): void {
    this.doc.font(font).fontSize(size)
    this.text(text, middle - this.doc.widthOfString(text) / 2, y, font, size)
  }

  /** Justified paragraphs with a first-line indent; returns the y below. */
  prose(paragraphs: readonly string[], y: number, { indent = 28, x = margins.left, width = bodyWidth } = {}): number {
    for (const paragraph of paragraphs) {
      this.doc.font('regular').fontSize(this.size)
      this.doc.text(paragraph, x, y, { width, align: 'justify', indent, lineGap: 3 })
      y = this.doc.y + 4
    }
    return y
  }

  /** A grid of ruled cells, each with its text; `spans` removes the lines inside a merged cell. */
  table(xs: readonly number[], ys: readonly number[], cells: readonly CellText[]): void {
    for (const { row, column, rowSpan = 1, columnSpan = 1, text } of cells) {
      const [x, y] = [xs[column]!, ys[row]!]
      this.doc
        .lineWidth(0.5)
        .rect(x, y, xs[column + columnSpan]! - x, ys[row + rowSpan]! - y)
        .stroke()
      text.split('\n').forEach((line, i) => {
        if (line !== '') this.text(line, x + 4, y + 4 + i * 15, 'regular', 12)
      })
    }
  }

  page(options: PDFKit.PDFDocumentOptions = {}): void {
    this.doc.addPage({ size: 'A4', margin: 0, ...options })
  }

  async bytes(): Promise<Uint8Array> {
    const chunks: Buffer[] = []
    this.doc.on('data', (chunk: Buffer) => chunks.push(chunk))
    const ended = new Promise((resolve) => this.doc.on('end', resolve))
    this.doc.end()
    await ended
    return new Uint8Array(Buffer.concat(chunks))
  }

  async read(): Promise<Document> {
    return readPdf(await this.bytes(), defaultLimits)
  }
}

export interface CellText {
  readonly row: number
  readonly column: number
  readonly rowSpan?: number
  readonly columnSpan?: number
  readonly text: string
}

/** Rows of texts as cells. */
export function cellRows(rows: readonly (readonly string[])[], firstRow = 0): CellText[] {
  return rows.flatMap((row, r) => row.map((text, column) => ({ row: firstRow + r, column, text })))
}

export function paragraphs(document: Document, role: Paragraph['role'] = 'body'): string[] {
  return document.blocks
    .filter((block) => block.kind === 'paragraph' && block.role === role)
    .map((block) => document.text.slice(block.start, block.end))
}

export function tables(document: Document): Table[] {
  return document.blocks.filter((block) => block.kind === 'table')
}

/** A table's text, row by row; a spanned place has no entry. */
export function grid(document: Document, table: Table): string[][] {
  const rows: string[][] = Array.from({ length: table.rows }, () => [])
  for (const cell of table.cells) rows[cell.row]!.push(document.text.slice(cell.start, cell.end))
  return rows
}

const corpus = new URL('../../../shared/corpus/', import.meta.url).pathname

/** Real documents stand beside the repository; where they must be (CI), their absence is an error. */
export function corpusIsHere(): boolean {
  const here = existsSync(corpus)
  if (!here && process.env['CI'] === 'true') throw new Error(`${corpus} is missing`)
  return here
}

export function corpusFile(path: string): Uint8Array {
  return new Uint8Array(readFileSync(join(corpus, path)))
}
