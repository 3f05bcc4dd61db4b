import type { Ink, PixelBox } from './raster.ts'

/** Longer runs of ink (pixels) are no strokes of letters at any size a page has. */
const longest = 48
/** Share of the runs, the shortest, that are strokes; the others cross serifs and bars. */
const strokeShare = 0.7

const histogram = new Uint32Array(longest + 1)

/** Mean thickness (pixels) of the upright strokes in a box; 0 if there is no ink. Bold type has half as much again. */
export function strokeWidth({ width, data }: Ink, box: PixelBox): number {
  histogram.fill(0)
  let runs = 0
  for (let y = box.y0; y < box.y1; y++) {
    for (let at = y * width + box.x0, end = y * width + box.x1; at < end; at++) {
      if (!data[at]) continue
      const from = at
      while (at < end && data[at]) at++
      if (at - from > longest) continue
      histogram[at - from]!++
      runs++
    }
  }
  let [left, sum] = [Math.ceil(strokeShare * runs), 0]
  const counted = left
  for (let length = 1; length <= longest && left > 0; length++) {
    const taken = Math.min(left, histogram[length]!)
    sum += taken * length
    left -= taken
  }
  return counted === 0 ? 0 : sum / counted
}
