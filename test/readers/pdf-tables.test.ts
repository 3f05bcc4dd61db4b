import { describe, expect, test } from 'vitest'
import { readPdf } from '../../src/readers/pdf/read-pdf.ts'
import { describeReader } from '../contract.ts'
import { cellRows, grid, margins, paragraphs, Sheet, tables, type CellText } from './pdf-files.ts'

const xs = [85, 125, 330, 420, 480, 545]
const ys = (rows: number, top = 100, height = 36) => Array.from({ length: rows + 1 }, (_, i) => top + i * height)

/** The head of the ministry's forms: five columns, two rows, "Kết quả thống kê" over two columns. */
const head: CellText[] = [
  { row: 0, column: 0, rowSpan: 2, text: 'STT' },
  { row: 0, column: 1, rowSpan: 2, text: 'Chỉ tiêu thống kê' },
  { row: 0, column: 2, columnSpan: 2, text: 'Kết quả thống kê' },
  { row: 1, column: 2, text: 'Đơn vị tính' },
  { row: 1, column: 3, text: 'Số liệu' },
  { row: 0, column: 4, rowSpan: 2, text: 'Ghi chú' },
]
const headGrid = [
  ['STT', 'Chỉ tiêu thống kê', 'Kết quả thống kê', 'Ghi chú'],
  ['Đơn vị tính', 'Số liệu'],
]
const rows = [
  ['1', 'Số văn bản chỉ đạo đã\nban hành', 'Văn bản', '33', ''],
  ['2', 'Tỷ lệ hoàn thành Kế hoạch', '%', '57,69', ''],
  ['2.1', 'Số nhiệm vụ đề ra', 'Nhiệm vụ', '52', 'tăng 4'],
]
const plain = (texts: readonly (readonly string[])[]) => texts.map((row) => row.map((text) => text.replace('\n', ' ')))

function form(): Sheet {
  const sheet = new Sheet()
  sheet.centred('Biểu mẫu 1', 314, 60, 'bold')
  sheet.table(xs, ys(5), [...head, ...cellRows(rows, 2)])
  return sheet
}

describe('ruled tables', () => {
  test('cells, spans and heads', async () => {
    const document = await form().read()
    const [table] = tables(document)
    expect(grid(document, table!)).toEqual([...headGrid, ...plain(rows)])
    expect(table).toMatchObject({ rows: 5, columns: 5, headerRows: 2, ruled: true, role: 'body' })
    expect(table!.cells[0]).toMatchObject({ row: 0, column: 0, rowSpan: 2, columnSpan: 1 })
    expect(table!.cells[2]).toMatchObject({ row: 0, column: 2, rowSpan: 1, columnSpan: 2 })
    expect(paragraphs(document)).toEqual(['Biểu mẫu 1'])
  })

  test.each([
    ['continued with its heads repeated', [...head, ...cellRows(rows.slice(2), 2)], 3],
    ['continued without heads', cellRows(rows.slice(2)), 1],
  ])('%s on the next page is one table', async (_, second, height) => {
    const sheet = new Sheet()
    sheet.table(xs, ys(4, 650), [...head, ...cellRows(rows.slice(0, 2), 2)])
    sheet.page()
    sheet.centred('2', 297, 30)
    sheet.table(xs, ys(height, 62), second)
    const document = await sheet.read()
    expect(tables(document)).toHaveLength(1)
    expect(grid(document, tables(document)[0]!)).toEqual([...headGrid, ...plain(rows)])
  })

  test('a row broken by the end of the page is made whole', async () => {
    const sheet = new Sheet()
    sheet.table(xs, ys(3, 650), [
      ...head,
      ...cellRows([['1', 'Số thủ tục hành chính đã được', 'Thủ tục', '124', '']], 2),
    ])
    sheet.page()
    sheet.table(xs, ys(2, 62), cellRows([['', 'phê duyệt phương án', '', '', ''], rows[1]!]))
    const document = await sheet.read()
    expect(grid(document, tables(document)[0]!).slice(2)).toEqual([
      ['1', 'Số thủ tục hành chính đã được phê duyệt phương án', 'Thủ tục', '124', ''],
      rows[1],
    ])
  })

  test('with heads of its own the next table is another one', async () => {
    const sheet = new Sheet()
    sheet.table(xs, ys(4, 650), [...head, ...cellRows(rows.slice(0, 2), 2)])
    sheet.page()
    sheet.table(xs, ys(2, 62), cellRows([['STT', 'Nội dung', 'ĐVT', 'Dự toán', 'Ghi chú'], rows[1]!]))
    expect(tables(await sheet.read())).toHaveLength(2)
  })

  test('two on one page stay apart, text between them in its place', async () => {
    const sheet = new Sheet()
    sheet.table(
      [85, 200, 300],
      ys(2, 100),
      cellRows([
        ['Tên', 'Số'],
        ['Bàn', '12'],
      ]),
    )
    sheet.centred('Biểu mẫu 2', 314, 200, 'bold')
    sheet.table(
      [85, 200, 300],
      ys(2, 230),
      cellRows([
        ['Tên', 'Số'],
        ['Ghế', '48'],
      ]),
    )
    const document = await sheet.read()
    expect(document.blocks.map((block) => block.kind)).toEqual(['table', 'paragraph', 'table'])
    expect(document.text).toBe('Tên\tSố\nBàn\t12\nBiểu mẫu 2\nTên\tSố\nGhế\t48\n')
  })

  test('drawn with thin filled rectangles, dashes and open sides', async () => {
    const sheet = new Sheet()
    for (const y of [100, 130, 160]) sheet.doc.rect(85, y, 300, 0.7).fill('#000')
    for (let y = 100; y < 160; y += 6)
      sheet.doc
        .moveTo(200, y)
        .lineTo(200, y + 4)
        .stroke()
    sheet.text('Chỉ tiêu', 90, 106)
    sheet.text('Số liệu', 210, 106)
    sheet.text('Hồ sơ', 90, 136)
    sheet.text('298', 210, 136)
    const document = await sheet.read()
    expect(grid(document, tables(document)[0]!)).toEqual([
      ['Chỉ tiêu', 'Số liệu'],
      ['Hồ sơ', '298'],
    ])
    expect(tables(document)[0]).toMatchObject({ headerRows: 1 })
  })

  test('columns numbered below the heads belong to them', async () => {
    const sheet = new Sheet()
    const numbered = [
      ['TT', 'Nội dung', 'Kế hoạch', 'Đạt'],
      ['(1)', '(2)', '(3)', '(4)'],
      ['1', 'Đường', '12', '9'],
    ]
    sheet.table(xs.slice(0, 5), ys(3), cellRows(numbered))
    expect(tables(await sheet.read())[0]).toMatchObject({ headerRows: 2 })
  })
})

