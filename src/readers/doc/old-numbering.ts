import { formatNumber } from '../flow/number-format.ts'
import { bulletText } from '../flow/list-counter.ts'
import { u16 } from '../little-endian.ts'
import type { Fib } from './fib.ts'
import { numberFormat, type Label } from './list-table.ts'
import type { ParagraphProperties, PropertyList } from './paragraph-properties.ts'

/** Levels of an outline are 1 to 9. */
const outlineLevels = 9
const plainNumber = 10
const paused = 12

/** An ANLD of Word 6: 20 bytes of settings, then the characters before and after the number. */
const settingsBytes = 20
const withPreviousFlag = 4

interface NumberLook {
  readonly format: string
  readonly before: string
  readonly after: string
  readonly start: number
  readonly font: string
  /** The labels of the levels above stand before it. */
  readonly withPrevious: boolean
  /** In a table it counts along the rows, not down the columns. */
  readonly across: boolean
}

/** Where a paragraph stands, as far as counting goes. */
export interface NumberPlace {
  /** Path of the table it is in; null outside tables. */
  readonly table: string | null
  readonly column: number
}

/** Numbers as Word 6 and 95 give them: each paragraph carries the whole look of its number. Ask in document order. */
export class OldNumbering {
  readonly #generation: Fib['generation']
  readonly #fontName: (index: number) => string
  readonly #outline: number[] = []
  readonly #labels: string[] = []
  /** How far plain numbers have counted: in the running text, and in columns of tables. */
  readonly #counts = new Map<string, number>()

  constructor(generation: Fib['generation'], fontName: (index: number) => string) {
    this.#generation = generation
    this.#fontName = fontName
  }

  /** Counts one paragraph; null if it carries no number. One without number ends a list, in a table it does not. */
  next({ oldLevel = 0, oldNumber }: ParagraphProperties, place: NumberPlace): Label | null {
    if (oldLevel === 0 && place.table === null) this.#counts.delete('')
    if (oldLevel === 0 || oldLevel >= paused || !oldNumber || oldNumber.length < settingsBytes) return null
    const look = this.#read(oldNumber)
    const text =
      oldLevel <= outlineLevels
        ? this.#outlineLabel(oldLevel, look)
        : oldLevel === plainNumber
          ? this.#plainLabel(look, place)
          : bulletText({ text: look.before + look.after, font: look.font, pictured: false })
    return text === '' ? null : { text, glued: false, characters: {} }
  }

  #outlineLabel(level: number, look: NumberLook): string {
    const number = this.#outline[level] === undefined ? look.start : this.#outline[level] + 1
    this.#outline[level] = number
    this.#outline.length = level + 1
    const own = look.before + formatNumber(number, look.format) + look.after
    const label = look.withPrevious ? (this.#labels[level - 1] ?? '') + own : own
    this.#labels[level] = label
    return label
  }

  #plainLabel(look: NumberLook, { table, column }: NumberPlace): string {
    const list = table === null ? '' : look.across ? table : `${table}|${column}`
    const last = this.#counts.get(list)
    const number = last === undefined ? look.start : last + 1
    this.#counts.set(list, number)
    return look.before + formatNumber(number, look.format) + look.after
  }

  #read({ bytes, offset, length }: PropertyList): NumberLook {
    const limit = Math.floor((length - settingsBytes) / (this.#generation === 'word6' ? 1 : 2))
    const beforeLength = Math.min(bytes[offset + 1]!, limit)
    const afterLength = Math.min(bytes[offset + 2]!, limit - beforeLength)
    const text = (from: number, count: number) => this.#text(bytes, offset + settingsBytes, from, count)
    return {
      format: numberFormat(bytes[offset]!),
      before: text(0, beforeLength),
      after: text(beforeLength, afterLength),
      start: u16(bytes, offset + 10),
      font: this.#fontName(u16(bytes, offset + 6)),
      withPrevious: (bytes[offset + 3]! & withPreviousFlag) !== 0,
      across: bytes[offset + 17] === 1,
    }
  }

  #text(bytes: Uint8Array, start: number, from: number, count: number): string {
    const wide = this.#generation === 'word97'
    return String.fromCharCode(
      ...Array.from({ length: count }, (_, index) =>
        wide ? u16(bytes, start + (from + index) * 2) : bytes[start + from + index]!,
      ),
    )
  }
}
