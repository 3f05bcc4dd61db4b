import type { Merge } from '../flow/edge-table.ts'
import { i16, i32, u16 } from '../little-endian.ts'
import type { Fib } from './fib.ts'
import type { PropertyList } from './paragraph-properties.ts'
import { forEachSprm, sprm } from './sprm.ts'

/** A side drawn, a side set to nothing, a side left to the table. */
type Border = 'drawn' | 'nil' | 'open'

export interface CellDefinition {
  readonly across: Merge
  readonly down: Merge
  /** Top, left, bottom, right. */
  readonly borders: readonly Border[]
}

/** What a row's end says about the row. */
export interface RowDefinition {
  /** Twips from the margin; one more than cells. */
  readonly edges: readonly number[]
  readonly cells: readonly CellDefinition[]
  /** The table as a whole has lines. */
  readonly bordered: boolean
  /** Repeated at the top of each page. */
  readonly header: boolean
}

/** Word's own limit. */
export const maxCells = 63

const plainCell: CellDefinition = { across: 'none', down: 'none', borders: ['open', 'open', 'open', 'open'] }

/** 10 bytes a cell in Word 6, 20 since Word 97; the last cells may have none ([MS-DOC] 2.9.315). */
const cellBytes = { word6: 10, word97: 20 } as const
const white = 8
const whiteRgb = 0xffffff

/** Property lists of a row end, of its table style first. */
export function readRowDefinition(lists: readonly PropertyList[], generation: Fib['generation']): RowDefinition {
  const row = new Row(generation)
  for (const { bytes, offset, length } of lists)
    forEachSprm(bytes, offset, offset + length, generation, (code, at, size) => row.apply(bytes, code, at, size))
  return { edges: row.edges, cells: row.cells, bordered: row.bordered, header: row.header }
}

/** Index of the table style a row names. */
export function readTableStyle(lists: readonly PropertyList[], generation: Fib['generation']): number | undefined {
  let style: number | undefined
  for (const { bytes, offset, length } of lists)
    forEachSprm(bytes, offset, offset + length, generation, (code, at) => {
      if (code === sprm.tableStyle) style = u16(bytes, at)
    })
  return style
}

class Row {
  edges: number[] = []
  cells: CellDefinition[] = []
  bordered = false
  header = false
  #gap = 0
  readonly #generation: Fib['generation']

  constructor(generation: Fib['generation']) {
    this.#generation = generation
  }

