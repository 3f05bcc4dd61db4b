import type { Gray } from './raster.ts'

/** Side of the squares whose paper is measured (inches): wider than the strokes of a title, narrower than a fold's shadow. */
const square = 0.16
/** The paper's shade in a square: so many of its pixels (share) are darker. */
const paperShare = 0.85
/** Paper this much darker than the page's lightest paper is none: a picture, a black bar. */
const darkest = 0.35
/** Light is even if all paper differs by less than this (0..255). */
const evenEnough = 36
/** Paper counts as white from this share of its shade on: below it, noise would stay as a grey veil. */
const veil = 0.95
/** Paper this light is white. */
const whiteEnough = 250
/** Between these shares of the squares, darkest first, light is compared; the others may be ink, or the scanner's lid. */
const lowShare = 0.03
const highShare = 0.97

/**
 * The picture as if its paper were white, and everywhere so: paper is grey, lamps are weaker at the edges, folds and
 * bindings throw shadows. The picture itself where there is nothing to gain.
 */
export function whitenPaper(image: Gray, dpi: number): Gray {
  const side = Math.max(8, Math.round(square * dpi))
  const paper = measurePaper(image, side)
  const sorted = Float32Array.from(paper.data).sort()
  const at = (share: number) => sorted[Math.floor(share * (sorted.length - 1))]!
  if (at(highShare) - at(lowShare) < evenEnough) return scale(image, at(0.5))
  fillDark(paper, darkest * at(highShare))
  return divide(image, smooth(paper), side)
}

function scale(image: Gray, paper: number): Gray {
  if (paper >= whiteEnough || paper === 0) return image
  const lighter = Uint8Array.from({ length: 256 }, (_, value) =>
    Math.min(255, Math.round((value * 255) / (veil * paper))),
  )
  return { ...image, data: image.data.map((value) => lighter[value]!) }
}

interface Paper {
  readonly columns: number
  readonly rows: number
  readonly data: Float32Array
}

function measurePaper({ width, height, data }: Gray, side: number): Paper {
  const [columns, rows] = [Math.ceil(width / side), Math.ceil(height / side)]
  const paper = new Float32Array(columns * rows)
  const histogram = new Uint32Array(256)
  for (let row = 0; row < rows; row++) {
    for (let column = 0; column < columns; column++) {
      histogram.fill(0)
      let count = 0
      // Every other pixel is enough.
      for (let y = row * side; y < Math.min(height, (row + 1) * side); y += 2) {
        const start = y * width
        for (let x = column * side; x < Math.min(width, (column + 1) * side); x += 2, count++)
          histogram[data[start + x]!]!++
      }
      let [level, below] = [0, 0]
      while (level < 255 && below + histogram[level]! <= paperShare * count) below += histogram[level++]!
      paper[row * columns + column] = level
    }
  }
  return { columns, rows, data: paper }
}

/** Squares without paper take the shade of the nearest ones that have some, from left and right, then from above and below. */
function fillDark({ columns, rows, data }: Paper, least: number): void {
  const spread = (from: number, step: number, count: number) => {
    let last = -1
    for (let i = 0, at = from; i < count; i++, at += step) {
      if (data[at]! >= least) last = data[at]!
      else if (last >= 0) data[at] = last
    }
  }
  for (let row = 0; row < rows; row++) {
    spread(row * columns, 1, columns)
    spread(row * columns + columns - 1, -1, columns)
  }
  for (let column = 0; column < columns; column++) {
    spread(column, columns, rows)
    spread((rows - 1) * columns + column, -columns, rows)
  }
}

/** A square full of ink between squares of paper is lifted to them; a shadow, several squares long, stays. */
function smooth({ columns, rows, data }: Paper): Paper {
  const smoothed = new Float32Array(data.length)
  for (let row = 0; row < rows; row++) {
    for (let column = 0; column < columns; column++) {
      const at = row * columns + column
      const left = data[column > 0 ? at - 1 : at]!
      const right = data[column < columns - 1 ? at + 1 : at]!
      smoothed[at] = Math.max(data[at]!, Math.min(left, right))
    }
  }
  return { columns, rows, data: smoothed }
}

/** Every pixel over the paper's shade there, between the middles of squares by proportion. */
function divide(image: Gray, { columns, rows, data: paper }: Paper, side: number): Gray {
  const { width, height, data } = image
  const even = new Uint8Array(data.length)
  const factors = new Float32Array(columns)
  for (let y = 0; y < height; y++) {
    const place = Math.min(rows - 1, Math.max(0, (y + 0.5) / side - 0.5))
    const row = Math.min(rows - 1, Math.floor(place))
    const below = Math.min(rows - 1, row + 1)
    const share = place - row
    for (let column = 0; column < columns; column++) {
      const shade = paper[row * columns + column]! * (1 - share) + paper[below * columns + column]! * share
      factors[column] = 255 / Math.max(1, veil * shade)
    }
    for (let x = 0, at = y * width; x < width; x++, at++) {
      const across = Math.min(columns - 1, Math.max(0, (x + 0.5) / side - 0.5))
      const column = Math.min(columns - 1, Math.floor(across))
      const next = Math.min(columns - 1, column + 1)
      const factor = factors[column]! + (factors[next]! - factors[column]!) * (across - column)
      const value = data[at]! * factor
      even[at] = value > 255 ? 255 : value
    }
  }
  return { width, height, data: even }
}
