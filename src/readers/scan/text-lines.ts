import type { Ink, PixelBox } from './raster.ts'

/** Baselines lie at least this far apart (inches): 8 points. */
const minPitch = 0.11
/** A baseline has at least this share of the lower edges that the strongest one has. */
const minShare = 0.2
/** Lower edges this strong, compared with a peak's, further down but in the same line: the peak was the bottom of an upper bowl ('%', '3'). */
const lowerPeak = 0.6
/** Pieces narrower than this (inches) are a letter or three: they say too little for peaks, and mostly stand on their lowest ink. */
const shortPiece = 0.35
/** Ink less high than this (inches) is no line by itself but marks of one that is nearer than this (inches). */
const thinBand = 0.06
const markGap = 0.04
/** Pixels about the baseline. */
const nearBaseline = 2
/** Letters reach this far (inches) above their baseline, at least: x-height of 8 points. */
const bodyHeight = 0.05
/** Between two lines is a row with less than this share of the ink of their letters; inside a line of capitals is none. */
const quietShare = 0.45
/** Where, between two baselines, the lower line is likeliest to begin: after descenders, before marks on capitals. */
const likelyCut = 0.32

/** A line of text inside a box, and the row of pixels its letters stand on. */
export interface TextRow extends PixelBox {
  readonly baseline: number
  /** Share of the letters' lower edges that lie at the baseline: 0.4 in straight lines, 0.3 and less in bent ones. */
  readonly straightness: number
}

/**
 * The lines of text in a piece of a levelled page, top to bottom. Rows of white do not divide them reliably: Vietnamese
 * letters reach from line to line. Baselines do: most letters end there.
 */
export function textRows(ink: Ink, box: PixelBox, dpi: number): TextRow[] {
  return inkBands(ink, box, 1, dpi).flatMap((band) => bandRows(ink, band, dpi))
}

/** Stretches of rows with ink, `gap` white rows or more between them; marks and dots that stand off their letters stay with them. */
export function inkBands(ink: Ink, box: PixelBox, gap: number, dpi: number): PixelBox[] {
  const bands = stretches(rowInk(ink, box), box.y0, gap)
  const isThin = ([from, to]: Stretch) => to - from < thinBand * dpi
  for (let i = 0; i < bands.length;) {
    const [above, band, below] = [bands[i - 1], bands[i]!, bands[i + 1]]
    const [up, down] = [above ? band[0] - above[1] : Infinity, below ? below[0] - band[1] : Infinity]
    if (!isThin(band) || Math.min(up, down) > markGap * dpi) i++
    else if (up < down) {
      above![1] = band[1]
      bands.splice(i, 1)
    } else {
      below![0] = band[0]
      bands.splice(i, 1)
    }
  }
  return bands.map(([y0, y1]) => ({ ...box, y0, y1 }))
}

type Stretch = [from: number, to: number]

/** Where `counts` are above 0, with less than `gap` zeros inside. */
export function stretches(counts: Uint32Array, offset: number, gap: number): Stretch[] {
  const found: Stretch[] = []
  for (let i = 0; i < counts.length; i++) {
    if (counts[i] === 0) continue
    const last = found.at(-1)
    if (last && offset + i - last[1] < gap) last[1] = offset + i + 1
    else found.push([offset + i, offset + i + 1])
  }
  return found
}

/** Lines whose rows touch. */
function bandRows(ink: Ink, box: PixelBox, dpi: number): TextRow[] {
  const exact = lowerEdges(ink, box)
  // Three rows taken together: letters with round bottoms reach a little lower.
  const edges = exact.map((count, i) => (exact[i - 1] ?? 0) + 2 * count + (exact[i + 1] ?? 0))
  const counts = rowInk(ink, box)
  const body = Math.round(bodyHeight * dpi)
  const peaks = findPeaks(edges, Math.round(minPitch * dpi))
  const baselines = divideLines(peaks, edges, counts, body)
  const only = baselines.length === 1 && box.x1 - box.x0 < shortPiece * dpi
  if (only) baselines[0] = counts.findLastIndex((count) => count > 0)
  const cuts = baselines.slice(1).map((next, i) => box.y0 + quietRow(counts, baselines[i]!, next))
  return baselines.flatMap((baseline, i) => {
    const [y0, y1] = [i === 0 ? box.y0 : cuts[i - 1]!, i === cuts.length ? box.y1 : cuts[i]!]
    const inside = inkBounds(ink, { ...box, y0, y1 })
    if (!inside) return []
    const all = sumOf(exact, inside.y0 - box.y0, inside.y1 - box.y0)
    const near = sumOf(exact, baseline - nearBaseline, baseline + nearBaseline + 1)
    return [{ ...inside, baseline: box.y0 + baseline, straightness: near / all }]
  })
}

