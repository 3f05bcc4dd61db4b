const subsetTag = /^[A-Z]{6}\+/
/** 'Times-Bold', 'Arial,BoldItalic', 'TimesNewRomanPS-BoldItalicMT', 'Roboto-Black', 'Foo-SemiboldIt'. */
const boldName = /bold|black|heavy|(?:^|[-,])(?:bd|bi?)(?:$|mt)/iu
const italicName = /italic|oblique|kursiv|(?:[-,]|bold|regular)(?:it|i|bi)(?:$|mt)/iu

export interface FontLook {
  /** Without the subset tag. */
  readonly name: string
  readonly bold: boolean
  readonly italic: boolean
}

/** What a font's PostScript name says. pdf.js's own flags are set for fonts that are not embedded only. */
export function fontLook(name: string, flags: { readonly bold?: boolean; readonly italic?: boolean }): FontLook {
  const bare = name.replace(subsetTag, '')
  return {
    name: bare,
    bold: Boolean(flags.bold) || boldName.test(bare),
    italic: Boolean(flags.italic) || italicName.test(bare),
  }
}
