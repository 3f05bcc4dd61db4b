import { bulletText } from './list-counter.ts'
import { formatNumber } from './number-format.ts'

/** Numbering as Word 6 has it: every paragraph says anew what its number looks like. */
export interface OldNumber {
  /** 1 to 9 of an outline, or a list without levels; 'continued' counts on without showing anything. */
  readonly level: number | 'body' | 'bullet' | 'continued'
  /** Name of `formatNumber`. */
  readonly format: string
  readonly start: number
  readonly before: string
  readonly after: string
  /** Font of the label; '' where it names none. */
  readonly font: string
  /** The labels of the levels above stand before it. */
  readonly withPrevious: boolean
}

/** Where the numbers of Word 6 have counted to. Ask for every paragraph in order. */
export class OldNumberCounter {
  /** By level: how far it has counted below the levels above, and what it showed. */
  readonly #outline: ({ readonly number: number; readonly label: string } | undefined)[] = []
  /** Lists without levels: in columns of tables, and in running text (''). */
  readonly #lists = new Map<string, { readonly kind: string; readonly number: number }>()

  /**
   * The label of a paragraph, '' where none is shown. Lists without levels count on in the column of a table they are
   * in (`column` names it); in running text (null) a paragraph without a number ends them.
   */
  next(paragraph: OldNumber | null, column: string | null): string {
    if (!paragraph) {
      if (column === null) this.#lists.delete('')
      return ''
    }
    const { level, before, after, font } = paragraph
    if (level === 'continued') return ''
    if (level === 'bullet') return bulletText({ text: before, font, pictured: false })
    if (level !== 'body') return this.#outlineLabel(level, paragraph)
    return before + formatNumber(this.#nextOfList(paragraph, column ?? ''), paragraph.format) + after
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
