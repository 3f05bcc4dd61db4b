import { hyphenOfCodeAD } from '../../layout/decode-pages.ts'
import { encodingOfFont } from '../../text/encodings/font-names.ts'
import { decodeWindows1252 } from '../flow/code-pages.ts'
import type { PdfGlyph } from './pdf-fonts.ts'

/** What pdf.js tells of a font beyond its name and metrics. */
export interface FontCodes {
  readonly type?: string
  readonly composite?: boolean
  readonly isSymbolicFont?: boolean
  readonly missingFile?: boolean
  /** Glyph names by code: the font's own, and those of the encoding named or assumed. */
  readonly differences?: readonly (string | undefined)[]
  readonly defaultEncoding?: readonly string[]
  readonly toUnicode?: { has(code: number): boolean }
}

/** Reads a glyph's characters; ' ' for white space. */
export type GlyphReader = (glyph: PdfGlyph) => string

const undefinedBullet = '•'
const bulletCode = 0x95
const softHyphenCode = 0xad
/** Symbolic TrueType fonts have their codes here. */
const symbolBase = 0xf000

/**
 * Fonts drawn for an old Vietnamese encoding show the letters of their bytes, whatever names pdf.js finds for the codes: where
 * it assumed an encoding (MacRoman for symbolic fonts, Adobe's standard one) or has no name. Gives each
 * glyph as the Windows-1252 character of its byte, which is what decoding starts from; null for fonts that are named like
 * no such font: their characters are what pdf.js says.
 */
export function glyphReader(name: string, font: FontCodes): GlyphReader | null {
  const encoding = encodingOfFont(name)
  if (encoding === null) return null
  const hasLettersInControls = encoding === 'viscii' || encoding === 'vps'
  const byteOf = font.composite ? () => null : byteReader(font)
  return (glyph) => {
    const chars = byteOf(glyph) ?? fromSymbolCodes(glyph.unicode)
    if (hasLettersInControls && /^[\u0001-\u001f\u00a0]$/u.test(chars)) return chars
    return plainChars(chars, glyph.originalCharCode)
  }
}

/** What pdf.js says of a glyph; ' ' for white space. */
export function plainChars(unicode: string, code: number): string {
  if (unicode === '-' && code === softHyphenCode) return hyphenOfCodeAD
  return isBlank(unicode) ? ' ' : unicode
}

/** The byte of a glyph as a character, where its code tells that better than its name. */
function byteReader(font: FontCodes): (glyph: PdfGlyph) => string | null {
  const { differences = [] } = font
  const codesAreBytes = encodingIsAssumed(font)
  return ({ originalCharCode: code, unicode }) => {
    if (code < 0x80 || code > 0xff) return null
    if (codesAreBytes) return readByte(code)
    const unnamed = unicode === undefinedBullet && code !== bulletCode && differences[code] === undefined
    return unnamed ? readByte(code) : null
  }
}

function readByte(code: number): string {
  return decodeWindows1252(Uint8Array.of(code))
}

/** The font names no encoding and no characters: pdf.js took the codes for those of one it need not have. */
function encodingIsAssumed({
  type,
  missingFile,
  isSymbolicFont,
  differences = [],
  defaultEncoding,
  toUnicode,
}: FontCodes): boolean {
  if (!defaultEncoding || !toUnicode || differences.length > 0) return false
  const nameOfAE = defaultEncoding[0xae]
  if (nameOfAE === 'registered') return false // Windows: every code is its byte
  if (nameOfAE === 'AE' && !isSymbolicFont) return false // MacRoman, by the font's own word
  // An embedded Type 1 font brings an encoding of its own.
  if (type !== 'TrueType' && !missingFile) return false
  // A map of the font's own knows the characters that are used, not all of an encoding.
  return defaultEncoding.every((glyph, code) => glyph === '' || toUnicode.has(code))
}

function fromSymbolCodes(unicode: string): string {
  const code = unicode.charCodeAt(0) - symbolBase
  return unicode.length === 1 && code >= 0x20 && code <= 0xff ? readByte(code) : unicode
}

/** White space and control characters. U+00AD is not: it is a letter in TCVN3 text. */
function isBlank(chars: string): boolean {
  if (chars.length > 1) return chars.trim() === ''
  const code = chars.charCodeAt(0)
  if (code <= 0x20) return true
  if (code < 0x7f) return false
  return code === 0xa0 || code === 0x7f || (code >= 0x2000 && chars.trim() === '')
}
