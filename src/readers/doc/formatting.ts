import type { RunLook } from '../flow/run-look.ts'
import { readCharacterProperties, type CharacterProperties } from './character-properties.ts'
import { FormattingPages, type FormattedRun } from './formatting-pages.ts'
import { readFonts, type Font } from './fonts.ts'
import {
  expandPropertyList,
  readParagraphProperties,
  type ParagraphProperties,
  type PropertyList,
} from './paragraph-properties.ts'
import { modifierList } from './piece-modifiers.ts'
import type { Piece, PieceTable } from './piece-table.ts'
import { readRowDefinition, readTableStyle, type RowDefinition } from './row-definition.ts'
import { showOver, StyleSheet, type StyledCharacters } from './style-sheet.ts'
import type { WordFile } from './word-file.ts'

/** Characters that are formatted alike. */
export interface Run extends CharacterProperties {
  readonly look: RunLook
  /** What the text is set in beyond ASCII. */
  readonly font: Font | null
}

export interface FormattedParagraph extends ParagraphProperties {
  readonly style: number
  /** Its own property lists, the one that counts most last: a row's definition is read from them. */
  readonly lists: readonly PropertyList[]
}

/**
 * How much of property lists is read, in lengths of the main stream and bytes besides. A list is read once for each style
 * of paragraph it is met in: honest files stay under three lengths (18 of the corpus, 340 test files of LibreOffice and
 * Apache POI).
 */
const timesRead = 32
const freeBytes = 2 ** 20

/** More than any place in a file. */
const maxPlaces = 2 ** 32

const plainParagraph: FormattedParagraph = { style: 0, lists: [] }

const defaultFont = 'Times New Roman'

/** Answers how the characters and paragraphs of a file are formatted, by their place in its text. */
export class Formatting {
  readonly styles: StyleSheet
  readonly fonts: readonly Font[]
  readonly #file: WordFile
  readonly #text: PieceTable
  readonly #characters: FormattingPages
  readonly #paragraphs: FormattingPages
  /** By style of the paragraph, then by modifier of the piece and place of the property list. */
  readonly #runs = new Map<number, Map<number, Run>>()
  /** By modifier of the piece and place of the property list. */
  readonly #known = new Map<number, FormattedParagraph>()
  readonly #rows = new Map<FormattedParagraph, RowDefinition>()
  /** Bytes of property lists left to read. */
  #left: number

  constructor(file: WordFile, text: PieceTable) {
    this.#file = file
    this.#text = text
    this.#left = file.main.length * timesRead + freeBytes
    this.styles = new StyleSheet(file)
    this.fonts = readFonts(file)
    this.#characters = new FormattingPages(file, 'character')
    this.#paragraphs = new FormattingPages(file, 'paragraph')
  }

