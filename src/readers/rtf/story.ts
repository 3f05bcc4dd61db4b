import type { Role } from '../../domain/document.ts'
import type { DocumentBuilder } from '../../layout/document-builder.ts'
import type { Block, ParagraphBlock } from '../flow/blocks.ts'
import { buildTable, type EdgeRow } from '../flow/edge-table.ts'
import { LineCollector } from '../flow/line-collector.ts'
import type { Notices } from '../flow/notices.ts'
import { isPrivateUse, symbolCharacter } from '../flow/symbols.ts'
import type { FontTable } from './fonts.ts'
import type { Label, ListTable } from './list-table.ts'
import type { OldNumbers } from './old-numbers.ts'
import { maxCells, rowOf, type RowDefinition } from './row.ts'
import type { Destination, ParagraphProperties, State } from './state.ts'

/** What all stories of one document share. */
export interface StoryContext {
  readonly builder: DocumentBuilder
  readonly notices: Notices
  readonly fonts: FontTable
  readonly lists: ListTable
  readonly oldNumbers: OldNumbers
}

/** Tables in tables in …: people stop at three, and every level is gone through again for those in it. */
const maxNesting = 10

/** Where paragraphs are added: the story itself, or a cell. */
interface Container {
  readonly path: string
  readonly take: (block: Block) => void
  /** Met so far, visible or not: paths name places in the file. */
  paragraphs: number
  tables: number
  table: OpenTable | null
}

interface OpenTable {
  readonly path: string
  /** Rows met, those deleted by a tracked change too. */
  count: number
  readonly rows: EdgeRow[]
  /** Of the last row: what follows without one is divided like it. */
  definition: RowDefinition
  /** Cells of the row that is not at its end yet. */
  cells: { path: string; blocks: Block[] }[]
  /** Its paragraphs say \intbl: what does not say so stands outside. */
  marked: boolean
}

/** A paragraph whose mark is deleted or hidden: the next one continues it. */
interface OpenParagraph {
  readonly path: string
  readonly align: ParagraphBlock['align']
  readonly nesting: number
  /** A deleted mark leaves the next paragraph's properties, a hidden one (run-in heading) its own. */
  readonly keeps: boolean
}

/** One continuous text: the body, a note, a header, the content of a text box. */
export class Story implements Destination {
  readonly role: Role
  readonly #context: StoryContext
  /** The story, then the cell of its table that is open, the cell of the table in that … */
  readonly #containers: Container[]
  #collector: LineCollector
  #open: OpenParagraph | null = null
  #label: Label | null = null
  /** Text boxes anchored in this paragraph so far. */
  #boxes = 0

  constructor(context: StoryContext, role: Role, path: string, take: (block: Block) => void) {
    this.#context = context
    this.role = role
    this.#containers = [container(path, take)]
    this.#collector = new LineCollector(context.builder)
  }

  text(text: string, state: State, font?: string): void {
    const { run } = state
    const { notices, fonts } = this.#context
    if (run.deleted || run.inserted) notices.add('tracked-changes')
    if (run.deleted) return
    if (run.hidden) return notices.add('hidden-text')
    this.#beginText(state)
    const look = { ...fonts.look(run), ...(font !== undefined && { ascii: font, highAnsi: font }) }
    this.#collector.text(isPrivateUse(text) ? this.#symbols(text, look.highAnsi) : text, look)
  }

  /** A character of a symbol font, called by its code. */
  symbol(code: number, font: string, state: State): void {
    const character = symbolCharacter(font, code)
    if (character === null) this.#context.notices.add('unknown-symbol')
    else this.text(character, state, font)
  }

  lineBreak({ run }: State): void {
    if (!run.deleted && !run.hidden) this.#collector.lineBreak()
  }

  /** The number before the paragraph as the file itself writes it. */
  writtenLabel(label: Label): void {
    this.#label ??= label
  }

