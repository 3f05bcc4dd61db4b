import type { LegacyEncoding } from './encodings.ts'

/** Fonts by the set they were drawn for, as their makers and converters name them; the first that fits counts. */
const families: readonly (readonly [RegExp, LegacyEncoding])[] = [
  [/^vni(?![a-z])|^VNI/i, 'vni'],
  [/^(?:VPS|vps|Vps)(?![a-z])/, 'vps'],
  [/viscii|^(?:vi[ -]?(?:times|arial)|hoang ?yen|minh ?qu[aâ]n|phuong ?thao|heo ?may)/i, 'viscii'],
  [/tcvn|^\.vn|^vntime(?!s)/i, 'tcvn3'],
  [/^Vn[A-Z]/, 'tcvn3'],
  [/^VN[a-z]|^\.?BK|[Vv]ietnamese BK/, 'bkhcm2'],
]

const styleSuffix = /[ ,\-_]*(?:bold|italic|oblique|regular|normal|mt|ps)$/i

/** The set that a font's name stands for; null for a Unicode font. Only a hint: many Unicode files name .VnTime. */
export function encodingOfFont(font: string): LegacyEncoding | null {
  return families.find(([pattern]) => pattern.test(font))?.[1] ?? null
}

/** Fonts of signs: their characters are no letters of any encoding. */
export function isSymbolFont(font: string): boolean {
  return /^(?:symbol|wingdings|webdings|marlett|zapf ?dingbats)/i.test(font)
}

/** A TCVN3 font that draws capitals for small letters: its name ends in H before the style (.VnTimeH, VnArialHBold). */
export function drawsCapitals(font: string): boolean {
  if (encodingOfFont(font) !== 'tcvn3') return false
  let family = font
  while (styleSuffix.test(family)) family = family.replace(styleSuffix, '')
  return /[a-z ]H$|^\.?VN[A-Z ]+H$/u.test(family)
}
