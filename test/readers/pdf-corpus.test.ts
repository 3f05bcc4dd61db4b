import { describe, expect, test } from 'vitest'
import type { Document } from '../../src/domain/document.ts'
import { readDocx } from '../../src/readers/docx/read-docx.ts'
import { readPdf } from '../../src/readers/pdf/read-pdf.ts'
import { defaultLimits } from '../../src/readers/reader.ts'
import { describeReader } from '../contract.ts'
import { corpusFile, corpusIsHere, grid, paragraphs, tables } from './pdf-files.ts'

/** Each is read once: nobody changes a document. */
const documents = new Map<string, Promise<Document>>()
function read(path: string): Promise<Document> {
  let document = documents.get(path)
  if (!document) {
    document = (path.endsWith('.pdf') ? readPdf : readDocx)(corpusFile(path), defaultLimits)
    documents.set(path, document)
  }
  return document
}

/** Symbols broken at a hyphen are made whole in some places and not in others: compared without the space. */
const loose = (text: string) => text.replace(/\s+/gu, ' ').replace(/([-/]) /gu, '$1')
const withoutLinks = (text: string) => text.replace(/https?:\S+/gu, '')
const bodyParagraphs = (document: Document) => paragraphs(document).map(loose)

const producers = ['bao-cao-cchc.pdf', 'bao-cao-cchc-onefont.pdf', 'bao-cao-cchc-chromium.pdf']

describe.skipIf(!corpusIsHere())('the ward report, from three producers', () => {
  test.each(producers)('%s: seven forms, every cell as in the Word file', async (file) => {
    const [pdf, word] = [await read(`seed/${file}`), await read('seed/bao-cao-cchc.docx')]
    const forms = tables(pdf)
    expect(forms).toHaveLength(7)
    const places = (document: Document) =>
      tables(document).map((table) =>
        table.cells.map(({ row, column, rowSpan, columnSpan }) => [row, column, rowSpan, columnSpan]),
      )
    expect(places(pdf)).toEqual(places(word))
    expect(forms.map((table) => grid(pdf, table))).toEqual(tables(word).map((table) => grid(word, table)))
    expect(forms.reduce((sum, table) => sum + table.rows - table.headerRows, 0)).toBe(93)
    expect(forms.every((table) => table.ruled && table.headerRows === 2)).toBe(true)
  })

  test.each(producers)('%s: paragraphs as in the Word file', async (file) => {
    const word = await read('seed/bao-cao-cchc.docx')
    expect(bodyParagraphs(await read(`seed/${file}`))).toEqual(bodyParagraphs(word))
  })

  test.each(producers)('%s: every word of the extracted text, in its order', async (file) => {
    const published = new TextDecoder().decode(corpusFile('seed/000_2dfbf661dfb4eca3.txt'))
    const start = published.indexOf('Thực hiện chế độ báo cáo')
    // That text scrambles the forms' cells and dumps the links' targets at the foot of pages: both are left out.
    const prose = withoutLinks(published.slice(start, published.indexOf('Nơi nhận:')))
    const { text } = await read(`seed/${file}`)
    const ours = text.slice(text.indexOf('Thực hiện chế độ báo cáo'), text.indexOf('Nơi nhận:'))
    expect(loose(withoutLinks(ours)).trim()).toBe(loose(prose).trim())
  })

  test('letterhead and signature', async () => {
    const document = await read('seed/bao-cao-cchc.pdf')
    const side = document.blocks.filter((block) => block.kind === 'paragraph' && block.side)
    expect(side.map((block) => document.text.slice(block.start, block.end))).toEqual([
      'UBND THỊ XÃ QUẢNG TRỊ',
      'ỦY BAN NHÂN DÂN PHƯỜNG 1',
      'Số: 61/BC-UBND',
      'CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM',
      'Độc lập - Tự do - Hạnh phúc',
      'Phường 1, ngày 14 tháng 6 năm 2024',
      'Nơi nhận:',
      '- UBND thị xã (B/c);',
      '- Phòng Nội vụ thị xã;',
      '- Phòng Tư pháp thị xã;',
      '- Phòng VH-TT thị xã;',
      '- Phòng TC-KH thị xã',
      '- Đảng ủy, HĐND phường;',
      '- CT, PCT UBND phường;',
      '- Lưu.',
      'TM. UỶ BAN NHÂN DÂN',
      'KT. CHỦ TỊCH',
      'PHÓ CHỦ TỊCH',
      'Lê Thị Huệ',
    ])
  })

  test('the scan needs OCR', async () => {
    await expect(read('seed/bao-cao-cchc-scan.pdf')).rejects.toMatchObject({ code: 'needs-ocr' })
  })
})

describe.skipIf(!corpusIsHere())('what Word can do', () => {
  test('header, footer, footnote, scripts, table', async () => {
    const document = await read('seed/word-features.pdf')
    expect(paragraphs(document, 'page-header')).toEqual(['HEADER: Báo cáo số 61'])
    expect(paragraphs(document, 'page-footer')).toEqual(['FOOTER trang 1'])
    expect(paragraphs(document, 'footnote')).toEqual(['1 Cước chú: số liệu tính đến 12/5/2024'])
    expect(document.text).toMatch(/hồ sơ 1\n/u)
    expect(document.text).toMatch(/CO2\n/u)
    expect(tables(document)).toHaveLength(1)
  })

  test('decomposed letters are composed, legacy bytes are kept raw', async () => {
    const document = await read('seed/nfd-tcvn3.pdf')
    expect(document.text).toMatch(/^Tỷ lệ hồ sơ được giải quyết đúng hạn đạt 98,33%/u)
    expect(document.words.map((word) => word.raw)).toContain('hµnh')
  })
})

describe.skipIf(!corpusIsHere())('archived documents in TCVN3', () => {
  test('58 pages: no table, footnotes out of the text, none of their numbers in a figure', async () => {
    const document = await read('legacy/2005-1ADDZ_Ke_hoach_2005__QH_lan_6_25-10.pdf')
    expect(tables(document)).toEqual([])
    const notes = paragraphs(document, 'footnote')
    expect(notes.length).toBeGreaterThan(30)
    expect(notes.slice(0, 2).every((note, i) => note.startsWith(`${i + 1} `))).toBe(true)
    expect(document.text).toMatch(/23,5% GDP 1 và tăng 17,4%/u)
    expect(document.text).toMatch(/đạt 10,6% 2, cao nhất/u)
  })

  test('letterhead with a narrow gutter', async () => {
    const document = await read('legacy/2006-16EZE_TT01.06GopvonDNNVV.pdf')
    expect(paragraphs(document).slice(0, 5)).toEqual([
      'NGÂN HÀNG NHÀ NƯỚC VIỆT NAM',
      'Số : 01/2006/TT-NHNN',
      expect.stringMatching(/^CỘNG HOÀ/u),
      'Độc lập - Tự do - Hạnh phúc',
      'Hà Nội, ngày 20 tháng 02 năm 2006',
    ])
    expect(paragraphs(document).at(-1)).toBe('Nguyễn Đồng Tiến')
  })
})

if (corpusIsHere()) {
  const files = [
    ...producers.map((file) => `seed/${file}`),
    'seed/word-features.pdf',
    'seed/nfd-tcvn3.pdf',
    'legacy/2006-16EZE_TT01.06GopvonDNNVV.pdf',
    'legacy/2006-19412_QD115.04TTg_BLTch_DNNVV.pdf',
  ]
  describeReader(
    'readPdf on real documents',
    readPdf,
    files.map((name) => ({ name, bytes: () => corpusFile(name) })),
  )
}