  /** The story of a text box anchored here; boxes of headers and footers stay with them. */
  textBox(state: State, boxes: Block[]): Story {
    return new Story(this.#context, this.role, this.#boxPath(state), this.#boxTaker(boxes))
  }

  /** Text drawn as a picture (WordArt, watermark). */
  drawnText(text: string, state: State, boxes: Block[]): void {
    const drawn = new LineCollector(this.#context.builder)
    drawn.text(text, this.#context.fonts.look(state.run))
    this.#boxTaker(boxes)({ kind: 'paragraph', lines: drawn.lines(), align: null, path: this.#boxPath(state) })
  }

  /** Whether this is a header or footer. */
  get inMargin(): boolean {
    return this.role === 'page-header' || this.role === 'page-footer'
  }

  endParagraph(state: State): void {
    this.#endParagraph(this.#nestingOf(state.paragraph), state)
  }

  /** Ends the paragraph if there is text behind the last one's end. */
  endText(state: State): void {
    if (!this.#collector.empty) this.endParagraph(state)
  }

  /** \cell (nesting 1), \nestcell. */
  endCell(nesting: number, state: State): void {
    const level = Math.min(nesting, maxNesting)
    this.#endParagraph(level, state)
    this.#flush()
    this.#finishTable(this.#containerAt(level))
    this.#containers.length = level
  }

  /** \row (nesting 1), \nestrow. */
  endRow(nesting: number, definition: RowDefinition, state: State): void {
    const level = Math.min(nesting, maxNesting)
    if (!this.#collector.empty) this.endCell(level, state)
    const around = this.#containers[level - 1]
    if (!around?.table) return
    this.#leave(level - 1)
    this.#endRow(around.table, definition, state.run.deleted === true)
    if (definition.last) this.#finishTable(around)
  }

  /** The story's group ends; what is open in it ends with it. */
  end(state: State): void {
    this.endText(state)
    this.#flush()
    this.#leave(0)
    this.#finishTable(this.#containers[0]!)
  }

  /** Text stands behind the last paragraph's end, or cells behind the last row's. */
  get unfinished(): boolean {
    const rowBegun = (this.#containers[0]!.table?.cells.length ?? 0) > 0
    return rowBegun || !this.#collector.empty
  }

  #boxPath({ paragraph }: State): string {
    const { path, paragraphs } = this.#containerAt(this.#nestingOf(paragraph))
    return `${path}/p[${paragraphs + 1}]/textbox[${++this.#boxes}]`
  }

  #boxTaker(boxes: Block[]): (block: Block) => void {
    return this.inMargin ? this.#containers[0]!.take : (block) => void boxes.push(block)
  }

  #beginText(state: State): void {
    if (this.#open && this.#open.nesting !== this.#nestingOf(state.paragraph)) this.#flush()
    if (state.field) state.field.shown = true
  }

  #symbols(text: string, font: string): string {
    return text.replace(/[\uf000-\uf0ff]/g, (character) => {
      const shown = symbolCharacter(font, character.charCodeAt(0))
      if (shown === null) this.#context.notices.add('unknown-symbol')
      return shown ?? ''
    })
  }

  #endParagraph(nesting: number, state: State): void {
    const { run, paragraph } = state
    const into = this.#containerAt(nesting)
    this.#finishTable(into)
    const outermost = this.#containers[0]!.table
    if (outermost && paragraph.inTable) outermost.marked = true
    const path = `${into.path}/p[${++into.paragraphs}]`
    this.#boxes = 0
    const before = this.#open
    const align = paragraph.align ?? 'left'
    if (run.inserted) this.#context.notices.add('tracked-changes')
    if (run.deleted) {
      this.#context.notices.add('tracked-changes')
      this.#open = before?.keeps ? before : { path, align, nesting, keeps: false }
      return
    }
    if (run.hidden && this.#collector.empty) return
    if (!before?.keeps) this.#addLabel(paragraph, state)
    this.#open = before?.keeps ? before : { path, align, nesting, keeps: true }
    if (!run.hidden) this.#flush()
  }

  #addLabel(paragraph: ParagraphProperties, { run }: State): void {
    const { lists, oldNumbers, fonts } = this.#context
    // All are asked, so that all have counted the paragraph.
    const listed = lists.next(paragraph.list, paragraph.listLevel)
    const old = oldNumbers.next(paragraph.oldNumber, this.#column)
    const label = this.#label ?? listed ?? old
    this.#label = null
    if (label) this.#collector.prepend(label.text, fonts.look(run), label.glued)
  }

  /** The column of a table that is being read, by a name of its own; null in running text. */
  get #column(): string | null {
    const table = this.#containers.at(-2)?.table
    return table ? `${table.path}|${table.cells.length}` : null
  }

  /** Gives the paragraph that was open to its container. */
  #flush(): void {
    if (!this.#open) return
    const { path, align, nesting } = this.#open
    const lines = this.#collector.lines()
    this.#collector = new LineCollector(this.#context.builder)
    this.#open = null
    this.#containerAt(nesting).take({ kind: 'paragraph', lines, align, path })
  }

  /** How many tables a paragraph is in. Careless writers leave \intbl out altogether; then the open row tells. */
  #nestingOf({ inTable, nesting }: ParagraphProperties): number {
    const said = inTable ? Math.max(nesting ?? 1, 1) : (nesting ?? 0)
    if (said > 0) return Math.min(said, maxNesting)
    const table = this.#containers[0]!.table
    return table && table.cells.length > 0 && !table.marked ? 1 : 0
  }

  /** Opens and closes cells until the one at this depth is open. */
  #containerAt(nesting: number): Container {
    if (this.#containers.length > nesting + 1) this.#leave(nesting)
    while (this.#containers.length <= nesting) {
      const around = this.#containers.at(-1)!
      around.table ??= openTable(`${around.path}/table[${++around.tables}]`)
      this.#containers.push(openCell(around.table))
    }
    return this.#containers[nesting]!
  }

  /** Closes the cells that are open deeper than this, with their rows. */
  #leave(nesting: number): void {
    while (this.#containers.length > nesting + 1) this.#finishTable(this.#containers.pop()!)
  }

  #endRow(table: OpenTable, definition: RowDefinition, deleted: boolean): void {
    const { cells } = table
    if (cells.length === 0) return
    table.count++
    table.cells = []
    if (deleted) this.#context.notices.add('tracked-changes')
    else table.rows.push(rowOf(cells, definition))
    table.definition = definition
  }

  #finishTable(around: Container): void {
    const { table } = around
    if (!table) return
    around.table = null
    this.#endRow(table, table.definition, false)
    if (table.rows.length > 0) around.take(buildTable(table.path, table.rows))
  }
}

const noDefinition: RowDefinition = { left: 0, cells: [], header: false, last: false }

function container(path: string, take: (block: Block) => void): Container {
  return { path, take, paragraphs: 0, tables: 0, table: null }
}

function openTable(path: string): OpenTable {
  return { path, count: 0, rows: [], definition: noDefinition, cells: [], marked: false }
}

/** A new cell of the row; beyond what Word allows, the last one goes on. */
function openCell(table: OpenTable): Container {
  if (table.cells.length < maxCells)
    table.cells.push({ path: `${table.path}/row[${table.count + 1}]/cell[${table.cells.length + 1}]`, blocks: [] })
  const { path, blocks } = table.cells.at(-1)!
  return container(path, (block) => void blocks.push(block))
}
