import { identity, multiply, type Matrix } from './matrix.ts'
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
  lineWidth = 1
  /** White lines and fills draw nothing that anyone sees. */
  whiteFill = false
  whiteStroke = false

  constructor(ctm: Matrix) {
    this.ctm = ctm
  }

  clone(): TextState {
    return Object.assign(new TextState(this.ctm), this)
  }
}

/** Text matrix and text line matrix; not part of what q and Q save. */
export class TextCursor {
  matrix: Matrix = identity
  line: Matrix = identity

  reset(): void {
    this.set(identity)
  }

  set(matrix: Matrix): void {
    this.matrix = this.line = matrix
  }

  move(x: number, y: number): void {
    this.set(multiply(this.line, [1, 0, 0, 1, x, y]))
  }

  advance(x: number, y: number): void {
    const [a, b, c, d, e, f] = this.matrix
    this.matrix = [a, b, c, d, e + a * x + c * y, f + b * x + d * y]
  }
}
