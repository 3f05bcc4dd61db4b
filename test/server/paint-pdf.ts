import { createRequire } from 'node:module'
import PDFDocument from 'pdfkit'

const font = createRequire(import.meta.url).resolve('@expo-google-fonts/tinos/400Regular/Tinos_400Regular.ttf')

/** A PDF of one page with these lines, letters of `size` points. */
export function paintPdf(lines: readonly string[], size: number): Promise<Buffer> {
  const pdf = new PDFDocument({ size: 'A4', margin: 60 })
  pdf.font(font).fontSize(size)
  for (const line of lines) pdf.text(line)
  pdf.end()
  const parts: Buffer[] = []
  pdf.on('data', (part: Buffer) => parts.push(part))
  return new Promise((resolve) => pdf.on('end', () => resolve(Buffer.concat(parts))))
}
