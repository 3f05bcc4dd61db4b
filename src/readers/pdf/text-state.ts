import { identity, type Matrix } from './matrix.ts'
import type { PdfFont } from './pdf-fonts.ts'

/** The part of the graphics state that places text and lines (ISO 32000-1, 8.4 and 9.3). */
export class TextState {
  ctm: Matrix
  font: PdfFont | null = null
  fontSize = 0
  charSpacing = 0
  wordSpacing = 0
  /** 1 is normal. */
  horizontalScale = 1
  leading = 0
  rise = 0
  renderMode = 0
  /** White lines and fills draw nothing that anyone sees. */
  whiteFill = false
  whiteStroke = false

  constructor(ctm: Matrix) {
    this.ctm = ctm
  }

  clone(): TextState {
    const copy = new TextState(this.ctm)
    copy.font = this.font
    copy.fontSize = this.fontSize
    copy.charSpacing = this.charSpacing
    copy.wordSpacing = this.wordSpacing
    copy.horizontalScale = this.horizontalScale
    copy.leading = this.leading
    copy.rise = this.rise
    copy.renderMode = this.renderMode
    copy.whiteFill = this.whiteFill
    copy.whiteStroke = this.whiteStroke
    return copy
  }
}

/** Text matrix (a–f) and where the text line began (x, y); not part of what q and Q save. */
export class TextCursor {
  a = 1
  b = 0
  c = 0
  d = 1
  e = 0
  f = 0
  #lineX = 0
  #lineY = 0

  reset(): void {
    this.set(identity)
  }

  set(matrix: ArrayLike<number>): void {
    this.a = matrix[0]!
    this.b = matrix[1]!
    this.c = matrix[2]!
    this.d = matrix[3]!
    this.e = this.#lineX = matrix[4]!
    this.f = this.#lineY = matrix[5]!
  }

  /** To a new line, (x, y) from where this one began. */
  move(x: number, y: number): void {
    this.e = this.#lineX += this.a * x + this.c * y
    this.f = this.#lineY += this.b * x + this.d * y
  }

  advance(x: number, y: number): void {
    this.e += this.a * x + this.c * y
    this.f += this.b * x + this.d * y
  }
}
