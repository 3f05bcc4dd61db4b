import type { Document } from '../../src/domain/document.ts'
import { readRtf } from '../../src/readers/rtf/read-rtf.ts'
import { defaultLimits } from '../../src/readers/reader.ts'

const fonts = [
  '{\\f0\\froman\\fcharset0 Times New Roman;}',
  '{\\f1\\froman\\fcharset163 Times New Roman (Vietnamese);}',
  '{\\f2\\fnil\\fcharset0 .VnTime;}',
  '{\\f3\\froman\\fcharset2{\\*\\panose 05050102010706020507}Symbol;}',
  '{\\f4\\fnil\\fcharset2 Wingdings;}',
  '{\\f5\\fswiss\\fcharset204 Arial Cyr;}',
  '{\\f6\\fnil\\fcharset128 MS Mincho;}',
]

/** A file around a body; characters are bytes. `head` stands before it (tables, settings). */
export function rtf(body: string, head = ''): Uint8Array {
  return Buffer.from(
    `{\\rtf1\\ansi\\ansicpg1252\\deff0{\\fonttbl${fonts.join('')}}${head}\\pard\\plain ${body}}`,
    'latin1',
  )
}

export async function read(body: string, head = ''): Promise<Document> {
  return readRtf(rtf(body, head), defaultLimits)
}

/** Text as \u escapes with a fallback. */
export function u(text: string): string {
  return text.replace(/[^\0-\x7f]/g, (character) => `\\u${(character.charCodeAt(0) << 16) >> 16}?`)
}

export function p(text: string, properties = ''): string {
  return `\\pard\\plain${properties} ${text}\\par\n`
}

/** A row of cells, as wide as `edges` say; `definition` of a cell by its index. */
export function row(
  cells: readonly string[],
  options: { readonly edges?: readonly number[]; readonly definition?: readonly string[]; readonly row?: string } = {},
): string {
  const edges = options.edges ?? cells.map((_, index) => (index + 1) * 2000)
  const definition = edges.map((edge, index) => `${options.definition?.[index] ?? ''}\\cellx${edge}`).join('')
  const content = cells.map((cell) => `\\pard\\plain\\intbl ${cell}\\cell`).join('\n')
  return `\\trowd${options.row ?? bordered}${definition}${content}\\row\n`
}

export const bordered = '\\trbrdrt\\brdrs\\brdrw10\\trbrdrl\\brdrs\\brdrw10'
export const borderless = ''
