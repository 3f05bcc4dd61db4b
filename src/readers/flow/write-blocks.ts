import type { Role, SideBySide } from '../../domain/document.ts'
import type { DocumentBuilder } from '../../layout/document-builder.ts'
import { paragraphsOf, plainText, type Block, type CellBlock, type ParagraphBlock, type TableBlock } from './blocks.ts'
import { countHeaderRows } from './header-rows.ts'
import { isLayoutTable, layoutColumns } from './layout-table.ts'
import type { Notices } from './notices.ts'

/** Blocks → the document's text, in order. Counts the regions that stand side by side. */
export class BlockWriter {
  readonly #builder: DocumentBuilder
  readonly #notices: Notices
  #regions = 0

  constructor(builder: DocumentBuilder, notices: Notices) {
    this.#builder = builder
    this.#notices = notices
  }

  write(block: Block, role: Role, side: SideBySide | null = null): void {
    if (block.kind === 'paragraph') this.#paragraph(block, role, side)
    else if (plainText([block]) === '') return
    else if (isLayoutTable(block)) this.#sideBySide(block, role)
    else this.#table(block, role)
  }

  #paragraph({ lines, align, path }: ParagraphBlock, role: Role, side: SideBySide | null): void {
    this.#builder.paragraph({ lines, hardBreaks: new Set(lines.keys()), role, path, side, align })
  }

  /** Column by column, as a reader takes a letterhead; a cell across the whole width ends the columns above it. */
  #sideBySide(table: TableBlock, role: Role): void {
    for (const columns of layoutColumns(table)) {
      const region = columns.length > 1 ? this.#regions++ : null
      columns.forEach((cells, column) => {
        const side = region === null ? null : { region, column }
        for (const block of cells.flatMap((cell) => cell.blocks)) this.write(block, role, side)
      })
    }
  }

  #table(table: TableBlock, role: Role): void {
    const { rows, columns, path } = table
    const cells = table.cells.map((cell) => ({ ...place(cell), lines: this.#cellLines(cell) }))
    this.#builder.table({ rows, columns, headerRows: countHeaderRows(table), cells, role, path, ruled: true })
  }

  #cellLines(cell: CellBlock) {
    if (cell.blocks.some((block) => block.kind === 'table' && plainText([block]) !== ''))
      this.#notices.add('nested-table')
    return paragraphsOf(cell.blocks).flatMap(({ lines }) => lines)
  }
}

function place({ row, column, rowSpan, columnSpan, path }: CellBlock) {
  return { row, column, rowSpan, columnSpan, path }
}
