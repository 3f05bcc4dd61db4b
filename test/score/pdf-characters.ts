import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import PDFDocument from 'pdfkit'
import { getDocument, type PDFPageProxy } from 'pdfjs-dist/legacy/build/pdf.mjs'
import type { BoxOnPage } from '../../src/domain/record.ts'

/** A printed character and the middle of the room it takes: PDF points, origin top left. */
export interface PlacedCharacter {
  readonly character: string
  readonly page: number
  readonly x: number
  readonly y: number
}

export interface PrintedPdf {
  /** Width and height of each page. */
  readonly pages: readonly (readonly [width: number, height: number])[]
  /** In the order they are drawn, without spaces. */
  readonly characters: readonly PlacedCharacter[]
}

interface TextItem {
  readonly str: string
  readonly transform: readonly number[]
  readonly width: number
  readonly fontName: string
}

/** Half the height of a small letter over the base line, as a share of the size. */
const middleOfLetter = 0.25

/**
 * Reads a PDF of ours by a way of its own: pdf.js puts the characters together to lines, and where in its line each one
 * stands is measured with the font file the PDF was made with.
 */
export async function readPrintedPdf(path: string): Promise<PrintedPdf> {
  const task = getDocument({ data: new Uint8Array(readFileSync(path)), verbosity: 0 })
  const document = await task.promise
  const pages: [number, number][] = []
  const characters: PlacedCharacter[] = []
  for (let number = 1; number <= document.numPages; number++) {
    const page = await document.getPage(number)
    const { width, height } = page.getViewport({ scale: 1 })
    pages.push([width, height])
    characters.push(...(await readPage(page, number, height)))
  }
  await task.destroy()
  return { pages, characters }
}

async function readPage(page: PDFPageProxy, number: number, height: number): Promise<PlacedCharacter[]> {
  // Fonts are known by name once the page's drawing has been read.
  await page.getOperatorList()
  const { items } = await page.getTextContent()
  return items
    .filter((item): item is typeof item & TextItem => 'str' in item && item.str.trim() !== '')
    .flatMap((item) =>
      placeCharacters(item, (page.commonObjs.get(item.fontName) as { name: string }).name, number, height),
    )
}

function placeCharacters(item: TextItem, font: string, page: number, height: number): PlacedCharacter[] {
  const [, , , size, left, base] = item.transform as [number, number, number, number, number, number]
  const characters = Array.from(item.str)
  const advances = characters.map((character) => widthOf(character, font, size))
  // What the font does not account for stands between the words (justified lines) or, for want of spaces, everywhere.
  const rest = item.width - advances.reduce((sum, advance) => sum + advance, 0)
  const spaces = item.str.split(' ').length - 1
  let x = left
  return characters.flatMap((character, i) => {
    const advance = advances[i]! + (spaces === 0 ? rest / advances.length : character === ' ' ? rest / spaces : 0)
    x += advance
    return character === ' ' ? [] : [{ character, page, x: x - advance / 2, y: height - base - middleOfLetter * size }]
  })
}

const ruler = new PDFDocument({ autoFirstPage: false })
const folder = '@expo-google-fonts/tinos'
const fontFiles: Readonly<Record<string, string>> = {
  'Tinos-Regular': `${folder}/400Regular/Tinos_400Regular.ttf`,
  'Tinos-Bold': `${folder}/700Bold/Tinos_700Bold.ttf`,
  'Tinos-Italic': `${folder}/400Regular_Italic/Tinos_400Regular_Italic.ttf`,
  'Tinos-BoldItalic': `${folder}/700Bold_Italic/Tinos_700Bold_Italic.ttf`,
}
const { resolve } = createRequire(import.meta.url)
for (const [name, file] of Object.entries(fontFiles)) ruler.registerFont(name, resolve(file))
const widths = new Map<string, number>()

function widthOf(character: string, font: string, size: number): number {
  const name = font.replace(/^[A-Z]{6}\+/, '')
  const key = `${name} ${character}`
  const known = widths.get(key) ?? ruler.font(name).fontSize(1000).widthOfString(character) / 1000
  widths.set(key, known)
  return known * size
}

/** The characters whose middle lies in one of the boxes. */
export function charactersInside(printed: PrintedPdf, boxes: readonly BoxOnPage[]): string {
  return printed.characters
    .filter(({ page, x, y }) =>
      boxes.some(
        (box) => box.page === page && x >= box.x && x <= box.x + box.width && y >= box.y && y <= box.y + box.height,
      ),
    )
    .map(({ character }) => character)
    .join('')
    .normalize('NFC')
}
