/** One run of text in one font, placed by its left end and baseline (points from the page's lower left corner). */
export interface CodedRun {
  readonly font: string
  /** Codes as characters 00–FF; for a font of two-byte codes pairs of them. */
  readonly codes: string
  readonly x: number
  readonly y: number
  readonly size?: number
  /** TJ's numbers after the code with this index: thousandths of an em to step back. */
  readonly back?: Readonly<Record<number, number>>
  /** In the file and not to be seen, as text layers of scans are. */
  readonly invisible?: boolean
}

export interface CodedFont {
  readonly name: string
  readonly type?: 'TrueType' | 'Type1' | 'Identity-H'
  /** 'WinAnsiEncoding', or a dictionary's entries: '/Differences [ … ]'. */
  readonly encoding?: string
  readonly symbolic?: boolean
  /** Code → characters. */
  readonly toUnicode?: Readonly<Record<number, string>>
  /** Thousandths of an em for every code, or for one (as a character). */
  readonly width?: number
  readonly widths?: Readonly<Record<string, number>>
}

export interface CodedPage {
  readonly runs: readonly CodedRun[]
  /** Drawn before the text; `/Scan Do` in a matrix paints a picture. */
  readonly drawing?: string
}

const pageHeight = 842
const pageWidth = 595

/** A PDF written by hand whose fonts are not embedded: pdf.js needs no outlines to read text. */
export function codedPdf(fonts: Readonly<Record<string, CodedFont>>, pages: readonly CodedPage[]): Uint8Array {
  const objects: string[] = ['', '', picture()]
  const add = (object: string) => `${objects.push(object)} 0 R`
  const fontEntries = Object.entries(fonts).map(([key, font]) => `/${key} ${addFont(font, add)}`)
  const resources = `<< /Font << ${fontEntries.join(' ')} >> /XObject << /Scan 3 0 R >> >>`
  const kids = pages.map(({ runs, drawing = '' }) => {
    const content = add(stream('', `${drawing}\n${runs.map((run) => showRun(run, fonts[run.font]!)).join('\n')}`))
    return add(`<< /Type /Page /Parent 2 0 R /Contents ${content} /Resources ${resources} >>`)
  })
  objects[0] = '<< /Type /Catalog /Pages 2 0 R >>'
  objects[1] = `<< /Type /Pages /Kids [${kids.join(' ')}] /Count ${kids.length} /MediaBox [0 0 ${pageWidth} ${pageHeight}] >>`
  return assemble(objects)
}

function assemble(objects: readonly string[]): Uint8Array {
  let file = '%PDF-1.7\n'
  const offsets = objects.map((object, i) => {
    const offset = file.length
    file += `${i + 1} 0 obj\n${object}\nendobj\n`
    return offset
  })
  const start = file.length
  file += `xref\n0 ${objects.length + 1}\n0000000000 65535 f \n`
  for (const offset of offsets) file += `${String(offset).padStart(10, '0')} 00000 n \n`
  file += `trailer\n<< /Size ${objects.length + 1} /Root 1 0 R >>\nstartxref\n${start}\n%%EOF\n`
  return Uint8Array.from(file, (char) => char.charCodeAt(0))
}

function stream(dictionary: string, content: string): string {
  return `<< ${dictionary} /Length ${content.length} >>\nstream\n${content}\nendstream`
}

/** Two by two pixels. */
function picture(): string {
  const header = '/Type /XObject /Subtype /Image /Width 2 /Height 2 /ColorSpace /DeviceGray /BitsPerComponent 8'
  return stream(header, '\x00\xff\xff\x00')
}

function addFont(font: CodedFont, add: (object: string) => string): string {
  const toUnicode = font.toUnicode ? `/ToUnicode ${add(stream('', characterMap(font)))}` : ''
  return font.type === 'Identity-H' ? addComposite(font, toUnicode, add) : addSimple(font, toUnicode, add)
}

