import type { Document } from '../../src/domain/document.ts'
import { readDoc } from '../../src/readers/doc/read-doc.ts'
import { defaultLimits } from '../../src/readers/reader.ts'
import { writeDoc } from './doc-writer.ts'

/** Characters that are formatted alike. */
export interface DocRun {
  readonly text: string
  /** Property list. */
  readonly chpx?: readonly number[]
}

/** A paragraph with the character that ends it, formatted as `mark`. */
export interface DocParagraph {
  readonly runs: readonly DocRun[]
  readonly end?: '\r' | '\x07' | '\f'
  readonly mark?: readonly number[]
  readonly style?: number
  readonly papx?: readonly number[]
  /** How many tables it is in, where `row` has put it there. */
  readonly depth?: number
}

export interface DocStyle {
  /** 1 paragraph, 2 characters, 3 table. */
  readonly kind: 1 | 2 | 3
  readonly base?: number
  readonly papx?: readonly number[]
  readonly chpx?: readonly number[]
  readonly tapx?: readonly number[]
}

export interface DocLevel {
  /** Number format; 23 is a bullet. */
  readonly format?: number
  readonly start?: number
  /** '\x00.' is the number of level 0 and a dot. */
  readonly text: string
  /** 0 tab, 1 space, 2 nothing. */
  readonly follow?: number
  readonly legal?: boolean
  /** It does not begin again after levels from this one on. */
  readonly restart?: number
  readonly chpx?: readonly number[]
}

export interface DocList {
  readonly id: number
  readonly levels: readonly DocLevel[]
}

/** What paragraphs name by number: a list, and where it differs. */
export interface DocListOverride {
  readonly list: number
  readonly levels?: readonly { readonly level: number; readonly start?: number; readonly own?: DocLevel }[]
}

export interface DocSection {
  readonly sepx?: readonly number[]
  /** Even header, header, even footer, footer, first header, first footer; [] for what the section does not have. */
  readonly headers?: readonly (readonly DocParagraph[])[]
}

/** A box anchored at the n-th mark of drawings (U+0008) of the body; `group` is the shape that holds its own. */
export interface DocTextBox {
  readonly anchor: number
  readonly shape: number
  readonly group?: number
  readonly content: readonly DocParagraph[]
}

export interface DocContent {
  readonly generation?: 'word97' | 'word6'
  readonly body: readonly DocParagraph[]
  /** Notes in the order of their marks (U+0002) in the body; `custom` ones are marked by any other character. */
  readonly footnotes?: readonly (readonly DocParagraph[])[]
  readonly endnotes?: readonly (readonly DocParagraph[])[]
  readonly comments?: readonly (readonly DocParagraph[])[]
  readonly textBoxes?: readonly DocTextBox[]
  /** Texts drawn in shapes, by shape; anchored like boxes. */
  readonly drawnTexts?: readonly { readonly anchor: number; readonly shape: number; readonly text: string }[]
  readonly sections?: readonly DocSection[]
  readonly facingPages?: boolean
  readonly fonts?: readonly (readonly [name: string, charset?: number])[]
  readonly styles?: readonly DocStyle[]
  readonly lists?: readonly DocList[]
  readonly overrides?: readonly DocListOverride[]
  /** The data stream. */
  readonly data?: Uint8Array
  /** Every paragraph is a piece of its own, the last ones first in the file; with these modifiers. */
  readonly fastSaved?: { readonly modifiers?: readonly number[]; readonly lists?: readonly (readonly number[])[] }
  /** Text is 8-bit where it can be; 'wide' makes it 16-bit. */
  readonly width?: 'wide'
  /** Flags of the FIB to add: 0x0100 locked. */
  readonly flags?: number
}

export async function read(content: DocContent | readonly DocParagraph[]): Promise<Document> {
  return readDoc(writeDoc('body' in content ? content : { body: content }), defaultLimits)
}

/** A property with its operand; variable operands get their count. */
export function sprm(code: number, ...operand: number[]): number[] {
  const counted = code >> 13 === 6 && code !== 0xd608 && code !== 0xd606
  return [code & 0xff, code >> 8, ...(counted ? [operand.length] : []), ...operand]
}

export const u16 = (value: number): [number, number] => [value & 0xff, (value >> 8) & 0xff]
export const u32 = (value: number): number[] => [...u16(value), ...u16(value >>> 16)]

