import type { Document } from '../domain/document.ts'
import { DocumentBuilder } from './document-builder.ts'

/** A document of plain paragraphs, one a line of the text, without places. */
export function documentFromText(text: string): Document {
  const builder = new DocumentBuilder()
  const style = builder.style({ font: '', size: 0, bold: false, italic: false })
  text.split('\n').forEach((line, index) => {
    const words = line.split(/\s+/u).filter((word) => word !== '')
    builder.paragraph({
      lines: [words.map((raw) => ({ raw, page: null, box: null, style }))],
      role: 'body',
      path: `body/p[${index + 1}]`,
    })
  })
  return builder.build({ mediaType: 'text/plain', pages: [], origin: 'native', encodings: ['unicode'], issues: [] })
}
