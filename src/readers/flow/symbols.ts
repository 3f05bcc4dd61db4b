/** Letters of Adobe's Symbol encoding that differ from ASCII: 0x41–0x5A, 0x61–0x7A; dots keep the place. */
const symbolUpper = 'ΑΒΧΔΕΦΓΗΙϑΚΛΜΝΟΠΘΡΣΤΥςΩΞΨΖ'
const symbolLower = 'αβχδεφγηιϕκλμνοπθρστυϖωξψζ'

const symbolOthers: Readonly<Partial<Record<number, string>>> = {
  0x22: '∀',
  0x24: '∃',
  0x27: '∋',
  0x2a: '∗',
  0x2d: '−',
  0x40: '≅',
  0x5c: '∴',
  0x5e: '⊥',
  0x7e: '∼',
  0xa2: '′',
  0xa3: '≤',
  0xa4: '⁄',
  0xa5: '∞',
  0xa7: '♣',
  0xa8: '♦',
  0xa9: '♥',
  0xaa: '♠',
  0xab: '↔',
  0xac: '←',
  0xad: '↑',
  0xae: '→',
  0xaf: '↓',
  0xb0: '°',
  0xb1: '±',
  0xb2: '″',
  0xb3: '≥',
  0xb4: '×',
  0xb5: '∝',
  0xb6: '∂',
  0xb7: '•',
  0xb8: '÷',
  0xb9: '≠',
  0xba: '≡',
  0xbb: '≈',
  0xbc: '…',
  0xc6: '∅',
  0xc7: '∩',
  0xc8: '∪',
  0xce: '∈',
  0xcf: '∉',
  0xd2: '®',
  0xd3: '©',
  0xd4: '™',
  0xd5: '∏',
  0xd6: '√',
  0xd7: '⋅',
  0xd8: '¬',
  0xd9: '∧',
  0xda: '∨',
  0xdb: '⇔',
  0xde: '⇒',
  0xe5: '∑',
  0xf2: '∫',
}

/** What forms and lists use of the Wingdings fonts: check marks, boxes, arrows, bullets. */
const wingdings: Readonly<Partial<Record<number, string>>> = {
  0x6c: '●',
  0x6e: '■',
  0x6f: '☐',
  0x71: '☐',
  0x72: '☐',
  0x76: '❖',
  0x77: '◆',
  0x9f: '•',
  0xa7: '▪',
  0xa8: '☐',
  0xd8: '➢',
  0xdf: '←',
  0xe0: '→',
  0xe8: '➔',
  0xfb: '✗',
  0xfc: '✓',
  0xfd: '☒',
  0xfe: '☑',
}

const wingdings2: Readonly<Partial<Record<number, string>>> = {
  0x4f: '✗',
  0x50: '✓',
  0x51: '☒',
  0x52: '☑',
  0x53: '☒',
  0x54: '☒',
  0xa3: '☐',
}

const drawnFonts = /^(symbol|wingdings|webdings|marlett|monotype sorts|zapf ?dingbats)/i

/** Fonts whose codes are drawings, not letters. */
export function isSymbolFont(font: string): boolean {
  return drawnFonts.test(font)
}

/** Word keeps characters of symbol fonts at U+F000 + their code. */
const privateUse = /[\uf000-\uf0ff]/

export function isPrivateUse(text: string): boolean {
  return privateUse.test(text)
}

/**
 * The character behind a code (0x20–0xFF, or the same from U+F000) of a font with its own encoding; null if it is not
 * known. In any other font the code is the character itself: text fonts before Unicode (.VnTime) are kept this way.
 */
export function symbolCharacter(font: string, code: number): string | null {
  const low = code >= 0xf000 && code <= 0xf0ff ? code - 0xf000 : code
  if (/^symbol$/i.test(font)) return adobeSymbol(low)
  if (/^wingdings$/i.test(font)) return wingdings[low] ?? null
  if (/^wingdings 2$/i.test(font)) return wingdings2[low] ?? null
  if (isSymbolFont(font)) return null
  return low >= 0x20 && low <= 0x10ffff && !(low >= 0xd800 && low <= 0xdfff) ? String.fromCodePoint(low) : null
}

function adobeSymbol(code: number): string | null {
  if (code >= 0x41 && code <= 0x5a) return symbolUpper[code - 0x41]!
  if (code >= 0x61 && code <= 0x7a) return symbolLower[code - 0x61]!
  return symbolOthers[code] ?? (code >= 0x20 && code < 0x7f ? String.fromCharCode(code) : null)
}

/** Text with characters of symbol fonts replaced by what they show; unknown ones are left out. */
export function replacePrivateUse(text: string, font: string): string {
  if (!privateUse.test(text)) return text
  return text.replace(/[\uf000-\uf0ff]/g, (character) => symbolCharacter(font, character.charCodeAt(0)) ?? '')
}
