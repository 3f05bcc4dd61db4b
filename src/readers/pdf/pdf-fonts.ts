import type { PDFPageProxy } from 'pdfjs-dist/legacy/build/pdf.mjs'
import type { Style } from '../../domain/document.ts'
import { glyphReader, type FontCodes, type GlyphReader } from './font-codes.ts'
import { fontLook, type FontLook } from './font-style.ts'

/** The part of pdf.js's glyph that is read. Glyph objects are shared: one per font and code. */
export interface PdfGlyph {
  readonly originalCharCode: number
  readonly unicode: string
  /** Thousandths of an em, or glyph space for Type 3. */
  readonly width: number
  /** [advance, vx, vy] of vertical writing. */
  readonly vmetric: readonly [number, number, number] | null
  readonly isSpace: boolean
}

export interface PdfFont {
  readonly look: FontLook
  /** For fonts of old encodings: what their glyphs stand for; null where pdf.js is right about that. */
  readonly reader: GlyphReader | null
  readonly vertical: boolean
  /** Glyph widths times this are ems. */
  readonly widthScale: number
  /** Style index by tenths of a point, doubled, plus one if emboldened. */
  readonly styles: Map<number, number>
}

interface FontFace extends FontCodes {
  readonly name?: string
  readonly bold?: boolean
  readonly italic?: boolean
  readonly vertical?: boolean
  readonly isType3Font?: boolean
  readonly fontMatrix?: readonly number[] | null
}

function unknownFont(): PdfFont {
  const look = { name: '', bold: false, italic: false }
  return { look, reader: null, vertical: false, widthScale: 0.001, styles: new Map() }
}

/** Fonts of one document by pdf.js's name for them; pages share them. */
export class PdfFonts {
  readonly #fonts = new Map<string, PdfFont>()
  readonly #intern: (style: Style) => number

  constructor(intern: (style: Style) => number) {
    this.#intern = intern
  }

  get(page: PDFPageProxy, loadedName: string): PdfFont {
    let font = this.#fonts.get(loadedName)
    if (!font) {
      font = readFont(page, loadedName)
      this.#fonts.set(loadedName, font)
    }
    return font
  }

  /** Style index of a font shown at `size` points; sizes are kept to a tenth. */
  style(font: PdfFont, size: number, emboldened: boolean): number {
    const tenths = Math.round(size * 10)
    const key = tenths * 2 + (emboldened ? 1 : 0)
    let style = font.styles.get(key)
    if (style === undefined) {
      const { name, bold, italic } = font.look
      style = this.#intern({ font: name, size: tenths / 10, bold: bold || emboldened, italic })
      font.styles.set(key, style)
    }
    return style
  }
}

function readFont(page: PDFPageProxy, loadedName: string): PdfFont {
  const objects = page.commonObjs as { has(id: string): boolean; get(id: string): unknown }
  if (!objects.has(loadedName)) return unknownFont()
  const face = objects.get(loadedName) as FontFace | string | null
  if (typeof face !== 'object' || face === null) return unknownFont()
  const scale = face.fontMatrix?.[0]
  const look = fontLook(face.name ?? '', {
    ...(face.bold !== undefined && { bold: face.bold }),
    ...(face.italic !== undefined && { italic: face.italic }),
  })
  return {
    look,
    reader: glyphReader(look.name, face),
    vertical: Boolean(face.vertical),
    widthScale: scale !== undefined && scale !== 0 ? Math.abs(scale) : 0.001,
    styles: new Map(),
  }
}
