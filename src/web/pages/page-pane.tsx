import { useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks'
import type { BoxOnPage } from '../../domain/record.ts'
import { say } from '../words/speak.ts'
import { boxesOf, type Mark, type MarkBox } from './marks.ts'
import type { PageSize, PageSource } from './page-source.ts'
import { useDrawnBox } from './drawn-box.ts'
import { zoom } from './zoom.ts'

interface Props {
  readonly source: PageSource
  readonly sizes: readonly PageSize[]
  readonly marks: readonly Mark[]
  readonly active: string | null
  readonly drawing: boolean
  readonly onPick: (id: string) => void
  readonly onDrawn: (box: BoxOnPage) => void
}

/** Pixels a page keeps free on both sides. */
const margin = 14
/** Pixels a point at least: crops beside the input are cut from the same bitmap. */
const leastScale = 2

/** The document's pages one below the other, with the items' places on them. */
export function PagePane({ source, sizes, marks, active, drawing, onPick, onDrawn }: Props) {
  const desk = useRef<HTMLDivElement>(null)
  const [width, setWidth] = useState(0)
  const widest = Math.max(...sizes.map((size) => size.width), 1)
  const scale = Math.max(0.2, ((width - 2 * margin) / widest) * zoom.value)
  const boxes = boxesOf(marks)

  useLayoutEffect(() => {
    const element = desk.current!
    const observer = new ResizeObserver(() => setWidth(element.clientWidth))
    observer.observe(element)
    setWidth(element.clientWidth)
    return () => observer.disconnect()
  }, [])

  const place = boxes.find(({ id }) => id === active)
  useLayoutEffect(() => {
    if (width > 0 && place !== undefined) showPlace(desk.current!, place, scale)
  }, [active, scale, place?.page, place?.y, source])

  return (
    <div class={`desk${drawing ? ' drawing' : ''}`} ref={desk} tabIndex={0} role="region" aria-label={say('pages')}>
      {width > 0 &&
        sizes.map((size, index) => (
          <Sheet
            key={index}
            number={index + 1}
            size={size}
            scale={scale}
            source={source}
            boxes={boxes.filter(({ page }) => page === index + 1)}
            active={active}
            drawing={drawing}
            onPick={onPick}
            onDrawn={onDrawn}
          />
        ))}
    </div>
  )
}

/** Scrolls so that a box stands a third from the top, unless it is well in view already. */
function showPlace(desk: HTMLElement, place: MarkBox, scale: number): void {
  const sheet = desk.querySelector<HTMLElement>(`[data-page="${place.page}"]`)
  if (sheet === null) return
  const top = sheet.offsetTop + place.y * scale
  const left = sheet.offsetLeft + place.x * scale
  const seen = top > desk.scrollTop + 40 && top + place.height * scale < desk.scrollTop + desk.clientHeight - 60
  if (!seen) desk.scrollTop = top - desk.clientHeight / 3
  const wide = left > desk.scrollLeft && left + place.width * scale < desk.scrollLeft + desk.clientWidth
  if (!wide) desk.scrollLeft = left - 40
}

interface SheetProps extends Omit<Props, 'sizes' | 'marks'> {
  readonly number: number
  readonly size: PageSize
  readonly scale: number
  readonly boxes: readonly MarkBox[]
}

function Sheet({ number, size, scale, source, boxes, active, drawing, onPick, onDrawn }: SheetProps) {
  const sheet = useRef<HTMLDivElement>(null)
  const ink = useRef<HTMLDivElement>(null)
  const near = useNear(sheet)
  const [failed, setFailed] = useState(false)
  const sharp = Math.ceil(Math.max(leastScale, scale * devicePixelRatio) * 2) / 2

  useEffect(() => {
    if (!near) return
    let wanted = true
    source.bitmap(number, sharp).then(
      (bitmap) => {
        if (wanted) ink.current?.replaceChildren(bitmap)
      },
      () => wanted && setFailed(true),
    )
    return () => {
      wanted = false
    }
  }, [near, source, number, sharp])

  const drawn = useDrawnBox(sheet, drawing, (box) => onDrawn({ page: number, ...toPoints(box, scale) }))
  return (
    <div
      class="sheet"
      ref={sheet}
      data-page={number}
      style={{ width: `${size.width * scale}px`, height: `${size.height * scale}px` }}
    >
      <div class="ink" ref={ink} />
      {failed && <p class="sheet-trouble">{say('page.failed', { page: number })}</p>}
      <div class="marks" aria-hidden="true">
        {boxes.map((box, index) => (
          <div
            key={`${box.id}${index}`}
            class={`mark ${box.tone}${box.id === active ? ' active' : ''}`}
            style={inPixels(box, scale)}
            onClick={() => onPick(box.id)}
          />
        ))}
        {drawn && <div class="mark drawn" style={inPixels(drawn, 1)} />}
      </div>
    </div>
  )
}

/** Whether an element is in view or within a screen of it. */
function useNear(element: { readonly current: HTMLElement | null }): boolean {
  const [near, setNear] = useState(false)
  useEffect(() => {
    const observer = new IntersectionObserver((entries) => setNear(entries.some((entry) => entry.isIntersecting)), {
      rootMargin: '600px 0px',
    })
    observer.observe(element.current!)
    return () => observer.disconnect()
  }, [])
  return near
}

interface Rectangle {
  readonly x: number
  readonly y: number
  readonly width: number
  readonly height: number
}

function toPoints({ x, y, width, height }: Rectangle, scale: number): Rectangle {
  return { x: x / scale, y: y / scale, width: width / scale, height: height / scale }
}

function inPixels({ x, y, width, height }: Rectangle, scale: number) {
  return {
    left: `${x * scale}px`,
    top: `${y * scale}px`,
    width: `${width * scale}px`,
    height: `${height * scale}px`,
  }
}
