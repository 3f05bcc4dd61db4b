import { formatOfCode } from '../flow/number-format.ts'
import { OldNumberCounter, type OldNumber } from '../flow/old-numbers.ts'
import { u16 } from '../little-endian.ts'
import type { Fib } from './fib.ts'
import type { Label } from './list-table.ts'
import type { ParagraphProperties, PropertyList } from './paragraph-properties.ts'

const outlineLevels = 9
/** Levels above those of outlines. */
const others: Readonly<Partial<Record<number, OldNumber['level']>>> = { 10: 'body', 11: 'bullet', 12: 'continued' }

/** An ANLD of Word 6: 20 bytes of settings, then the characters before and after the number. */
const settingsBytes = 20
const withPreviousFlag = 4

/** Numbers as Word 6 and 95 give them: each paragraph carries the whole look of its number. Ask in document order. */
export class OldNumbering {
  readonly #generation: Fib['generation']
  readonly #fontName: (index: number) => string
  readonly #counter = new OldNumberCounter()

  constructor(generation: Fib['generation'], fontName: (index: number) => string) {
    this.#generation = generation
    this.#fontName = fontName
  }

  /** Counts one paragraph; null if it shows no number. `column` names the column of a table it is in. */
  next({ oldLevel = 0, oldNumber }: ParagraphProperties, column: string | null): Label | null {
    const level = oldLevel > 0 && oldLevel <= outlineLevels ? oldLevel : others[oldLevel]
    const number = level === undefined ? null : level === 'continued' ? paused : this.#read(level, oldNumber)
    const text = this.#counter.next(number, column)
    return text === '' ? null : { text, glued: false, characters: {} }
  }

  #read(level: OldNumber['level'], list: PropertyList | undefined): OldNumber | null {
    if (!list || list.length < settingsBytes) return null
    const { bytes, offset, length } = list
    const limit = Math.floor((length - settingsBytes) / (this.#generation === 'word6' ? 1 : 2))
    const beforeLength = Math.min(bytes[offset + 1]!, limit)
    const afterLength = Math.min(bytes[offset + 2]!, limit - beforeLength)
    const text = (from: number, count: number) => this.#text(bytes, offset + settingsBytes, from, count)
    return {
      level,
      format: formatOfCode(bytes[offset]!),
      start: u16(bytes, offset + 10),
      before: text(0, beforeLength),
      after: text(beforeLength, afterLength),
      font: this.#fontName(u16(bytes, offset + 6)),
      withPrevious: (bytes[offset + 3]! & withPreviousFlag) !== 0,
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

const paused: OldNumber = {
  level: 'continued',
  format: 'decimal',
  start: 1,
  before: '',
  after: '',
  font: '',
  withPrevious: false,
}
