import type { Role } from '../../domain/document.ts'
import type { DocumentBuilder } from '../../layout/document-builder.ts'
import type { Block, ParagraphBlock } from '../flow/blocks.ts'
import { InlineReader, type Encounters } from './inline.ts'
import { LineCollector } from '../flow/line-collector.ts'
import type { Label, ListNumbers } from './numbering.ts'
import { readAlign, readNumberingReference, type StyleSheet } from './styles.ts'
import { readTable } from './table.ts'
import { child, value, type XmlElement, type XmlNode } from './xml.ts'

/** What all parts of one document share. */
export interface DocxContext {
  readonly builder: DocumentBuilder
  readonly styles: StyleSheet
  readonly lists: ListNumbers
  readonly met: Encounters
  /** w:sectPr elements in document order: they name headers and footers. */
  readonly sections: XmlElement[]
  /** Text boxes of the body and of notes, in the order of their anchors. */
  readonly textBoxes: Block[]
}

/** Where a walk stands: what path to write, and what table style the text inherits from. */
interface Place {
  readonly path: string
  readonly tableStyle: string | undefined
  readonly take: (block: Block) => void
  /** w:p and w:tbl elements met so far, visible or not: paths name places in the file. */
  paragraphs: number
  tables: number
  /** A paragraph whose mark is deleted or hidden: the next one continues it. */
  open: OpenParagraph | null
}

interface OpenParagraph {
  readonly collector: LineCollector
  readonly path: string
  readonly align: ParagraphBlock['align']
  /** A deleted mark leaves the next paragraph's properties, a hidden one (run-in heading) its own. */
  readonly keeps: boolean
}

const transparent = new Set(['w:sdtContent', 'w:sdt', 'w:customXml', 'w:ins', 'w:moveTo', 'w:smartTag'])

/** One continuous text: the body, a note, a header, the content of a text box. */
export class Story {
  readonly #context: DocxContext
  readonly #role: Role
  readonly #inline: InlineReader
  readonly #place: Place

  constructor(context: DocxContext, role: Role, path: string, take: (block: Block) => void) {
    this.#context = context
    this.#role = role
    this.#inline = new InlineReader(context.met, role === 'page-header' || role === 'page-footer')
    this.#place = { path, tableStyle: undefined, take, paragraphs: 0, tables: 0, open: null }
  }

  /** Reads the next nodes of the story; may be called piece by piece. */
  read(nodes: readonly XmlNode[]): void {
    this.#blocks(nodes, this.#place)
  }

  end(): void {
    this.#flush(this.#place)
  }

  #blocks(nodes: readonly XmlNode[], place: Place): void {
    for (const node of nodes) {
      if (typeof node === 'string') continue
      if (node.name === 'w:p') this.#paragraph(node, place)
      else if (node.name === 'w:tbl') this.#table(node, place)
      else if (node.name === 'w:sectPr') this.#context.sections.push(node)
      else if (node.name === 'w:altChunk') this.#context.met.notices.add('embedded-document')
      else if (transparent.has(node.name)) this.#blocks(node.children, place)
    }
  }

  #paragraph(element: XmlElement, place: Place): void {
    const path = `${place.path}/p[${++place.paragraphs}]`
    const { styles, sections } = this.#context
    const properties = child(element, 'w:pPr')
    const section = child(properties, 'w:sectPr')
    if (section) sections.push(section)
    const styleId = value(properties, 'w:pStyle')
    const style = styles.paragraph(styleId)
    const align = readAlign(properties) ?? style.align ?? 'left'
    const before = place.open
    const collector = before?.collector ?? new LineCollector(this.#context.builder)
    const lookOf = (run: XmlElement | undefined) => styles.look(styleId, place.tableStyle, run)
    this.#text(element, path, collector, lookOf)
    place.open = null

    const mark = child(properties, 'w:rPr')
    if (child(mark, 'w:ins')) this.#context.met.notices.add('tracked-changes')
    if (child(mark, 'w:del') ?? child(mark, 'w:moveFrom')) {
      this.#context.met.notices.add('tracked-changes')
      place.open = before?.keeps ? before : { collector, path, align, keeps: false }
      return
    }
    const hidden = lookOf(mark).hidden
    if (hidden && collector.empty) return
    if (!before?.keeps) {
      const label = this.#context.lists.next(readNumberingReference(properties), style.numbering, styleId)
      if (label) prepend(collector, label, lookOf(mark), lookOf(label.properties))
    }
    const kept = before?.keeps ? before : { collector, path, align, keeps: true }
    if (hidden) place.open = kept
    else place.take({ kind: 'paragraph', lines: collector.lines(), align: kept.align, path: kept.path })
  }

  #text(
    element: XmlElement,
    path: string,
    collector: LineCollector,
    look: (run: XmlElement | undefined) => ReturnType<StyleSheet['look']>,
  ): void {
    let boxes = 0
    const boxPath = () => `${path}/textbox[${++boxes}]`
    const take = (block: Block) => {
      if (this.#role === 'page-header' || this.#role === 'page-footer') this.#place.take(block)
      else this.#context.textBoxes.push(block)
    }
    this.#inline.read(element.children, {
      collector,
      look,
      textBox: (content) => {
        const story = new Story(this.#context, this.#role, boxPath(), take)
        story.read(content.children)
        story.end()
      },
      drawnText: (text) => {
        const drawn = new LineCollector(this.#context.builder)
        drawn.text(text, look(undefined))
        take({ kind: 'paragraph', lines: drawn.lines(), align: null, path: boxPath() })
      },
    })
    this.#inline.endParagraph()
  }

  #table(element: XmlElement, place: Place): void {
    this.#flush(place)
    const path = `${place.path}/table[${++place.tables}]`
    const tableStyle = value(child(element, 'w:tblPr'), 'w:tblStyle')
    const readCell = (cell: XmlElement, cellPath: string): Block[] => {
      const blocks: Block[] = []
      const take = (block: Block) => void blocks.push(block)
      const inside: Place = { path: cellPath, tableStyle, take, paragraphs: 0, tables: 0, open: null }
      this.#blocks(cell.children, inside)
      this.#flush(inside)
      return blocks
    }
    const { notices } = this.#context.met
    place.take(
      readTable(element, path, { styleBorders: this.#context.styles.tableBorders(tableStyle), readCell, notices }),
    )
  }

  #flush(place: Place): void {
    if (!place.open) return
    const { collector, path, align } = place.open
    place.take({ kind: 'paragraph', lines: collector.lines(), align, path })
    place.open = null
  }
}

function prepend(
  collector: LineCollector,
  label: Label,
  mark: ReturnType<StyleSheet['look']>,
  level: ReturnType<StyleSheet['look']>,
): void {
  if (label.properties && level.hidden) return
  collector.prepend(label.text, mark, label.glued)
}