describe('lines that are no table', () => {
  test('a box around a word, underlines, a frame around the page', async () => {
    const sheet = new Sheet()
    sheet.doc.rect(40, 40, 515, 760).stroke()
    sheet.doc.rect(85, 98, 80, 24).stroke()
    sheet.text('HỎA TỐC', 92, 103, 'bold')
    const width = sheet.text('Độc lập - Tự do', 200, 160, 'bold')
    sheet.doc
      .moveTo(200, 178)
      .lineTo(200 + width, 178)
      .stroke()
    sheet.text('Một câu.', margins.left, 210)
    const document = await sheet.read()
    expect(tables(document)).toEqual([])
    expect(paragraphs(document)).toEqual(['HỎA TỐC', 'Độc lập - Tự do', 'Một câu.'])
  })

  test('borders shown around recipients and signature', async () => {
    const sheet = new Sheet()
    sheet.doc.rect(85, 100, 220, 120).rect(305, 100, 220, 120).stroke()
    ;['Nơi nhận:', '- UBND tỉnh;', '- Sở Nội vụ;', '- Lưu: VT.'].forEach((line, i) =>
      sheet.text(line, 90, 105 + i * 16, 'regular', 12),
    )
    ;['TM. ỦY BAN NHÂN DÂN', 'CHỦ TỊCH', '', '', 'Lê Văn An'].forEach((line, i) => {
      if (line !== '') sheet.centred(line, 415, 105 + i * 20, 'bold', 12)
    })
    const document = await sheet.read()
    expect(tables(document)).toEqual([])
    expect(document.text.split('\n').slice(0, 7)).toEqual([
      'Nơi nhận:',
      '- UBND tỉnh;',
      '- Sở Nội vụ;',
      '- Lưu: VT.',
      'TM. ỦY BAN NHÂN DÂN',
      'CHỦ TỊCH',
      'Lê Văn An',
    ])
  })
})

describe('tables without lines', () => {
  const aligned = [
    ['STT', 'Chỉ tiêu', 'ĐVT', 'Số liệu'],
    ['1', 'Hồ sơ tiếp nhận', 'Hồ sơ', '298'],
    ['2', 'Hồ sơ giải quyết', 'Hồ sơ', '299'],
    ['3', 'Tỷ lệ đúng hạn', '%', '98,33'],
  ]

  function draw(texts: readonly (readonly string[])[], places: readonly number[]): Sheet {
    const sheet = new Sheet()
    sheet.prose(['Kết quả cụ thể trong kỳ báo cáo được tổng hợp tại bảng sau đây:'], 62)
    texts.forEach((row, r) =>
      row.forEach((text, column) => {
        if (text !== '') sheet.text(text, places[column]!, 100 + r * 18)
      }),
    )
    sheet.prose(['Trên đây là báo cáo của phường.'], 110 + texts.length * 18)
    return sheet
  }

  test('are found where columns of values line up', async () => {
    const document = await draw(aligned, [85, 130, 330, 430]).read()
    const [table] = tables(document)
    expect(grid(document, table!)).toEqual(aligned)
    expect(table).toMatchObject({ ruled: false, headerRows: 1 })
    expect(document.blocks.map((block) => block.kind)).toEqual(['paragraph', 'table', 'paragraph'])
  })

  test('two columns of text are none', async () => {
    const names = [
      ['NGƯỜI LẬP BIỂU', 'THỦ TRƯỞNG ĐƠN VỊ'],
      ['(Ký, ghi rõ họ tên)', '(Ký, đóng dấu)'],
      ['Trần Văn Bình', 'Lê Thị Huệ'],
    ]
    const document = await draw(names, [120, 350]).read()
    expect(tables(document)).toEqual([])
    expect(document.text).toMatch(/NGƯỜI LẬP BIỂU\n\(Ký, ghi rõ họ tên\)\nTrần Văn Bình\nTHỦ TRƯỞNG/u)
  })
})

describeReader('readPdf on tables', readPdf, [{ name: 'a form', bytes: () => form().bytes() }])
