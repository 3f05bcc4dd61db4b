import { findComponents, type Components } from './components.ts'
import type { Gray, Ink, PageImage } from './raster.ts'

/** How far (0..255) the strongest of red, green and blue must exceed the weakest for a pixel to have a colour. */
const colour = 60
/** …and for a pixel at the edge of something coloured to be part of it. */
const tinge = 25
/** Coloured shapes as large as this (inches) both ways, or this high, are no letters: seals, signatures. */
const largeShape = 0.25
const highShape = 0.35
/** What lies this close (inches) to a coloured shape belongs to it: table lines cut seals into pieces. */
const near = 0.05
/** A shape that fills more than this share of where it lies is a painted area with text on it. */
const filledShare = 0.6
/** Colour in less than this share of the pixels is a stain or the camera's noise. */
const minShare = 0.0002

/**
 * The page in shades of grey. Seals and signatures, which are drawn in colour over the text, are taken out: through a
 * filter of their own colour, so that black letters under them stay. Coloured letters stay, grey.
 */
export function toGrey(scan: PageImage): Gray {
  const { width, height, channels, data } = scan
  if (channels === 1) return { width, height, data: data.slice() }
  const grey = new Uint8Array(width * height)
  const coloured = new Uint8Array(width * height)
  let count = 0
  for (let i = 0, at = 0; i < grey.length; i++, at += 3) {
    const r = data[at]!
    const g = data[at + 1]!
    const b = data[at + 2]!
    grey[i] = (r * 77 + g * 151 + b * 28) >> 8
    const most = r > g ? (r > b ? r : b) : g > b ? g : b
    const least = r < g ? (r < b ? r : b) : g < b ? g : b
    if (most - least > colour) {
      coloured[i] = 1
      count++
    }
  }
  const image = { width, height, data: grey }
  if (count > minShare * grey.length) {
    const mask = { width, height, data: coloured }
    for (const drawing of findDrawings(mask, scan.dpi)) takeOut(image, scan, mask, drawing)
  }
  return image
}

/** Something drawn in colour: the squares it lies in, of `side` pixels, as runs of squares. */
interface Drawing {
  readonly side: number
  readonly runs: readonly { readonly from: number; readonly to: number; readonly row: number }[]
}

/** Coloured shapes taken together with what lies near, where one of them is too large for a letter. */
function findDrawings(coloured: Ink, dpi: number): Drawing[] {
  const side = Math.max(2, Math.round(near * dpi))
  const squares = findComponents(coarse(coloured, side))
  const { count, runs, owner } = squares
  const large = new Uint8Array(count)
  const shapes = findComponents(coloured)
  for (let c = 0; c < shapes.count; c++) {
    const [w, h] = [shapes.x1[c]! - shapes.x0[c]!, shapes.y1[c]! - shapes.y0[c]!]
    if (Math.min(w, h) < largeShape * dpi && h < highShape * dpi) continue
    large[clusterOf(squares, shapes, c, side)] = 1
  }
  const drawings: { side: number; runs: { from: number; to: number; row: number }[] }[] = []
  const index = new Int32Array(count).fill(-1)
  for (let i = 0; i < runs.count; i++) {
    const c = owner[i]!
    if (!large[c]) continue
    if (index[c]! < 0) index[c] = drawings.push({ side, runs: [] }) - 1
    drawings[index[c]!]!.runs.push({ from: runs.from[i]!, to: runs.to[i]!, row: runs.row[i]! })
  }
  return drawings
}

function coarse({ width, height, data }: Ink, side: number): Ink {
  const [columns, rows] = [Math.ceil(width / side), Math.ceil(height / side)]
  const squares = new Uint8Array(columns * rows)
  for (let y = 0, at = 0; y < height; y++) {
    const row = Math.floor(y / side) * columns
    for (let x = 0; x < width; x++, at++) if (data[at]) squares[row + Math.floor(x / side)] = 1
  }
  return { width: columns, height: rows, data: squares }
}

/** The cluster of squares that a shape's first run of pixels lies in. */
function clusterOf(squares: Components, shapes: Components, shape: number, side: number): number {
  const first = shapes.owner.indexOf(shape)
  const [column, row] = [Math.floor(shapes.runs.from[first]! / side), Math.floor(shapes.runs.row[first]! / side)]
  const { runs, owner } = squares
  let i = 0
  while (runs.row[i] !== row || runs.to[i]! <= column) i++
  return owner[i]!
}

/** Every pixel of a drawing seen through a filter of its own colour; red and blue may cross. */
function takeOut(image: Gray, scan: PageImage, coloured: Ink, { side, runs }: Drawing): void {
  const { width, height, data } = scan
  const sums = [0, 0, 0]
  const counts = [0, 0, 0]
  let pixels = 0
  const forPixels = (visit: (at: number, strongest: 0 | 1 | 2, chroma: number) => void) => {
    for (const { from, to, row } of runs) {
      const [x0, x1] = [Math.max(0, (from - 1) * side), Math.min(width, (to + 1) * side)]
      for (let y = row * side; y < Math.min(height, (row + 1) * side); y++) {
        for (let x = x0, at = y * width + x0; x < x1; x++, at++) {
          const [r, g, b] = [data[3 * at]!, data[3 * at + 1]!, data[3 * at + 2]!]
          const strongest = r >= g && r >= b ? 0 : b >= g ? 2 : 1
          visit(at, strongest, Math.max(r, g, b) - Math.min(r, g, b))
        }
      }
    }
  }
  forPixels((at, strongest) => {
    pixels++
    if (!coloured.data[at]) return
    counts[strongest]!++
    sums[strongest]! += data[3 * at + strongest]!
  })
  if (counts[0]! + counts[1]! + counts[2]! > filledShare * pixels) return
  forPixels((at, strongest, chroma) => {
    if (chroma <= tinge || counts[strongest] === 0) return
    const seen = (data[3 * at + strongest]! * 255 * counts[strongest]!) / sums[strongest]!
    if (seen > image.data[at]!) image.data[at] = Math.min(255, Math.round(seen))
  })
}

/** A picture with more pixels than help: the mean of squares of `factor` × `factor`. */
export function shrink({ width, height, data }: Gray, factor: number): Gray {
  const [w, h] = [Math.floor(width / factor), Math.floor(height / factor)]
  const small = new Uint8Array(w * h)
  for (let y = 0, to = 0; y < h; y++) {
    for (let x = 0; x < w; x++, to++) {
      let sum = 0
      for (let dy = 0; dy < factor; dy++) {
        for (let at = (y * factor + dy) * width + x * factor, end = at + factor; at < end; at++) sum += data[at]!
      }
      small[to] = Math.round(sum / (factor * factor))
    }
  }
  return { width: w, height: h, data: small }
}