  apply(bytes: Uint8Array, code: number, at: number, length: number): void {
    switch (code) {
      case sprm.tableDefinition:
        return this.#define(bytes, at, length, true)
      case sprm.tableDefinitionOld:
        return this.#define(bytes, at, length, false)
      case sprm.tableHeader:
        this.header = bytes[at] === 1
        return
      case sprm.tableGap:
        this.#gap = i16(bytes, at)
        return
      case sprm.tableLeft:
        return this.#moveTo(i16(bytes, at))
      case sprm.tableBordersOld:
      case sprm.tableBorders:
        this.bordered = this.#bordersIn(bytes, at, length, code === sprm.tableBorders).includes('drawn')
        return
      case sprm.setBordersOld:
      case sprm.setBorders:
        return this.#setBorders(bytes, at, length, code === sprm.setBorders)
      case sprm.insertCells:
        return this.#insert(bytes[at]!, bytes[at + 1]!, i16(bytes, at + 2))
      case sprm.deleteCells:
        return this.#remove(bytes[at]!, bytes[at + 1]!)
      case sprm.cellWidth:
        return this.#setWidth(bytes[at]!, bytes[at + 1]!, i16(bytes, at + 2))
      case sprm.mergeCells:
        return this.#change(bytes[at]!, bytes[at + 1]!, (cell, first) => ({
          ...cell,
          across: first ? 'first' : 'continued',
        }))
      case sprm.splitCells:
        return this.#change(bytes[at]!, bytes[at + 1]!, (cell) => ({ ...cell, across: 'none' }))
      case sprm.verticalMerge:
        return this.#change(bytes[at]!, bytes[at]! + 1, (cell) => ({ ...cell, down: mergeOf(bytes[at + 1]!) }))
    }
  }

  #define(bytes: Uint8Array, at: number, length: number, withCells: boolean): void {
    const count = Math.min(bytes[at] ?? 0, maxCells)
    const edgesEnd = at + 1 + (count + 1) * 2
    if (edgesEnd > at + length) return
    this.edges = Array.from({ length: count + 1 }, (_, index) => i16(bytes, at + 1 + index * 2))
    const size = cellBytes[this.#generation]
    this.cells = Array.from({ length: count }, (_, index) => {
      const cell = edgesEnd + index * size
      return withCells && cell + size <= at + length ? this.#cell(bytes, cell) : plainCell
    })
  }

  #cell(bytes: Uint8Array, at: number): CellDefinition {
    const flags = u16(bytes, at)
    const old = this.#generation === 'word6'
    return {
      across: (flags & 2) !== 0 ? 'continued' : (flags & 1) !== 0 ? 'first' : 'none',
      down: old ? 'none' : mergeOf((flags >> 5) & 3),
      borders: this.#bordersIn(bytes, at + (old ? 2 : 4), old ? 8 : 16, false),
    }
  }

  #bordersIn(bytes: Uint8Array, at: number, length: number, wide: boolean): Border[] {
    const size = wide ? 8 : this.#generation === 'word6' ? 2 : 4
    return Array.from({ length: Math.floor(length / size) }, (_, index) => this.#border(bytes, at + index * size, size))
  }

  /** Lines of 2 bytes in Word 6, of 4 in Word 97, of 8 since Word 2000 ([MS-DOC] 2.9.16, 2.9.17). */
  #border(bytes: Uint8Array, at: number, size: number): Border {
    if (size === 2) {
      const line = u16(bytes, at)
      if (line === 0xffff) return 'nil'
      return (line & 0x18) === 0 ? 'open' : ((line >> 6) & 0x1f) === white ? 'nil' : 'drawn'
    }
    const type = bytes[at + (size === 8 ? 5 : 1)]!
    if (type === 0xff) return 'nil'
    if (type === 0) return 'open'
    const invisible = size === 8 ? (i32(bytes, at) & 0xffffffff) === whiteRgb : bytes[at + 2] === white
    return invisible ? 'nil' : 'drawn'
  }

  #setBorders(bytes: Uint8Array, at: number, length: number, wide: boolean): void {
    const sides = bytes[at + 2]!
    const [border] = this.#bordersIn(bytes, at + 3, length - 3, wide)
    if (border === undefined) return
    const value = border === 'open' ? 'nil' : border
    this.#change(bytes[at]!, bytes[at + 1]!, (cell) => ({
      ...cell,
      borders: cell.borders.map((old, side) => ((sides >> side) & 1 ? value : old)),
    }))
  }

  #change(from: number, to: number, change: (cell: CellDefinition, first: boolean) => CellDefinition): void {
    for (let index = from; index < Math.min(to, this.cells.length); index++)
      this.cells[index] = change(this.cells[index]!, index === from)
  }

  #moveTo(left: number): void {
    const shift = left - this.#gap - (this.edges[0] ?? 0)
    this.edges = this.edges.map((edge) => edge + shift)
  }

  #insert(at: number, count: number, width: number): void {
    const place = Math.min(at, this.cells.length)
    const added = Math.min(count, maxCells - this.cells.length)
    if (added <= 0) return
    const start = this.edges[place] ?? 0
    const news = Array.from({ length: added }, (_, index) => start + index * width)
    const moved = this.edges.slice(place).map((edge) => edge + added * width)
    this.edges = [...this.edges.slice(0, place), ...news, ...(moved.length > 0 ? moved : [start + added * width])]
    this.cells.splice(place, 0, ...news.map(() => plainCell))
  }

  #remove(from: number, to: number): void {
    const last = Math.min(to, this.cells.length)
    if (from >= last) return
    this.cells.splice(from, last - from)
    this.edges.splice(from, last - from)
  }

  #setWidth(from: number, to: number, width: number): void {
    for (let index = from; index < Math.min(to, this.cells.length); index++) {
      const change = width - (this.edges[index + 1]! - this.edges[index]!)
      for (let edge = index + 1; edge < this.edges.length; edge++) this.edges[edge]! += change
    }
  }
}

function mergeOf(flags: number): Merge {
  return flags === 0 ? 'none' : (flags & 2) !== 0 ? 'first' : 'continued'
}
