import type { Block, Box, Cell, Document, Page, Paragraph, Role, SideBySide, Style, Word } from '../domain/document.ts'
import type { Issue } from '../domain/issue.ts'
import { composeMaps, type MappedText } from '../text/mapped-text.ts'
import { normaliseWord } from '../text/normalise.ts'
import type { CodedWord } from './decode-words.ts'

/** A word as a reader found it: source characters without white space. */
export interface SourceWord extends CodedWord {
  readonly page: number | null
  readonly box: Box | null
  readonly confidence?: number
  /** Stands directly against the word before it on the same line: no space between. */
  readonly glued?: boolean
}

export type SourceLine = readonly SourceWord[]

export interface ParagraphSource {
  /** Wrapped lines; joined by a space, or by nothing after a hyphen or slash that ends a line. */
  readonly lines: readonly SourceLine[]
  /** Lines whose end the author set (Word's line break): kept as '\n'. Indices into `lines`. */
  readonly hardBreaks?: ReadonlySet<number>
  readonly role: Role
  readonly path: string | null
  readonly side?: SideBySide | null
  readonly align?: Paragraph['align']
}

export interface CellSource {
  readonly row: number
  readonly column: number
  readonly rowSpan: number
  readonly columnSpan: number
  readonly lines: readonly SourceLine[]
  readonly path: string | null
}

export interface TableSource {
  readonly rows: number
  readonly columns: number
  readonly headerRows: number
  /** Any order; written row by row. */
  readonly cells: readonly CellSource[]
  readonly role: Role
  readonly path: string | null
  readonly ruled: boolean
}

/** A line that ends so continues without a space: a symbol broken after its hyphen ('16/KH-' 'UBND') or slash. */
const openEnd = /[^\s\-/][-/\u2010\u2011]$/u

function normalise({ raw, shown }: SourceWord): MappedText {
  return shown ? composeMaps(shown, normaliseWord(shown.text)) : normaliseWord(raw)
}

/** Written out: most words have neither source offsets nor a confidence, and there are many. */
function toWord(from: SourceWord, start: number, end: number, rawOffsets: readonly number[] | undefined): Word {
  const { raw, page, box, style, confidence } = from
  if (confidence !== undefined)
    return rawOffsets
      ? { start, end, raw, rawOffsets, page, box, style, confidence }
      : { start, end, raw, page, box, style, confidence }
  return rawOffsets ? { start, end, raw, rawOffsets, page, box, style } : { start, end, raw, page, box, style }
}

/** Puts a document's text together in reading order. Every reader ends here, so that all formats give the same text. */
export class DocumentBuilder {
  readonly #parts: string[] = []
  #length = 0
  readonly #words: Word[] = []
  readonly #blocks: Block[] = []
  readonly #styles: Style[] = []
  readonly #styleIndex = new Map<string, number>()

  /** Index of an interned style. */
  style(style: Style): number {
    const key = `${style.font}|${style.size}|${style.bold}|${style.italic}`
    let index = this.#styleIndex.get(key)
    if (index === undefined) {
      index = this.#styles.push(style) - 1
      this.#styleIndex.set(key, index)
    }
    return index
  }

  /** The font of a style, by its index. */
  fontOf(style: number): string {
    return this.#styles[style]?.font ?? ''
  }

  /** Appends a paragraph; one without visible characters leaves no trace. */
  paragraph(source: ParagraphSource): void {
    const start = this.#length
    const firstWord = this.#words.length
    this.#lines(source.lines, source.hardBreaks)
    if (this.#length === start) return
    const end = this.#length
    this.#write('\n')
    const look = this.#look(firstWord)
    this.#blocks.push({
      kind: 'paragraph',
      start,
      end,
      role: source.role,
      path: source.path,
      side: source.side ?? null,
      align: source.align ?? null,
      ...look,
    })
  }

  /** Appends a table: rows are lines, cells are separated by tabs. */
  table(source: TableSource): void {
    const start = this.#length
    const ordered = [...source.cells].sort((a, b) => a.row - b.row || a.column - b.column)
    const cells: Cell[] = []
    let last = -1
    for (const cell of ordered) {
      if (last >= 0) this.#write(cell.row === last ? '\t' : '\n')
      last = cell.row
      const cellStart = this.#length
      this.#lines(cell.lines)
      const { row, column, rowSpan, columnSpan, path } = cell
      cells.push({ row, column, rowSpan, columnSpan, path, start: cellStart, end: this.#length })
    }
    const end = this.#length
    this.#write('\n')
    this.#blocks.push({ kind: 'table', start, end, ...source, cells })
  }

  build(rest: {
    readonly mediaType: string
    readonly pages: readonly Page[]
    readonly origin: Document['origin']
    readonly encodings: readonly string[]
    readonly issues: readonly Issue[]
  }): Document {
    return {
      ...rest,
      text: this.#parts.join(''),
      styles: this.#styles,
      words: this.#words,
      blocks: this.#blocks,
    }
  }

  #write(text: string): void {
    this.#parts.push(text)
    this.#length += text.length
  }

  #lines(lines: readonly SourceLine[], hardBreaks?: ReadonlySet<number>): void {
    let tail = ''
    lines.forEach((line, index) => {
      let first = true
      for (const word of line) {
        const { text, offsets } = normalise(word)
        if (text === '') continue
        if (tail !== '') {
          if (first) {
            if (hardBreaks?.has(index - 1)) this.#write('\n')
            else if (!openEnd.test(tail)) this.#write(' ')
          } else if (!word.glued) this.#write(' ')
        }
        const start = this.#length
        this.#write(text)
        this.#words.push(toWord(word, start, this.#length, offsets))
        tail = text
        first = false
      }
    })
  }

  /** Majority look, weighed by characters, of the words from `firstWord` on. */
  #look(firstWord: number): { bold: boolean; italic: boolean; size: number } {
    let total = 0
    let bold = 0
    let italic = 0
    const sizes = new Map<number, number>()
    for (let i = firstWord; i < this.#words.length; i++) {
      const word = this.#words[i]!
      const style = this.#styles[word.style]
      if (!style) continue
      const weight = word.end - word.start
      total += weight
      if (style.bold) bold += weight
      if (style.italic) italic += weight
      sizes.set(style.size, (sizes.get(style.size) ?? 0) + weight)
    }
    let size = 0
    let most = 0
    for (const [points, weight] of sizes) if (weight > most) [size, most] = [points, weight]
    return { bold: bold * 2 > total, italic: italic * 2 > total, size }
  }
}
