import { describe, expect, test } from 'vitest'
import type { Document, Style } from '../../src/domain/document.ts'
import type { Record as Extract } from '../../src/domain/record.ts'
import { buildLines, type TextLine } from '../../src/layout/lines.ts'
import type { PageText } from '../../src/layout/page-layout.ts'
import { cellText, type PageTable } from '../../src/layout/tables.ts'
import type { PlacedWord } from '../../src/layout/words.ts'
import { readBytes } from '../../src/pipeline/extract.ts'
import { toRecord } from '../../src/pipeline/to-record.ts'
import { defaultLimits } from '../../src/readers/reader.ts'
import { repairAbbreviations } from '../../src/readers/scan/repair-abbreviations.ts'
import { repairDates } from '../../src/readers/scan/repair-dates.ts'
import { repairFigures } from '../../src/readers/scan/repair-figures.ts'
import { repairNumerals } from '../../src/readers/scan/repair-numerals.ts'
import { repairOrdinals } from '../../src/readers/scan/repair-ordinals.ts'
import { repairTones } from '../../src/readers/scan/repair-tones.ts'
import { repairWords } from '../../src/readers/scan/repair-words.ts'
import type { RecognisedPage } from '../../src/readers/scan/recognise-page.ts'
import { loadRules } from '../../src/rules/load.ts'
import { pictureSaying, saidLines, saidPage } from './said-pages.ts'

const styles: readonly Style[] = [false, true].map((bold) => ({ font: '', size: 13, bold, italic: false }))
const frame = { angle: 0, width: 595, height: 842, cos: 1, sin: 0, du: 0, dv: 0 }

/** A word `width` em wide, or half an em a letter. */
function placed(raw: string, x0: number, y: number, width = 0.5 * raw.length, confidence = 0.96): PlacedWord {
  return { raw, x0, x1: x0 + 13 * width, y, size: 13, style: 1, confidence }
}

function lineOf(text: string, y: number, first?: number, confidence?: number): TextLine {
  let x = 80
  const words = text.split(' ').map((raw, i) => {
    const word = placed(raw, x, y, i === 0 ? first : undefined, confidence)
    x = word.x1 + 4
    return word
  })
  return buildLines(words)[0]!
}

function pageOf(lines: readonly TextLine[], tables: readonly PageTable[] = []): PageText {
  return { number: 1, width: 595, height: 842, frame, tables, rows: lines, rules: [], turned: [] }
}

const said = (pages: readonly PageText[]) => pages.flatMap(({ rows }) => rows.map(({ text }) => text))
const through = (repair: (pages: readonly PageText[]) => PageText[], ...lines: readonly string[]) =>
  said(repair([pageOf(lines.map((line, i) => lineOf(line, 100 + 20 * i)))]))

describe('signs and spaces', () => {
  test.each([
    ['a slash of fractions', 'đạt 3⁄12 chỉ tiêu', 'đạt 3/12 chỉ tiêu'],
    ['per mille', 'tăng 14,8%o.', 'tăng 14,8‰.'],
    ['a numeral with an H', 'Đại hội lần thứ XIH, khóa XXIH', 'Đại hội lần thứ XIII, khóa XXIII'],
    ['for report', '- UBND huyện (b/O);', '- UBND huyện (b/c);'],
    ['who signs for whom', 'KT, CHỦ TỊCH', 'KT. CHỦ TỊCH'],
    ['a number before its symbol', 'Số: l2/KH-UBND', 'Số: 12/KH-UBND'],
    ['a number in a Party symbol', 'số 1O/2024/NQ-HĐND', 'số 10/2024/NQ-HĐND'],
    ['a symbol', 'Tờ trình số 96/1Tr-VP', 'Tờ trình số 96/TTr-VP'],
    ['an S in a symbol', 'Công văn số 09/5GDĐT-VP', 'Công văn số 09/SGDĐT-VP'],
    ['an overlooked slash', 'Số: 1543SVHTTDL-QLDL', 'Số: 1543/SVHTTDL-QLDL'],
    ['a quarter', 'trong quý 1II năm 2022', 'trong quý III năm 2022'],
    ['a five', 'trước ngày 1§ hằng tháng', 'trước ngày 15 hằng tháng'],
    ['overlooked spaces', 'trên Trangthông tinđiệntử', 'trên Trang thông tin điện tử'],
    ['a list without spaces', '-Lưu: VT,NV.', '- Lưu: VT, NV.'],
    ['the province in a letterhead', 'TÍNH TÂN MỸ CỘNG HÒA XÃ HỘI', 'TỈNH TÂN MỸ CỘNG HÒA XÃ HỘI'],
  ])('%s', (_, read, meant) => {
    expect(through(repairWords, read)).toEqual([meant])
  })

  test.each([
    'https://dichvucong.gov.vn/cong-thong-tin',
    'Internet và Facebook, Đắk Lắk, Krông Pắc',
    'XI, XII và XIII',
    'đạt 100% so với 95%, Hồ sơ',
    'O/QĐ và lI/KH-UBND',
    'TÍNH ĐẾN NGÀY',
    'xe số 43A-12345, biển số 75LD-00123',
    '§ 12 của Luật',
  ])('%s stays', (text) => {
    expect(through(repairWords, text)).toEqual([text])
  })
})

