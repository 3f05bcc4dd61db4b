import fontkit from '@pdf-lib/fontkit'
import { readFileSync } from 'node:fs'
import { promisify } from 'node:util'
import { deflate } from 'node:zlib'
import {
  beginText,
  endText,
  PDFDocument,
  PDFName,
  PDFRawStream,
  popGraphicsState,
  pushGraphicsState,
  setCharacterSqueeze,
  setFontAndSize,
  setTextMatrix,
  setTextRenderingMode,
  showText,
  TextRenderingMode,
  type PDFFont,
  type PDFOperator,
  type PDFPage,
} from 'pdf-lib'
import { textFontFile } from '../text/font-file.ts'
import { DocumentError } from '../domain/issue.ts'

const pack = promisify(deflate)

/** A word where it stands on its page: displayed points, origin top left. */
export interface LayerWord {
  readonly text: string
  /** Where its baseline begins. */
  readonly x: number
  readonly y: number
  /** Along the baseline. */
  readonly width: number
  /** Of the type. */
  readonly size: number
  /** Clockwise, how far the baseline is turned. */
  readonly degrees: number
}

export interface LayerPage {
  /** 1-based. */
  readonly number: number
  /** In reading order. */
  readonly words: readonly LayerWord[]
}

/** A page that is a picture. */
export interface PicturePage {
  /** A JPEG file as it is, or grey pixels, a byte each. */
  readonly picture: { readonly jpeg: Uint8Array } | { readonly grey: Uint8Array }
  /** Pixels. */
  readonly width: number
  readonly height: number
  readonly dpi: number
}

const pointsPerInch = 72
/** Fonts are scaled to the width of each word between these (percent): further is a word misread beyond recognition. */
const leastSqueeze = 10
const mostSqueeze = 400

/** The PDF with invisible text over its pages; all else in it stays as it is. Throws DocumentError where it cannot be changed. */
export async function addTextLayer(bytes: Uint8Array, pages: readonly LayerPage[]): Promise<Uint8Array> {
  const pdf = await openForChange(bytes)
  const font = await embedFont(pdf)
  const all = pdf.getPages()
  for (const { number, words } of pages) {
    const page = all[number - 1]
    if (page) writeWords(page, words, font)
  }
  return pdf.save()
}

/** A PDF of pictures with invisible text over them. */
export async function pdfOfPictures(
  pictures: AsyncIterable<PicturePage>,
  layers: ReadonlyMap<number, LayerPage>,
): Promise<Uint8Array> {
  const pdf = await PDFDocument.create({ updateMetadata: false })
  const font = await embedFont(pdf)
  let number = 0
  for await (const { picture, width, height, dpi } of pictures) {
    number++
    const size: [number, number] = [(width * pointsPerInch) / dpi, (height * pointsPerInch) / dpi]
    const page = pdf.addPage(size)
    if ('jpeg' in picture) {
      const image = await pdf.embedJpg(picture.jpeg)
      page.drawImage(image, { x: 0, y: 0, width: size[0], height: size[1] })
    } else await drawGrey(pdf, page, picture.grey, width, height)
    writeWords(page, layers.get(number)?.words ?? [], font)
  }
  return pdf.save()
}

async function openForChange(bytes: Uint8Array): Promise<PDFDocument> {
  try {
    return await PDFDocument.load(bytes, { updateMetadata: false })
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error)
    if (/encrypted/iu.test(message))
      throw new DocumentError('encrypted', 'The PDF is encrypted; no text can be added to it.', { cause: error })
    throw new DocumentError('damaged', `The PDF cannot be changed: ${message}`, { cause: error })
  }
}

async function embedFont(pdf: PDFDocument): Promise<PDFFont> {
  pdf.registerFontkit(fontkit)
  return pdf.embedFont(readFileSync(textFontFile()), { subset: true, customName: 'Tinos' })
}

function writeWords(page: PDFPage, words: readonly LayerWord[], font: PDFFont): void {
  if (words.length === 0) return
  const place = placeOn(page)
  const key = page.node.newFontDictionary('Tinos', font.ref)
  const operators: PDFOperator[] = [pushGraphicsState(), beginText(), setTextRenderingMode(TextRenderingMode.Invisible)]
  for (const { text, x, y, width, size, degrees } of words) {
    const natural = font.widthOfTextAtSize(text, size)
    if (natural <= 0 || size <= 0) continue
    const squeeze = Math.min(mostSqueeze, Math.max(leastSqueeze, (100 * width) / natural))
    operators.push(
      setFontAndSize(key, size),
      setCharacterSqueeze(squeeze),
      setTextMatrix(...place(x, y, degrees)),
      showText(font.encodeText(`${text} `)),
    )
  }
  page.pushOperators(...operators, endText(), popGraphicsState())
}

type TextMatrix = [number, number, number, number, number, number]

/** From displayed points (origin top left, rotation applied) to the text matrix in the page's own space. */
function placeOn(page: PDFPage): (x: number, y: number, degrees: number) => TextMatrix {
  const box = page.getCropBox()
  const turn = (((page.getRotation().angle % 360) + 360) % 360) / 90
  const [right, top] = [box.x + box.width, box.y + box.height]
  return (x, y, degrees) => {
    const radians = (degrees * Math.PI) / 180
    const [cos, sin] = [Math.cos(radians), Math.sin(radians)]
    // The displayed direction (cos, sin), y downwards, and the letters' up (sin, −cos).
    switch (turn) {
      case 1:
        return [sin, cos, -cos, sin, box.x + y, box.y + x]
      case 2:
        return [-cos, sin, -sin, -cos, right - x, box.y + y]
      case 3:
        return [-sin, -cos, cos, -sin, right - y, top - x]
      default:
        return [cos, -sin, sin, cos, box.x + x, top - y]
    }
  }
}

/** Black and white in one bit a pixel, without loss; other shades in eight. */
async function drawGrey(
  pdf: PDFDocument,
  page: PDFPage,
  grey: Uint8Array,
  width: number,
  height: number,
): Promise<void> {
  const isBilevel = grey.every((value) => value === 0 || value === 255)
  const data = await pack(isBilevel ? packBits(grey, width, height) : grey)
  const dictionary = pdf.context.obj({
    Type: 'XObject',
    Subtype: 'Image',
    Width: width,
    Height: height,
    ColorSpace: 'DeviceGray',
    BitsPerComponent: isBilevel ? 1 : 8,
    Filter: 'FlateDecode',
    Length: data.length,
  })
  const image = pdf.context.register(PDFRawStream.of(dictionary, data))
  const name = page.node.newXObject('Page', image)
  const size = page.getSize()
  const content = `q ${size.width} 0 0 ${size.height} 0 0 cm /${name.decodeText()} Do Q\n`
  page.node.addContentStream(pdf.context.register(pdf.context.stream(content)))
  page.node.set(PDFName.of('Type'), PDFName.of('Page'))
}

function packBits(grey: Uint8Array, width: number, height: number): Uint8Array {
  const rowBytes = (width + 7) >> 3
  const bits = new Uint8Array(rowBytes * height)
  for (let y = 0, at = 0; y < height; y++) {
    for (let x = 0; x < width; x++, at++) if (grey[at]) bits[y * rowBytes + (x >> 3)]! |= 0x80 >> (x & 7)
  }
  return bits
}
