import { OPS } from 'pdfjs-dist/legacy/build/pdf.mjs'
import type { Ruling } from '../../layout/page-content.ts'
import type { Matrix } from './matrix.ts'

/** A filled rectangle up to this thick (points) is a line. Table borders of Word and LibreOffice are 0.5–2.25 points. */
const maxLineThickness = 3
/** Shorter strokes are dots of dotted lines, ticks or parts of drawings; dashes are longer and get joined later. */
const minLineLength = 2
/** How far (points) the ends of an axis-parallel stroke may differ. */
const axisTolerance = 0.6

/** pdf.js's packed path operators. */
const moveTo = 0
const lineTo = 1
const curveTo = 2
const quadraticCurveTo = 3
const closePath = 4

const fills = new Set<number>([OPS.fill, OPS.eoFill])
const strokes = new Set<number>([OPS.stroke, OPS.closeStroke])
const both = new Set<number>([OPS.fillStroke, OPS.eoFillStroke, OPS.closeFillStroke, OPS.closeEOFillStroke])

export interface Paint {
  readonly whiteFill: boolean
  readonly whiteStroke: boolean
}

/** Adds the lines that painting this path draws: strokes along the axes and filled rectangles thin enough to be lines. */
export function addRulings(
  paintOp: number,
  path: ArrayLike<number> | null | undefined,
  ctm: Matrix,
  paint: Paint,
  into: Ruling[],
): void {
  if (!path) return
  const strokeSeen = (strokes.has(paintOp) || both.has(paintOp)) && !paint.whiteStroke
  const fillSeen = (fills.has(paintOp) || both.has(paintOp)) && !paint.whiteFill
  if (!strokeSeen && !fillSeen) return
  for (const points of subpaths(path, ctm)) {
    if (strokeSeen) addStrokes(points, into)
    else addThinFill(points, into)
  }
}

/** Corner points [x0, y0, x1, y1, …] of each subpath, transformed; a closed one ends where it began. Curved ones are left out. */
function* subpaths(path: ArrayLike<number>, [a, b, c, d, e, f]: Matrix): Generator<number[]> {
  let points: number[] = []
  let curved = false
  const add = (x: number, y: number) => points.push(a * x + c * y + e, b * x + d * y + f)
  for (let i = 0; i < path.length;) {
    switch (path[i++]) {
      case moveTo:
        if (points.length > 2 && !curved) yield points
        points = []
        curved = false
        add(path[i++]!, path[i++]!)
        break
      case lineTo:
        add(path[i++]!, path[i++]!)
        break
      case curveTo:
        curved = true
        i += 6
        break
      case quadraticCurveTo:
        curved = true
        i += 4
        break
      case closePath:
        if (points.length > 2) points.push(points[0]!, points[1]!)
        break
      default:
        return
    }
  }
  if (points.length > 2 && !curved) yield points
}

function addStrokes(points: readonly number[], into: Ruling[]): void {
  for (let i = 0; i + 3 < points.length; i += 2) {
    addLine(points[i]!, points[i + 1]!, points[i + 2]!, points[i + 3]!, into)
  }
}

function addLine(xa: number, ya: number, xb: number, yb: number, into: Ruling[]): void {
  const width = Math.abs(xb - xa)
  const height = Math.abs(yb - ya)
  const length = Math.max(width, height)
  // Damaged operators lack operands: no number.
  if (!(length >= minLineLength && length < Infinity)) return
  if (height <= axisTolerance) {
    const y = (ya + yb) / 2
    into.push({ x0: Math.min(xa, xb), y0: y, x1: Math.max(xa, xb), y1: y })
  } else if (width <= axisTolerance) {
    const x = (xa + xb) / 2
    into.push({ x0: x, y0: Math.min(ya, yb), x1: x, y1: Math.max(ya, yb) })
  }
}

function addThinFill(points: readonly number[], into: Ruling[]): void {
  let [x0, y0, x1, y1] = [Infinity, Infinity, -Infinity, -Infinity]
  for (let i = 0; i + 1 < points.length; i += 2) {
    x0 = Math.min(x0, points[i]!)
    x1 = Math.max(x1, points[i]!)
    y0 = Math.min(y0, points[i + 1]!)
    y1 = Math.max(y1, points[i + 1]!)
  }
  const [width, height] = [x1 - x0, y1 - y0]
  if (height <= maxLineThickness && width > height) addLine(x0, (y0 + y1) / 2, x1, (y0 + y1) / 2, into)
  else if (width <= maxLineThickness && height > width) addLine((x0 + x1) / 2, y0, (x0 + x1) / 2, y1, into)
}
