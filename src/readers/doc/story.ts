import type { Paragraph, Role } from '../../domain/document.ts'
import type { DocumentBuilder } from '../../layout/document-builder.ts'
import type { Block } from '../flow/blocks.ts'
import { LineCollector } from '../flow/line-collector.ts'
import type { Drawings, Pictures } from './drawings.ts'
import type { FormattedParagraph, Formatting, Run } from './formatting.ts'
import { InlineReader, type Encounters } from './inline.ts'
import type { ListTable } from './list-table.ts'
import type { OldNumbering } from './old-numbering.ts'
import type { PieceTable } from './piece-table.ts'
import type { RowDefinition } from './row-definition.ts'
import { TableStack } from './table-stack.ts'
import type { TextRange } from './text-ranges.ts'

/** What all parts of one document share. */
export interface DocContext {
  readonly builder: DocumentBuilder
  readonly pieces: PieceTable
  readonly formatting: Formatting
  readonly lists: ListTable
  readonly oldNumbers: OldNumbering
  readonly met: Encounters
  /** Text boxes of the body and of notes, in the order of their anchors. */
  readonly textBoxes: Block[]
  /** Pictures in the text. */
  readonly pictures: Pictures
  /** Pictures and drawings met so far. */
  images: number
}

const paragraphMark = 0x0d
const cellMark = 0x07
const marks = /[\r\x07\x0c]/g

/** One continuous text: the body, a note, a header, the content of a text box. */
export class Story {
  readonly #context: DocContext
  readonly #role: Role
  readonly #inline: InlineReader
  readonly #tables: TableStack
  readonly #drawings: Drawings | null
  readonly #take: (block: Block) => void
  #end = 0

  constructor(context: DocContext, role: Role, path: string, drawings: Drawings | null, take: (block: Block) => void) {
    this.#context = context
    this.#role = role
    this.#drawings = drawings
    this.#take = take
    const { pieces, formatting, met } = context
    this.#inline = new InlineReader(pieces, formatting, met, role === 'page-header' || role === 'page-footer')
    this.#tables = new TableStack(path, take, met.notices)
  }

  read({ start, end }: TextRange): void {
    this.#end = end
    for (let at = start; at < end;) {
      const mark = this.#paragraphEnd(at, end)
      this.#paragraph(at, mark, mark < end)
      at = mark + 1
    }
    this.#tables.end()
  }

  /** Where the mark of the paragraph stands; the end of the story where it has none. */
  #paragraphEnd(start: number, end: number): number {
    const { pieces, formatting } = this.#context
    marks.lastIndex = start
    for (let found = marks.exec(pieces.text); found && found.index < end; found = marks.exec(pieces.text)) {
      // The same character breaks a page inside a paragraph and ends a section.
      if (found[0] !== '\f' || formatting.endsParagraph(found.index)) return found.index
    }
    return end
  }

  #paragraph(start: number, mark: number, marked: boolean): void {
    const { pieces, formatting, met } = this.#context
    const last = marked ? mark : mark - 1
    const paragraph = formatting.paragraphAt(last)
    const depth = depthOf(paragraph)
    const code = marked ? pieces.text.charCodeAt(mark) : 0
    const { run } = formatting.runAt(last, paragraph.style)
    this.#tables.enter(depth, () => this.#rowEnd(start, depth))
    if (endsRow(paragraph, depth)) {
      if (mark > start) this.#read(start, mark, paragraph, run, false)
      if (run.inserted) met.notices.add('tracked-changes')
      this.#tables.endRow(formatting.row(paragraph), { deleted: run.deleted === true, hidden: run.look.hidden })
      return
    }
    this.#read(start, mark, paragraph, run, code === paragraphMark)
    const endsCell = depth === 1 ? code === cellMark : code === paragraphMark && paragraph.innerCellEnd === true
    if (depth > 0 && endsCell) this.#tables.endCell(run.look.hidden)
  }

  /** What the end of the row says that begins here: it stands after the cells. */
  #rowEnd(start: number, depth: number): RowDefinition | null {
    const { formatting } = this.#context
    for (let at = start; at < this.#end; at++) {
      at = this.#paragraphEnd(at, this.#end)
      const paragraph = formatting.paragraphAt(Math.min(at, this.#end - 1))
      const inside = depthOf(paragraph)
      if (inside < depth) return null
      if (inside === depth && endsRow(paragraph, depth)) return formatting.row(paragraph)
    }
    return null
  }

  /** `run` is that of the mark; `joins`: without the mark the paragraph would go on in the next. */
  #read(start: number, mark: number, paragraph: FormattedParagraph, run: Run, joins: boolean): void {
    const { builder, met } = this.#context
    const { place } = this.#tables
    const path = `${place.path}/p[${++place.paragraphs}]`
    const align: Paragraph['align'] = paragraph.align ?? 'left'
    const before = place.open
    const collector = before?.collector ?? new LineCollector(builder)
    this.#text(start, mark, paragraph, path, collector)
    place.open = null
    if (run.inserted) met.notices.add('tracked-changes')
    if (run.deleted && joins) {
      met.notices.add('tracked-changes')
      place.open = before?.keeps ? before : { collector, path, align, keeps: false }
      return
    }
    const { hidden } = run.look
    if (hidden && collector.empty) return
    if (!before?.keeps) this.#label(paragraph, run, collector)
    const kept = before?.keeps ? before : { collector, path, align, keeps: true }
    if (hidden && joins) place.open = kept
    else place.take({ kind: 'paragraph', lines: collector.lines(), align: kept.align, path: kept.path })
  }

  #label(paragraph: FormattedParagraph, run: Run, collector: LineCollector): void {
    const { lists, oldNumbers, formatting } = this.#context
    const { column, continued } = this.#tables
    if (continued) return
    const label = lists.next(paragraph) ?? oldNumbers.next(paragraph, column)
    if (!label || formatting.look(paragraph.style, label.characters).hidden) return
    collector.prepend(label.text, run.look, label.glued)
  }

  #text(start: number, mark: number, { style }: FormattedParagraph, path: string, collector: LineCollector): void {
    let boxes = 0
    const boxPath = () => `${path}/textbox[${++boxes}]`
    const take = (block: Block) => {
      if (this.#role === 'page-header' || this.#role === 'page-footer') this.#take(block)
      else this.#context.textBoxes.push(block)
    }
    const drawn = (texts: readonly string[]) => {
      for (const text of texts) {
        const line = new LineCollector(this.#context.builder)
        line.text(text, this.#context.formatting.look(style, {}))
        take({ kind: 'paragraph', lines: line.lines(), align: null, path: boxPath() })
      }
    }
    this.#inline.read(start, mark, {
      collector,
      paragraphStyle: style,
      drawing: (position) => {
        const { textBoxes, drawnTexts } = this.#drawings?.at(position) ?? { textBoxes: [], drawnTexts: [] }
        if (textBoxes.length === 0) this.#context.images++
        for (const range of textBoxes) new Story(this.#context, this.#role, boxPath(), null, take).read(range)
        drawn(drawnTexts)
      },
      picture: (offset) => {
        this.#context.images++
        if (offset !== undefined) drawn(this.#context.pictures.textsAt(offset))
      },
    })
  }
}

function endsRow({ rowEnd, innerRowEnd }: FormattedParagraph, depth: number): boolean {
  return (depth === 1 ? rowEnd : depth > 1 && innerRowEnd) === true
}

function depthOf({ inTable, depth }: FormattedParagraph): number {
  return inTable ? Math.max(depth ?? 1, 1) : (depth ?? 0)
}
