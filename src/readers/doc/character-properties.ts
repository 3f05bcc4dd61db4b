import { i16, u16, u32 } from '../little-endian.ts'
import type { Fib } from './fib.ts'
import { forEachSprm, sprm } from './sprm.ts'

/** On, off, or told from the style of the text: the same (0x80), the opposite (0x81). */
export type Toggle = 0 | 1 | 0x80 | 0x81

/** What property lists say about characters; a key they leave open is absent. */
export interface CharacterProperties {
  /** Indices into the font table. */
  fontAscii?: number
  fontOther?: number
  /** Points. */
  size?: number
  bold?: Toggle
  italic?: Toggle
  hidden?: Toggle
  capitals?: Toggle
  smallCapitals?: Toggle
  /** Index of the character style. */
  style?: number
  /** The characters are marks with a meaning (fields, notes, pictures), not text. */
  special?: boolean
  /** Removed by a tracked change. */
  deleted?: boolean
  /** Put in by a tracked change. */
  inserted?: boolean
  /** What a 0x28 mark shows. */
  symbol?: { readonly font: number; readonly code: number }
  /** Where in the data stream a picture mark's picture stands. */
  picture?: number
  /** The picture mark stands for something else: data of a form field, an embedded object. */
  binaryData?: boolean
  object?: boolean
  pictureBullet?: boolean
}

const pictureBulletFlag = 1

/** Reads a property list over what `into` already says: later ones win. */
export function readCharacterProperties(
  bytes: Uint8Array,
  start: number,
  end: number,
  generation: Fib['generation'],
  into: CharacterProperties = {},
): CharacterProperties {
  forEachSprm(bytes, start, end, generation, (code, at, length) => apply(into, bytes, code, at, length))
  return into
}

function apply(found: CharacterProperties, bytes: Uint8Array, code: number, at: number, length: number): void {
  // Not from any style: the opposite of it (0x81) is on.
  const on = bytes[at] === 1 || bytes[at] === 0x81
  switch (code) {
    case sprm.fontDefault:
      found.fontAscii = found.fontOther = u16(bytes, at)
      return
    case sprm.fontAscii:
      found.fontAscii = u16(bytes, at)
      return
    case sprm.fontOther:
      found.fontOther = u16(bytes, at)
      return
    case sprm.size:
      if (u16(bytes, at) > 0) found.size = u16(bytes, at) / 2
      return
    case sprm.sizeAndPosition:
      if (bytes[at]! > 0) found.size = bytes[at]! / 2
      return
    case sprm.bold:
      return setToggle(found, 'bold', bytes[at]!)
    case sprm.italic:
      return setToggle(found, 'italic', bytes[at]!)
    case sprm.hidden:
      return setToggle(found, 'hidden', bytes[at]!)
    case sprm.capitals:
      return setToggle(found, 'capitals', bytes[at]!)
    case sprm.smallCapitals:
      return setToggle(found, 'smallCapitals', bytes[at]!)
    case sprm.characterStyle:
      found.style = u16(bytes, at)
      return
    case sprm.plain:
      return clear(found)
    case sprm.special:
      found.special = on
      return
    case sprm.deleted:
      found.deleted = on
      return
    case sprm.inserted:
      found.inserted = on
      return
    case sprm.symbol:
      found.special = true
      found.symbol = { font: i16(bytes, at), code: length < 4 ? bytes[at + 2]! : u16(bytes, at + 2) }
      return
    case sprm.picture:
      found.special = true
      found.picture = u32(bytes, at)
      return
    case sprm.binaryData:
      found.binaryData = on
      return
    case sprm.object:
    case sprm.oleObject:
      found.object = on
      return
    case sprm.pictureBullet:
      found.pictureBullet = (u16(bytes, at) & pictureBulletFlag) !== 0
  }
}

function setToggle(
  found: CharacterProperties,
  key: 'bold' | 'italic' | 'hidden' | 'capitals' | 'smallCapitals',
  value: number,
): void {
  if (value === 0 || value === 1 || value === 0x80 || value === 0x81) found[key] = value
}

/** sprmCPlain: back to the look of the paragraph's style; what the characters are stays. */
function clear(found: CharacterProperties): void {
  delete found.fontAscii
  delete found.fontOther
  delete found.size
  delete found.bold
  delete found.italic
  delete found.hidden
  delete found.capitals
  delete found.smallCapitals
  delete found.style
}
