import type { MappedText } from '../mapped-text.ts'
import { windows1252 } from '../windows-1252.ts'

/** What a word's source characters stand for in one encoding. */
export interface Decoded extends Required<MappedText> {
  /** Source characters that mean nothing where they stand in this encoding, weighed: 1 could never be, less is rare. */
  readonly faults: number
}

/** The codes of naive readers' characters that are not Latin-1: Windows-1252's own, and names some fonts give to others. */
const codes = new Map<number, number>()

for (let i = 0; i < windows1252.length; i++) codes.set(windows1252.charCodeAt(i), 0x80 + i)

/** Micro sign as the Greek letter; minus and bullet operator as PDF readers name the codes AD and B7. */
for (const [character, code] of [
  [0x3bc, 0xb5],
  [0x2212, 0xad],
  [0x2219, 0xb7],
] as const)
  codes.set(character, code)

/** The byte behind a UTF-16 unit of a text that was read as Latin-1 or Windows-1252; -1 where it cannot come from there. */
export function byteOf(unit: number): number {
  return unit < 0x100 ? unit : (codes.get(unit) ?? -1)
}

/** Signs of Windows-1252 as characters (quotes, dashes, the ellipsis …): Word types them into runs of any font. */
export function isTypographic(unit: number): boolean {
  return (unit >= 0x2013 && unit <= 0x20ac) || unit === 0x2122 || unit === 0x2c6 || unit === 0x2dc
}

export function isAsciiLetter(unit: number): boolean {
  const lower = unit | 0x20
  return lower >= 0x61 && lower <= 0x7a
}

/** Letters among the codes of Latin-1: C0–FF but × and ÷. */
export function isHighLetter(byte: number): boolean {
  return byte >= 0xc0 && byte !== 0xd7 && byte !== 0xf7
}

/** Collects decoded characters with their places. */
export class DecodedText {
  #text = ''
  readonly #offsets: number[] = []
  faults = 0

  add(characters: string, at: number): void {
    this.#text += characters
    for (let i = 0; i < characters.length; i++) this.#offsets.push(at)
  }

  result(): Decoded {
    return { text: this.#text, offsets: this.#offsets, faults: this.faults }
  }
}
