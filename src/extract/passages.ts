import type { Block, Cell, Document } from '../domain/document.ts'

/** A stretch of text that rules look at: one paragraph or one table cell. Nothing matches across its ends. */
export interface Passage {
  readonly start: number
  readonly end: number
  readonly block: Block
  /** Null for a paragraph. */
  readonly cell: Cell | null
}

/** Longer paragraphs are cut, at a space: patterns may be quadratic in the length of a passage. */
export const maxPassage = 20_000

/** Roles whose text is not the document's own statement but repeats on pages or comes from elsewhere. */
const silentRoles: ReadonlySet<Block['role']> = new Set(['page-header', 'page-footer', 'comment'])

/** The passages rules look at, in text order. */
export function listPassages(document: Document): Passage[] {
  const passages: Passage[] = []
  for (const block of document.blocks) {
    if (silentRoles.has(block.role)) continue
    if (block.kind === 'table') {
      for (const cell of block.cells) {
        if (cell.end > cell.start) passages.push({ start: cell.start, end: cell.end, block, cell })
      }
    } else {
      for (const [start, end] of cut(document.text, block.start, block.end))
        passages.push({ start, end, block, cell: null })
    }
  }
  return passages
}

function* cut(text: string, start: number, end: number): Generator<[number, number]> {
  let from = start
  while (end - from > maxPassage) {
    const space = text.lastIndexOf(' ', from + maxPassage)
    const to = space > from ? space : from + maxPassage
    yield [from, to]
    from = to
  }
  yield [from, end]
}
