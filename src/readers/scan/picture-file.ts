import sharp from 'sharp'
import { DocumentError } from '../../domain/issue.ts'
import type { PageImage } from './raster.ts'

/** Most pixels one page may have: A3 at 600 dpi has 70 million. */
export const maxPixels = 100_000_000
/** A4, the one size of administrative paper, in inches: what tells the resolution where a file does not. */
const paperLong = 11.69
const paperShort = 8.27
/** Resolutions scanners have. Others are made up: cameras write 72, programs 96. */
const minDpi = 120
const maxDpi = 1300

export interface PictureFile {
  readonly mediaType: string
  readonly pages: number
  /** The file's own bytes if they are a JPEG that is displayed as it is stored. */
  readonly asItIs: Uint8Array | null
  /** 0-based. Throws DocumentError where the page cannot be decoded. */
  page(index: number): Promise<PageImage>
}

/** A PNG, JPEG, TIFF, WebP or GIF file, decoded page by page. Throws DocumentError for what is none, or too large. */
export async function openPicture(bytes: Uint8Array): Promise<PictureFile> {
  const { format, pages, density, orientation, space } = await decoded(() =>
    sharp(bytes, { limitInputPixels: maxPixels }).metadata(),
  )
  return {
    mediaType: `image/${format}`,
    pages: pages ?? 1,
    // Readers of PDFs disagree about inks of CMYK files.
    asItIs: format === 'jpeg' && (orientation ?? 1) === 1 && space !== 'cmyk' ? bytes : null,
    page: async (index) => {
      const source = sharp(bytes, { page: index, limitInputPixels: maxPixels, failOn: 'none' })
      const { data, info } = await decoded(() =>
        source
          .autoOrient()
          .flatten({ background: '#fff' })
          .toColourspace('srgb')
          .removeAlpha()
          .raw()
          .toBuffer({ resolveWithObject: true }),
      )
      const own = density !== undefined && density >= minDpi && density <= maxDpi ? density : null
      const { width, height } = info
      return withoutColour({
        width,
        height,
        channels: info.channels === 1 ? 1 : 3,
        data: new Uint8Array(data.buffer, data.byteOffset, data.byteLength),
        dpi: own ?? dpiOfPaper(width, height),
      })
    },
  }
}

async function decoded<T>(decode: () => Promise<T>): Promise<T> {
  try {
    return await decode()
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error)
    if (/pixel limit/iu.test(message))
      throw new DocumentError('too-large', `The picture has more than ${maxPixels} pixels.`, { cause: error })
    if (/unsupported image format/iu.test(message))
      throw new DocumentError('unsupported', 'This kind of picture is not read; PNG, JPEG and TIFF are.', {
        cause: error,
      })
    throw new DocumentError('damaged', `The picture cannot be decoded: ${message}`, { cause: error })
  }
}

function dpiOfPaper(width: number, height: number): number {
  const [long, short] = [Math.max(width, height), Math.min(width, height)]
  return Math.round(Math.max(long / paperLong, short / paperShort))
}

/** One channel where all three are the same: a third to copy. */
export function withoutColour(image: PageImage): PageImage {
  if (image.channels === 1) return image
  const { width, height, data } = image
  for (let at = 0; at < data.length; at += 3) {
    if (data[at] !== data[at + 1] || data[at] !== data[at + 2]) return image
  }
  const grey = new Uint8Array(width * height)
  for (let to = 0, at = 0; to < grey.length; to++, at += 3) grey[to] = data[at]!
  return { ...image, channels: 1, data: grey }
}

/** Colour pixels as a JPEG file, at a quality that shows no difference in print. */
export async function encodeJpeg(image: {
  readonly width: number
  readonly height: number
  readonly data: Uint8Array
}): Promise<Uint8Array> {
  const { width, height, data } = image
  return new Uint8Array(
    await sharp(data, { raw: { width, height, channels: 3 } })
      .jpeg({ quality: 88 })
      .toBuffer(),
  )
}
