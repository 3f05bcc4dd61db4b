import { u16 } from '../little-endian.ts'
import type { Fib } from './fib.ts'

/**
 * Codes of single property modifiers ([MS-DOC] 2.6), as Word 97 writes them. Only those that say something about text
 * and its place are here.
 */
export const sprm = {
  paragraphStyle: 0x4600,
  paragraphStylePermuted: 0xc601,
  alignmentOld: 0x2403,
  alignment: 0x2461,
  listLevel: 0x260a,
  list: 0x460b,
  changeTabs: 0xc615,
  inTable: 0x2416,
  rowEnd: 0x2417,
  tableDepth: 0x6649,
  tableDepthChange: 0x664a,
  innerCellEnd: 0x244b,
  innerRowEnd: 0x244c,
  hugeOld: 0x6645,
  huge: 0x6646,
  tableProperties: 0x646b,
  oldNumber: 0xc63e,
  /** Word 6 only; the code is ours. */
  oldNumberLevel: 0x24ff,
  deleted: 0x0800,
  inserted: 0x0801,
  picture: 0x6a03,
  binaryData: 0x0806,
  symbol: 0x6a09,
  oleObject: 0x080a,
  object: 0x0856,
  characterStyle: 0x4a30,
  plain: 0x2a33,
  bold: 0x0835,
  italic: 0x0836,
  smallCapitals: 0x083a,
  capitals: 0x083b,
  hidden: 0x083c,
  fontDefault: 0x4a3d,
  fontAscii: 0x4a4f,
  fontOther: 0x4a51,
  size: 0x4a43,
  /** Word 6 only: size and position in one. */
  sizeAndPosition: 0xea3f,
  special: 0x0855,
  pictureBullet: 0x4888,
  titlePage: 0x300a,
  headerKinds: 0x3014,
  outlineNumbers: 0xd202,
  tableLeft: 0x9601,
  tableGap: 0x9602,
  tableHeader: 0x3404,
  tableBordersOld: 0xd605,
  tableBorders: 0xd613,
  tableDefinitionOld: 0xd606,
  tableDefinition: 0xd608,
  tableStyle: 0x563a,
  insertCells: 0x7621,
  deleteCells: 0x5622,
  cellWidth: 0x7623,
  mergeCells: 0x5624,
  splitCells: 0x5625,
  verticalMerge: 0xd62b,
  setBordersOld: 0xd620,
  setBorders: 0xd62f,
} as const

/** Sizes that the operand itself tells: in a byte, in two bytes, in two bytes that count one of themselves. */
const variable = -1
const wide = -2
const long = -3

/** Word 6 and 95: code → bytes of the operand, and the code of the same property in Word 97 where we read it. */
const word6: Readonly<Partial<Record<number, readonly [number, number?]>>> = {
  2: [2, sprm.paragraphStyle],
  3: [variable, sprm.paragraphStylePermuted],
  5: [1, sprm.alignmentOld],
  12: [variable, sprm.oldNumber],
  13: [1, sprm.oldNumberLevel],
  15: [variable],
  23: [variable],
  24: [1, sprm.inTable],
  25: [1, sprm.rowEnd],
  64: [variable],
  65: [1, sprm.deleted],
  66: [1, sprm.inserted],
  68: [variable, sprm.picture],
  71: [1, sprm.binaryData],
  74: [variable, sprm.symbol],
  75: [1, sprm.oleObject],
  77: [variable],
  79: [variable],
  80: [2, sprm.characterStyle],
  81: [variable],
  82: [variable],
  83: [0, sprm.plain],
  85: [1, sprm.bold],
  86: [1, sprm.italic],
  90: [1, sprm.smallCapitals],
  91: [1, sprm.capitals],
  92: [1, sprm.hidden],
  93: [2, sprm.fontDefault],
  95: [3, sprm.sizeAndPosition],
  99: [2, sprm.size],
  103: [variable],
  105: [variable],
  106: [variable],
  108: [variable],
  111: [variable],
  112: [variable],
  113: [variable],
  114: [variable],
  115: [variable],
  116: [variable],
  117: [1, sprm.special],
  118: [1, sprm.object],
  120: [variable],
  133: [variable, sprm.outlineNumbers],
  143: [1, sprm.titlePage],
  153: [1, sprm.headerKinds],
  179: [variable],
  181: [variable],
  183: [2, sprm.tableLeft],
  184: [2, sprm.tableGap],
  186: [1, sprm.tableHeader],
  187: [12, sprm.tableBordersOld],
  188: [long, sprm.tableDefinitionOld],
  190: [long, sprm.tableDefinition],
  191: [wide],
  193: [5, sprm.setBordersOld],
  194: [4, sprm.insertCells],
  195: [2, sprm.deleteCells],
  196: [4, sprm.cellWidth],
  197: [2, sprm.mergeCells],
  198: [2, sprm.splitCells],
  207: [variable],
}

