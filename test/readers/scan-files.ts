import { readFileSync } from 'node:fs'
import sharp, { type Sharp } from 'sharp'
import { samplesFolder } from '../../samples/generate.ts'
import { pdfOfPictures, type PicturePage } from '../../src/export/searchable-pdf.ts'
import { openPdfPictures } from '../../src/readers/scan/pdf-pictures.ts'
import type { PageImage } from '../../src/readers/scan/raster.ts'
import type { Damage } from './scan-damage.ts'

export function samplePdf(name: string): Uint8Array {
  return new Uint8Array(readFileSync(`${samplesFolder}${name}/source.pdf`))
}

/** The pages of a sample as they look at 200 dpi. */
export function samplePages(name: string): Promise<PageImage[]> {
  return drawPages(samplePdf(name), 200)
}

export async function drawPages(pdf: Uint8Array, dpi: number): Promise<PageImage[]> {
  const pictures = await openPdfPictures(pdf, dpi)
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
export async function scanPdf(pages: readonly PageImage[], quality = 88): Promise<Uint8Array> {
  async function* pictures(): AsyncGenerator<PicturePage> {
    for (const page of pages) {
      const { width, height, dpi } = page
      const jpeg = await sharp(inColour(page), { raw: { width, height, channels: 3 } })
        .jpeg({ quality })
        .toBuffer()
      yield { picture: { jpeg }, width, height, dpi }
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
  const perMillimetre = pages[0]!.dpi / 25.4
  const joined = sharp(files, { join: { animated: true } })
    .greyscale()
    .toColourspace('b-w')
  const options = { compression: 'ccittfax4', bitdepth: 1, xres: perMillimetre, yres: perMillimetre } as const
  return new Uint8Array(await joined.tiff(options).toBuffer())
}

/** The upper part of a page: less to recognise. */
export function upperPart(page: PageImage, share: number): PageImage {
  const height = Math.round(page.height * share)
  return { ...page, height, data: page.data.slice(0, height * page.width * page.channels) }
}
