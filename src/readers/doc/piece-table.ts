import { DocumentError } from '../../domain/issue.ts'
import { u16, u32 } from '../little-endian.ts'
import { decodeAnsi } from './eight-bit-text.ts'
import { lastNotAbove, readPlc } from './plc.ts'
import type { Extent } from './fib.ts'
import { structureOf, type WordFile } from './word-file.ts'

/** Characters that stand in a row in the file. */
export interface Piece {
  /** First character, counted over all parts of the text. */
  readonly start: number
  /** One past the last. */
  readonly end: number
  /** Byte offset of the first in the main stream. */
  readonly offset: number
  readonly bytesPerCharacter: 1 | 2
  /** What a fast save added to the properties of the piece: a Prm ([MS-DOC] 2.9.220), 0 for nothing. */
  readonly modifier: number
}

const propertiesMark = 1
const piecesMark = 2
const pieceBytes = 8
const compressedFlag = 0x40000000
const offsetMask = 0x3fffffff

/** Copies made between fast saves share their text; Word rewrites the file after fifteen of them. */
const maxUses = 16
/** Half of the longest string there can be. */
const maxCharacters = 2 ** 28

/**
 * The text of all parts in one string, a character a position, and where in the file each stands. 8-bit text of Word 6
 * is there as Latin-1: its fonts say what it means.
 */
export class PieceTable {
  readonly pieces: readonly Piece[]
  readonly text: string
  /** The text is bytes that fonts give a meaning. */
  readonly eightBit: boolean
  /** Property lists a modifier refers to by number, in the table stream. */
  readonly propertyLists: readonly Extent[]
  readonly #starts: readonly number[]

  /** Throws DocumentError 'damaged' where text is missing. */
  constructor(file: WordFile) {
    const { pieces, propertyLists } = readPieces(file)
    this.pieces = pieces
    this.propertyLists = propertyLists
    this.eightBit = file.fib.generation === 'word6' && !file.fib.wideText
    this.#starts = pieces.map(({ start }) => start)
    this.text = pieces.map((piece) => readText(file, piece)).join('')
  }

  /** The piece that holds a character; undefined past the end. */
  at(position: number): Piece | undefined {
    const piece = this.pieces[lastNotAbove(this.#starts, position)]
    return piece && position < piece.end ? piece : undefined
  }
}

function readPieces(file: WordFile): { pieces: Piece[]; propertyLists: Extent[] } {
  const bytes = structureOf(file, 'pieces')
  const propertyLists: Extent[] = []
  let at = 0
  while (bytes[at] === propertiesMark) {
    const length = u16(bytes, at + 1)
    propertyLists.push({ offset: bytes.byteOffset - file.table.byteOffset + at + 3, length })
    at += 3 + length
  }
  if (bytes[at] !== piecesMark) return { pieces: [wholeText(file)], propertyLists }
  const plc = readPlc(bytes.subarray(at + 5, at + 5 + u32(bytes, at + 1)), pieceBytes)
  const pieces: Piece[] = []
  let left = Math.min(file.main.length * maxUses, maxCharacters)
  for (let index = 0; index < plc.count; index++) {
    const [start, end] = [plc.positions[index]!, plc.positions[index + 1]!]
    if (start !== (pieces.at(-1)?.end ?? 0) || end < start)
      throw new DocumentError('damaged', 'The Word file is broken: the pieces of its text do not fit together.')
    const record = plc.record(index)
    const piece = { start, end, ...placeOf(file, u32(plc.bytes, record + 2)), modifier: u16(plc.bytes, record + 6) }
    if (piece.offset + lengthOf(piece) > file.main.length) throw cut()
    left -= end - start
    if (left < 0)
      throw new DocumentError('damaged', 'The Word file is broken: its pieces repeat the same text on and on.')
    if (end > start) pieces.push(piece)
  }
  return { pieces, propertyLists }
}

function placeOf({ fib }: WordFile, place: number): Pick<Piece, 'offset' | 'bytesPerCharacter'> {
  if (fib.generation === 'word6') return { offset: place, bytesPerCharacter: fib.wideText ? 2 : 1 }
  if ((place & compressedFlag) === 0) return { offset: place & offsetMask, bytesPerCharacter: 2 }
  return { offset: (place & offsetMask) >>> 1, bytesPerCharacter: 1 }
}

/** A Word 6 file that was saved whole has no pieces: its text begins where the FIB says. */
function wholeText({ fib, main }: WordFile): Piece {
  if (fib.generation === 'word97')
    throw new DocumentError('damaged', 'The Word file is broken: it does not say where its text is.')
  const { body, footnotes, headers, macros, comments, endnotes, textBoxes, headerTextBoxes } = fib.parts
  const apart = footnotes + headers + macros + comments + endnotes + textBoxes + headerTextBoxes
  const end = body + apart + (apart > 0 ? 1 : 0)
  const piece: Piece = {
    start: 0,
    end,
    offset: fib.textOffset,
    bytesPerCharacter: fib.wideText ? 2 : 1,
    modifier: 0,
  }
  if (piece.offset + lengthOf(piece) > main.length) throw cut()
  return piece
}

function lengthOf({ start, end, bytesPerCharacter }: Piece): number {
  return (end - start) * bytesPerCharacter
}

function readText({ main, fib }: WordFile, piece: Piece): string {
  const bytes = Buffer.from(main.buffer, main.byteOffset + piece.offset, lengthOf(piece))
  if (piece.bytesPerCharacter === 2) return bytes.toString('utf16le')
  return fib.generation === 'word6' ? bytes.toString('latin1') : decodeAnsi(bytes)
}

function cut(): DocumentError {
  return new DocumentError('damaged', 'The Word file is cut short: a part of its text is missing.')
}
