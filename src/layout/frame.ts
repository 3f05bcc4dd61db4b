import type { Box } from '../domain/document.ts'
import type { Ruling } from './page-content.ts'

/**
 * A page turned so that text of one direction runs to the right. Frame coordinates (u, v) are displayed coordinates
 * rotated about the origin and, for quarter turns, moved so that the page lies in the positive quadrant.
 */
export interface Frame {
  readonly angle: number
  /** Size of the page as seen in the frame. */
  readonly width: number
  readonly height: number
  readonly cos: number
  readonly sin: number
  readonly du: number
  readonly dv: number
}

export function frameOf(angle: number, width: number, height: number): Frame {
  const radians = (angle * Math.PI) / 180
  const quarter = angle % 90 === 0
  const cos = quarter ? Math.round(Math.cos(radians)) : Math.cos(radians)
  const sin = quarter ? Math.round(Math.sin(radians)) : Math.sin(radians)
  const turned = quarter && cos === 0
  return {
    angle,
    width: turned ? height : width,
    height: turned ? width : height,
    cos,
    sin,
    du: quarter ? Math.max(0, -cos * width) + Math.max(0, -sin * height) : 0,
    dv: quarter ? Math.max(0, sin * width) + Math.max(0, -cos * height) : 0,
  }
}

export function toFrame(frame: Frame, x: number, y: number): [u: number, v: number] {
  return [x * frame.cos + y * frame.sin + frame.du, -x * frame.sin + y * frame.cos + frame.dv]
}

/** The displayed point of a frame's (u, v). */
export function pointFromFrame(frame: Frame, u: number, v: number): [x: number, y: number] {
  const a = u - frame.du
  const b = v - frame.dv
  return [a * frame.cos - b * frame.sin, a * frame.sin + b * frame.cos]
}

export function rulingToFrame(frame: Frame, ruling: Ruling): Ruling {
  if (frame.angle === 0) return ruling
  const [u0, v0] = toFrame(frame, ruling.x0, ruling.y0)
  const [u1, v1] = toFrame(frame, ruling.x1, ruling.y1)
  return { x0: Math.min(u0, u1), y0: Math.min(v0, v1), x1: Math.max(u0, u1), y1: Math.max(v0, v1) }
}

/** Bounds, in displayed coordinates and cut to the page, of a rectangle of the frame. */
export function boxFromFrame(
  frame: Frame,
  page: { readonly width: number; readonly height: number },
  u0: number,
  v0: number,
  u1: number,
  v1: number,
): Box {
  if (frame.angle === 0) return cutToPage(page, u0, v0, u1, v1)
  const corners = [
    pointFromFrame(frame, u0, v0),
    pointFromFrame(frame, u1, v0),
    pointFromFrame(frame, u0, v1),
    pointFromFrame(frame, u1, v1),
  ]
  const xs = corners.map(([x]) => x)
  const ys = corners.map(([, y]) => y)
  return cutToPage(page, Math.min(...xs), Math.min(...ys), Math.max(...xs), Math.max(...ys))
}

function cutToPage(
  page: { readonly width: number; readonly height: number },
  x0: number,
  y0: number,
  x1: number,
  y1: number,
): Box {
  const left = round(clamp(x0, page.width))
  const top = round(clamp(y0, page.height))
  return {
    x: left,
    y: top,
    width: round(Math.max(clamp(x1, page.width) - left, 0)),
    height: round(Math.max(clamp(y1, page.height) - top, 0)),
  }
}

function clamp(value: number, max: number): number {
  return value < 0 ? 0 : value > max ? max : value
}

/** Hundredths of a point: finer than any display, and the JSON stays small. */
function round(value: number): number {
  return Math.round(value * 100) / 100
}
