import { OPS, type PDFPageProxy } from 'pdfjs-dist/legacy/build/pdf.mjs'
import { GlyphTable } from '../../layout/glyph-table.ts'
import { frameOf, type Frame } from '../../layout/frame.ts'
import type { PageContent, Ruling } from '../../layout/page-content.ts'
import type { PagePaint } from '../../layout/text-layers.ts'
import { plainChars } from './font-codes.ts'
import { multiply, type Matrix } from './matrix.ts'
import type { PdfFonts, PdfGlyph } from './pdf-fonts.ts'
import { addRulings } from './rulings.ts'
import { TextCursor, TextState } from './text-state.ts'

export interface OperatorList {
  readonly fnArray: readonly number[]
  readonly argsArray: readonly unknown[]
}

interface Layer {
  readonly frame: Frame
  readonly glyphs: GlyphTable
}

const invisibleMode = 3
/** Fill and stroke: how word processors print bold when the font has none. */
const emboldenedMode = 2
/** Text turned by no more degrees belongs to that of a page laid askew. */
const mostSkew = 3
/** Glyphs that lie outside the page by more than this (points) are not on it. */
const edgeTolerance = 1
/** An image is drawn into a unit square scaled to at least this many points; with images switched off, an empty q cm Q is left of it. */
const minImageSide = 20

/** pdf.js writes white as '#ffffff'. */
const white = '#ffffff'

/** Runs a page's operator list and notes what text and lines it puts where. */
export class PageInterpreter {
  readonly #page: PDFPageProxy
  readonly #number: number
  readonly #fonts: PdfFonts
  readonly #width: number
  readonly #height: number
  readonly #scratch: GlyphTable
  readonly #layers = new Map<number, Layer>()
  /** The layer of ordinary text, once there is some. */
  #upright: Layer | null = null
  readonly #rulings: Ruling[] = []
  readonly #cursor = new TextCursor()
  readonly #stack: TextState[] = []
  #state: TextState
  /** The last operator scaled to image size and nothing was painted since. */
  #imagePending = false
  #hasImages = false
  /** Square points. */
  #imageArea = 0
  #invisibleGlyphs = 0

  /** `scratch` is filled with the page's ordinary text; use it for one page at a time. */
  constructor(page: PDFPageProxy, number: number, fonts: PdfFonts, scratch: GlyphTable) {
    scratch.clear()
    this.#scratch = scratch
    const viewport = page.getViewport({ scale: 1 })
    this.#page = page
    this.#number = number
    this.#fonts = fonts
    this.#width = viewport.width
    this.#height = viewport.height
    this.#state = new TextState(viewport.transform as unknown as Matrix)
  }