export function r(text: string, ...chpx: readonly (readonly number[])[]): DocRun {
  return { text, chpx: chpx.flat() }
}

/** A paragraph of runs, or of one. */
export function p(content: string | readonly DocRun[], ...papx: readonly (readonly number[])[]): DocParagraph {
  return { runs: typeof content === 'string' ? [{ text: content }] : content, papx: papx.flat() }
}

export const special = sprm(0x0855, 1)
export const bold = sprm(0x0835, 1)
export const italic = sprm(0x0836, 1)
export const hidden = sprm(0x083c, 1)
export const deleted = sprm(0x0800, 1)
export const inserted = sprm(0x0801, 1)
export const font = (index: number) => [...sprm(0x4a4f, ...u16(index)), ...sprm(0x4a51, ...u16(index))]
export const size = (points: number) => sprm(0x4a43, ...u16(points * 2))
export const center = sprm(0x2403, 1)
export const numbered = (list: number, level = 0) => [...sprm(0x260a, level), ...sprm(0x460b, ...u16(list))]

/** A field as Word writes it. */
export function field(instruction: string, result: string | null): DocRun[] {
  const mark = (text: string) => r(text, special)
  return [mark('\x13'), r(instruction), ...(result === null ? [] : [mark('\x14'), r(result)]), mark('\x15')]
}

export const drawn = [0x04, 0x01, 0x00, 0x00]
export const open = [0x00, 0x00, 0x00, 0x00]
export const nil = [0xff, 0xff, 0xff, 0xff]

export interface DocRow {
  /** Twips; one more than cells. */
  readonly edges?: readonly number[]
  /** Merge flags of cells: 1 first and 2 further beside, 0x60 first and 0x20 further below. */
  readonly merges?: readonly number[]
  /** Lines of all cells: top, left, bottom, right. */
  readonly borders?: readonly (readonly number[])[]
  /** More properties of the row, after its definition. */
  readonly more?: readonly number[]
  /** Before its definition. */
  readonly before?: readonly number[]
  readonly mark?: readonly number[]
  readonly depth?: number
}

export const tableHeader = sprm(0x3404, 1)

/** The definition of a row: sprmTDefTable. */
export function rowDefinition(cells: number, { edges, merges, borders }: DocRow): number[] {
  const places = edges ?? Array.from({ length: cells + 1 }, (_, index) => index * 2000)
  const sides = borders ?? [drawn, drawn, drawn, drawn]
  const definitions = Array.from({ length: cells }, (_, index) => [
    ...u16(merges?.[index] ?? 0),
    ...u16(0),
    ...sides.flat(),
  ])
  const operand = [cells, ...places.flatMap(u16), ...definitions.flat()]
  return [0x08, 0xd6, ...u16(operand.length + 1), ...operand]
}

/** A row of a table: a cell is its text or its paragraphs, of which the last ends it. */
export function row(cells: readonly (string | readonly DocParagraph[])[], options: DocRow = {}): DocParagraph[] {
  const { depth = 1, before = [], more = [], mark = [] } = options
  const end = depth === 1 ? '\x07' : '\r'
  const inTable = [...sprm(0x2416, 1), ...sprm(0x6649, ...u32(depth))]
  const endsCell = depth === 1 ? [] : sprm(0x244b, 1)
  const endsRow = depth === 1 ? sprm(0x2417, 1) : [...endsCell, ...sprm(0x244c, 1)]
  const content = cells.flatMap((cell) => {
    const paragraphs = typeof cell === 'string' ? [p(cell)] : cell
    return paragraphs.map((paragraph, index): DocParagraph => {
      if (paragraph.depth !== undefined) return paragraph
      const last = index === paragraphs.length - 1
      const papx = [...inTable, ...(paragraph.papx ?? []), ...(last ? endsCell : [])]
      return { ...paragraph, papx, depth, ...(last && { end }) }
    })
  })
  const papx = [...inTable, ...endsRow, ...before, ...rowDefinition(cells.length, options), ...more]
  return [...content, { runs: [], end, papx, mark, depth }]
}

/** Text by role: every block of that role, one a line. */
export function textOfRole(document: Document, role: string): string[] {
  return document.blocks.filter((block) => block.role === role).map(({ start, end }) => document.text.slice(start, end))
}
