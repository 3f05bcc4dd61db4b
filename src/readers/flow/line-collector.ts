import type { DocumentBuilder, SourceLine, SourceWord } from '../../layout/document-builder.ts'
import type { RunLook } from './run-look.ts'

/** White space for Word and for us. Not U+FEFF, which JavaScript counts too: it stands inside words. */
const space = /[\t-\r \u0085\u00a0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]+/u
const ascii = /^[\x00-\x7f]*$/

/** Runs in, lines of words out: a word goes on over run ends, only white space and line breaks end it. */
export class LineCollector {
  readonly #builder: DocumentBuilder
  readonly #lines: SourceWord[][] = [[]]
  #raw = ''
  #style = 0

  constructor(builder: DocumentBuilder) {
    this.#builder = builder
  }

  text(text: string, look: RunLook): void {
    const pieces = text.split(space)
    for (let i = 0; i < pieces.length; i++) {
      if (i > 0) this.space()
      const piece = pieces[i]!
      if (piece === '') continue
      if (this.#raw === '') this.#style = styleOf(this.#builder, piece, look)
      this.#raw += piece
    }
  }

  space(): void {
    if (this.#raw === '') return
    this.#lines.at(-1)!.push({ raw: this.#raw, page: null, box: null, style: this.#style })
    this.#raw = ''
  }

  lineBreak(): void {
    this.space()
    this.#lines.push([])
  }

  get empty(): boolean {
    return this.#raw === '' && this.#lines.every((line) => line.length === 0)
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
    const last = words.at(-1)
    if (glued && last && first[0]) {
      words.pop()
      first[0] = { ...last, raw: last.raw + first[0].raw }
    }
    first.unshift(...words)
  }
}

function styleOf(builder: DocumentBuilder, text: string, look: RunLook): number {
  const { size, bold, italic } = look
  return builder.style({ font: ascii.test(text) ? look.ascii : look.highAnsi, size, bold, italic })
}