function addSimple(font: CodedFont, toUnicode: string, add: (object: string) => string): string {
  const { name, type = 'TrueType', encoding, symbolic = false } = font
  const widths = Array.from({ length: 256 }, (_, code) => widthOf(font, String.fromCharCode(code)))
  const descriptor = add(`<< /Type /FontDescriptor /FontName /${pdfName(name)} /Flags ${symbolic ? 4 : 32} >>`)
  const coding =
    encoding === undefined ? '' : `/Encoding ${encoding.startsWith('/Diff') ? `<< ${encoding} >>` : `/${encoding}`}`
  return add(
    `<< /Type /Font /Subtype /${type} /BaseFont /${pdfName(name)} ${coding} ${toUnicode} /FirstChar 0 /LastChar 255 ` +
      `/Widths [${widths.join(' ')}] /FontDescriptor ${descriptor} >>`,
  )
}

function addComposite(font: CodedFont, toUnicode: string, add: (object: string) => string): string {
  const name = pdfName(font.name)
  const descriptor = add(`<< /Type /FontDescriptor /FontName /${name} /Flags 4 >>`)
  const descendant = add(
    `<< /Type /Font /Subtype /CIDFontType2 /BaseFont /${name} /CIDSystemInfo << /Registry (Adobe) /Ordering (Identity) ` +
      `/Supplement 0 >> /DW ${font.width ?? 500} /FontDescriptor ${descriptor} >>`,
  )
  return add(
    `<< /Type /Font /Subtype /Type0 /BaseFont /${name} /Encoding /Identity-H /DescendantFonts [${descendant}] ${toUnicode} >>`,
  )
}

function widthOf(font: CodedFont, code: string): number {
  return font.widths?.[code] ?? (code === ' ' ? 250 : (font.width ?? 500))
}

function pdfName(name: string): string {
  return name.replace(/[^A-Za-z0-9.+,-]/gu, (sign) => `#${sign.charCodeAt(0).toString(16).padStart(2, '0')}`)
}

function characterMap({ toUnicode = {}, type }: CodedFont): string {
  const digits = type === 'Identity-H' ? 4 : 2
  const hex = (code: number, length: number) => code.toString(16).padStart(length, '0')
  const entries = Object.entries(toUnicode).map(([code, characters]) => {
    const units = Array.from({ length: characters.length }, (_, i) => hex(characters.charCodeAt(i), 4))
    return `<${hex(Number(code), digits)}> <${units.join('')}>`
  })
  return `begincmap 1 begincodespacerange <${'0'.repeat(digits)}> <${'f'.repeat(digits)}> endcodespacerange ${entries.length} beginbfchar ${entries.join(' ')} endbfchar endcmap`
}

function showRun(
  { font, codes, x, y, size = 12, back = {}, invisible = false }: CodedRun,
  { type }: CodedFont,
): string {
  const step = type === 'Identity-H' ? 2 : 1
  let shown = ''
  for (let i = 0; i < codes.length; i += step) {
    const hex = Array.from(codes.slice(i, i + step)).map((code) => code.charCodeAt(0).toString(16).padStart(2, '0'))
    shown += `<${hex.join('')}> ${back[i / step] ?? ''}`
  }
  return `BT /${font} ${size} Tf ${invisible ? 3 : 0} Tr 1 0 0 1 ${x} ${y} Tm [${shown}] TJ ET`
}

/** Runs of whole lines, 20 points apart. */
export function codedLines(font: string, lines: readonly string[], top = 780): CodedRun[] {
  return lines.map((codes, i) => ({ font, codes, x: 70, y: top - 20 * i }))
}

/** A font of two-byte codes for all letters of a text, and what writes with it. */
export function unicodeFont(name: string, text: string): { font: CodedFont; codes: (text: string) => string } {
  const letters = [...new Set(Array.from(text.normalize('NFC')))]
  const toUnicode = Object.fromEntries(letters.map((letter, i) => [i + 1, letter]))
  const code = (letter: string) => letters.indexOf(letter) + 1
  const codes = (shown: string) =>
    Array.from(shown.normalize('NFC'), (letter) => String.fromCharCode(code(letter) >> 8, code(letter) & 0xff)).join('')
  return { font: { name, type: 'Identity-H', toUnicode }, codes }
}

/** What paints a picture over the whole page, as scanners do. */
export const scannedPage = `q ${pageWidth} 0 0 ${pageHeight} 0 0 cm /Scan Do Q`
