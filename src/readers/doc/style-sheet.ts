import { u16 } from '../little-endian.ts'
import { readCharacterProperties, type CharacterProperties } from './character-properties.ts'
import type { Fib } from './fib.ts'
import { readParagraphProperties, type ParagraphProperties, type PropertyList } from './paragraph-properties.ts'
import { structureOf, type WordFile } from './word-file.ts'

/** Characters as a style shows them. */
export interface StyledCharacters {
  readonly fontAscii: number
  readonly fontOther: number
  /** Points. */
  readonly size: number
  readonly bold: boolean
  readonly italic: boolean
  readonly hidden: boolean
  readonly capitals: boolean
  readonly smallCapitals: boolean
}

interface Style {
  readonly kind: number
  readonly base: number
  readonly characters: CharacterProperties
  readonly paragraphs: ParagraphProperties
  readonly table: PropertyList | null
}

const paragraphKind = 1
const characterKind = 2
const tableKind = 3

/** The value of istdBase for none, and of a style index that names none. */
const noStyle = 0xfff
const normalStyle = 0

/** Word allows eleven styles based on one another. */
const maxChain = 64

/** [MS-DOC] 2.6.1 sprmCHps: without any setting text is 10 points. */
const defaultSize = 10

/** The style sheet ([MS-DOC] 2.9.271), with inheritance worked out on demand. */
export class StyleSheet {
  readonly #styles: readonly (Style | undefined)[]
  readonly #defaults: StyledCharacters
  readonly #characters = new Map<number, StyledCharacters>()
  readonly #characterStyles = new Map<number, CharacterProperties>()
  readonly #paragraphs = new Map<number, ParagraphProperties>()

  constructor(file: WordFile) {
    const bytes = structureOf(file, 'styleSheet')
    const headBytes = u16(bytes, 0)
    const fontAscii = headBytes >= 14 ? u16(bytes, 14) : 0
    this.#defaults = {
      fontAscii,
      fontOther: headBytes >= 18 ? u16(bytes, 18) : fontAscii,
      size: defaultSize,
      bold: false,
      italic: false,
      hidden: false,
      capitals: false,
      smallCapitals: false,
    }
    this.#styles = readStyles(bytes, 2 + headBytes, file.fib.generation)
  }

  /** How a paragraph style shows its characters. */
  characters(style: number): StyledCharacters {
    const index = this.#styles[style]?.kind === paragraphKind ? style : normalStyle
    let characters = this.#characters.get(index)
    if (!characters) {
      characters = this.#chain(index).reduceRight<StyledCharacters>(
        (base, { characters }) => showOver(base, characters),
        this.#defaults,
      )
      this.#characters.set(index, characters)
    }
    return characters
  }

  /** What a character style says, with what it is based on. */
  characterStyle(style: number): CharacterProperties {
    if (this.#styles[style]?.kind !== characterKind) return {}
    let merged = this.#characterStyles.get(style)
    if (!merged) {
      merged = this.#chain(style).reduceRight<CharacterProperties>(
        (base, { characters }) => ({ ...base, ...characters }),
        {},
      )
      this.#characterStyles.set(style, merged)
    }
    return merged
  }

  paragraph(style: number): ParagraphProperties {
    const index = this.#styles[style]?.kind === paragraphKind ? style : normalStyle
    let merged = this.#paragraphs.get(index)
    if (!merged) {
      merged = this.#chain(index).reduceRight<ParagraphProperties>(
        (base, { paragraphs }) => ({ ...base, ...paragraphs }),
        {},
      )
      this.#paragraphs.set(index, merged)
    }
    return merged
  }

  /** Property lists of a table style, what it is based on first. */
  table(style: number): PropertyList[] {
    if (this.#styles[style]?.kind !== tableKind) return []
    return this.#chain(style)
      .reverse()
      .flatMap(({ table }) => (table ? [table] : []))
  }

  /** A style and what it is based on, nearest first; a circle ends where it closes. */
  #chain(index: number): Style[] {
    const chain: Style[] = []
    for (let next = index; next !== noStyle && chain.length < maxChain;) {
      const style = this.#styles[next]
      if (!style || chain.includes(style)) break
      chain.push(style)
      next = style.base
    }
    return chain
  }
}

/** Characters with settings of their own over how a style shows them. */
export function showOver(style: StyledCharacters, own: CharacterProperties): StyledCharacters {
  const toggled = (key: 'bold' | 'italic' | 'hidden' | 'capitals' | 'smallCapitals') => {
    const value = own[key]
    if (value === undefined || value === 0x80) return style[key]
    return value === 0x81 ? !style[key] : value === 1
  }
  return {
    fontAscii: own.fontAscii ?? style.fontAscii,
    fontOther: own.fontOther ?? style.fontOther,
    size: own.size ?? style.size,
    bold: toggled('bold'),
    italic: toggled('italic'),
    hidden: toggled('hidden'),
    capitals: toggled('capitals'),
    smallCapitals: toggled('smallCapitals'),
  }
}

function readStyles(bytes: Uint8Array, start: number, generation: Fib['generation']): (Style | undefined)[] {
  const styles: (Style | undefined)[] = []
  const count = u16(bytes, 2)
  const headBytes = u16(bytes, 4)
  for (let at = start, index = 0; index < count && at + 2 <= bytes.length; index++) {
    const length = u16(bytes, at)
    styles.push(length < headBytes ? undefined : readStyle(bytes, at + 2, at + 2 + length, headBytes, generation))
    // A style begins at an even place.
    at += 2 + length + (length & 1)
  }
  return styles
}

function readStyle(
  bytes: Uint8Array,
  start: number,
  end: number,
  headBytes: number,
  generation: Fib['generation'],
): Style {
  const kind = u16(bytes, start + 2) & 0xf
  const base = u16(bytes, start + 2) >> 4
  const parts = propertyParts(bytes, start, end, headBytes, u16(bytes, start + 4) & 0xf, generation)
  const [first, second, third] = parts
  const ofParagraphs = kind === paragraphKind ? first : kind === tableKind ? second : undefined
  const ofCharacters = kind === paragraphKind ? second : kind === characterKind ? first : third
  const characters = ofCharacters
    ? readCharacterProperties(bytes, ofCharacters.offset, ofCharacters.offset + ofCharacters.length, generation)
    : {}
  // The list of paragraphs begins with the index of the style itself.
  const paragraphs = ofParagraphs
    ? readParagraphProperties({ bytes, offset: ofParagraphs.offset + 2, length: ofParagraphs.length - 2 }, generation)
    : {}
  return { kind, base, characters, paragraphs, table: kind === tableKind ? (first ?? null) : null }
}

/** The lists of one style: after its head and name, each counted, each at an even place of the style. */
function propertyParts(
  bytes: Uint8Array,
  start: number,
  end: number,
  headBytes: number,
  count: number,
  generation: Fib['generation'],
): PropertyList[] {
  const nameAt = start + headBytes
  let at = nameAt + (generation === 'word6' ? bytes[nameAt]! + 2 : u16(bytes, nameAt) * 2 + 4)
  const parts: PropertyList[] = []
  for (let index = 0; index < count; index++) {
    at += (at - start) & 1
    const length = u16(bytes, at)
    if (at + 2 + length > end) break
    parts.push({ bytes, offset: at + 2, length })
    at += 2 + length
  }
  return parts
}
