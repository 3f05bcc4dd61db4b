import { useEffect, useState } from 'preact/hooks'

interface Rectangle {
  readonly x: number
  readonly y: number
  readonly width: number
  readonly height: number
}

/** Smaller than this in pixels is a slip of the hand. */
const leastSide = 4

/** While `on`, a rectangle drawn with the mouse on an element, in its pixels; `done` gets it when the button is let go. */
export function useDrawnBox(
  element: { readonly current: HTMLElement | null },
  on: boolean,
  done: (box: Rectangle) => void,
): Rectangle | null {
  const [box, setBox] = useState<Rectangle | null>(null)
  useEffect(() => {
    const target = element.current
    if (!on || target === null) return
    let from: { x: number; y: number } | null = null
    let drawn: Rectangle | null = null
    const at = (event: PointerEvent) => {
      const { left, top } = target.getBoundingClientRect()
      return { x: event.clientX - left, y: event.clientY - top }
    }
    const down = (event: PointerEvent) => {
      from = at(event)
      target.setPointerCapture(event.pointerId)
      event.preventDefault()
    }
    const move = (event: PointerEvent) => {
      if (from === null) return
      const to = at(event)
      drawn = {
        x: Math.min(from.x, to.x),
        y: Math.min(from.y, to.y),
        width: Math.abs(to.x - from.x),
        height: Math.abs(to.y - from.y),
      }
      setBox(drawn)
    }
    const up = () => {
      if (drawn !== null && drawn.width >= leastSide && drawn.height >= leastSide) done(drawn)
      from = drawn = null
      setBox(null)
    }
    target.addEventListener('pointerdown', down)
    target.addEventListener('pointermove', move)
    target.addEventListener('pointerup', up)
    return () => {
      target.removeEventListener('pointerdown', down)
      target.removeEventListener('pointermove', move)
      target.removeEventListener('pointerup', up)
      setBox(null)
    }
  }, [on])
  return box
}
