import type { Ruling } from '../../layout/page-content.ts'
import { white, type Gray, type Ink } from './raster.ts'

/** Shortest lines looked for (inches). Down: higher than letters of titles, lower than a row of a table. */
const minHeight = 0.2
/** Across: wider than a dash, and than the bars that TT and other capitals make together. */
const minWidth = 0.4
/** Lines are at most this thick (inches); thicker ink is a bar, a picture or a scanner's edge. */
const maxThickness = 0.035
/** A line goes on behind a gap of this length (inches): print that is worn, a speck of dust on the drum. */
const maxGap = 0.02
/** Share of a line's length at which nothing but the line is there: serifs of a word in bold type make long runs too. */
const bareShare = 0.75
/** Line ends this close (inches), at one height, belong to one line. */
const joinGap = 0.1

/** A line of a table or under a heading, in pixels. */
export interface PixelLine {
  /** Middle across. */
  at: number
  from: number
  to: number
  thickness: number
}

export interface PixelRulings {
  readonly horizontal: readonly PixelLine[]
  readonly vertical: readonly PixelLine[]
}

/** Straight lines of a levelled page. */
export function findRulings(ink: Ink, dpi: number): PixelRulings {
  return { horizontal: linesOf(ink, minWidth, dpi), vertical: linesOf(transpose(ink), minHeight, dpi) }
}

export function transpose({ width, height, data }: Ink): Ink {
  const turned = new Uint8Array(data.length)
  // In blocks, so that both sides stay in the cache.
  const block = 32
  for (let y0 = 0; y0 < height; y0 += block) {
    for (let x0 = 0; x0 < width; x0 += block) {
      const [y1, x1] = [Math.min(height, y0 + block), Math.min(width, x0 + block)]
      for (let y = y0; y < y1; y++) for (let x = x0; x < x1; x++) turned[x * height + y] = data[y * width + x]!
    }
  }
  return { width: height, height: width, data: turned }
}

/** Long runs of ink, those of neighbouring rows taken together. */
function linesOf(ink: Ink, shortest: number, dpi: number): PixelLine[] {
  const { width, height, data } = ink
  const [length, gap] = [Math.round(shortest * dpi), Math.round(maxGap * dpi)]
  const open: Band[] = []
  const closed: Band[] = []
  for (let y = 0; y < height; y++) {
    const start = y * width
    for (let x = 0; x < width;) {
      if (!data[start + x]) {
        x++
        continue
      }
      const from = x
      let to = x
      let missing = 0
      for (; x < width && missing <= gap; x++) {
        if (data[start + x]) {
          to = x + 1
          missing = 0
        } else missing++
      }
      if (to - from >= length) addRun(open, from, to, y)
    }
    for (let i = open.length - 1; i >= 0; i--) {
      if (open[i]!.last >= y - 1) continue
      closed.push(open[i]!)
      open.splice(i, 1)
    }
  }
  closed.push(...open)
  const most = Math.max(2, maxThickness * dpi)
  const lines = closed.filter((band) => band.area / (band.to - band.from) <= most).map(toLine)
  return joinCollinear(
    lines.filter((line) => bareLength(ink, line, most) >= bareShare * (line.to - line.from)),
    dpi,
  )
}

/** How many columns of a line hold ink no thicker than a line. */
function bareLength({ width, height, data }: Ink, { at, from, to, thickness }: PixelLine, most: number): number {
  const middle = Math.round(at - 0.5)
  const reach = Math.ceil(thickness / 2) + 1
  let bare = 0
  for (let x = from; x < to; x++) {
    let y = Math.max(0, middle - reach)
    while (y <= middle + reach && y < height && !data[y * width + x]) y++
    let first = y
    while (first > 0 && data[(first - 1) * width + x]) first--
    while (y < height && data[y * width + x] && y - first <= most) y++
    if (y > first && y - first <= most) bare++
  }
  return bare
}