  /** How the character at `position` looks, and where the next one begins that may look otherwise. */
  runAt(position: number, paragraphStyle: number): { readonly run: Run; readonly end: number } {
    const piece = this.#text.at(position)
    if (!piece) return { run: this.#run(paragraphStyle, -1, null, undefined), end: position + 1 }
    const offset = piece.offset + (position - piece.start) * piece.bytesPerCharacter
    const found = this.#characters.at(offset)
    const characters = Math.ceil((found.end - offset) / piece.bytesPerCharacter)
    const list = found.properties && { bytes: this.#file.main, ...found.properties }
    const run = this.#run(paragraphStyle, list?.offset ?? -1, list, piece)
    return { run, end: Math.min(piece.end, position + Math.max(characters, 1)) }
  }

  /** The paragraph that ends with the character at `position`. Those formatted alike are the same object. */
  paragraphAt(position: number): FormattedParagraph {
    const piece = this.#text.at(position)
    if (!piece) return plainParagraph
    const found = this.#paragraphs.at(piece.offset + (position - piece.start) * piece.bytesPerCharacter)
    const key = piece.modifier * maxPlaces + (found.properties?.offset ?? 0)
    let paragraph = this.#known.get(key)
    if (!paragraph) this.#known.set(key, (paragraph = this.#paragraph(found, piece)))
    return paragraph
  }

  /** Whether a paragraph ends right after the character at `position`, by the pages of formatting. */
  endsParagraph(position: number): boolean {
    const piece = this.#text.at(position)
    if (!piece) return true
    const offset = piece.offset + (position - piece.start) * piece.bytesPerCharacter
    return this.#paragraphs.at(offset).end === offset + piece.bytesPerCharacter
  }

  /** What the end of a row says about the row. */
  row(end: FormattedParagraph): RowDefinition {
    let row = this.#rows.get(end)
    if (!row) {
      const { generation } = this.#file.fib
      const style = readTableStyle(end.lists, generation)
      const ofStyle = style === undefined ? [] : this.styles.table(style)
      this.#rows.set(end, (row = readRowDefinition(this.#affordable([...ofStyle, ...end.lists]), generation)))
    }
    return row
  }

  /** The lists, or none where lists have been read over and over: a few bytes of a hostile file name the longest again. */
  #affordable(lists: PropertyList[]): PropertyList[] {
    for (const { length } of lists) this.#left -= length
    if (this.#left >= 0) return lists
    this.#file.notices.add('damaged-part')
    return []
  }

  fontName(index: number): string {
    return this.fonts[index]?.name ?? defaultFont
  }

  /** What a property list makes of characters in a paragraph of this style. */
  look(paragraphStyle: number, own: CharacterProperties): RunLook {
    const shown = this.#show(paragraphStyle, own)
    return {
      ascii: this.fontName(shown.fontAscii),
      highAnsi: this.fontName(shown.fontOther),
      size: shown.size,
      bold: shown.bold,
      italic: shown.italic,
      hidden: shown.hidden,
      capitals: shown.capitals || shown.smallCapitals,
    }
  }

  #paragraph({ properties, style: named }: FormattedRun, piece: Piece): FormattedParagraph {
    const { main, data, fib } = this.#file
    const told = properties ? expandPropertyList({ bytes: main, ...properties }, data, fib.generation) : []
    const modifier = modifierList(piece.modifier, this.#text.propertyLists, this.#file)
    const lists = this.#affordable(modifier ? [...told, modifier] : told)
    const own: ParagraphProperties = { style: named }
    for (const list of lists) readParagraphProperties(list, fib.generation, own)
    const style = own.style ?? named
    return { ...this.styles.paragraph(style), ...own, style, lists }
  }

  #show(paragraphStyle: number, own: CharacterProperties): StyledCharacters {
    const base = this.styles.characters(paragraphStyle)
    return showOver(own.style === undefined ? base : toggledOver(base, this.styles.characterStyle(own.style)), own)
  }

  #run(paragraphStyle: number, place: number, list: PropertyList | null, piece: Piece | undefined): Run {
    let known = this.#runs.get(paragraphStyle)
    if (!known) this.#runs.set(paragraphStyle, (known = new Map<number, Run>()))
    const key = (piece?.modifier ?? 0) * maxPlaces + place
    let run = known.get(key)
    if (!run) {
      const { generation } = this.#file.fib
      const own: CharacterProperties = {}
      const modifier = piece && modifierList(piece.modifier, this.#text.propertyLists, this.#file)
      for (const { bytes, offset, length } of this.#affordable([list, modifier].filter((part) => part != null)))
        readCharacterProperties(bytes, offset, offset + length, generation, own)
      const font = this.fonts[this.#show(paragraphStyle, own).fontOther] ?? null
      known.set(key, (run = { ...own, look: this.look(paragraphStyle, own), font }))
    }
    return run
  }
}

/** What is on in both a paragraph's and a character's style is off (Ecma-376 17.7.3, as Word does for .doc). */
function toggledOver(base: StyledCharacters, style: CharacterProperties): StyledCharacters {
  const toggled = (key: 'bold' | 'italic' | 'hidden' | 'capitals' | 'smallCapitals') =>
    style[key] === 1 ? !base[key] : base[key]
  return {
    ...showOver(base, style),
    bold: toggled('bold'),
    italic: toggled('italic'),
    hidden: toggled('hidden'),
    capitals: toggled('capitals'),
    smallCapitals: toggled('smallCapitals'),
  }
}
