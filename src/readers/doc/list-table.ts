import { ListCounter, type ListLevel, type NumberedList } from '../flow/list-counter.ts'
import { formatOfCode } from '../flow/number-format.ts'
import { i32, u16, u32 } from '../little-endian.ts'
import { readCharacterProperties, type CharacterProperties } from './character-properties.ts'
import { locate } from './fib.ts'
import type { ParagraphProperties } from './paragraph-properties.ts'
import { structureOf, type WordFile } from './word-file.ts'

/** The number Word writes before a paragraph. */
export interface Label {
  readonly text: string
  /** The text follows without a space. */
  readonly glued: boolean
  /** Over the paragraph's own look. */
  readonly characters: CharacterProperties
}

interface Level extends ListLevel {
  readonly characters: CharacterProperties
}

const listBytes = 28
const overrideBytes = 16
const levelOverrideBytes = 8
const levelHeadBytes = 28
const levelsOfList = 9
const simpleListFlag = 1
/** An index in place of a list: the paragraph is numbered as in Word 6. */
const oldNumbering = 2047
/** Word's own limit of a level's text. */
const maxLabel = 255

/** The lists of a Word 97 file ([MS-DOC] 2.9.131, 2.9.149), and where each has counted to. Ask in document order. */
export class ListTable {
  readonly #lists: readonly NumberedList<Level>[]
  readonly #counter = new ListCounter()

  /** `fontName` names fonts by their index. */
  constructor(file: WordFile, fontName: (index: number) => string) {
    this.#lists = readOverrides(structureOf(file, 'listOverrides'), readLists(file, fontName), fontName)
  }

  /** Counts one paragraph; null if it carries no number. */
  next({ list: number, listLevel }: ParagraphProperties): Label | null {
    if (number === undefined || number === oldNumbering) return null
    const list = this.#lists[number - 1]
    if (!list) return null
    const index = listLevel ?? 0
    const level = list.levels.get(index)
    const text = this.#counter.next(String(number), list, index)
    return level && text !== '' ? { text, glued: level.glued, characters: level.characters } : null
  }
}

type LevelsById = ReadonlyMap<number, ReadonlyMap<number, Level>>

/** List id → its levels. The levels of all lists follow the table of lists, outside of its declared length. */
function readLists(file: WordFile, fontName: (index: number) => string): LevelsById {
  const { offset, length } = locate(file.main, file.fib, 'lists')
  const lists = new Map<number, ReadonlyMap<number, Level>>()
  if (length < 2) return lists
  const { table } = file
  let at = offset + length
  for (let index = 0; index < u16(table, offset); index++) {
    const list = offset + 2 + index * listBytes
    if (list + listBytes > table.length) break
    const simple = (table[list + 26]! & simpleListFlag) !== 0
    const levels = new Map<number, Level>()
    for (let level = 0; level < (simple ? 1 : levelsOfList); level++) {
      const read = readLevel(table, at, fontName)
      if (!read) return lists
      levels.set(level, read.level)
      at = read.end
    }
    lists.set(i32(table, list), levels)
  }
  return lists
}

/** [MS-DOC] 2.9.150 LVL. */
function readLevel(
  bytes: Uint8Array,
  start: number,
  fontName: (index: number) => string,
): { readonly level: Level; readonly end: number } | undefined {
  const paragraphBytes = bytes[start + 25]
  const characterBytes = bytes[start + 24]
  if (paragraphBytes === undefined || characterBytes === undefined) return undefined
  const properties = start + levelHeadBytes + paragraphBytes
  const textAt = properties + characterBytes
  const length = u16(bytes, textAt)
  const end = textAt + 2 + length * 2
  if (end > bytes.length) return undefined
  const characters = readCharacterProperties(bytes, properties, textAt, 'word97')
  const flags = bytes[start + 5]!
  const level: Level = {
    start: i32(bytes, start),
    format: formatOfCode(bytes[start + 4]!),
    text: levelText(bytes, textAt + 2, Math.min(length, maxLabel)),
    font: characters.fontAscii === undefined ? '' : fontName(characters.fontAscii),
    glued: bytes[start + 15] === 2,
    legal: (flags & 4) !== 0,
    restart: (flags & 8) !== 0 ? bytes[start + 26]! : undefined,
    pictured: characters.pictureBullet === true,
    characters,
  }
  return { level, end }
}

/** Characters 0 to 8 stand for the numbers of the levels. */
function levelText(bytes: Uint8Array, start: number, length: number): string {
  let text = ''
  for (let index = 0; index < length; index++) {
    const code = u16(bytes, start + index * 2)
    text += code < levelsOfList ? `%${code + 1}` : String.fromCharCode(code)
  }
  return text
}

/** The list overrides: what paragraphs name by number. */
function readOverrides(
  bytes: Uint8Array,
  lists: LevelsById,
  fontName: (index: number) => string,
): NumberedList<Level>[] {
  const count = Math.min(u32(bytes, 0), Math.floor((bytes.length - 4) / overrideBytes))
  const found: NumberedList<Level>[] = []
  let at: number | undefined = 4 + count * overrideBytes
  for (let index = 0; index < count; index++) {
    const head = 4 + index * overrideBytes
    const id = i32(bytes, head)
    const levels = new Map(lists.get(id))
    const startOverrides = new Map<number, number>()
    if (at !== undefined) at = readLevelOverrides(bytes, at, bytes[head + 12]!, { levels, startOverrides, fontName })
    found.push({ definition: String(id), levels, startOverrides })
  }
  return found
}

/** Returns where the next override's levels begin; undefined where the table is broken. */
function readLevelOverrides(
  bytes: Uint8Array,
  start: number,
  count: number,
  into: {
    readonly levels: Map<number, Level>
    readonly startOverrides: Map<number, number>
    readonly fontName: (index: number) => string
  },
): number | undefined {
  let at = start + 4
  for (let index = 0; index < count; index++) {
    if (at + levelOverrideBytes > bytes.length) return undefined
    const flags = u32(bytes, at + 4)
    const place = flags & 0xf
    const own = (flags & 0x20) !== 0 ? readLevel(bytes, at + levelOverrideBytes, into.fontName) : null
    if (own === undefined) return undefined
    if (own) into.levels.set(place, own.level)
    if ((flags & 0x10) !== 0) into.startOverrides.set(place, own ? own.level.start : i32(bytes, at))
    at = own ? own.end : at + levelOverrideBytes
  }
  return at
}
