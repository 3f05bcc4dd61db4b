import { signal } from '@preact/signals'

/** 1 is as wide as the pane. */
export const zoom = signal(1)

const step = 1.25

export const zoomIn = () => void (zoom.value = Math.min(6, zoom.value * step))
export const zoomOut = () => void (zoom.value = Math.max(0.4, zoom.value / step))
export const zoomFit = () => void (zoom.value = 1)
