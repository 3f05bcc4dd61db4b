import type { Paragraph } from '../../domain/document.ts'
import { i16, i32, u16, u32 } from '../little-endian.ts'
import type { Extent, Fib } from './fib.ts'
import { forEachSprm, sprm } from './sprm.ts'

/** A property list and the stream it stands in. */
export interface PropertyList extends Extent {
  readonly bytes: Uint8Array
}

/** What property lists say about a paragraph; a key they leave open is absent. */
export interface ParagraphProperties {
  /** Index of the paragraph style. */
  style?: number
  align?: Paragraph['align']
  inTable?: boolean
  /** How many tables are around it. */
  depth?: number
  /** It ends a row and holds the row's properties: of a table, of a table inside a cell. */
  rowEnd?: boolean
  innerRowEnd?: boolean
  /** It ends a cell of a table inside a cell. */
  innerCellEnd?: boolean
  /** 1-based index into the list overrides; 0 switches numbering off. */
  list?: number
  /** 0-based. */
  listLevel?: number
  /** Numbering as Word 6 has it: level (1–9 outline, 10 number, 11 bullet, 12 paused) and look. */
  oldLevel?: number
  oldNumber?: PropertyList
}

const alignments: readonly Paragraph['align'][] = ['left', 'center', 'right', 'justify', 'justify', 'justify']

/** Lists from 0xF802 on are negated: the paragraph keeps its own indents, which is nothing to us. */
const noList = 0xf801
const plainListsEnd = 0x7fff

/** Reads a property list over what `into` already says: later ones win. */
export function readParagraphProperties(
  list: PropertyList,
  generation: Fib['generation'],
  into: ParagraphProperties = {},
): ParagraphProperties {
  const { bytes } = list
  forEachSprm(bytes, list.offset, list.offset + list.length, generation, (code, at, length) => {
    switch (code) {
      case sprm.paragraphStyle:
        return applyStyle(into, u16(bytes, at))
      case sprm.alignmentOld:
      case sprm.alignment:
        into.align = alignments[bytes[at]!] ?? 'justify'
        return
      case sprm.inTable:
        into.inTable = bytes[at] === 1
        return
      case sprm.rowEnd:
        into.rowEnd = bytes[at] === 1
        return
      case sprm.tableDepth:
        into.depth = Math.max(0, i32(bytes, at))
        return
      case sprm.tableDepthChange:
        into.depth = Math.max(0, (into.depth ?? 0) + i32(bytes, at))
        return
      case sprm.innerCellEnd:
        into.innerCellEnd = bytes[at] === 1
        return
      case sprm.innerRowEnd:
        into.innerRowEnd = bytes[at] === 1
        return
      case sprm.list:
        into.list = listIndex(u16(bytes, at))
        return
      case sprm.listLevel:
        into.listLevel = bytes[at]!
        return
      case sprm.oldNumberLevel:
        into.oldLevel = bytes[at]!
        return
      case sprm.oldNumber:
        into.oldNumber = { bytes, offset: at, length }
    }
  })
  return into
}

/** A style given within a list (so a tracked change of style is written) undoes all before it but the place in tables. */
function applyStyle(found: ParagraphProperties, style: number): void {
  delete found.align
  delete found.list
  delete found.listLevel
  delete found.oldLevel
  delete found.oldNumber
  found.style = style
}

function listIndex(value: number): number {
  if (value <= plainListsEnd) return value
  return value === noList ? 0 : -i16(new Uint8Array([value & 0xff, value >> 8]), 0)
}

/**
 * The lists of a paragraph that are too long for a page of formatting stand in the data stream; a short one there says
 * where ([MS-DOC] 2.6.2 sprmPHugePapx, sprmPTableProps).
 */
export function expandPropertyList(
  list: PropertyList,
  data: Uint8Array,
  generation: Fib['generation'],
): PropertyList[] {
  const lists = [list]
  if (generation === 'word6') return lists
  forEachSprm(list.bytes, list.offset, list.offset + list.length, generation, (code, at) => {
    if (code !== sprm.huge && code !== sprm.hugeOld && code !== sprm.tableProperties) return
    const offset = u32(list.bytes, at)
    const length = u16(data, offset)
    if (offset + 2 + length > data.length) return
    const far = { bytes: data, offset: offset + 2, length }
    if (code === sprm.tableProperties) lists.unshift(far)
    else lists.splice(0, lists.length, far)
  })
  return lists
}
