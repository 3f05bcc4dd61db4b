import { DocumentError } from '../../domain/issue.ts'
import type { RtfContents } from './contents.ts'
import type { RowBuilder } from './row.ts'
import { State } from './state.ts'
import { Story } from './story.ts'
import { TextBuffer } from './text-buffer.ts'
import { RtfTokens } from './tokens.ts'
import { words, type Word } from './words.ts'

/** Real files stay under 40. An open group costs memory as long as it is open. */
const maxDepth = 2000

const noBreakSpace = 0xa0
const softHyphen = 0xad
const hyphen = 0x2d

/** Symbol → character; what stands for itself is not listed. */
const symbols: Readonly<Partial<Record<number, number>>> = {
  [0x7e]: noBreakSpace,
  [0x2d]: softHyphen,
  [0x5f]: hyphen,
  [0x5c]: 0x5c,
  [0x7b]: 0x7b,
  [0x7d]: 0x7d,
  [0x09]: 0x09,
}
const star = 0x2a

/** Whether the document ended with the file, or was cut off, or text follows behind its last brace. */
export type RtfEnd = 'whole' | 'cut' | 'goes-on'

/** Walks over the tokens of a file and fills its contents. */
export class Interpreter {
  readonly contents: RtfContents
  readonly tokens: RtfTokens<Word>
  readonly #body: Story
  readonly #outer: State[] = []
  readonly #buffer = new TextBuffer()
  state: State
  /** The first group has ended: what follows is no part of the document. */
  #closed = false
  /** Characters still to be passed over after \u. */
  #fallback = 0
  #starred = false

  constructor(contents: RtfContents, bytes: Uint8Array) {
    this.contents = contents
    this.tokens = new RtfTokens(bytes, words)
    this.#body = new Story(contents, 'body', 'body', (block) => void contents.body.push(block))
    this.state = new State(this.#body)
  }

  /** Where text goes, if it is text of the document. */
  get story(): Story | null {
    const { destination } = this.state
    return destination instanceof Story ? destination : null
  }

  get row(): RowBuilder {
    return this.state.nestedRow ? this.contents.nestedRow : this.contents.row
  }

  /** To the brace that ends the first group, or to the file's end; gives how the file ended. */
  read(): RtfEnd {
    while (!this.#closed) {
      switch (this.tokens.next()) {
        case 'open':
          this.#openGroup()
          break
        case 'close':
          this.#closeGroup()
          break
        case 'text':
          this.#text()
          break
        case 'hex':
          this.#hex()
          break
        case 'word':
          this.#word(this.tokens.word, this.tokens.parameter)
          break
        case 'symbol':
          this.#symbol(this.tokens.code)
          break
        case 'end':
          return this.#end()
      }
    }
    this.#body.end(this.state)
    return this.tokens.more ? 'goes-on' : 'whole'
  }

  /** Leaves out the rest of the group. */
  skipGroup(): void {
    if (this.tokens.skipGroup()) this.#closeGroup()
  }

  /** A character by its code; what is none shows nothing. */
  #character(code: number): void {
    if (code < 0x10000) this.#buffer.unit(code)
    else if (code <= 0x10ffff) this.#buffer.string(String.fromCodePoint(code))
  }

  /** \u: the number is signed, and readers without Unicode take the characters behind it. */
  #unicode(number: number | null): void {
    if (number === null) return
    this.#character(number < 0 ? number + 0x10000 : number)
    this.#fallback = this.state.fallbackBytes
  }

  #openGroup(): void {
    this.#flush()
    this.#fallback = 0
    if (this.#outer.length >= maxDepth)
      throw new DocumentError('damaged', `The file has more than ${maxDepth} groups inside one another.`)
    const { state } = this
    state.settleStyle()
    this.#outer.push(state)
    this.state = state.inner()
    if (state.twoForms && !this.tokens.ahead('\\*\\ud')) this.skipGroup()
  }

  #closeGroup(): void {
    this.#flush()
    this.#fallback = 0
    this.#starred = false
    const inner = this.state
    const outer = this.#outer.pop()
    this.#closed = this.#outer.length === 0
    // The last paragraph often goes without \par.
    if (this.#closed) this.#body.endText(inner)
    if (!outer) return
    inner.began?.end?.(inner, outer)
    this.state = outer
    if (inner.beganField && inner.field) this.#endField(inner.field.instruction, inner.field.shown)
  }

  #endField(instruction: string, shown: boolean): void {
    const symbol = /^\s*SYMBOL\s+(\d{1,5}|0x[0-9a-f]{1,4})\b/i.exec(instruction)
    if (!symbol || shown) return
    const font = /\\f\s+"?([^"\\]+)/.exec(instruction)?.[1]?.trim() ?? ''
    this.story?.symbol(Number(symbol[1]), font, this.state)
  }

  /** The file has ended before its first group: whether that may be no more than a missing brace. */
  #end(): RtfEnd {
    this.#flush()
    const whole = this.#outer.length <= 1 && !this.#body.unfinished
    while (this.#outer.length > 0) this.#closeGroup()
    this.#body.end(this.state)
    return whole ? 'whole' : 'cut'
  }

  #text(): void {
    const { tokens } = this
    let { start } = tokens
    for (; this.#fallback > 0 && start < tokens.end; start++) {
      const byte = tokens.bytes[start]!
      if (byte !== 0x0a && byte !== 0x0d) this.#fallback--
    }
    this.#buffer.bytes(tokens.bytes, start, tokens.end, this.#page())
  }

  #hex(): void {
    if (this.#fallback > 0) this.#fallback--
    else this.#buffer.byte(this.tokens.code, this.#page())
  }

  #page() {
    const { destination, run } = this.state
    return destination.page ?? this.contents.fonts.pageOf(run)
  }

  #symbol(code: number): void {
    if (code === star) {
      this.#starred = true
      return
    }
    if (code === 0x0a || code === 0x0d) {
      this.#flush()
      return this.story?.endParagraph(this.state)
    }
    const character = symbols[code]
    if (character === undefined) return
    if (this.#fallback > 0) this.#fallback--
    else this.#buffer.unit(character)
  }

  #word(word: Word | undefined, parameter: number | null): void {
    const starred = this.#starred
    this.#starred = false
    if (word?.kind === 'character') {
      if (this.#fallback > 0) this.#fallback--
      else this.#buffer.string(word.text)
      return
    }
    // Another control word has no business among fallback characters: they were left out.
    this.#fallback = 0
    if (starred && word?.kind !== 'destination' && this.state.destination !== this.contents.styles)
      return this.skipGroup()
    if (!word) return
    if (word.kind === 'unicode') return this.#unicode(parameter)
    this.#flush()
    this.#obey(word, parameter)
  }

  #obey(word: Exclude<Word, { kind: 'character' | 'unicode' }>, parameter: number | null): void {
    const { state } = this
    switch (word.kind) {
      case 'run':
        if (state.unstyledRun) state.run = state.unstyledRun
        state.unstyledRun = null
        state.run = word.change(state.run, parameter)
        return
      case 'paragraph':
        if (state.unstyledParagraph) state.paragraph = state.unstyledParagraph
        state.unstyledParagraph = null
        state.paragraph = word.change(state.paragraph, parameter)
        return
      case 'row':
        return word.change(this.row, parameter)
      case 'action':
      case 'destination':
        return word.act(this, parameter)
    }
  }

  #flush(): void {
    const text = this.#buffer.take()
    if (text === '') return
    this.state.settleStyle()
    this.state.destination.text(text, this.state)
  }
}