describe('words of dates', () => {
  test.each([
    ['ngày 06 thúng 9 năm 2024', 'ngày 06 tháng 9 năm 2024'],
    ['Hà Nội, ngảy l5 thảng O6 nãm 2O24.', 'Hà Nội, ngày 15 tháng 06 năm 2024.'],
    ['NGÀY 1 tháng 2 năm 2023', 'NGÀY 1 tháng 2 năm 2023'],
    ['mua hai thúng lúa năm 2024', 'mua hai thúng lúa năm 2024'],
    ['ngày nay tháng nào năm nao', 'ngày nay tháng nào năm nao'],
  ])('%s', (read, meant) => {
    const wrapped = meant.startsWith('NGÀY') ? meant.replace('NGÀY', 'Ngày') : meant
    expect(through(repairDates, read)[0]!.toLowerCase()).toBe(wrapped.toLowerCase())
  })

  test('a date goes on in the next line', () => {
    expect(through(repairDates, 'ban hành ngày 22', 'thúng 11 năm 2019;')).toEqual([
      'ban hành ngày 22',
      'tháng 11 năm 2019;',
    ])
  })
})

describe('tones', () => {
  test.each([
    ['kiếm tra', 'kiểm tra'],
    ['hộ cá thế', 'hộ cá thể'],
    ['UBND TĨNH HẢI SƠN', 'UBND TỈNH HẢI SƠN'],
    ['Biếu số 01', 'Biểu số 01'],
    ['chỉ đạo và chi ngân sách', 'chỉ đạo và chi ngân sách'],
    ['tìm kiếm việc làm', 'tìm kiếm việc làm'],
  ])('%s → %s', (read, meant) => {
    expect(through(repairTones, read)).toEqual([meant])
  })

  test.each([
    ['Chỉ giáo dục', 0.76, 'Chi giáo dục'],
    ['Chỉ giáo dục', 0.96, 'Chỉ giáo dục'],
    ['Chỉ tiêu thống kê', 0.76, 'Chỉ tiêu thống kê'],
  ])('%s, read with a confidence of %d', (read, confidence, meant) => {
    expect(said(repairTones([pageOf([lineOf(read, 100, undefined, confidence)])]))).toEqual([meant])
  })
})

describe('numerals of headings', () => {
  /** Widths of boxes, in em, as measured on scans of bold type. */
  const [one, two, three, six, seven] = [0.57, 0.95, 1.34, 1.31, 1.69]
  test.each([
    ['L', one, 'I.'],
    ['IL', two, 'II.'],
    ['I.', two, 'II.'],
    ['II.', three, 'III.'],
    ['HI.', three, 'III.'],
    ['VI.', six, 'VI.'],
    ['VIH.', seven, 'VII.'],
    ['II.', two, 'II.'],
  ])('%s, %d em wide, is %s', (read, width, meant) => {
    expect(said(repairNumerals([pageOf([lineOf(`${read} Công tác`, 100, width)])], styles))).toEqual([
      `${meant} Công tác`,
    ])
  })

  test('what is no numeral is the next in order where its width says nothing', () => {
    const lines = [lineOf('I. Một', 100, one), lineOf('H. Hai', 120, 2.4)]
    expect(said(repairNumerals([pageOf(lines)], styles))).toEqual(['I. Một', 'II. Hai'])
  })

  test.each(['1. Sản xuất', 'L là chiều dài', 'Hi vọng', 'HẢI SƠN'])('%s stays', (text) => {
    expect(said(repairNumerals([pageOf([lineOf(text, 100)])], styles))).toEqual([text])
  })
})

test('an abbreviation is written as the document mostly writes it; a slip that is no misreading stays', () => {
  const lines = ['CCHC và CCHC', 'công tác CCHOC, CCHC', 'CCCHC; CCHC; TTHC']
  expect(through(repairAbbreviations, ...lines)).toEqual(['CCHC và CCHC', 'công tác CCHC, CCHC', lines[2]])
})

