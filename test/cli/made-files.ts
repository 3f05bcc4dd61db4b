import { Document, Packer, Paragraph } from 'docx'
import JSZip from 'jszip'
import { createRequire } from 'node:module'
import PDFDocument from 'pdfkit'

// Fixed dates: the same call gives the same bytes.
const writtenOn = new Date('2024-06-20T00:00:00Z')

const reportLines = [
  'BÁO CÁO',
  'Kết quả thực hiện công tác cải cách hành chính 6 tháng đầu năm 2024',
  'Thực hiện Kế hoạch số 12/KH-UBND ngày 03/4/2024 của Ủy ban nhân dân tỉnh, đơn vị báo cáo như sau:',
  'Tổng số hồ sơ tiếp nhận là 298 hồ sơ; đã giải quyết 296/298 hồ sơ, đạt 99,3%.',
]

/** A Word file with a few paragraphs of a report; `mark` makes its bytes differ from others. */
export async function makeDocx(mark = ''): Promise<Uint8Array> {
  const children = [...reportLines, ...(mark === '' ? [] : [mark])].map((text) => new Paragraph({ text }))
  const packed = await Packer.toBuffer(new Document({ sections: [{ children }] }))
  // docx writes the time into the package.
  const zip = await JSZip.loadAsync(packed)
  zip.remove('docProps/core.xml')
  for (const entry of Object.values(zip.files)) entry.date = writtenOn
  return zip.generateAsync({ type: 'uint8array', compression: 'DEFLATE' })
}

const font = createRequire(import.meta.url).resolve('@expo-google-fonts/tinos/400Regular/Tinos_400Regular.ttf')

export interface MadePdf {
  readonly mark?: string
  readonly userPassword?: string
  /** No text, only a drawn rectangle. */
  readonly withoutText?: boolean
  readonly pages?: number
}

export function makePdf({ mark, userPassword, withoutText, pages = 1 }: MadePdf = {}): Promise<Uint8Array> {
  const pdf = new PDFDocument({
    size: 'A4',
    info: { CreationDate: writtenOn, ModDate: writtenOn },
    ...(userPassword !== undefined && { userPassword }),
  })
  const chunks: Buffer[] = []
  pdf.on('data', (chunk: Buffer) => chunks.push(chunk))
  const done = new Promise<Uint8Array>((resolve) => {
    pdf.on('end', () => resolve(new Uint8Array(Buffer.concat(chunks))))
  })
  for (let page = 1; page <= pages; page++) {
    if (page > 1) pdf.addPage()
    if (withoutText) pdf.rect(72, 72, 300, 400).fill('#888')
    else for (const line of mark === undefined ? reportLines : [...reportLines, mark]) pdf.font(font, 13).text(line)
  }
  pdf.end()
  return done
}

/** A .zip with these entries, names as given however hostile. */
export async function makeZip(entries: Readonly<Record<string, Uint8Array | string>>): Promise<Uint8Array> {
  const zip = new JSZip()
  for (const [name, content] of Object.entries(entries)) {
    zip.file(name, content, { createFolders: false, date: writtenOn })
  }
  return zip.generateAsync({ type: 'uint8array', compression: 'DEFLATE', compressionOptions: { level: 9 } })
}
