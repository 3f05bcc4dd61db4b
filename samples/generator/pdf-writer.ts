import { createRequire } from 'node:module'
import PDFDocument from 'pdfkit'
import type { Inline } from './inline.ts'
import { breakLines, fontOf, footnoteMarkWidth, type FontName, type PdfLine, type TextStyle } from './pdf-text.ts'

/** Margins of Nghị định 30/2020, Phụ lục I, mục I.2 (20–25, 20–25, 30–35, 15–20 mm), in points. */
const margins = { top: 62, bottom: 60, left: 85, right: 50 }
const pageWidth = 595.28
const pageHeight = 841.89
export const contentLeft = margins.left
export const contentWidth = pageWidth - margins.left - margins.right
const pageNumberTop = 36
export const leading = 1.22
const footnoteSize = 10.5
/** Fixed, so that the same source gives the same bytes. */
const fixedDate = new Date(Date.UTC(2024, 0, 1))

const fonts: Record<FontName, string> = {
  regular: '400Regular/Tinos_400Regular.ttf',
  bold: '700Bold/Tinos_700Bold.ttf',
  italic: '400Regular_Italic/Tinos_400Regular_Italic.ttf',
  'bold-italic': '700Bold_Italic/Tinos_700Bold_Italic.ttf',
}
/** Word neither kerns nor joins letters in its default settings. */
const features = { kern: false, liga: false } as unknown as PDFKit.Mixins.OpenTypeFeatures[]

export interface Flow {
  readonly align?: 'left' | 'center' | 'right' | 'justify'
  readonly indent?: number
  readonly hanging?: number
  readonly before?: number
  readonly after?: number
}

export class PdfWriter {
  readonly doc: PDFKit.PDFDocument
  y = margins.top
  private page = 1
  private notes: { number: number; lines: PdfLine[] }[] = []
  private noteCount = 0
  private readonly chunks: Buffer[] = []

  constructor(title: string) {
    this.doc = new PDFDocument({
      size: 'A4',
      margin: 0,
      info: { Title: title, Creator: 'boctach samples', CreationDate: fixedDate, ModDate: fixedDate },
      lang: 'vi-VN',
    })
    const resolve = createRequire(import.meta.url).resolve
    for (const [name, file] of Object.entries(fonts))
      this.doc.registerFont(name, resolve(`@expo-google-fonts/tinos/${file}`))
    this.doc.on('data', (chunk: Buffer) => this.chunks.push(chunk))
  }

  measure = (text: string, font: FontName, size: number): number =>
    this.doc.font(font).fontSize(size).widthOfString(text, { features })

  /** Lowest y the body may reach on this page: footnotes already placed take room from below. */
  get bottom(): number {
    const lines = this.notes.reduce((sum, note) => sum + note.lines.length, 0)
    return pageHeight - margins.bottom - (lines > 0 ? lines * footnoteSize * leading + 8 : 0)
  }

  newPage(): void {
    this.drawFootnotes()
    this.doc.addPage()
    this.page += 1
    this.y = margins.top
    const label = String(this.page)
    const width = this.measure(label, 'regular', 13)
    this.put(label, 'regular', 13, (pageWidth - width) / 2, pageNumberTop)
  }

  /** Starts a page unless `height` more points fit on this one. */
  need(height: number): void {
    if (this.y + height > this.bottom) this.newPage()
  }

  paragraph(runs: readonly Inline[], style: TextStyle, flow: Flow = {}): void {
    const { align = 'justify', indent = 0, hanging = 0, before = 0, after = 0 } = flow
    const lines = breakLines(runs, style, contentWidth - hanging, indent, this.measure)
    const height = style.size * leading
    this.y += before
    lines.forEach((line, at) => {
      const notes = line.words.flatMap((word) => word.footnotes)
      const noteHeight = notes.length > 0 ? (notes.length * 2 + 1) * footnoteSize * leading : 0
      // No single first or last line alone on a page.
      const keep = lines.length > 1 && (at === 0 || at === lines.length - 2) ? 2 : 1
      this.need(height * keep + noteHeight)
      this.drawLine(line, style, contentLeft + hanging, contentWidth - hanging, this.y, align)
      this.y += height
    })
    this.y += after
  }

  drawLine(line: PdfLine, style: TextStyle, left: number, width: number, y: number, align: Flow['align']): void {
    const space = this.measure(' ', fontOf(style), style.size)
    const slack = width - line.indent - line.width
    const gap =
      space + (align === 'justify' && !line.last && line.words.length > 1 ? slack / (line.words.length - 1) : 0)
    let x = left + line.indent + (align === 'center' ? slack / 2 : align === 'right' ? slack : 0)
    line.words.forEach((word, at) => {
      word.parts.forEach((part, index) => {
        const ending =
          index === word.parts.length - 1 && at < line.words.length - 1 && word.footnotes.length === 0 ? ' ' : ''
        this.put(part.text + ending, part.font, style.size, x, y)
        if (part.link !== undefined) this.doc.link(x, y, part.width, style.size * leading, part.link)
        x += part.width
      })
      for (const note of word.footnotes) {
        this.noteCount += 1
        this.put(String(this.noteCount), 'regular', style.size * 0.6, x, y)
        x += style.size * footnoteMarkWidth
        const runs = [{ text: note }]
        const lines = breakLines(runs, { size: footnoteSize }, contentWidth - 10, 0, this.measure)
        this.notes.push({ number: this.noteCount, lines })
      }
      x += gap
    })
  }

  put(text: string, font: FontName, size: number, x: number, y: number): void {
    this.doc.font(font).fontSize(size).text(text, x, y, { lineBreak: false, features })
  }

  rule(x1: number, y1: number, x2: number, y2: number, width = 0.6): void {
    this.doc.lineWidth(width).moveTo(x1, y1).lineTo(x2, y2).stroke()
  }

  private drawFootnotes(): void {
    if (this.notes.length === 0) return
    let y = this.bottom + 6
    this.rule(contentLeft, y - 2, contentLeft + 140, y - 2, 0.5)
    for (const note of this.notes) {
      this.put(String(note.number), 'regular', 6.5, contentLeft, y)
      for (const line of note.lines) {
        this.drawLine(line, { size: footnoteSize }, contentLeft + 6, contentWidth - 6, y, 'justify')
        y += footnoteSize * leading
      }
    }
    this.notes = []
  }

  finish(): Promise<Buffer> {
    this.drawFootnotes()
    return new Promise((resolve) => {
      this.doc.on('end', () => resolve(Buffer.concat(this.chunks)))
      this.doc.end()
    })
  }
}
