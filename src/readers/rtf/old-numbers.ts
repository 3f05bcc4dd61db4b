import { bulletText } from '../flow/list-counter.ts'
import { formatNumber } from '../flow/number-format.ts'
import type { Label } from './list-table.ts'

/** {\*\pn …}: numbering as Word 6 wrote it, in every paragraph anew. */
export interface OldNumber {
  /** \pnlvl1–9, or a list without levels; 'continued' counts on without showing anything. */
  readonly level: number | 'body' | 'bullet' | 'continued'
  /** Name of `formatNumber`. */
  readonly format: string
  readonly start: number
  readonly before: string
  readonly after: string
  /** Number in the font table. */
  readonly font: number | null
  /** The labels of the levels above stand before it. */
  readonly withPrevious: boolean
}

export type OpenOldNumber = { -readonly [key in keyof OldNumber]: OldNumber[key] }

const maxLevel = 9

/** Where the numbers of Word 6 have counted to. Ask for every paragraph in order. */
export class OldNumbers {
  /** By level: how far it has counted below the levels above, and what it showed. */
  readonly #outline: ({ readonly number: number; readonly label: string } | undefined)[] = []
  /** Lists without levels: in columns of tables, and in running text (''). */
  readonly #lists = new Map<string, { readonly kind: string; readonly number: number }>()
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

  /**
   * The number of a paragraph, null where none is shown. Lists without levels count on in the column of a table they are
   * in (`column` names it); in running text (null) a paragraph without a number ends them.
   */
  next(paragraph: OldNumber | null, column: string | null): Label | null {
    if (!paragraph) {
      if (column === null) this.#lists.delete('')
      return null
    }
    const { level, before, after, font } = paragraph
    if (level === 'continued') return null
    if (level === 'bullet') return labelled(bulletText({ text: before, font: this.#fontName(font), pictured: false }))
    if (level !== 'body') return labelled(this.#outlineLabel(level, paragraph))
    return labelled(before + formatNumber(this.#nextOfList(paragraph, column ?? ''), paragraph.format) + after)
  }

  #nextOfList({ format, start, before, after }: OldNumber, column: string): number {
    const kind = `${format}|${before}|${after}`
    const last = this.#lists.get(column)
    const number = last?.kind === kind ? last.number + 1 : start
    this.#lists.set(column, { kind, number })
    return number
  }

  #outlineLabel(level: number, { format, start, before, after, withPrevious }: OldNumber): string {
    const last = this.#outline[level]
    const number = last ? last.number + 1 : start
    const own = before + formatNumber(number, format) + after
    const label = withPrevious ? (this.#outline[level - 1]?.label ?? '') + own : own
    this.#outline.length = level
    this.#outline[level] = { number, label }
    return label
  }
}

function labelled(text: string): Label | null {
  return text === '' ? null : { text, glued: false }
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