  run(list: OperatorList): PageContent & PagePaint {
    const { fnArray, argsArray } = list
    for (let i = 0; i < fnArray.length; i++) this.#operator(fnArray[i]!, argsArray[i])
    return {
      number: this.#number,
      width: this.#width,
      height: this.#height,
      layers: [...this.#layers].map(([angle, { glyphs }]) => ({ angle, glyphs })),
      rulings: this.#rulings,
      hasImages: this.#hasImages,
      pictureShare: Math.min(1, this.#imageArea / (this.#width * this.#height)),
      invisibleGlyphs: this.#invisibleGlyphs,
    }
  }

  #operator(operator: number, args: unknown): void {
    const state = this.#state
    const numbers = args as readonly number[]
    switch (operator) {
      case OPS.showText:
        this.#showText((args as readonly [readonly (PdfGlyph | number)[]])[0])
        break
      case OPS.setTextMatrix:
        this.#cursor.set((args as readonly [ArrayLike<number>])[0])
        break
      case OPS.moveText:
        this.#cursor.move(numbers[0]!, numbers[1]!)
        break
      case OPS.setLeadingMoveText:
        state.leading = -numbers[1]!
        this.#cursor.move(numbers[0]!, numbers[1]!)
        break
      case OPS.nextLine:
        this.#cursor.move(0, -state.leading)
        break
      case OPS.beginText:
        this.#cursor.reset()
        break
      case OPS.setFont:
        this.#setFont(args as readonly [string, number])
        break
      case OPS.setGState:
        this.#setGraphicsState((args as readonly [readonly (readonly [string, unknown])[]])[0])
        break
      case OPS.setCharSpacing:
        state.charSpacing = numbers[0]!
        break
      case OPS.setWordSpacing:
        state.wordSpacing = numbers[0]!
        break
      case OPS.setHScale:
        state.horizontalScale = numbers[0]! / 100
        break
      case OPS.setLeading:
        state.leading = numbers[0]!
        break
      case OPS.setTextRise:
        state.rise = numbers[0]!
        break
      case OPS.setTextRenderingMode:
        state.renderMode = numbers[0]!
        break
      default:
        this.#graphicsOperator(operator, args)
    }
  }

  #graphicsOperator(operator: number, args: unknown): void {
    switch (operator) {
      case OPS.save:
      case OPS.beginGroup:
        this.#save()
        break
      case OPS.restore:
      case OPS.endGroup:
      case OPS.paintFormXObjectEnd:
        this.#restore()
        break
      case OPS.transform:
        this.#transform(args as ArrayLike<number>)
        break
      case OPS.paintFormXObjectBegin:
        this.#save()
        this.#transform((args as readonly [ArrayLike<number> | null])[0])
        break
      case OPS.constructPath: {
        const [paintOp, [path]] = args as readonly [number, readonly [ArrayLike<number> | null]]
        this.#imagePending = false
        addRulings(paintOp, path, this.#state.ctm, this.#state, this.#rulings)
        break
      }
      case OPS.setFillRGBColor:
        this.#state.whiteFill = (args as readonly unknown[])[0] === white
        break
      case OPS.setStrokeRGBColor:
        this.#state.whiteStroke = (args as readonly unknown[])[0] === white
        break
      case OPS.paintImageXObject:
      case OPS.paintImageMaskXObject:
      case OPS.paintInlineImageXObject:
      case OPS.paintImageXObjectRepeat:
      case OPS.paintImageMaskXObjectRepeat:
      case OPS.paintInlineImageXObjectGroup:
      case OPS.paintImageMaskXObjectGroup:
        this.#noteImage()
        break
    }
  }

  #noteImage(): void {
    const { ctm } = this.#state
    this.#hasImages = true
    const area = Math.abs(ctm[0] * ctm[3] - ctm[1] * ctm[2])
    if (area > 0) this.#imageArea += area
  }

