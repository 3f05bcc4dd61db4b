import { useEffect, useRef, useState } from 'preact/hooks'
import type { BoxOnPage, Evidence } from '../../domain/record.ts'
import type { PageSource } from '../pages/page-source.ts'
import { say } from '../words/speak.ts'

interface Props {
  readonly source: PageSource
  readonly evidence: readonly Evidence[]
  /** Height in CSS pixels. */
  readonly height: number
}

/** Points around the place that are shown with it. */
const around = { x: 60, y: 8 }
const sharpness = 3
const largest = 1.7

/** The place on the page, cut out and enlarged, so that the eye need not leave the input. */
export function EvidenceCrop({ source, evidence, height }: Props) {
  const frame = useRef<HTMLDivElement>(null)
  const canvas = useRef<HTMLCanvasElement>(null)
  const [failed, setFailed] = useState(false)
  const place = placeOf(evidence)

  useEffect(() => {
    if (place === null) return
    let wanted = true
    setFailed(false)
    const show = (bitmap: HTMLCanvasElement, pointWidth: number) => {
      if (wanted && canvas.current && frame.current) cut(bitmap, pointWidth, place, canvas.current, frame.current)
    }
    const run = async () => {
      const { width } = await source.size(place.page)
      const ready = source.ready(place.page)
      if (ready !== null) show(ready, width)
      const sharp = await source.bitmap(place.page, sharpness)
      if (sharp !== ready) show(sharp, width)
    }
    run().catch(() => wanted && setFailed(true))
    return () => {
      wanted = false
    }
  }, [source, place?.page, place?.x, place?.y, place?.width, height])

  if (place === null) return null
  return (
    <div class="crop" ref={frame} style={{ height: `${height}px` }}>
      {failed ? <p>{say('page.failed', { page: place.page })}</p> : <canvas ref={canvas} aria-hidden="true" />}
    </div>
  )
}

interface Place {
  readonly page: number
  readonly x: number
  readonly y: number
  readonly width: number
  readonly height: number
  readonly boxes: readonly BoxOnPage[]
}

/** The boxes of the first evidence on its first page, as one. */
function placeOf(evidence: readonly Evidence[]): Place | null {
  const boxes = evidence[0]?.boxes ?? []
  const page = boxes[0]?.page
  if (page === undefined) return null
  const own = boxes.filter((box) => box.page === page)
  const x = Math.min(...own.map((box) => box.x))
  const y = Math.min(...own.map((box) => box.y))
  return {
    page,
    boxes: own,
    x,
    y,
    width: Math.max(...own.map((box) => box.x + box.width)) - x,
    height: Math.max(...own.map((box) => box.y + box.height)) - y,
  }
}

function cut(
  bitmap: HTMLCanvasElement,
  pointWidth: number,
  place: Place,
  canvas: HTMLCanvasElement,
  frame: HTMLElement,
): void {
  const { clientWidth: width, clientHeight: height } = frame
  if (width === 0 || height === 0) return
  const scale = Math.min(largest, width / (place.width + 2 * around.x), height / (place.height + 2 * around.y))
  const shown = { width: width / scale, height: height / scale }
  const left = Math.max(0, Math.min(place.x - (shown.width - place.width) / 2, pointWidth - shown.width))
  const top = place.y - (shown.height - place.height) / 2
  const density = devicePixelRatio
  const perPoint = bitmap.width / pointWidth
  canvas.width = Math.round(width * density)
  canvas.height = Math.round(height * density)
  const context = canvas.getContext('2d')!
  context.fillStyle = '#fff'
  context.fillRect(0, 0, canvas.width, canvas.height)
  context.drawImage(
    bitmap,
    left * perPoint,
    top * perPoint,
    shown.width * perPoint,
    shown.height * perPoint,
    0,
    0,
    canvas.width,
    canvas.height,
  )
  const points = scale * density
  context.globalCompositeOperation = 'multiply'
  context.fillStyle = '#ffe9a8'
  for (const { x, y, width: wide, height: high } of place.boxes) {
    context.fillRect((x - left - 1) * points, (y - top) * points, (wide + 2) * points, high * points)
  }
}
