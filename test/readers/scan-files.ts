import { readFileSync } from 'node:fs'
import sharp, { type Sharp } from 'sharp'
import { samplesFolder } from '../../samples/generate.ts'
import { pdfOfPictures, type PicturePage } from '../../src/export/searchable-pdf.ts'
import { encodeJpeg } from '../../src/readers/scan/picture-file.ts'
import { openPdfPictures } from '../../src/readers/scan/pdf-pictures.ts'
import type { PageImage } from '../../src/readers/scan/raster.ts'
import type { Damage } from './scan-damage.ts'

/** The pages of a sample as they look at 200 dpi. */
export async function samplePages(name: string): Promise<PageImage[]> {
  const pictures = await openPdfPictures(new Uint8Array(readFileSync(`${samplesFolder}${name}/source.pdf`)))
  try {
    const pages: PageImage[] = []
    for (let number = 1; number <= pictures.count; number++) pages.push(await pictures.page(number))
    return pages
  } finally {
    await pictures.close()
  }
}

export function damaged(page: PageImage, ...damages: readonly Damage[]): PageImage {
  return damages.reduce((image, damage) => damage(image), page)
}

/** A PDF of pictures, as copiers write it: JPEGs, and nothing else. */
export async function scanPdf(pages: readonly PageImage[]): Promise<Uint8Array> {
  async function* pictures(): AsyncGenerator<PicturePage> {
    for (const page of pages) {
      const { width, height, dpi } = page
      yield { picture: { jpeg: await encodeJpeg({ width, height, data: inColour(page) }) }, width, height, dpi }
    }
  }
  return pdfOfPictures(pictures(), new Map())
}

export function inColour({ channels, data }: PageImage): Uint8Array {
  if (channels === 3) return data
  const colour = new Uint8Array(3 * data.length)
  for (let i = 0; i < data.length; i++) colour.fill(data[i]!, 3 * i, 3 * i + 3)
  return colour
}

export function picture(page: PageImage): Sharp {
  const { width, height, channels, data } = page
  return sharp(data, { raw: { width, height, channels } }).withMetadata({ density: page.dpi })
}

/** A TIFF file with several pages of one size, black and white as fax machines and archives have it. */
export async function scanTiff(pages: readonly PageImage[]): Promise<Uint8Array> {
  const files = await Promise.all(pages.map((page) => picture(page).greyscale().png().toBuffer()))
  const joined = sharp(files, { join: { animated: true } }).withMetadata({ density: pages[0]!.dpi })
  return new Uint8Array(await joined.tiff({ compression: 'ccittfax4', bitdepth: 1 }).toBuffer())
}

/** The upper part of a page: less to recognise. */
export function upperPart(page: PageImage, share: number): PageImage {
  const height = Math.round(page.height * share)
  return { ...page, height, data: page.data.slice(0, height * page.width * page.channels) }
}
