import { symbolCharacter } from '../flow/symbols.ts'
import type { Font } from './fonts.ts'
import { windows1252 } from './piece-table.ts'

const ansi = 0
const symbols = 2

/**
 * Windows character sets of fonts and their code pages. The Vietnamese one (163) is not among them: its bytes stay as
 * they are, with those of fonts that claim another set, and are decoded with all other Vietnamese encodings.
 */
const codePages: Readonly<Partial<Record<number, string>>> = {
  128: 'shift_jis',
  129: 'euc-kr',
  134: 'gbk',
  136: 'big5',
  161: 'windows-1253',
  162: 'windows-1254',
  177: 'windows-1255',
  178: 'windows-1256',
  186: 'windows-1257',
  204: 'windows-1251',
  222: 'windows-874',
  238: 'windows-1250',
}

const symbolFont = /^(symbol|wingdings|webdings|marlett)/i
const beyondAscii = /[^\0-\x7f]/

/** The 8-bit text of Word 6 and 95, read as Windows-1252 so far, by what its font says the bytes are. */
export function readEightBit(text: string, { name, charset }: Font): string {
  if (charset === ansi) return text
  if (charset === symbols && symbolFont.test(name))
    return text.replace(/[!-\uffff]/g, (character) => symbolCharacter(name, byteOf(character)) ?? '')
  const codePage = codePages[charset]
  if (codePage === undefined || !beyondAscii.test(text)) return text
  return new TextDecoder(codePage).decode(Uint8Array.from(text, byteOf))
}

function byteOf(character: string): number {
  const code = character.charCodeAt(0)
  return code < 0x100 ? code : 0x80 + windows1252.indexOf(character)
}
