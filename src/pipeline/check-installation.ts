import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { engineNames } from '../readers/scan/engine-names.ts'

const require = createRequire(import.meta.url)

/** One part of the installation. */
export interface InstalledPart {
  readonly group: 'recognition' | 'pictures' | 'fonts'
  readonly name: string
  /** What is there, with its version; null where it is not. */
  readonly found: string | null
  /** Nothing is lost but speed where it is missing. */
  readonly optional: boolean
  /** What it is for, and how to get it where it is missing. */
  readonly purpose: string
}

export interface Installation {
  readonly parts: readonly InstalledPart[]
  /** The engine that `--ocr` uses; null where none works. */
  readonly engine: string | null
}

/** What of text recognition, picture formats and fonts is there and works: every part is tried, not only looked for. */
export async function checkInstallation(): Promise<Installation> {
  const recognition = await Promise.all(engineNames.map(checkEngine))
  const parts = [
    ...recognition,
    await checkPictureFiles(),
    await checkDrawing(),
    await checkTextFont(),
    checkPdfFonts(),
  ]
  const engine = recognition.find(({ found }) => found !== null)
  return { parts, engine: engine?.name ?? null }
}

/** A page that every engine reads: '1' in strokes, too small to cost time. */
async function checkEngine(name: (typeof engineNames)[number]): Promise<InstalledPart> {
  const { describeEngine, openEngine } = await import('../readers/scan/engines.ts')
  const optional = name === 'native'
  const purpose = optional
    ? 'recognises about twice as fast as wasm; the program tesseract 4 or newer, from your system’s packages'
    : 'recognises text in pictures of pages'
  const found = await tryTo(async () => {
    const id = await describeEngine(name)
    if (id === null) return null
    const engine = await openEngine(name)
    try {
      const image = { width: 60, height: 40, data: new Uint8Array(2400).fill(255) }
      await engine.read([{ image, layout: 'line', dpi: 200 }])
      return id
    } finally {
      await engine.close()
    }
  })
  return { group: 'recognition', name, found, optional, purpose }
}

async function checkPictureFiles(): Promise<InstalledPart> {
  const found = await tryTo(async () => {
    const { default: sharp } = await import('sharp')
    const blank = { width: 8, height: 8, channels: 3 as const, background: '#fff' }
    await sharp({ create: blank }).tiff().toBuffer()
    return `sharp ${sharp.versions.sharp}, libvips ${sharp.versions.vips}`
  })
  return {
    group: 'pictures',
    name: 'files',
    found,
    optional: false,
    purpose: 'decodes TIFF, PNG, JPEG, WebP and GIF files',
  }
}

async function checkDrawing(): Promise<InstalledPart> {
  const found = await tryTo(async () => {
    const { createCanvas } = await import('@napi-rs/canvas')
    createCanvas(8, 8).getContext('2d').fillRect(0, 0, 4, 4)
    return `@napi-rs/canvas ${versionOf('@napi-rs/canvas')}, pdfjs-dist ${versionOf('pdfjs-dist')}`
  })
  const purpose = 'draws PDF pages that are more than one picture'
  return { group: 'pictures', name: 'drawing', found, optional: false, purpose }
}

async function checkTextFont(): Promise<InstalledPart> {
  const found = await tryTo(async () => {
    const { textFontFile } = await import('../text/font-file.ts')
    readFileSync(textFontFile())
    return `Tinos ${versionOf('@expo-google-fonts/tinos')}`
  })
  return { group: 'fonts', name: 'text', found, optional: false, purpose: 'the invisible text of searchable PDFs' }
}

function checkPdfFonts(): InstalledPart {
  let found: string | null = null
  try {
    readFileSync(require.resolve('pdfjs-dist/standard_fonts/LiberationSans-Regular.ttf'))
    found = 'the standard fonts of pdfjs-dist'
  } catch {
    // Said by `found`.
  }
  const purpose = 'draw PDF pages that use fonts without bringing them'
  return { group: 'fonts', name: 'pages', found, optional: false, purpose }
}

async function tryTo(find: () => Promise<string | null>): Promise<string | null> {
  try {
    return await find()
  } catch {
    return null
  }
}

function versionOf(name: string): string {
  return (require(`${name}/package.json`) as { readonly version: string }).version
}
