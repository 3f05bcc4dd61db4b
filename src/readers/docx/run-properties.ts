import { child, flag, integer, type XmlElement } from './xml.ts'

/** What a w:rPr says about a run; a key that it leaves open is absent. Sizes in points. */
export interface RunProperties {
  readonly ascii?: string
  /** Font for everything beyond ASCII: the one that Vietnamese letters are set in. */
  readonly highAnsi?: string
  readonly size?: number
  readonly bold?: boolean
  readonly italic?: boolean
  readonly hidden?: boolean
  readonly capitals?: boolean
}

/** Theme name ('minorHAnsi') → font name. */
export type ThemeFonts = ReadonlyMap<string, string>

export function readRunProperties(properties: XmlElement | undefined, theme: ThemeFonts): RunProperties {
  if (!properties) return {}
  const found: { -readonly [key in keyof RunProperties]: RunProperties[key] } = {}
  const fonts = child(properties, 'w:rFonts')?.attributes
  if (fonts) {
    const ascii = theme.get(fonts['w:asciiTheme'] ?? '') ?? fonts['w:ascii'] ?? fonts['w:cs']
    const highAnsi = theme.get(fonts['w:hAnsiTheme'] ?? '') ?? fonts['w:hAnsi'] ?? fonts['w:cs']
    if (ascii) found.ascii = ascii
    if (highAnsi) found.highAnsi = highAnsi
  }
  const size = integer(child(properties, 'w:sz')?.attributes['w:val'])
  if (size !== undefined && size > 0) found.size = size / 2
  const bold = flag(properties, 'w:b')
  if (bold !== undefined) found.bold = bold
  const italic = flag(properties, 'w:i')
  if (italic !== undefined) found.italic = italic
  const hidden = flag(properties, 'w:vanish') ?? (flag(properties, 'w:specVanish') === true ? true : undefined)
  if (hidden !== undefined) found.hidden = hidden
  const capitals = flag(properties, 'w:caps') ?? flag(properties, 'w:smallCaps')
  if (capitals !== undefined) found.capitals = capitals
  return found
}

/** word/theme/theme1.xml → the fonts that styles call by role. */
export function readThemeFonts(theme: XmlElement | undefined): ThemeFonts {
  const fonts = new Map<string, string>()
  const scheme = child(child(theme, 'a:themeElements'), 'a:fontScheme')
  for (const role of ['major', 'minor']) {
    const latin = child(child(scheme, `a:${role}Font`), 'a:latin')?.attributes['typeface']
    if (!latin) continue
    fonts.set(`${role}Ascii`, latin).set(`${role}HAnsi`, latin)
  }
  return fonts
}