/** For each row of the box, how many pixels of ink have none below. */
function lowerEdges({ width, height, data }: Ink, box: PixelBox): Uint32Array {
  const counts = new Uint32Array(box.y1 - box.y0)
  for (let y = box.y0; y < box.y1; y++) {
    let count = 0
    for (let at = y * width + box.x0, end = y * width + box.x1; at < end; at++) {
      if (data[at] && (y + 1 === height || !data[at + width])) count++
    }
    counts[y - box.y0] = count
  }
  return counts
}

function sumOf(counts: Uint32Array, from: number, to: number): number {
  let sum = 0
  for (let row = Math.max(0, from); row < Math.min(counts.length, to); row++) sum += counts[row]!
  return sum
}

function findPeaks(values: Uint32Array, apart: number): number[] {
  const order = Array.from(values.keys()).sort((a, b) => values[b]! - values[a]! || b - a)
  const least = minShare * values[order[0]!]!
  const peaks: number[] = []
  for (const at of order) {
    if (values[at]! < least) break
    const baseline = lowestOf(values, at, apart)
    if (peaks.every((peak) => Math.abs(peak - baseline) >= apart)) peaks.push(baseline)
  }
  return peaks.sort((a, b) => a - b)
}

function lowestOf(values: Uint32Array, peak: number, apart: number): number {
  for (let at = Math.min(values.length - 1, peak + apart - 1); at > peak + 2; at--) {
    if (values[at]! >= lowerPeak * values[peak]! && values[at]! >= (values[at + 1] ?? 0)) return at
  }
  return peak
}

/** Of two peaks with no quiet row between them one is no baseline: capitals have edges at their tops, too. The weaker goes. */
function divideLines(peaks: number[], edges: Uint32Array, counts: Uint32Array, body: number): number[] {
  const kept = [...peaks]
  const meanInk = (baseline: number) => {
    let sum = 0
    for (let row = Math.max(0, baseline - body); row < baseline; row++) sum += counts[row]!
    return sum / body
  }
  for (let i = 1; i < kept.length;) {
    const [above, below] = [kept[i - 1]!, kept[i]!]
    const quiet = counts[quietRow(counts, above, below)]!
    if (quiet <= quietShare * Math.min(meanInk(above), meanInk(below))) i++
    else {
      kept.splice(edges[above]! < edges[below]! ? i - 1 : i, 1)
      i = Math.max(1, i - 1)
    }
  }
  return kept
}

/** The row with the least ink between two baselines, the likeliest of several. */
function quietRow(counts: Uint32Array, above: number, below: number): number {
  const wanted = above + likelyCut * (below - above)
  let [best, least, distance] = [above + 1, Infinity, Infinity]
  for (let row = above + 1; row < above + 0.7 * (below - above); row++) {
    const count = counts[row]!
    const far = Math.abs(row - wanted)
    if (count < least || (count === least && far < distance)) [best, least, distance] = [row, count, far]
  }
  return best
}

/** Pixels of ink in each row of a box. */
export function rowInk({ width, data }: Ink, { x0, y0, x1, y1 }: PixelBox): Uint32Array {
  const counts = new Uint32Array(y1 - y0)
  for (let y = y0; y < y1; y++) {
    let count = 0
    for (let at = y * width + x0, end = y * width + x1; at < end; at++) count += data[at]!
    counts[y - y0] = count
  }
  return counts
}

/** The smallest rectangle with all ink of `box`, one pixel wider for grey edges; null if there is none. */
export function inkBounds(ink: Ink, box: PixelBox): PixelBox | null {
  let [x0, y0, x1, y1] = [box.x1, -1, box.x0, -1]
  for (let y = box.y0; y < box.y1; y++) {
    const start = y * ink.width
    let first = box.x0
    while (first < box.x1 && !ink.data[start + first]) first++
    if (first === box.x1) continue
    let last = box.x1 - 1
    while (!ink.data[start + last]) last--
    if (y0 < 0) y0 = y
    y1 = y + 1
    x0 = Math.min(x0, first)
    x1 = Math.max(x1, last + 1)
  }
  if (y0 < 0) return null
  return {
    x0: Math.max(box.x0, x0 - 1),
    y0: Math.max(box.y0, y0 - 1),
    x1: Math.min(box.x1, x1 + 1),
    y1: Math.min(box.y1, y1 + 1),
  }
}
