/** A picture in shades of grey: one byte a pixel, 0 black, row by row from the top left. */
export interface Gray {
  readonly width: number
  readonly height: number
  readonly data: Uint8Array
}

/** Which pixels are ink: one byte a pixel, 1 ink, 0 paper. */
export type Ink = Gray

/** A page as it was scanned: grey, or red, green and blue interleaved. */
export interface PageImage {
  readonly width: number
  readonly height: number
  readonly channels: 1 | 3
  readonly data: Uint8Array
  /** Pixels an inch. */
  readonly dpi: number
}

/** A rectangle of pixels: x0 ≤ x < x1, y0 ≤ y < y1. */
export interface PixelBox {
  readonly x0: number
  readonly y0: number
  readonly x1: number
  readonly y1: number
}

export const white = 255

/** Where a turned picture's pixel (u, v) lies in the picture it was made from: x = cos·u − sin·v + dx, y = sin·u + cos·v + dy. */
export interface Turn {
  readonly cos: number
  readonly sin: number
  readonly dx: number
  readonly dy: number
}

/**
 * The picture turned so that what ran at `degrees` (clockwise, y downwards) runs to the right. It grows so that no
 * corner is lost; what lies outside the source is white. Whole quarter turns copy pixels, others interpolate.
 */
export function turnBack(image: Gray, degrees: number): { readonly image: Gray; readonly turn: Turn } {
  const quarter = degrees % 90 === 0
  const radians = (degrees * Math.PI) / 180
  const cos = quarter ? Math.round(Math.cos(radians)) : Math.cos(radians)
  const sin = quarter ? Math.round(Math.sin(radians)) : Math.sin(radians)
  const width = Math.round(Math.abs(cos) * image.width + Math.abs(sin) * image.height)
  const height = Math.round(Math.abs(sin) * image.width + Math.abs(cos) * image.height)
  // Middle goes to middle.
  const dx = (image.width - 1) / 2 - (cos * (width - 1) - sin * (height - 1)) / 2
  const dy = (image.height - 1) / 2 - (sin * (width - 1) + cos * (height - 1)) / 2
  const turn = { cos, sin, dx, dy }
  const data = new Uint8Array(width * height)
  if (quarter) copyTurned(image, turn, width, height, data)
  else sampleTurned(image, turn, width, height, data)
  return { image: { width, height, data }, turn }
}

function copyTurned(image: Gray, { cos, sin, dx, dy }: Turn, width: number, height: number, into: Uint8Array): void {
  const [fromX, fromY] = [Math.round(dx), Math.round(dy)]
  const step = cos + sin * image.width
  for (let v = 0; v < height; v++) {
    let from = (fromY + cos * v) * image.width + fromX - sin * v
    for (let u = 0, to = v * width; u < width; u++, to++, from += step) into[to] = image.data[from]!
  }
}

/** Bilinear, in whole numbers: places in 1/65536 pixel, weights in 1/256. */
function sampleTurned(image: Gray, { cos, sin, dx, dy }: Turn, width: number, height: number, into: Uint8Array): void {
  const { width: w, height: h, data } = image
  const one = 65536
  const [stepX, stepY] = [Math.round(cos * one), Math.round(sin * one)]
  for (let v = 0; v < height; v++) {
    let x = Math.round((dx - sin * v) * one)
    let y = Math.round((dy + cos * v) * one)
    for (let u = 0, to = v * width; u < width; u++, to++, x += stepX, y += stepY) {
      const [column, row] = [x >> 16, y >> 16]
      if (column < 0 || row < 0 || column >= w - 1 || row >= h - 1) {
        into[to] = white
        continue
      }
      const [fx, fy] = [(x >> 8) & 255, (y >> 8) & 255]
      const at = row * w + column
      const top = data[at]! * (256 - fx) + data[at + 1]! * fx
      const bottom = data[at + w]! * (256 - fx) + data[at + w + 1]! * fx
      into[to] = (top * (256 - fy) + bottom * fy + 32768) >> 16
    }
  }
}

/** Paints a rectangle white; parts outside the picture are ignored. */
export function erase(image: Gray, box: PixelBox): void {
  const [x0, x1] = [Math.max(0, box.x0), Math.min(image.width, box.x1)]
  const [y0, y1] = [Math.max(0, box.y0), Math.min(image.height, box.y1)]
  if (x1 <= x0) return
  for (let y = y0; y < y1; y++) image.data.fill(white, y * image.width + x0, y * image.width + x1)
}

/** How many pixels of the rectangle are ink. */
export function countInk(ink: Ink, box: PixelBox): number {
  let sum = 0
  for (let y = box.y0; y < box.y1; y++) {
    for (let at = y * ink.width + box.x0, end = y * ink.width + box.x1; at < end; at++) sum += ink.data[at]!
  }
  return sum
}
