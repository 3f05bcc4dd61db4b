import type { Document } from '../../src/domain/document.ts'
import { DocumentBuilder, type CellSource, type SourceWord } from '../../src/layout/document-builder.ts'
import { readMarked } from './marked-text.ts'
import type { Report, ReportBlock, ReportTable } from './report.ts'

export interface Place {
  readonly start: number
  readonly end: number
}

/** A report as readers would hand it on, without the way over a file: for thousands of reports. */
export function toDocument(report: Report): { readonly document: Document; readonly faults: readonly Place[] } {
  const composer = new Composer(report.faultMarks)
  const { letterhead, signature } = report
  const side = (column: number) => ({ region: 0, column })
  for (const line of [...letterhead.parent, ...letterhead.issuer, letterhead.number]) composer.paragraph(line, side(0))
  for (const line of ['CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM', 'Độc lập - Tự do - Hạnh phúc', letterhead.date])
    composer.paragraph(line, side(1))
  for (const line of [report.type, ...report.subject]) composer.paragraph(line, null, 'center')
  for (const block of report.body) composer.block(block)
  for (const line of report.recipients) composer.paragraph(line, { region: 1, column: 0 })
  for (const line of [...signature.lines, signature.name]) composer.paragraph(line, { region: 1, column: 1 })
  for (const block of report.annex) composer.block(block)
  return composer.finish()
}

class Composer {
  readonly #builder = new DocumentBuilder()
  readonly #style = this.#builder.style({ font: '', size: 14, bold: false, italic: false })
  readonly #bold = this.#builder.style({ font: '', size: 14, bold: true, italic: false })
  readonly #faultMarks: ReadonlySet<number>
  /** Per word, in the order they are written: whether it belongs to a fault. */
  readonly #wrong: boolean[] = []

  constructor(faultMarks: ReadonlySet<number>) {
    this.#faultMarks = faultMarks
  }

  paragraph(
    text: string,
    side: { region: number; column: number } | null = null,
    align: 'center' | null = null,
    bold = false,
  ): void {
    this.#builder.paragraph({ lines: [this.#words(text, bold)], role: 'body', path: null, side, align })
  }

  block(block: ReportBlock): void {
    if (block.kind === 'table') this.#table(block.table)
    else this.paragraph(block.text, null, null, block.kind === 'heading')
  }

  finish(): { readonly document: Document; readonly faults: readonly Place[] } {
    const document = this.#builder.build({
      mediaType: 'text/plain',
      pages: [],
      origin: 'native',
      encodings: ['unicode'],
      issues: [],
    })
    const faults = document.words.filter((_, at) => this.#wrong[at]).map(({ start, end }) => ({ start, end }))
    return { document, faults }
  }

  #words(text: string, bold: boolean): SourceWord[] {
    const { plain, places } = readMarked(text)
    const wrong = places.filter(({ id }) => this.#faultMarks.has(id))
    return Array.from(plain.matchAll(/\S+/gu), (match) => {
      const [start, end] = [match.index, match.index + match[0].length]
      this.#wrong.push(wrong.some((place) => place.start < end && start < place.end))
      return { raw: match[0], page: null, box: null, style: bold ? this.#bold : this.#style }
    })
  }

  #table({ caption, head, rows }: ReportTable): void {
    for (const line of caption) this.paragraph(line, null, 'center', true)
    const grid = [...head, ...rows]
    const cells = grid.flatMap((row, at) =>
      row.flatMap((text, column): CellSource[] => {
        if (text === '<' || text === '^') return []
        const rowSpan = 1 + count(grid.slice(at + 1), (below) => below[column] === '^')
        const columnSpan = 1 + count(row.slice(column + 1), (cell) => cell === '<')
        return [{ row: at, column, rowSpan, columnSpan, lines: [this.#words(text, at < head.length)], path: null }]
      }),
    )
    const columns = Math.max(...grid.map((row) => row.length))
    this.#builder.table({
      rows: grid.length,
      columns,
      headerRows: head.length,
      cells,
      role: 'body',
      path: null,
      ruled: true,
    })
  }
}

/** How many at the beginning hold. */
function count<T>(list: readonly T[], holds: (one: T) => boolean): number {
  const at = list.findIndex((one) => !holds(one))
  return at < 0 ? list.length : at
}