  #save(): void {
    this.#stack.push(this.#state)
    this.#state = this.#state.clone()
  }

  #restore(): void {
    if (this.#imagePending) this.#noteImage()
    this.#imagePending = false
    this.#state = this.#stack.pop() ?? this.#state
  }

  #transform(matrix: ArrayLike<number> | null): void {
    if (!matrix) return
    const ctm = multiply(this.#state.ctm, matrix)
    this.#state.ctm = ctm
    this.#imagePending = Math.hypot(ctm[0], ctm[1]) >= minImageSide && Math.hypot(ctm[2], ctm[3]) >= minImageSide
  }

  #setFont([loadedName, size]: readonly [string, number]): void {
    this.#state.font = this.#fonts.get(this.#page, loadedName)
    this.#state.fontSize = size
  }

  #setGraphicsState(entries: readonly (readonly [string, unknown])[]): void {
    for (const [key, value] of entries) {
      if (key === 'Font') this.#setFont(value as readonly [string, number])
    }
  }

  #showText(glyphs: readonly (PdfGlyph | number)[]): void {
    const { font, fontSize, horizontalScale, rise, charSpacing, wordSpacing, renderMode, ctm } = this.#state
    this.#imagePending = false
    if (!font) return
    const cursor = this.#cursor
    const [ma, mb] = [ctm[0] * cursor.a + ctm[2] * cursor.b, ctm[1] * cursor.a + ctm[3] * cursor.b]
    const [mc, md] = [ctm[0] * cursor.c + ctm[2] * cursor.d, ctm[1] * cursor.c + ctm[3] * cursor.d]
    const scale = fontSize * horizontalScale
    const size = Math.abs(fontSize) * (mc === 0 ? Math.abs(md) : Math.hypot(mc, md))
    // Where text goes next, per unit of text space, in displayed coordinates.
    const sign = scale < 0 ? -1 : 1
    const dx = font.vertical ? -mc : ma * sign
    const dy = font.vertical ? -md : mb * sign
    const ox = ctm[0] * cursor.e + ctm[2] * cursor.f + ctm[4] + mc * rise
    const oy = ctm[1] * cursor.e + ctm[3] * cursor.f + ctm[5] + md * rise
    if (size === 0 || scale === 0 || (dx === 0 && dy === 0)) return
    // Damaged operators lack operands: what stands nowhere is not shown.
    if (!Number.isFinite(size + dx + dy + ox + oy)) return
    const { frame, glyphs: table } = this.#layer(dx, dy)
    const { reader } = font
    const unit = dx * frame.cos + dy * frame.sin
    const drop = dy * frame.cos - dx * frame.sin
    const style = this.#fonts.style(font, size, renderMode === emboldenedMode)
    const u = ox * frame.cos + oy * frame.sin + frame.du
    const v = -ox * frame.sin + oy * frame.cos + frame.dv
    const slanted = frame.angle % 90 !== 0
    const visible = slanted || (v >= -edgeTolerance && v - size / 2 <= frame.height + edgeTolerance)
    const uMin = slanted ? -Number.MAX_VALUE : -edgeTolerance
    const uMax = slanted ? Number.MAX_VALUE : frame.width + edgeTolerance
    const stretch = font.vertical ? 1 : Math.abs(horizontalScale)
    const em = Math.abs(fontSize) * stretch
    const widen = Math.max(charSpacing * stretch, 0)
    let offset = 0 // along the text, in text space, growing forwards
    for (const glyph of glyphs) {
      if (typeof glyph === 'number') {
        offset -= (glyph / 1000) * em
        continue
      }
      const width = font.vertical ? verticalAdvance(glyph) * em : glyph.width * font.widthScale * em
      const start = offset
      const x0 = u + start * unit
      offset += width + (charSpacing + (glyph.isSpace ? wordSpacing : 0)) * stretch
      // Letter spacing that widens counts into the glyph: tightened letters may overlap, but do not end early.
      const x1 = x0 + (width + widen) * unit
      const middle = (x0 + x1) / 2
      if (!visible || !(middle >= uMin && middle <= uMax)) continue
      const chars = reader ? reader(glyph) : plainChars(glyph.unicode, glyph.originalCharCode)
      if (chars === '') continue
      table.push(chars, x0, x1, drop === 0 ? v : v + start * drop, size, style)
      if (renderMode === invisibleMode) this.#invisibleGlyphs++
    }
    if (font.vertical) cursor.advance(0, -offset)
    else cursor.advance(offset * sign, 0)
  }

  #layer(dx: number, dy: number): Layer {
    const upright = this.#upright
    if (upright && dy === 0 && dx > 0) return upright
    let angle = dy === 0 && dx > 0 ? 0 : Math.round((Math.atan2(dy, dx) * 180) / Math.PI)
    if (angle === -180) angle = 180
    if (Math.abs(angle) <= mostSkew) angle = 0
    let layer = this.#layers.get(angle)
    if (!layer) {
      const glyphs = angle === 0 ? this.#scratch : new GlyphTable()
      layer = { frame: frameOf(angle, this.#width, this.#height), glyphs }
      this.#layers.set(angle, layer)
      if (angle === 0) this.#upright = layer
    }
    return layer
  }
}

/** Ems downwards. Without own metrics a glyph of vertical writing advances one em. */
function verticalAdvance(glyph: PdfGlyph): number {
  return glyph.vmetric ? Math.abs(glyph.vmetric[0]) / 1000 : 1
}
