import { DocumentError } from '../../domain/issue.ts'
import { i32, u16, u32 } from '../little-endian.ts'

/** Characters of each part of the text; the parts follow one another in this order ([MS-DOC] 2.3). */
export interface PartLengths {
  readonly body: number
  readonly footnotes: number
  readonly headers: number
  readonly macros: number
  readonly comments: number
  readonly endnotes: number
  readonly textBoxes: number
  readonly headerTextBoxes: number
}

/** Where a structure stands in its stream, in bytes. */
export interface Extent {
  readonly offset: number
  readonly length: number
}

/** The file information block: what a Word file is, and where its structures are. */
export interface Fib {
  /** Word 6 and 95 keep structures and 8-bit text in one stream; Word 97 and later have a stream for tables. */
  readonly generation: 'word6' | 'word97'
  readonly tableStream: '0Table' | '1Table' | null
  /** The 16-bit text of Word 6 for East Asia. */
  readonly wideText: boolean
  readonly textOffset: number
  readonly parts: PartLengths
  /** First page and number of the pages of formatting that the bin table of a Word 6 file may leave out. */
  readonly characterPages: Extent
  readonly paragraphPages: Extent
}

/** Places of structures in the array of offsets and lengths; the same in all versions as far as they have them. */
export const structures = {
  styleSheet: 1,
  footnoteMarks: 2,
  footnotes: 3,
  commentMarks: 4,
  comments: 5,
  sections: 6,
  headers: 11,
  characterBins: 12,
  paragraphBins: 13,
  fonts: 15,
  documentProperties: 31,
  pieces: 33,
  oldShapes: 38,
  oldHeaderShapes: 39,
  shapes: 40,
  headerShapes: 41,
  endnoteMarks: 46,
  endnotes: 47,
  drawings: 50,
  textBoxes: 56,
  headerTextBoxes: 58,
  lists: 73,
  listOverrides: 74,
} as const

export type Structure = keyof typeof structures

const identifiers = new Set([0xa5ec, 0xa5dc, 0xa697, 0xa698, 0xa699])
const firstWord6 = 101
const firstWord97 = 106
const encryptedFlag = 0x0100
const secondTableFlag = 0x0200
const wideTextFlag = 0x1000

/** Word 6 has a gap in its array, with the page numbers of formatting in it. */
const word6Array = 0x58
const word6Gap = 38
const word6ArrayAfterGap = 0x192
const word97Array = 154

/** Throws DocumentError 'damaged', 'unsupported' (older than Word 6) or 'encrypted'. */
export function readFib(main: Uint8Array): Fib {
  const version = u16(main, 2)
  if (!identifiers.has(u16(main, 0))) throw new DocumentError('damaged', 'The Word file does not begin as one.')
  if (version < firstWord6)
    throw new DocumentError('unsupported', 'This file is of a Word version before 6.0; only Word 6 and later are read.')
  const flags = u16(main, 10)
  if ((flags & encryptedFlag) !== 0) throw new DocumentError('encrypted', 'This Word file is locked with a password.')
  const old = version < firstWord97
  return {
    generation: old ? 'word6' : 'word97',
    tableStream: old ? null : (flags & secondTableFlag) !== 0 ? '1Table' : '0Table',
    wideText: (flags & wideTextFlag) !== 0,
    textOffset: u32(main, 24),
    parts: readParts(main, old ? 0x34 : 0x4c),
    characterPages: { offset: old ? u16(main, 0x18a) : 0, length: old ? u16(main, 0x18e) : 0 },
    paragraphPages: { offset: old ? u16(main, 0x18c) : 0, length: old ? u16(main, 0x190) : 0 },
  }
}

function readParts(main: Uint8Array, at: number): PartLengths {
  const count = (index: number) => Math.max(0, i32(main, at + index * 4))
  return {
    body: count(0),
    footnotes: count(1),
    headers: count(2),
    macros: count(3),
    comments: count(4),
    endnotes: count(5),
    textBoxes: count(6),
    headerTextBoxes: count(7),
  }
}

/** Where a structure stands by the FIB's word; empty where the version has none. */
export function locate(main: Uint8Array, { generation }: Fib, structure: Structure): Extent {
  const index = structures[structure]
  if (generation === 'word6') {
    const at = index < word6Gap ? word6Array + index * 8 : word6ArrayAfterGap + (index - word6Gap) * 8
    return index >= structures.lists ? { offset: 0, length: 0 } : { offset: u32(main, at), length: u32(main, at + 4) }
  }
  if (index >= u16(main, word97Array - 2)) return { offset: 0, length: 0 }
  return { offset: u32(main, word97Array + index * 8), length: u32(main, word97Array + index * 8 + 4) }
}
