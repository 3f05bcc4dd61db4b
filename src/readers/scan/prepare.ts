import { cleanPage } from './clean.ts'
import { shrink, toGrey } from './grey.ts'
import { whitenPaper } from './light.ts'
import { findOrientation } from './orientation.ts'
import { turnBack, type Gray, type Ink, type PageImage, type Turn } from './raster.ts'
import { inkOf, inkThreshold } from './threshold.ts'

/** Slants up to this (degrees) are left: over a page's width they come to a pixel or two. */
const minSkew = 0.1
/** Above this resolution nothing is read better, only later. */
const enoughDpi = 330

/** A page made fit for reading: upright, level, dark on white, without what is not print. */
export interface PreparedPage {
  readonly image: Gray
  readonly ink: Ink
  readonly dpi: number
  /** From this picture's pixels to those of the scan. */
  readonly turn: Turn
  /** Clockwise, how far the text of the scan was turned. */
  readonly degrees: number
  /** Whether top and bottom are beyond doubt. */
  readonly certain: boolean
}

/** `turnedBy`: what is known about how the text lies; else it is found out. */
export function preparePage(scan: PageImage, turnedBy: number | null = null): PreparedPage {
  const grey = toGrey(scan)
  const factor = Math.floor(scan.dpi / enoughDpi) + 1
  const small = factor > 1 ? shrink(grey, factor) : grey
  const dpi = scan.dpi / factor
  const even = whitenPaper(small, dpi)
  const threshold = inkThreshold(even)
  const found = turnedBy === null ? findOrientation(inkOf(even, threshold), dpi) : { degrees: turnedBy, certain: true }
  const degrees = found ? withoutSmallSkew(found.degrees) : 0
  const { image, turn } = turnBack(even, degrees)
  const ink = inkOf(image, threshold)
  cleanPage(image, ink, dpi)
  return { image, ink, dpi, turn: scaleTurn(turn, factor), degrees, certain: found?.certain ?? true }
}

function withoutSmallSkew(degrees: number): number {
  const quarter = Math.round(degrees / 90) * 90
  return Math.abs(degrees - quarter) < minSkew ? quarter : degrees
}

/** The same way back to a picture `factor` times as large. */
function scaleTurn(turn: Turn, factor: number): Turn {
  if (factor === 1) return turn
  const middle = (factor - 1) / 2
  return {
    cos: turn.cos * factor,
    sin: turn.sin * factor,
    dx: turn.dx * factor + middle,
    dy: turn.dy * factor + middle,
  }
}
