import { DocumentBuilder } from '../../layout/document-builder.ts'
import type { Block } from '../flow/blocks.ts'
import { Notices } from '../flow/notices.ts'
import { FontTable } from './fonts.ts'
import { ListTable } from './list-table.ts'
import { OldNumbers } from './old-numbers.ts'
import { RowBuilder } from './row.ts'
import type { Destination } from './state.ts'
import type { StoryContext } from './story.ts'
import { StyleSheet } from './style-sheet.ts'

export interface Section {
  /** \titlepg: the first page has a header and footer of its own. */
  titlePage: boolean
}

/** A header or footer as met, shown or not. */
export interface Margin {
  readonly kind: 'header' | 'footer'
  readonly pages: 'all' | 'left' | 'first'
  readonly section: Section
  readonly blocks: readonly Block[]
}

/** {\colortbl}; all that matters is what cannot be seen on paper. */
export class ColorTable implements Destination {
  readonly #white: boolean[] = []
  #parts = 0
  #sum = 0

  /** \red, \green, \blue */
  part(value: number | null): void {
    this.#parts++
    this.#sum += value ?? 0
  }

  text(text: string): void {
    for (let i = text.indexOf(';'); i >= 0; i = text.indexOf(';', i + 1)) {
      this.#white.push(this.#parts === 3 && this.#sum === 3 * 255)
      this.#parts = this.#sum = 0
    }
  }

  isWhite(index: number | null): boolean {
    return this.#white[index ?? 0] === true
  }
}

/** What was found in a file so far. */
export class RtfContents implements StoryContext {
  readonly builder = new DocumentBuilder()
  readonly notices = new Notices()
  readonly fonts = new FontTable()
  readonly colors = new ColorTable()
  readonly styles = new StyleSheet()
  readonly lists = new ListTable(this.fonts)
  readonly oldNumbers = new OldNumbers((font) => this.fonts.nameOf(font))
  readonly row = new RowBuilder()
  /** The row of a nested table, defined behind its cells. */
  readonly nestedRow = new RowBuilder()

  readonly body: Block[] = []
  readonly textBoxes: Block[] = []
  readonly footnotes: Block[] = []
  readonly endnotes: Block[] = []
  readonly comments: Block[] = []
  readonly margins: Margin[] = []
  /** Met so far, for their paths. */
  readonly counts = { footnotes: 0, endnotes: 0, comments: 0, header: 0, footer: 0 }
  images = 0

  section: Section = { titlePage: false }
  /** \facingp: left pages have headers of their own. */
  facingPages = false

  /** Headers or footers that some page shows, in order. */
  shown(kind: Margin['kind']): (readonly Block[])[] {
    return this.margins
      .filter((margin) => margin.kind === kind)
      .filter(({ pages, section }) =>
        pages === 'first' ? section.titlePage : pages === 'left' ? this.facingPages : true,
      )
      .map(({ blocks }) => blocks)
  }
}
