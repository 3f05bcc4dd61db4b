import type { DocumentBuilder } from '../../layout/document-builder.ts'
import type { Block, TableBlock } from '../flow/blocks.ts'
import { LineCollector } from '../flow/line-collector.ts'
import type { Notices } from '../flow/notices.ts'
import { isPrivateUse, isSymbolFont, symbolCharacter } from '../flow/symbols.ts'
import type { PageLook } from './page-look.ts'

/** Where paragraphs and tables go while a page is walked: a story, or a cell. */
export class PageFlow {
  readonly path: string
  readonly blocks: Block[] = []
  readonly #builder: DocumentBuilder
  readonly #notices: Notices
  #collector: LineCollector
  #align: PageLook['align'] = null
  #label: { readonly text: string; readonly look: PageLook } | null = null
  #paragraphs = 0
  #tables = 0

  constructor(path: string, builder: DocumentBuilder, notices: Notices) {
    this.path = path
    this.#builder = builder
    this.#notices = notices
    this.#collector = new LineCollector(builder)
  }

  /** Another flow, for what stands inside a cell or apart. */
  at(path: string): PageFlow {
    return new PageFlow(path, this.#builder, this.#notices)
  }

  text(text: string, look: PageLook): void {
    if (this.#collector.empty) this.#align = look.align
    if (!look.preformatted) return this.#collector.text(this.#shown(text, look), look.run)
    text.split('\n').forEach((line, index) => {
      if (index > 0) this.#collector.lineBreak()
      this.#collector.text(this.#shown(line, look), look.run)
    })
  }

  space(): void {
    this.#collector.space()
  }

  lineBreak(): void {
    if (!this.#collector.empty) this.#collector.lineBreak()
  }

  /** The number or bullet of the next paragraph. */
  label(text: string, look: PageLook): void {
    this.#label = text === '' ? null : { text, look }
  }

  /** A list item has ended: its label does not go over to what follows. */
  dropLabel(): void {
    this.#label = null
  }

  endParagraph(): void {
    if (this.#collector.empty) return
    const label = this.#label
    if (label) this.#collector.prepend(label.text, label.look.run, false)
    this.#label = null
    const path = `${this.path}/p[${++this.#paragraphs}]`
    this.blocks.push({ kind: 'paragraph', lines: this.#collector.lines(), align: this.#align, path })
    this.#collector = new LineCollector(this.#builder)
  }

  /** The path of a table that begins here. */
  beginTable(): string {
    this.endParagraph()
    return `${this.path}/table[${++this.#tables}]`
  }

  endTable(table: TableBlock): void {
    this.blocks.push(table)
  }

  #shown(text: string, { run }: PageLook): string {
    if (isPrivateUse(text)) return this.#symbols(text, run.highAnsi, /[\uf000-\uf0ff]/g)
    if (!isSymbolFont(run.highAnsi) || text.trim().length > maxSymbols) return text
    return this.#symbols(text, run.highAnsi, /[!-\u00ff]/g)
  }

  #symbols(text: string, font: string, codes: RegExp): string {
    return text.replace(codes, (character) => {
      const shown = symbolCharacter(font, character.charCodeAt(0))
      if (shown === null) this.#notices.add('unknown-symbol')
      return shown ?? ''
    })
  }
}

/** Text in a symbol font is signs, some at a time. What is longer was typed in letters and only lost its font. */
const maxSymbols = 3
