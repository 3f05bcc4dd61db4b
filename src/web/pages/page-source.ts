/** Where pages come from: a PDF drawn here, or pictures of pages the server made. Sizes are PDF points, pages 1-based. */
export interface PageSource {
  readonly count: number
  size(page: number): Promise<PageSize>
  /** The page as pixels, `pixelsPerPoint` of them to a point. Kept, and the same canvas for the same question. */
  bitmap(page: number, pixelsPerPoint: number): Promise<HTMLCanvasElement>
  /** The bitmap if it has been made already. */
  ready(page: number): HTMLCanvasElement | null
  close(): void
}

export interface PageSize {
  readonly width: number
  readonly height: number
}

/** Bitmaps kept of one document: a page of A4 at three pixels a point is some 18 MB. */
const keptBitmaps = 6

/** Keeps the last bitmaps and makes each only once. */
export class Bitmaps {
  readonly #made = new Map<number, { readonly scale: number; readonly canvas: Promise<HTMLCanvasElement> }>()
  readonly #ready = new Map<number, HTMLCanvasElement>()

  async get(page: number, scale: number, make: () => Promise<HTMLCanvasElement>): Promise<HTMLCanvasElement> {
    const kept = this.#made.get(page)
    if (kept && kept.scale >= scale) {
      this.#made.delete(page)
      this.#made.set(page, kept)
      return kept.canvas
    }
    const canvas = make()
    this.#made.set(page, { scale, canvas })
    this.#forgetOldest()
    try {
      const made = await canvas
      if (this.#made.get(page)?.canvas === canvas) this.#ready.set(page, made)
      return made
    } catch (error) {
      if (this.#made.get(page)?.canvas === canvas) this.#made.delete(page)
      throw error
    }
  }

  ready(page: number): HTMLCanvasElement | null {
    return this.#ready.get(page) ?? null
  }

  clear(): void {
    this.#made.clear()
    this.#ready.clear()
  }

  #forgetOldest(): void {
    for (const page of this.#made.keys()) {
      if (this.#made.size <= keptBitmaps) return
      this.#made.delete(page)
      this.#ready.delete(page)
    }
  }
}

export function newCanvas(width: number, height: number): HTMLCanvasElement {
  const canvas = document.createElement('canvas')
  canvas.width = Math.max(1, Math.round(width))
  canvas.height = Math.max(1, Math.round(height))
  return canvas
}