/** Runs of neighbouring rows that overlap. */
interface Band {
  from: number
  to: number
  first: number
  last: number
  area: number
  /** Sum of row × length, for the middle. */
  weight: number
}

function addRun(open: Band[], from: number, to: number, y: number): void {
  const band = open.find((one) => one.from < to && from < one.to)
  const area = to - from
  if (!band) {
    open.push({ from, to, first: y, last: y, area, weight: y * area })
    return
  }
  band.from = Math.min(band.from, from)
  band.to = Math.max(band.to, to)
  band.last = y
  band.area += area
  band.weight += y * area
}

function toLine({ from, to, first, last, area, weight }: Band): PixelLine {
  return { at: weight / area + 0.5, from, to, thickness: last - first + 1 }
}

/** Pieces of one line: a fold, a letter or a pale stretch divides it. */
function joinCollinear(lines: PixelLine[], dpi: number): PixelLine[] {
  lines.sort((a, b) => a.from - b.from || a.at - b.at)
  const joined: PixelLine[] = []
  for (const line of lines) {
    const before = joined.findLast(
      (other) => Math.abs(other.at - line.at) <= maxThickness * dpi && line.from - other.to <= joinGap * dpi,
    )
    if (!before) {
      joined.push({ ...line })
      continue
    }
    const [a, b] = [before.to - before.from, line.to - line.from]
    before.at = (before.at * a + line.at * b) / (a + b)
    before.to = Math.max(before.to, line.to)
    before.thickness = Math.max(before.thickness, line.thickness)
  }
  return joined
}

/** Paints lines white in the picture and its ink, and leaves the letters that cross them. Upright lines go first. */
export function eraseRulings(image: Gray, ink: Ink, { horizontal, vertical }: PixelRulings, dpi: number): void {
  for (const line of vertical) eraseLine(image, ink, line, dpi, false)
  for (const line of horizontal) eraseLine(image, ink, line, dpi, true)
}

function eraseLine(image: Gray, ink: Ink, line: PixelLine, dpi: number, level: boolean): void {
  const { width, height } = image
  const [along, across] = level ? [1, width] : [width, 1]
  const limit = (level ? height : width) - 1
  const half = Math.ceil(line.thickness / 2)
  const middle = Math.round(line.at - 0.5)
  const [upper, lower] = [Math.max(0, middle - half), Math.min(limit, middle + half)]
  const thickest = Math.min(line.thickness + 3, maxThickness * dpi + 4)
  for (let s = line.from; s < line.to; s++) {
    const base = s * along
    let first = Math.max(0, upper - 1)
    while (first <= lower && !ink.data[base + first * across]) first++
    if (first > lower) continue
    let last = Math.min(limit, lower + 1)
    while (!ink.data[base + last * across]) last--
    // The whole stretch of ink across the line, as far as it goes.
    while (first > 0 && ink.data[base + (first - 1) * across]) first--
    while (last < limit && ink.data[base + (last + 1) * across]) last++
    if (last - first + 1 > thickest) {
      // A letter that stands on the line or hangs from it loses what is the line's; one that crosses it is left.
      if (first < upper - 1 && last > lower + 1) continue
      if (first < upper - 1) first = upper
      if (last > lower + 1) last = lower
    }
    // One pixel more on either side: the line's grey edge.
    for (let t = Math.max(0, first - 1); t <= Math.min(limit, last + 1); t++) {
      image.data[base + t * across] = white
      ink.data[base + t * across] = 0
    }
  }
}

/** In points: `scale` points a pixel. */
export function toRulings({ horizontal, vertical }: PixelRulings, scale: number): Ruling[] {
  return [
    ...horizontal.map(({ at, from, to }) => ({ x0: from * scale, y0: at * scale, x1: to * scale, y1: at * scale })),
    ...vertical.map(({ at, from, to }) => ({ x0: at * scale, y0: from * scale, x1: at * scale, y1: to * scale })),
  ]
}