describe('tables', () => {
  const table = (rows: readonly (readonly string[])[]): PageTable => ({
    ...{ rows: rows.length, columns: rows[0]!.length, xs: [80, 200, 500], ruled: true },
    ...{ x0: 80, x1: 500, y0: 100, y1: 100 + 20 * rows.length },
    cells: rows.flatMap((row, r) =>
      row.map((text, column) => ({
        ...{ row: r, column, rowSpan: 1, columnSpan: 1 },
        lines: text === '' ? [] : [lineOf(text, 110 + 20 * r, text === 'IH' || text === 'II' ? 0.71 : undefined)],
      })),
    ),
  })
  const columnOf = (page: PageText, column: number) =>
    page.tables[0]!.cells.filter((cell) => cell.column === column).map(cellText)

  test.each([
    ['points left out', ['TT', '1', '2', '21', '22', '3'], ['TT', '1', '2', '2.1', '2.2', '3']],
    ['letters for digits', ['STT', 'l', '2', '2.l', '2.Z', '3'], ['STT', '1', '2', '2.1', '2.2', '3']],
    ['groups with numerals', ['TT', 'I', '1', '2', 'IH', '1'], ['TT', 'I', '1', '2', 'II', '1']],
    ['no table with ordinals', ['Mã', 'l', '2'], ['Mã', 'l', '2']],
  ])('ordinals: %s', (_, read, meant) => {
    const [page] = repairOrdinals([pageOf([], [table(read.map((one) => [one, 'x']))])], styles)
    expect(columnOf(page!, 0)).toEqual(meant)
  })

  test.each([
    ['a column of figures', ['Số liệu', '12', 'o8', '1O0%', '5,S', '7', '9', '11', '3'], ['12', '08', '100%', '5,5']],
    ['a column of words', ['Ghi chú', '12', 'o8', 'tốt', 'khá', 'khá'], ['12', 'o8', 'tốt', 'khá']],
  ])('figures: %s', (_, read, meant) => {
    const rows = read.map((one, i) => [i === 0 ? 'TT' : String(i), one])
    expect(columnOf(repairFigures([pageOf([], [table(rows)])])[0]!, 1).slice(1, 5)).toEqual(meant)
  })
})

describe('in the record', async () => {
  const rules = await loadRules()
  async function recordOf(page: RecognisedPage): Promise<{ document: Document; record: Extract }> {
    const { bytes, ocr } = await pictureSaying(page)
    const document = await readBytes(bytes, defaultLimits, ocr)
    await ocr.close()
    const facts = { name: 'a.png', mediaType: document.mediaType, bytes: bytes.length, sha256: '0'.repeat(64) }
    return { document, record: toRecord(document, facts, rules) }
  }

  test('what was repaired is marked, and what was read is kept', async () => {
    const { document, record } = await recordOf(
      saidLines('Căn cứ Kế hoạch số l2/KH-UBND ngày 06 thúng 9 năm 2O24 của Ủy ban nhân dân huyện.'),
    )
    expect(document.origin).toBe('ocr')
    const [reference] = record.references
    expect(reference).toMatchObject({ number: '12/KH-UBND', date: '2024-09-06' })
    expect(reference!.reasons.map(({ code }) => code)).toContain('recognition-repaired')
    expect(document.words.find(({ raw }) => raw === 'thúng')).toBeDefined()
  })

  test('the same words read right carry no such mark, and are believed more', async () => {
    const repaired = await recordOf(saidLines('theo Kế hoạch số l2/KH-UBND ngày 06 tháng 9 năm 2024'))
    const clean = await recordOf(saidLines('theo Kế hoạch số 12/KH-UBND ngày 06 tháng 9 năm 2024'))
    expect(clean.record.references[0]!.reasons.map(({ code }) => code)).not.toContain('recognition-repaired')
    expect(clean.record.references[0]!.number).toBe(repaired.record.references[0]!.number)
    const repair = repaired.record.references[0]!.reasons.find(({ code }) => code === 'recognition-repaired')
    expect(repair!.delta).toBeLessThanOrEqual(0)
    expect(clean.record.references[0]!.confidence).toBeGreaterThanOrEqual(repaired.record.references[0]!.confidence)
  })

  test('a word in doubt makes its value doubtful', async () => {
    const line = (confidence: number) =>
      saidPage([['Đã', 'tiếp', 'nhận', { text: '298', confidence }, 'hồ', 'sơ', 'hành', 'chính.']])
    const [sure, doubtful] = [await recordOf(line(0.97)), await recordOf(line(0.6))]
    expect(sure.record.metrics[0]!.value).toBe(298)
    expect(doubtful.record.metrics[0]!.confidence).toBeLessThan(sure.record.metrics[0]!.confidence - 0.03)
    expect(doubtful.record.metrics[0]!.reasons.map(({ code }) => code)).toContain('recognised-badly')
  })

  test('strokes that are no words are left out and said to be unreadable, not guessed', async () => {
    const scrawl = ['~v', 'W/', 'xq', '“ˆ'].map((text) => ({ text, confidence: 0.2 }))
    const { document } = await recordOf(saidPage([['Trên', 'đây', 'là', 'báo', 'cáo.'], scrawl]))
    expect(document.text.trim()).toBe('Trên đây là báo cáo.')
    expect(document.issues.map(({ code }) => code)).toContain('unreadable-words')
  })
})
