import '../pdf/native-push.ts'
import { createCanvas, GlobalFonts } from '@napi-rs/canvas'
import { createRequire } from 'node:module'
import { dirname } from 'node:path'
import {
  AnnotationMode,
  getDocument,
  ImageKind,
  OPS,
  VerbosityLevel,
  type PDFDocumentProxy,
  type PDFPageProxy,
} from 'pdfjs-dist/legacy/build/pdf.mjs'
import { writeLetters } from '../../domain/letters.ts'
import type { Letters } from '../../domain/review-api.ts'
import { multiply, type Matrix } from '../pdf/matrix.ts'
import { restorePush } from '../pdf/native-push.ts'
import { toDocumentError } from '../pdf/open-pdf.ts'
import { maxPixels, withoutColour } from './picture-file.ts'
import type { PageImage } from './raster.ts'
import { textFontFile } from '../../text/font-file.ts'

restorePush()

const packageDirectory = dirname(createRequire(import.meta.url).resolve('pdfjs-dist/package.json'))

const pointsPerInch = 72
/** Where no picture gives a resolution: enough for type of 10 points, and half the work of 300. */
const drawnDpi = 200
/** Drawn pages have no more pixels than A4 at 400 dpi: the sheet's size is a number in the file. */
const maxDrawnPixels = 16_000_000
/** Resolutions at which a page is drawn because its picture has them. */
const minPictureDpi = 150
const maxPictureDpi = 400
/** How far (share of the page) the edges of a picture may lie from the page's for it to be the page. */
const edgeShare = 0.02

/** Pictures of the pages of a PDF. */
export interface PdfPictures {
  readonly count: number
  /**
   * 1-based. A picture that fills its page and is all that is on it is taken out as it is, all else is drawn; `words` of it that
   * its fonts may draw as others are written over their places.
   */
  page(number: number, words?: Letters['words']): Promise<PageImage>
  close(): Promise<void>
}

/** Opens a PDF for drawing, pictures and letters included; pages without a picture at `dpi`. Without network or scripts. */
export async function openPdfPictures(bytes: Uint8Array, dpi = drawnDpi): Promise<PdfPictures> {
  const task = getDocument({
    data: new Uint8Array(bytes),
    verbosity: VerbosityLevel.ERRORS,
    isEvalSupported: false,
    enableXfa: false,
    disableFontFace: true,
    useSystemFonts: false,
    useWorkerFetch: false,
    isOffscreenCanvasSupported: false,
    isImageDecoderSupported: false,
    maxImageSize: maxPixels,
    standardFontDataUrl: `${packageDirectory}/standard_fonts/`,
    cMapUrl: `${packageDirectory}/cmaps/`,
    cMapPacked: true,
    wasmUrl: `${packageDirectory}/wasm/`,
    iccUrl: `${packageDirectory}/iccs/`,
  })
  try {
    const pdf = await task.promise
    return {
      count: pdf.numPages,
      page: (number, words = []) => pagePicture(pdf, number, dpi, words),
      close: () => task.destroy(),
    }
  } catch (error) {
    await task.destroy()
    throw toDocumentError(error)
  }
}

async function pagePicture(
  pdf: PDFDocumentProxy,
  number: number,
  dpi: number,
  words: Letters['words'],
): Promise<PageImage> {
  const page = await pdf.getPage(number)
  try {
    const placed = await findPictures(page)
    return (await solePicture(page, placed)) ?? (await drawPage(page, placed, dpi, words))
  } finally {
    page.cleanup()
  }
}

interface PlacedPicture {
  readonly name: string
  readonly width: number
  readonly height: number
  /** From the picture's unit square (y upwards) to displayed points. */
  readonly matrix: Matrix
}

interface PagePictures {
  readonly pictures: readonly PlacedPicture[]
  /** Something else is painted. */
  readonly others: boolean
}

const imagePaints = new Set<number>([OPS.paintImageXObject])
/** Operators that paint something besides plain pictures. */
const otherPaints = new Set<number>([
  OPS.paintImageMaskXObject,
  OPS.paintInlineImageXObject,
  OPS.paintImageXObjectRepeat,
  OPS.paintImageMaskXObjectRepeat,
  OPS.paintInlineImageXObjectGroup,
  OPS.paintImageMaskXObjectGroup,
  OPS.constructPath,
  OPS.shadingFill,
  OPS.beginGroup,
  OPS.showText,
  OPS.beginAnnotation,
])
const invisible = 3

async function findPictures(page: PDFPageProxy): Promise<PagePictures> {
  const { fnArray, argsArray } = await page.getOperatorList({ annotationMode: AnnotationMode.ENABLE })
  let matrix = page.getViewport({ scale: 1 }).transform as unknown as Matrix
  const stack: Matrix[] = []
  const pictures: PlacedPicture[] = []
  let others = false
  let renderMode = 0
  for (const [i, operator] of fnArray.entries()) {
    const args = argsArray[i] as unknown
    if (operator === OPS.save) stack.push(matrix)
    else if (operator === OPS.restore) matrix = stack.pop() ?? matrix
    else if (operator === OPS.transform) matrix = multiply(matrix, args as ArrayLike<number>)
    else if (operator === OPS.setTextRenderingMode) renderMode = (args as readonly [number])[0]
    else if (operator === OPS.paintFormXObjectBegin) {
      stack.push(matrix)
      const [inner] = args as readonly [ArrayLike<number> | null]
      if (inner) matrix = multiply(matrix, inner)
    } else if (operator === OPS.paintFormXObjectEnd) matrix = stack.pop() ?? matrix
    else if (imagePaints.has(operator)) {
      const [name, width, height] = args as readonly [string, number, number]
      pictures.push({ name, width, height, matrix })
    } else if (otherPaints.has(operator) && !(operator === OPS.showText && renderMode === invisible)) others = true
  }
  return { pictures, others }
}

