import { createCanvas, type Canvas } from '@napi-rs/canvas'
import type { PageImage } from '../../src/readers/scan/raster.ts'

// Scans made from digital pages, damaged as paper and scanners damage them. The same seed damages the same way.

/** Numbers from 0 to 1 that only look random (mulberry32). */
export function randomNumbers(seed: number): () => number {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let t = Math.imul(state ^ (state >>> 15), state | 1)
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61)
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296
  }
}

export type Damage = (page: PageImage) => PageImage

function toCanvas({ width, height, channels, data }: PageImage): Canvas {
  const canvas = createCanvas(width, height)
  const context = canvas.getContext('2d')
  const pixels = context.createImageData(width, height)
  for (let i = 0; i < width * height; i++) {
    for (let k = 0; k < 3; k++) pixels.data[4 * i + k] = data[channels === 1 ? i : 3 * i + k]!
    pixels.data[4 * i + 3] = 255
  }
  context.putImageData(pixels, 0, 0)
  return canvas
}

function fromCanvas(canvas: Canvas, dpi: number): PageImage {
  const { width, height } = canvas
  const pixels = canvas.getContext('2d').getImageData(0, 0, width, height).data
  const data = new Uint8Array(3 * width * height)
  for (let i = 0; i < width * height; i++) for (let k = 0; k < 3; k++) data[3 * i + k] = pixels[4 * i + k]!
  return { width, height, channels: 3, data, dpi }
}

/** Every value changed by a function of the value and its place (0..1 across and down). */
function map(page: PageImage, change: (value: number, x: number, y: number) => number): PageImage {
  const { width, height, channels, data } = page
  const changed = new Uint8Array(data.length)
  for (let y = 0, at = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      for (let k = 0; k < channels; k++, at++) {
        changed[at] = Math.max(0, Math.min(255, Math.round(change(data[at]!, x / width, y / height))))
      }
    }
  }
  return { ...page, data: changed }
}

/** The sheet lay askew or the wrong way on the glass: turned clockwise, what comes into view is white. */
export function turned(degrees: number): Damage {
  return (page) => {
    const quarter = Math.round(degrees / 90) % 2 !== 0
    const canvas = createCanvas(quarter ? page.height : page.width, quarter ? page.width : page.height)
    const context = canvas.getContext('2d')
    context.fillStyle = '#fff'
    context.fillRect(0, 0, canvas.width, canvas.height)
    context.translate(canvas.width / 2, canvas.height / 2)
    context.rotate((degrees * Math.PI) / 180)
    context.drawImage(toCanvas(page), -page.width / 2, -page.height / 2)
    return fromCanvas(canvas, page.dpi)
  }
}

/** Noise of the sensor; `amount` is its standard deviation in shades. */
export function noisy(amount: number, seed = 1): Damage {
  return (page) => {
    const random = randomNumbers(seed)
    // A sum of four is near enough to a normal distribution; its standard deviation is 1/√3.
    const step = () => (random() + random() + random() + random() - 2) * Math.sqrt(3) * amount
    return map(page, (value) => value + step())
  }
}

/** Paper that is not white and ink that is not black. */
export function faded(paper = 225, ink = 90): Damage {
  return (page) => map(page, (value) => ink + (value / 255) * (paper - ink))
}

/** Dust: dots of one to three pixels, `density` for each ten thousand pixels. */
export function speckled(density: number, seed = 2): Damage {
  return (page) => {
    const { width, height, channels } = page
    const data = page.data.slice()
    const random = randomNumbers(seed)
    for (let n = (width * height * density) / 10_000; n > 0; n--) {
      const [x, y] = [Math.floor(random() * (width - 2)), Math.floor(random() * (height - 2))]
      const size = 1 + Math.floor(random() * 2)
      for (let dy = 0; dy < size; dy++) {
        const at = ((y + dy) * width + x) * channels
        data.fill(30, at, at + size * channels)
      }
    }
    return { ...page, data }
  }
}

/** The lid was open: black bars at the edges, as wide as `share` of the page, and punched holes. */
export function bordered(share: number): Damage {
  return (page) => {
    const canvas = toCanvas(page)
    const context = canvas.getContext('2d')
    const { width, height } = canvas
    context.fillStyle = '#111'
    context.fillRect(0, 0, share * width, height)
    context.fillRect(0, height - (share * height) / 2, width, height)
    context.beginPath()
    context.moveTo(width, 0)
    context.lineTo(width, height * 0.7)
    context.lineTo(width - share * width, 0)
    context.fill()
    for (const y of [0.35, 0.65]) {
      context.beginPath()
      context.arc((share + 0.03) * width, y * height, 0.012 * width, 0, 2 * Math.PI)
      context.fill()
    }
    return fromCanvas(canvas, page.dpi)
  }
}

/** A fold across the page: a shadow that deepens towards it. */
export function folded(at: number, depth = 90, reach = 0.05): Damage {
  return (page) =>
    map(page, (value, _x, y) => {
      const distance = Math.abs(y - at) / reach
      return distance > 1 ? value : value - depth * (1 - distance) * (value / 255)
    })
}

/** The lamp is weaker at one corner than at the other. */
export function unevenlyLit(depth = 110): Damage {
  return (page) => map(page, (value, x, y) => value * (1 - (depth / 255) * (0.6 * x + 0.4 * y)))
}

/** A red seal: two rings, a star and words around it. `x`, `y`: its middle as shares of the page; radius in inches. */
export function sealed(x: number, y: number, radius = 0.7): Damage {
  return (page) => {
    const canvas = toCanvas(page)
    const context = canvas.getContext('2d')
    const r = radius * page.dpi
    context.globalCompositeOperation = 'multiply'
    context.translate(x * canvas.width, y * canvas.height)
    context.strokeStyle = context.fillStyle = '#e0303c'
    context.lineWidth = r * 0.05
    for (const ring of [1, 0.62]) {
      context.beginPath()
      context.arc(0, 0, r * ring, 0, 2 * Math.PI)
      context.stroke()
    }
    context.font = `bold ${Math.round(r * 0.2)}px serif`
    const words = '★ ỦY BAN NHÂN DÂN PHƯỜNG ★ TỈNH QUẢNG NAM '
    for (const [i, letter] of Array.from(words).entries()) {
      context.save()
      context.rotate((i / words.length) * 2 * Math.PI)
      context.fillText(letter, 0, -r * 0.73)
      context.restore()
    }
    context.font = `${Math.round(r * 0.8)}px serif`
    context.fillText('★', -r * 0.4, r * 0.3)
    return fromCanvas(canvas, page.dpi)
  }
}

/** A signature in blue ink: loops of a pen. */
export function signed(x: number, y: number, width = 1.6, seed = 3): Damage {
  return (page) => {
    const canvas = toCanvas(page)
    const context = canvas.getContext('2d')
    const random = randomNumbers(seed)
    const w = width * page.dpi
    context.globalCompositeOperation = 'multiply'
    context.translate(x * canvas.width - w / 2, y * canvas.height)
    context.strokeStyle = '#2a3fa8'
    context.lineWidth = 0.012 * page.dpi
    context.beginPath()
    context.moveTo(0, 0)
    for (let i = 1; i <= 9; i++) {
      const loop = () => (random() - 0.5) * w * 0.5
      context.bezierCurveTo((i * w) / 10, loop(), (i * w) / 10 - w * 0.15, loop(), (i * w) / 9, loop() / 2)
    }
    context.stroke()
    return fromCanvas(canvas, page.dpi)
  }
}
