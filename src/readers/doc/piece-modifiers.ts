import type { Extent } from './fib.ts'
import type { PropertyList } from './paragraph-properties.ts'
import { sprm } from './sprm.ts'
import type { WordFile } from './word-file.ts'

/** Properties a modifier can name by a number of its own ([MS-DOC] 2.9.212, Prm0); of those we read. */
const named: Readonly<Partial<Record<number, number>>> = {
  0x05: sprm.alignmentOld,
  0x0c: sprm.listLevel,
  0x18: sprm.inTable,
  0x19: sprm.rowEnd,
  0x41: sprm.deleted,
  0x42: sprm.inserted,
  0x47: sprm.binaryData,
  0x4b: sprm.oleObject,
  0x53: sprm.plain,
  0x55: sprm.bold,
  0x56: sprm.italic,
  0x5a: sprm.smallCapitals,
  0x5b: sprm.capitals,
  0x5c: sprm.hidden,
  0x75: sprm.special,
  0x76: sprm.object,
}

/** The property list a piece's modifier stands for: one property in the modifier itself, or a list by number. */
export function modifierList(
  modifier: number,
  lists: readonly Extent[],
  { table, fib }: WordFile,
): PropertyList | undefined {
  if (modifier === 0) return undefined
  if ((modifier & 1) === 1) {
    const list = lists[modifier >> 1]
    return list && { bytes: table, ...list }
  }
  const number = (modifier >> 1) & 0x7f
  const value = modifier >> 8
  if (fib.generation === 'word6') return { bytes: new Uint8Array([number, value]), offset: 0, length: 2 }
  const code = named[number]
  return code === undefined
    ? undefined
    : { bytes: new Uint8Array([code & 0xff, code >> 8, value]), offset: 0, length: 3 }
}