/** The page's one picture, if it is upright and fills the page. */
async function solePicture(page: PDFPageProxy, { pictures, others }: PagePictures): Promise<PageImage | null> {
  const [picture] = pictures
  if (others || !picture || pictures.length > 1 || !fillsPage(page, picture)) return null
  const decoded = await decodePicture(page, picture.name)
  return (
    decoded &&
    withoutColour({ ...decoded, dpi: (decoded.width * pointsPerInch) / page.getViewport({ scale: 1 }).width })
  )
}

function fillsPage(page: PDFPageProxy, { matrix: [a, b, c, d, e, f] }: PlacedPicture): boolean {
  const { width, height } = page.getViewport({ scale: 1 })
  const near = (value: number, wanted: number, size: number) => Math.abs(value - wanted) <= edgeShare * size
  // Displayed points run down, the picture's own up: upright means that its bottom edge lies at the bottom.
  return (
    Math.abs(b) < 0.5 &&
    Math.abs(c) < 0.5 &&
    near(e, 0, width) &&
    near(a, width, width) &&
    near(f, height, height) &&
    near(d, -height, height)
  )
}

interface DecodedPicture {
  readonly width: number
  readonly height: number
  readonly kind?: number
  readonly data?: Uint8Array | Uint8ClampedArray
}

async function decodePicture(page: PDFPageProxy, name: string): Promise<Omit<PageImage, 'dpi'> | null> {
  const objects = (name.startsWith('g_') ? page.commonObjs : page.objs) as {
    get(name: string, callback: (picture: DecodedPicture | null) => void): void
  }
  const picture = await new Promise<DecodedPicture | null>((resolve) => objects.get(name, resolve))
  if (!picture?.data) return null
  const { width, height, kind, data } = picture
  const pixels = width * height
  if (kind === ImageKind.RGB_24BPP && data.length >= 3 * pixels)
    return { width, height, channels: 3, data: new Uint8Array(data.buffer, data.byteOffset, 3 * pixels) }
  if (kind === ImageKind.GRAYSCALE_1BPP) return { width, height, channels: 1, data: unpackBits(data, width, height) }
  if (kind === ImageKind.RGBA_32BPP && data.length >= 4 * pixels)
    return { width, height, channels: 3, data: overWhite(data, pixels) }
  return null
}

/** One bit a pixel, rows padded to whole bytes, 1 is white. */
function unpackBits(bits: ArrayLike<number>, width: number, height: number): Uint8Array {
  const data = new Uint8Array(width * height)
  const rowBytes = (width + 7) >> 3
  for (let y = 0, to = 0; y < height; y++) {
    for (let x = 0; x < width; x++, to++) data[to] = (bits[y * rowBytes + (x >> 3)]! >> (7 - (x & 7))) & 1 ? 255 : 0
  }
  return data
}

function overWhite(rgba: ArrayLike<number>, pixels: number): Uint8Array {
  const data = new Uint8Array(3 * pixels)
  for (let i = 0, from = 0, to = 0; i < pixels; i++, from += 4) {
    const alpha = rgba[from + 3]!
    for (let k = 0; k < 3; k++) data[to++] = Math.round((rgba[from + k]! * alpha + 255 * (255 - alpha)) / 255)
  }
  return data
}

/** The page as it looks, at the resolution of its largest picture. */
async function drawPage(
  page: PDFPageProxy,
  { pictures }: PagePictures,
  usualDpi: number,
  words: Letters['words'],
): Promise<PageImage> {
  const { width, height } = page.getViewport({ scale: 1 })
  const most = Math.sqrt(maxDrawnPixels / (width * height)) * pointsPerInch
  const dpi = Math.min(most, pictureDpi(pictures) ?? usualDpi)
  const viewport = page.getViewport({ scale: dpi / pointsPerInch })
  const [columns, rows] = [Math.max(1, Math.round(viewport.width)), Math.max(1, Math.round(viewport.height))]
  const canvas = createCanvas(columns, rows)
  const context = canvas.getContext('2d')
  context.fillStyle = '#fff'
  context.fillRect(0, 0, columns, rows)
  await page.render({
    canvas: canvas as never,
    canvasContext: context as never,
    viewport,
    annotationMode: AnnotationMode.ENABLE,
  }).promise
  if (words.length > 0) {
    registerTextFont()
    writeLetters(context, words, page.commonObjs as unknown as Iterable<[string, unknown]>, dpi / pointsPerInch)
  }
  const { data } = context.getImageData(0, 0, columns, rows)
  return withoutColour({ width: columns, height: rows, channels: 3, data: overWhite(data, columns * rows), dpi })
}

let registered = false

function registerTextFont(): void {
  if (!registered) GlobalFonts.registerFromPath(textFontFile(), 'Tinos')
  registered = true
}

function pictureDpi(pictures: readonly PlacedPicture[]): number | null {
  let [best, largest] = [0, 0]
  for (const {
    width,
    height,
    matrix: [a, b, c, d],
  } of pictures) {
    const area = Math.abs(a * d - b * c)
    if (area > largest) [best, largest] = [Math.sqrt((width * height) / area) * pointsPerInch, area]
  }
  return best >= minPictureDpi && best <= maxPictureDpi ? best : null
}
