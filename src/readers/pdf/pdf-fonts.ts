import type { PDFPageProxy } from 'pdfjs-dist/legacy/build/pdf.mjs'
import type { Style } from '../../domain/document.ts'
import { fontLook, type FontLook } from './font-style.ts'

/** The part of pdf.js's glyph that is read. Glyph objects are shared: one per font and code. */
export interface PdfGlyph {
  readonly unicode: string
  /** Thousandths of an em, or glyph space for Type 3. */
  readonly width: number
  /** [advance, vx, vy] of vertical writing. */
  readonly vmetric: readonly [number, number, number] | null
  readonly isSpace: boolean
}

export interface PdfFont {
  readonly look: FontLook
  readonly vertical: boolean
  /** Glyph widths times this are ems. */
  readonly widthScale: number
}

interface FontFace {
  readonly name?: string
  readonly bold?: boolean
  readonly italic?: boolean
  readonly vertical?: boolean
  readonly isType3Font?: boolean
  readonly fontMatrix?: readonly number[] | null
}

const unknownFont: PdfFont = { look: { name: '', bold: false, italic: false }, vertical: false, widthScale: 0.001 }

/** Fonts of one document by pdf.js's name for them; pages share them. */
export class PdfFonts {
  readonly #fonts = new Map<string, PdfFont>()
  readonly #styles = new Map<string, number>()
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
    const rounded = Math.round(size * 10) / 10
    const bold = font.look.bold || emboldened
    const key = `${font.look.name}|${rounded}|${bold}`
    let style = this.#styles.get(key)
    if (style === undefined) {
      style = this.#intern({ font: font.look.name, size: rounded, bold, italic: font.look.italic })
      this.#styles.set(key, style)
    }
    return style
  }
}

function readFont(page: PDFPageProxy, loadedName: string): PdfFont {
  const objects = page.commonObjs as { has(id: string): boolean; get(id: string): unknown }
  if (!objects.has(loadedName)) return unknownFont
  const face = objects.get(loadedName) as FontFace | string | null
  if (typeof face !== 'object' || face === null) return unknownFont
  const scale = face.fontMatrix?.[0]
  return {
    look: fontLook(face.name ?? '', {
      ...(face.bold !== undefined && { bold: face.bold }),
      ...(face.italic !== undefined && { italic: face.italic }),
    }),
    vertical: Boolean(face.vertical),
    widthScale: scale !== undefined && scale !== 0 ? Math.abs(scale) : 0.001,
  }
}
