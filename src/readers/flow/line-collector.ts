import type { LookChange } from '../../layout/decode-words.ts'
import type { DocumentBuilder, SourceLine, SourceWord } from '../../layout/document-builder.ts'
import type { RunLook } from './run-look.ts'

/**
 * White space for Word and for us. Not U+FEFF, which JavaScript counts too: it stands inside words. Not U+0085 and U+00A0,
 * which are letters in some encodings before Unicode: words are split there when they are decoded.
 */
const space = /[\t-\r \u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]+/u
const ascii = /^[\x00-\x7f]*$/

/** Words have a drop cap or a raised number in them; a word whose look changes more often than this keeps the last one. */
const maxChanges = 100

/** A word that is not at its end yet. */
interface OpenWord {
  raw: string
  readonly style: number
  readonly capitals: boolean
  readonly changes: LookChange[]
}

/**
 * Runs in, lines of words out: a word goes on over run ends, only white space and line breaks end it. Takes the source's
 * characters as they are, those of old fonts (.VnTime) too: what they stand for is decided for the document as a whole.
 */
export class LineCollector {
  readonly #builder: DocumentBuilder
  readonly #lines: SourceWord[][] = [[]]
  #word: OpenWord | null = null
  #look: RunLook | null = null
  #styles: { ascii?: number; highAnsi?: number } = {}

  constructor(builder: DocumentBuilder) {
    this.#builder = builder
  }

  text(text: string, look: RunLook): void {
    const pieces = text.split(space)
    for (let i = 0; i < pieces.length; i++) {
      if (i > 0) this.space()
      if (pieces[i] !== '') this.#append(pieces[i]!, look)
    }
  }

  space(): void {
    if (!this.#word) return
    const { raw, style, capitals, changes } = this.#word
    const word = { raw, page: null, box: null, style }
    this.#lines
      .at(-1)!
      .push(capitals || changes.length > 0 ? { ...word, capitals, ...(changes.length > 0 && { changes }) } : word)
    this.#word = null
  }

  lineBreak(): void {
    this.space()
    this.#lines.push([])
  }

  get empty(): boolean {
    return this.#word === null && this.#lines.every((line) => line.length === 0)
  }

  /** The lines so far. Later text begins a new word. */
  lines(): readonly SourceLine[] {
    this.space()
    return this.#lines
  }

  /** Puts a list label before everything; `glued` joins it to the first word. */
  prepend(text: string, look: RunLook, glued: boolean): void {
    this.space()
    const label = new LineCollector(this.#builder)
    label.text(text, look)
    const words = [...label.lines()[0]!]
    const first = this.#lines[0]!
    if (glued && words.length > 0 && first[0]) first[0] = joinWords(words.pop()!, first[0])
    first.unshift(...words)
  }

  #append(piece: string, look: RunLook): void {
    const style = this.#styleOf(piece, look)
    const { capitals } = look
    const word = this.#word
    if (!word) {
      this.#word = { raw: piece, style, capitals, changes: [] }
      return
    }
    const before = word.changes.at(-1) ?? word
    if (word.changes.length < maxChanges && (before.style !== style || before.capitals !== capitals)) {
      word.changes.push({ at: word.raw.length, style, capitals })
    }
    word.raw += piece
  }

  /** Most words look like the one before: its styles are kept, for ASCII and for all beyond. */
  #styleOf(text: string, look: RunLook): number {
    if (look !== this.#look) {
      this.#look = look
      this.#styles = {}
    }
    const { size, bold, italic } = look
    if (ascii.test(text)) return (this.#styles.ascii ??= this.#builder.style({ font: look.ascii, size, bold, italic }))
    return (this.#styles.highAnsi ??= this.#builder.style({ font: look.highAnsi, size, bold, italic }))
  }
}

function joinWords(first: SourceWord, second: SourceWord): SourceWord {
  const at = first.raw.length
  const { style, capitals = false, changes = [] } = second
  const later = [{ at: 0, style, capitals }, ...changes].map((change) => ({ ...change, at: change.at + at }))
  return { ...first, raw: first.raw + second.raw, changes: [...(first.changes ?? []), ...later] }
}