/** Word 6: codes whose operand has a fixed size and that say nothing we read. */
const word6Sizes: Readonly<Record<number, readonly number[]>> = {
  0: [0, 52, 163],
  1: [
    4, 6, 7, 8, 9, 10, 11, 14, 29, 37, 44, 50, 51, 67, 87, 88, 89, 94, 98, 100, 102, 104, 119, 131, 132, 138, 139, 142,
    146, 147, 150, 151, 152, 158, 159, 162, 185,
  ],
  2: [
    16, 17, 18, 19, 21, 22, 26, 27, 28, 30, 31, 32, 33, 34, 35, 36, 38, 39, 40, 41, 42, 43, 45, 46, 47, 48, 49, 69, 72,
    96, 97, 101, 107, 109, 110, 121, 122, 123, 124, 140, 141, 144, 145, 148, 149, 154, 155, 156, 157, 160, 161, 164,
    165, 166, 167, 168, 169, 170, 171, 182, 189,
  ],
  3: [73, 136, 137],
  4: [20, 70, 192, 200],
  5: [199],
}

const word6Length = new Map(
  Object.entries(word6Sizes).flatMap(([size, codes]) => codes.map((code) => [code, Number(size)] as const)),
)

/** `at` and `length` say where the operand stands, without the byte that counts it. */
export type VisitSprm = (code: number, at: number, length: number) => void

/** Calls `visit` for each property in a list; what follows an unknown or a cut one is left out. */
export function forEachSprm(
  bytes: Uint8Array,
  start: number,
  end: number,
  generation: Fib['generation'],
  visit: VisitSprm,
): void {
  const limit = Math.min(end, bytes.length)
  if (generation === 'word6') forEachWord6(bytes, start, limit, visit)
  else forEachWord97(bytes, start, limit, visit)
}

const operandBytes = [1, 1, 2, 4, 2, 2, variable, 3]

function forEachWord97(bytes: Uint8Array, start: number, end: number, visit: VisitSprm): void {
  let at = start
  while (at + 3 <= end) {
    const code = u16(bytes, at)
    at += 2
    let length = operandBytes[code >> 13]!
    if (code === sprm.tableDefinition || code === sprm.tableDefinitionOld) {
      length = u16(bytes, at) - 1
      at += 2
    } else if (length === variable) {
      length = bytes[at]!
      at += 1
      if (code === sprm.changeTabs && length === 255) length = changedTabs(bytes, at)
    }
    if (length < 0 || at + length > end) return
    visit(code, at, length)
    at += length
  }
}

/** [MS-DOC] 2.9.181: a count of 255 stands for more, which the two lists of tabs tell. */
function changedTabs(bytes: Uint8Array, at: number): number {
  const removed = 1 + (bytes[at] ?? 0) * 4
  return removed + 1 + (bytes[at + removed] ?? 0) * 3
}

function forEachWord6(bytes: Uint8Array, start: number, end: number, visit: VisitSprm): void {
  let at = start
  while (at < end) {
    const code = bytes[at]!
    at += 1
    const [size, same] = word6[code] ?? [word6Length.get(code)]
    if (size === undefined) return
    let length = size
    if (size === variable) {
      length = bytes[at] ?? 0
      at += 1
      if (code === 23 && length === 255) length = changedTabs(bytes, at)
    } else if (size === wide || size === long) {
      length = u16(bytes, at) - (size === long ? 1 : 0)
      at += 2
    }
    if (length < 0 || at + length > end) return
    if (same !== undefined) visit(same, at, length)
    at += length
  }
}
