import { OldNumberCounter, type OldNumber as CountedNumber } from '../flow/old-numbers.ts'
import type { Label } from './list-table.ts'

/** {\*\pn …}: numbering as Word 6 wrote it, in every paragraph anew. */
export interface OldNumber extends Omit<CountedNumber, 'font'> {
  /** Number in the font table. */
  readonly font: number | null
}

export type OpenOldNumber = { -readonly [key in keyof OldNumber]: OldNumber[key] }

const maxLevel = 9

/** The definitions of numbers as they come, and the numbers of paragraphs. */
export class OldNumbers {
  readonly #counter = new OldNumberCounter()
  readonly #fontName: (number: number | null) => string
  #open: OpenOldNumber | null = null

  constructor(fontName: (number: number | null) => string) {
    this.#fontName = fontName
  }

  /** A definition begins: control words change it until the next one does. */
  begin(): OpenOldNumber {
    this.#open = { level: 'body', format: 'decimal', start: 1, before: '', after: '', font: null, withPrevious: false }
    return this.#open
  }

  change(apply: (number: OpenOldNumber) => void): void {
    if (this.#open) apply(this.#open)
  }

  /** The number of a paragraph, null where none is shown; `column` as for the counter. */
  next(paragraph: OldNumber | null, column: string | null): Label | null {
    const text = this.#counter.next(paragraph && { ...paragraph, font: this.#fontName(paragraph.font) }, column)
    return text === '' ? null : { text, glued: false }
  }
}

function format(name: string): (number: OpenOldNumber) => void {
  return (number) => void (number.format = name)
}

export const oldNumberWords: Readonly<Record<string, (number: OpenOldNumber, parameter: number | null) => void>> = {
  pnlvl: (number, n) => void (number.level = Math.min(Math.max(n ?? 1, 1), maxLevel)),
  pnlvlbody: (number) => void (number.level = 'body'),
  pnlvlblt: (number) => void (number.level = 'bullet'),
  pnlvlcont: (number) => void (number.level = 'continued'),
  pnstart: (number, n) => void (number.start = n ?? 1),
  pnprev: (number) => void (number.withPrevious = true),
  pnf: (number, n) => void (number.font = n),
  pndec: format('decimal'),
  pnucltr: format('upperLetter'),
  pnlcltr: format('lowerLetter'),
  pnucrm: format('upperRoman'),
  pnlcrm: format('lowerRoman'),
}
