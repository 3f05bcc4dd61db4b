import { encodingOfFont } from '../../text/encodings/font-names.ts'
import type { LineCollector } from '../flow/line-collector.ts'
import type { Notices } from '../flow/notices.ts'
import type { RunLook } from '../flow/run-look.ts'
import { replacePrivateUse, symbolCharacter } from '../flow/symbols.ts'
import { decodeByFont } from './eight-bit-text.ts'
import { Fields } from '../flow/fields.ts'
import type { Formatting, Run } from './formatting.ts'
import type { PieceTable } from './piece-table.ts'

/** What the inline walk needs from the paragraph it is in. */
export interface InlineSurroundings {
  readonly collector: LineCollector
  readonly paragraphStyle: number
  /** Called for each mark of a drawn object, with its place in the text. */
  readonly drawing: (position: number) => void
  /** Called for each mark of a picture, with the place of the picture in the data stream. */
  readonly picture: (offset: number | undefined) => void
}

/** Met on the way: what the text refers to. */
export interface Encounters {
  readonly notices: Notices
  /** Positions of visible characters that may be marks of notes. */
  readonly note: (position: number) => void
}

/** Characters that are no text where the formatting calls them special ([MS-DOC] 2.6.1 sprmCFSpec), and breaks. */
const mark = {
  picture: 0x01,
  note: 0x02,
  comment: 0x05,
  drawing: 0x08,
  fieldBegin: 0x13,
  fieldSeparator: 0x14,
  fieldEnd: 0x15,
  symbol: 0x28,
} as const

const control = /[\0-\x08\x0b-\x1f]/
const controls = new RegExp(control, 'g')

/** The text of paragraphs. One per story: fields may begin in one paragraph and end in another. */
export class InlineReader {
  readonly #source: string
  readonly #eightBit: boolean
  readonly #formatting: Formatting
  readonly #met: Encounters
  readonly #fields: Fields

  constructor({ text, eightBit }: PieceTable, formatting: Formatting, met: Encounters, dropPageNumbers: boolean) {
    this.#source = text
    this.#eightBit = eightBit
    this.#formatting = formatting
    this.#met = met
    this.#fields = new Fields(dropPageNumbers)
  }

  /** Reads one paragraph without its mark. */
  read(start: number, end: number, around: InlineSurroundings): void {
    for (let at = start; at < end;) {
      const found = this.#formatting.runAt(at, around.paragraphStyle)
      const next = Math.min(found.end, end)
      this.#run(found.run, at, next, around)
      at = next
    }
    this.#fields.endParagraph()
  }

  #run(run: Run, start: number, end: number, around: InlineSurroundings): void {
    if (run.inserted || run.deleted) this.#met.notices.add('tracked-changes')
    if (run.deleted) return
    if (!run.special) return this.#text(run, start, end, around)
    let from = start
    for (let at = start; at < end; at++) {
      if (!this.#isMark(run, at)) continue
      this.#text(run, from, at, around)
      this.#special(run, at, around)
      from = at + 1
    }
    this.#text(run, from, end, around)
  }

  #text(run: Run, start: number, end: number, around: InlineSurroundings): void {
    if (start === end) return
    const text = this.#source.slice(start, end)
    if (run.look.hidden) this.#met.notices.add('hidden-text')
    else if (this.#fields.mute) this.#fields.instruction(text)
    else {
      this.#met.note(start)
      this.#plain(this.#eightBit ? decodeByFont(text, run.font) : text, run.look, around.collector)
    }
  }

  /** Characters called special that have no meaning of their own are text. */
  #isMark({ symbol }: Run, at: number): boolean {
    const code = this.#source.charCodeAt(at)
    return code < 0x20 || (code === mark.symbol && symbol !== undefined)
  }

  #special(run: Run, at: number, around: InlineSurroundings): void {
    const code = this.#source.charCodeAt(at)
    if (code === mark.fieldBegin) return this.#fields.begin()
    if (code === mark.fieldEnd) return this.#fields.end()
    if (code === mark.fieldSeparator) {
      if (this.#fields.separate()) this.#met.notices.add('embedded-document')
      return
    }
    if (run.look.hidden || this.#fields.mute) return
    if (code === mark.note) this.#met.note(at)
    else if (code === mark.comment) return
    else if (code === mark.drawing) around.drawing(at)
    else if (code === mark.symbol) this.#symbol(run, around.collector)
    else if (code === mark.picture && !run.binaryData) {
      if (run.object) this.#met.notices.add('embedded-document')
      around.picture(run.picture)
    } else this.#control(code, run.look, around.collector)
  }

  #symbol({ symbol, look }: Run, collector: LineCollector): void {
    const font = symbol ? this.#formatting.fontName(symbol.font) : ''
    const character = symbol ? symbolCharacter(font, symbol.code) : null
    if (character === null) this.#met.notices.add('unknown-symbol')
    else collector.text(character, { ...look, ascii: font, highAnsi: font })
  }

  #plain(text: string, look: RunLook, collector: LineCollector): void {
    if (!control.test(text)) return this.#shown(text, look, collector)
    let from = 0
    for (const { index } of text.matchAll(controls)) {
      this.#shown(text.slice(from, index), look, collector)
      this.#control(text.charCodeAt(index), look, collector)
      from = index + 1
    }
    this.#shown(text.slice(from), look, collector)
  }

  #shown(text: string, look: RunLook, collector: LineCollector): void {
    if (text === '') return
    collector.text(replacePrivateUse(text, look.highAnsi), look)
  }

  /** Breaks and hyphens; the letters that some sets before Unicode have among the control characters. */
  #control(code: number, look: RunLook, collector: LineCollector): void {
    if (code === 0x0b) collector.lineBreak()
    else if (code === 0x0c || code === 0x0e) collector.space()
    else if (code === 0x1e) collector.text('-', look)
    else if (code === 0x1f) collector.text('\u00ad', look)
    else if (code > 0 && encodingOfFont(look.highAnsi) !== null) collector.text(String.fromCharCode(code), look)
  }
}
