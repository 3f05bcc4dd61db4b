const initialCapacity = 4096

/**
 * The glyphs of one page that run in one direction, as a struct of arrays (a page has thousands; objects would cost
 * more than the geometry). Coordinates are in the layer's frame: points, text running to the right, y downwards.
 */
export class GlyphTable {
  count = 0
  /** Source characters of the glyph (a ligature has several); ' ' for white space. */
  readonly chars: string[] = []
  /** Left and right end of the advance, letter spacing included. */
  x0 = new Float64Array(initialCapacity)
  x1 = new Float64Array(initialCapacity)
  /** Baseline. */
  y = new Float64Array(initialCapacity)
  /** Em in points, as displayed. */
  size = new Float64Array(initialCapacity)
  /** Index of the document's style. */
  style = new Int32Array(initialCapacity)

  push(chars: string, x0: number, x1: number, y: number, size: number, style: number): void {
    const index = this.count++
    if (index === this.x0.length) this.#grow()
    this.chars.push(chars)
    this.x0[index] = x0
    this.x1[index] = x1
    this.y[index] = y
    this.size[index] = size
    this.style[index] = style
  }

  clear(): void {
    this.count = 0
    this.chars.length = 0
  }

  #grow(): void {
    const capacity = this.x0.length * 2
    const widen = (old: Float64Array<ArrayBuffer>) => {
      const wide = new Float64Array(capacity)
      wide.set(old)
      return wide
    }
    this.x0 = widen(this.x0)
    this.x1 = widen(this.x1)
    this.y = widen(this.y)
    this.size = widen(this.size)
    const style = new Int32Array(capacity)
    style.set(this.style)
    this.style = style
  }
}
