import { turnBack, type Gray, type Ink, type PageImage, type Turn } from './raster.ts'
import { findSkew } from './skew.ts'
import { inkOf, inkThreshold } from './threshold.ts'

/** Slants up to this (degrees) are left: over a page's width they come to a pixel or two. */
const minSkew = 0.1

/** A page made fit for reading: upright, level, dark on white. */
export interface PreparedPage {
  readonly image: Gray
  readonly ink: Ink
  readonly dpi: number
  /** From this picture's pixels to those of the scan. */
  readonly turn: Turn
  /** Clockwise, how far the text of the scan was turned. */
  readonly degrees: number
}

export function preparePage(scan: PageImage): PreparedPage {
  const grey: Gray = scan
  const threshold = inkThreshold(grey)
  const skew = findSkew(inkOf(grey, threshold))
  const degrees = skew && Math.abs(skew.degrees) >= minSkew ? skew.degrees : 0
  const { image, turn } = turnBack(grey, degrees)
  return { image, ink: inkOf(image, threshold), dpi: scan.dpi, turn, degrees }
}
