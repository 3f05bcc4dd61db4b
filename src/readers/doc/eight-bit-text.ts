import { codePage, codePageOfCharset } from '../flow/code-pages.ts'
import { isSymbolFont } from '../flow/symbols.ts'
import type { Font } from './fonts.ts'

const windows1252 = codePage(1252)
/** The Vietnamese character set. */
const vietnamese = 163
const symbols = 2

/** 8-bit text as Word 97 and later mean it: Windows-1252, where bytes without a character keep their place. */
export function decodeAnsi(bytes: Buffer): string {
  return bytes.toString('latin1').replace(/[\x80-\x9f]/g, ansiCharacter)
}

function ansiCharacter(byte: string): string {
  return String.fromCharCode(windows1252.table![byte.charCodeAt(0)]!)
}

/**
 * 8-bit text of Word 6 and 95, given as Latin-1, by what its font says the bytes are. Vietnamese ones (Windows-1258 and
 * what legacy fonts claim to be) are left as Windows-1252: they are decoded with all other Vietnamese encodings.
 */
export function decodeByFont(text: string, font: Font | null): string {
  if (!/[^\0-\x7f]/.test(text) && font?.charset !== symbols) return text
  // Symbols are kept where Word 97 keeps them.
  if (font && font.charset === symbols && isSymbolFont(font.name))
    return text.replace(/[!-\xff]/g, (byte) => String.fromCharCode(0xf000 + byte.charCodeAt(0)))
  const page = font && font.charset !== vietnamese ? codePage(codePageOfCharset(font.charset)) : windows1252
  if (!page.table) return page.decoder.decode(Buffer.from(text, 'latin1'))
  return text.replace(/[\x80-\xff]/g, (byte) => String.fromCharCode(page.table[byte.charCodeAt(0)]!))
}
