import { existsSync, readFileSync } from 'node:fs'
import { beforeAll, describe, expect, test } from 'vitest'
import type { Document, Table } from '../../src/domain/document.ts'
import { readDocx } from '../../src/readers/docx/read-docx.ts'
import { defaultLimits } from '../../src/readers/reader.ts'
import { textOfRole } from './docx-files.ts'

const seed = new URL('../../../shared/corpus/seed/', import.meta.url)
const present = existsSync(seed)

test('the shared files are there where tests are run for good', () => {
  expect(present || process.env['CI'] !== 'true').toBe(true)
})

const readSeed = async (name: string): Promise<Document> => readDocx(readFileSync(new URL(name, seed)), defaultLimits)

describe.skipIf(!present)('the seed report', () => {
  let document: Document
  beforeAll(async () => {
    document = await readSeed('bao-cao-cchc.docx')
  })

  test('letterhead and signature stand side by side', () => {
    const sides = document.blocks.filter((block) => block.kind === 'paragraph' && block.side !== null)
    expect(sides.map(({ start, end }) => document.text.slice(start, end)).slice(0, 6)).toEqual([
      'UBND THỊ XÃ QUẢNG TRỊ',
      'ỦY BAN NHÂN DÂN PHƯỜNG 1',
      'Số: 61/BC-UBND',
      'CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM',
      'Độc lập - Tự do - Hạnh phúc',
      'Phường 1, ngày 14 tháng 6 năm 2024',
    ])
    expect(sides.some(({ start, end }) => document.text.slice(start, end).startsWith('Nơi nhận'))).toBe(true)
  })

  test('seven forms with two rows of heads and five columns', () => {
    const tables = document.blocks.filter((block): block is Table => block.kind === 'table')
    expect(tables.map(({ columns, headerRows }) => [columns, headerRows])).toEqual(Array(7).fill([5, 2]))
    expect(tables[0]?.cells.slice(0, 4).map(({ rowSpan, columnSpan }) => [rowSpan, columnSpan])).toEqual([
      [2, 1],
      [2, 1],
      [1, 2],
      [2, 1],
    ])
  })

  test('no page number, no issue', () => {
    expect(textOfRole(document, 'page-header')).toEqual([])
    expect(document.issues).toEqual([])
  })
})

describe.skipIf(!present)('what Word can do to a reader', () => {
  test('word-features', async () => {
    const document = await readSeed('word-features.docx')
    expect(document.text).toBe(
      [
        'UBND THỊ XÃ QUẢNG TRỊ',
        'ỦY BAN NHÂN DÂN PHƯỜNG 1',
        'Số: 61/BC-UBND',
        'CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM',
        'Độc lập - Tự do - Hạnh phúc',
        'Phường 1, ngày 14 tháng 6 năm 2024',
        'I. Công tác chỉ đạo (auto I.)',
        '1. Về các hoạt động (auto 1.)',
        '1.1. Kết quả xây dựng (auto 1.1.)',
        'a) Mục con (auto a))',
        '2. Đánh giá (auto 2.)',
        'II. Kết quả thực hiện (auto II.)',
        '- gạch đầu dòng auto',
        'Số hồ sơ là 299 hồ sơ',
        'Đoạn có nhận xét',
        'Cột A Cột B',
        'dòng nbsp',
        'không ẩn gạch bỏm2 CO2',
        'auto STT\tChỉ tiêu\tSố liệu',
        '1\tHồ sơ tiếp nhận\t298',
        '2\tHồ sơ giải quyết\t299',
        'TEXTBOX: DỰ THẢO',
        'Cước chú: số liệu tính đến 12/5/2024',
        'Nhận xét: kiểm tra lại',
        'HEADER: Báo cáo số 61',
        'FOOTER trang',
        '',
      ].join('\n'),
    )
  })

  test('nfd-tcvn3: composed letters, the old font decoded', async () => {
    const document = await readSeed('nfd-tcvn3.docx')
    expect(document.text).toBe(
      'Tỷ lệ hồ sơ được giải quyết đúng hạn đạt 98,33%, Ủy ban nhân dân phường Nguyễn Huệ\n' +
        'Báo cáo công tác cải cách hành chính\n',
    )
    expect(document.styles.map(({ font }) => font)).toEqual(['Tinos', '.VnTime'])
    expect(document.encodings).toEqual(['tcvn3', 'unicode'])
    expect(document.words.find(({ raw }) => raw === 'c\u00b8o')).toMatchObject({ raw: 'c¸o' })
  })
})
