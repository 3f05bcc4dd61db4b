import type { Inline } from './inline.ts'
import type { Block, Sample } from './model.ts'
import { drawTable } from './pdf-table.ts'
import { breakLines, type TextStyle } from './pdf-text.ts'
import { contentLeft, contentWidth, leading, PdfWriter } from './pdf-writer.ts'

const firstIndent = 36

export async function makePdf(sample: Sample, title: string): Promise<Buffer> {
  const writer = new PdfWriter(title)
  drawLetterhead(writer, sample)
  drawTitle(writer, sample)
  for (const block of sample.body) drawBlock(writer, block, sample.size)
  drawSignature(writer, sample)
  for (const block of sample.annex) drawBlock(writer, block, sample.size)
  return writer.finish()
}

function centre(writer: PdfWriter, text: string, style: TextStyle, left: number, width: number, y: number): number {
  const lines = breakLines([{ text }], style, width, 0, writer.measure)
  lines.forEach((line, at) => writer.drawLine(line, style, left, width, y + at * style.size * leading, 'center'))
  return y + lines.length * style.size * leading
}

function drawLetterhead(writer: PdfWriter, sample: Sample): void {
  const { letterhead } = sample
  const party = letterhead.system === 'party'
  const left = { x: contentLeft - 22, width: contentWidth * 0.42 + 22 }
  const right = { x: contentLeft + contentWidth * 0.42, width: contentWidth * 0.58 + 14 }
  const top = writer.y
  for (const mark of sample.marks.filter((one) => one.at === 'top'))
    drawMark(writer, mark.text, contentLeft + 10, top - 30)
  let y = top
  for (const line of letterhead.parent) y = centre(writer, line, { size: 12.5 }, left.x, left.width, y)
  for (const line of letterhead.issuer) y = centre(writer, line, { size: 12.5, bold: true }, left.x, left.width, y)
  const middle = left.x + left.width / 2
  if (party) y = centre(writer, '*', { size: 12.5 }, left.x, left.width, y)
  else writer.rule(middle - 30, y + 1, middle + 30, y + 1)
  const numberTop = Math.max(y + 5, top + 42)
  let underNumber = centre(writer, letterhead.number, { size: 13 }, left.x, left.width, numberTop)
  for (const line of sample.letterSubject)
    underNumber = centre(writer, line, { size: 12.5 }, left.x, left.width, underNumber)
  for (const mark of sample.marks.filter((one) => one.at === 'number')) {
    drawMark(writer, mark.text, middle - 45, underNumber + 6)
    underNumber += 30
  }
  const centreOf = right.x + right.width / 2
  if (party) {
    const end = centre(writer, 'ĐẢNG CỘNG SẢN VIỆT NAM', { size: 14, bold: true }, right.x, right.width, top)
    writer.rule(centreOf - 95, end, centreOf + 95, end)
  } else {
    centre(writer, 'CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM', { size: 12.5, bold: true }, right.x, right.width, top)
    const end = centre(
      writer,
      'Độc lập - Tự do - Hạnh phúc',
      { size: 13.5, bold: true },
      right.x,
      right.width,
      top + 15.5,
    )
    writer.rule(centreOf - 85, end + 1, centreOf + 85, end + 1)
  }
  centre(writer, letterhead.date, { size: 13.5, italic: true }, right.x, right.width, numberTop)
  writer.y = underNumber + 14
}

function drawMark(writer: PdfWriter, text: string, x: number, y: number): void {
  const width = writer.measure(text, 'bold', 13) + 16
  writer.put(text, 'bold', 13, x + 8, y + 3)
  writer.doc.lineWidth(1).rect(x, y, width, 21).stroke()
}

function drawTitle(writer: PdfWriter, sample: Sample): void {
  const { size } = sample
  if (sample.type !== undefined) {
    writer.paragraph([{ text: sample.type }], { size: size + 0.5, bold: true }, { align: 'center' })
    for (const line of sample.subject) writer.paragraph([{ text: line }], { size, bold: true }, { align: 'center' })
    const middle = contentLeft + contentWidth / 2
    if (sample.letterhead.system === 'state') writer.rule(middle - 45, writer.y + 2, middle + 45, writer.y + 2)
    else centre(writer, '-----', { size }, contentLeft, contentWidth, writer.y - 4)
    writer.y += 14
  }
  if (sample.authorityLine !== undefined)
    writer.paragraph([{ text: sample.authorityLine }], { size, bold: true }, { align: 'center', after: 8 })
  drawAddressees(writer, sample)
}

function drawAddressees(writer: PdfWriter, sample: Sample): void {
  const [first, ...others] = sample.addressees
  if (first === undefined) return
  const style = { size: sample.size }
  const left = contentLeft + 70
  if (others.length === 0) {
    writer.paragraph([{ text: `Kính gửi: ${first}` }], style, { align: 'center', before: 2, after: 10 })
    return
  }
  const step = sample.size * leading
  writer.put('Kính gửi:', 'regular', sample.size, left, writer.y)
  writer.y += step
  for (const addressee of sample.addressees) {
    writer.put(addressee, 'regular', sample.size, left + 60, writer.y)
    writer.y += step
  }
  writer.y += 10
}

function drawBlock(writer: PdfWriter, block: Block, size: number): void {
  switch (block.kind) {
    case 'page-break':
      return writer.newPage()
    case 'table':
      return drawTable(writer, block.table)
    case 'heading':
      writer.need(size * leading * 3)
      return writer.paragraph(
        block.content,
        { size, bold: true, ...(block.italic ? { italic: true } : {}) },
        { indent: firstIndent, before: 3, after: 3 },
      )
    case 'centred':
      return writer.paragraph(block.content, { size, bold: true }, { align: 'center', before: 2, after: 2 })
    case 'basis':
      return writer.paragraph(block.content, { size, italic: true }, { indent: firstIndent, before: 1, after: 2 })
    case 'item': {
      const content: Inline[] = [{ text: `${block.marker} ` }, ...block.content]
      const style = block.level === 'I' ? { size, bold: true } : { size }
      return writer.paragraph(content, style, { indent: firstIndent, before: 2, after: 3 })
    }
    case 'paragraph':
      return writer.paragraph(block.content, { size }, { indent: firstIndent, before: 2, after: 3 })
  }
}

function drawSignature(writer: PdfWriter, sample: Sample): void {
  const step = 11 * leading
  const height = Math.max(sample.recipients.length * step + 16, sample.signature.lines.length * 17 + 80)
  writer.y += 10
  writer.need(height)
  const top = writer.y
  const leftWidth = contentWidth * 0.46
  writer.put('Nơi nhận:', 'bold-italic', 12, contentLeft, top)
  let y = top + 16
  for (const recipient of sample.recipients) {
    const lines = breakLines([{ text: recipient }], { size: 11 }, leftWidth - 4, 0, writer.measure)
    for (const line of lines) {
      writer.drawLine(line, { size: 11 }, contentLeft, leftWidth, y, 'left')
      y += step
    }
  }
  const right = { x: contentLeft + leftWidth, width: contentWidth - leftWidth }
  let signatureY = top
  for (const line of sample.signature.lines)
    signatureY = centre(writer, line, { size: 13.5, bold: true }, right.x, right.width, signatureY)
  signatureY = centre(writer, sample.signature.name, { size: 13.5, bold: true }, right.x, right.width, signatureY + 62)
  writer.y = Math.max(y, signatureY) + 24
}
