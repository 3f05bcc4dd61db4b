import type { Paragraph } from '../../domain/document.ts'
import type { SourceLine } from '../../layout/document-builder.ts'

/** A paragraph as read, before it is decided what it becomes. Every line end in it is a line break of the author. */
export interface ParagraphBlock {
  readonly kind: 'paragraph'
  readonly lines: readonly SourceLine[]
  readonly align: Paragraph['align']
  readonly path: string
}

export interface CellBlock {
  /** 0-based place in the grid of visible rows. */
  readonly row: number
  readonly column: number
  rowSpan: number
  columnSpan: number
  readonly path: string
  readonly blocks: readonly Block[]
  /** At least one side of the cell is drawn. */
  readonly bordered: boolean
}

export interface TableBlock {
  readonly kind: 'table'
  readonly path: string
  readonly rows: number
  readonly columns: number
  /** Leading rows marked as repeated heads. */
  readonly markedHeaderRows: number
  readonly cells: readonly CellBlock[]
}

export type Block = ParagraphBlock | TableBlock

/** The paragraphs of blocks in order, with those of tables cell by cell. */
export function paragraphsOf(blocks: readonly Block[]): ParagraphBlock[] {
  const found: ParagraphBlock[] = []
  const add = (block: Block): void => {
    if (block.kind === 'paragraph') found.push(block)
    else for (const cell of block.cells) cell.blocks.forEach(add)
  }
  blocks.forEach(add)
  return found
}

/** The same blocks with other lines: `change` is asked for each paragraph, in the order of `paragraphsOf`. */
export function changeLines(
  blocks: readonly Block[],
  change: (lines: readonly SourceLine[]) => readonly SourceLine[],
): Block[] {
  return blocks.map((block) => {
    if (block.kind === 'paragraph') return { ...block, lines: change(block.lines) }
    return { ...block, cells: block.cells.map((cell) => ({ ...cell, blocks: changeLines(cell.blocks, change) })) }
  })
}

/** Their words as shown, one space between any two. */
export function plainText(blocks: readonly Block[]): string {
  const words = paragraphsOf(blocks).flatMap(({ lines }) =>
    lines.flatMap((line) => line.map(({ raw, shown }) => shown?.text ?? raw)),
  )
  return words.join(' ').normalize('NFC')
}
