import type { Gray, Ink } from './raster.ts'

/** Ink and paper whose means lie nearer than this are one and the same: an empty page, its noise. */
const minContrast = 50
/** Every so many-th pixel in both directions is counted: 250,000 of a page at 200 dpi. */
const sampling = 4

/**
 * The lightest shade that is ink (Otsu 1979: the split with the largest variance between its two classes, the middle of
 * several); null on an empty page.
 */
export function inkThreshold(image: Gray): number | null {
  const histogram = new Uint32Array(256)
  for (let y = 0; y < image.height; y += sampling) {
    for (let x = 0, at = y * image.width; x < image.width; x += sampling, at += sampling) histogram[image.data[at]!]!++
  }
  let [count, sum] = [0, 0]
  for (let level = 0; level < 256; level++) {
    count += histogram[level]!
    sum += level * histogram[level]!
  }
  let [best, first, last, contrast] = [0, 0, 0, 0]
  let [darkCount, darkSum] = [0, 0]
  for (let level = 0; level < 255; level++) {
    darkCount += histogram[level]!
    darkSum += level * histogram[level]!
    const lightCount = count - darkCount
    if (darkCount === 0 || lightCount === 0) continue
    const distance = (sum - darkSum) / lightCount - darkSum / darkCount
    const between = darkCount * lightCount * distance * distance
    if (between > best) [best, first, contrast] = [between, level, distance]
    // In black and white every shade between the two divides as well.
    if (between === best) last = level
  }
  return contrast < minContrast ? null : (first + last) >> 1
}

/** The pixels no lighter than the threshold. */
export function inkOf(image: Gray, threshold: number | null): Ink {
  const { width, height, data } = image
  const ink = new Uint8Array(data.length)
  if (threshold !== null) for (let i = 0; i < data.length; i++) ink[i] = data[i]! <= threshold ? 1 : 0
  return { width, height, data: ink }
}
