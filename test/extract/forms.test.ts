import { expect, test } from 'vitest'
import { extractDocument } from '../../src/extract/extract-document.ts'
import { DocumentBuilder } from '../../src/layout/document-builder.ts'
import { loadRules } from '../../src/rules/load.ts'

const rules = await loadRules(undefined, false)

function formOf(rows: readonly (readonly string[])[], above: readonly string[] = []) {
  const builder = new DocumentBuilder()
  const style = builder.style({ font: '', size: 0, bold: false, italic: false })
  for (const line of above)
    builder.paragraph({
      role: 'body',
      path: null,
      side: null,
      align: 'center',
      lines: [line.split(' ').map((raw) => ({ raw, page: null, box: null, style }))],
    })
  builder.table({
    rows: rows.length,
    columns: rows[0]!.length,
    headerRows: 1,
    cells: rows.flatMap((texts, row) =>
      texts.map((text, column) => ({
        row,
        column,
        rowSpan: 1,
        columnSpan: 1,
        path: `body/table[1]/row[${row + 1}]/cell[${column + 1}]`,
        lines: [text.split(' ').map((raw) => ({ raw, page: null, box: null, style }))],
      })),
    ),
    role: 'body',
    path: 'body/table[1]',
    ruled: true,
  })
  const document = builder.build({
    mediaType: 'text/plain',
    pages: [],
    origin: 'native',
    encodings: ['unicode'],
    issues: [],
  })
  return extractDocument(document, rules).forms[0]
}

const body = [
  ['1', 'Hồ sơ tiếp nhận', '298'],
  ['2', 'Hồ sơ giải quyết', '296'],
]

test.each([
  ['STT', ['1', '2']],
  ['Cột STT', ['1', '2']],
  ['Tháng', [null, null]],
])('rows are numbered under %s', (head, numbers) => {
  const form = formOf([[head, 'Chỉ tiêu', 'Số liệu'], ...body])
  expect(form?.rows.map(({ value }) => value.stt)).toEqual(numbers)
})

test.each([
  ['of the latest year, not of its plan', ['Năm 2018', 'Kế hoạch 2019', '6 tháng 2019'], ['96,2', '95', '45,4'], 45.4],
  ['of what was done', ['Diện phải tiêm', 'Số đã tiêm', 'Tỷ lệ (%)'], ['7.510', '4.920', '65,5'], 4920],
  ['the first, where nothing tells', ['Nam', 'Nữ'], ['12', '15'], 12],
  ['named, wherever it stands', ['Năm 2024', 'Số lượng'], ['12', '15'], 15],
])('the figures of a table are in the column %s', (_, heads, cells, value) => {
  const form = formOf([
    ['STT', 'Nội dung', ...heads],
    ['1', 'Tiêm phòng', ...cells],
    ['2', 'Kiểm dịch', ...cells],
  ])
  expect(form?.rows.map((row) => row.value.value)).toEqual([value, value])
})

test('the unit said above a table is that of its figures, not part of its title', () => {
  const rows = [['STT', 'Nội dung', 'Thực hiện'], ...body]
  const form = formOf(rows, ['Bảng 1. Kết quả tiêm phòng', 'Đơn vị: nghìn con'])
  expect(form?.title).toBe('Kết quả tiêm phòng')
  expect(form?.rows.map((row) => row.value.unit)).toEqual(['nghìn con', 'nghìn con'])
})

test('rows stand under the row their number says', () => {
  const numbers = ['A', 'I', '1', '1.1', '1.2', 'a', '2', 'II', '1', 'B', '1', '3.1']
  const form = formOf([['STT', 'Chỉ tiêu', 'Số liệu'], ...numbers.map((number) => [number, 'Hồ sơ tiếp nhận', '5'])])
  expect(form?.rows.map(({ value }) => value.parent)).toEqual([
    null,
    'A',
    'I',
    '1',
    '1',
    '1.2',
    'I',
    'A',
    'II',
    null,
    'B',
    null,
  ])
})

test('what a row is about stands beside its Roman number also where no head names that column', () => {
  const form = formOf([
    ['STT', 'Nguồn lực', 'Số liệu'],
    ['I', 'Vốn trung ương', '120'],
    ['II', 'Vốn trái phiếu', '34'],
    ['', 'Tổng số', '154'],
  ])
  expect(form?.rows.map(({ value }) => [value.stt, value.indicator, value.value])).toEqual([
    ['I', 'Vốn trung ương', 120],
    ['II', 'Vốn trái phiếu', 34],
    [null, 'Tổng số', 154],
  ])
})

test('what a table comes with, said in parentheses under its title, is not the title and does not hide it', () => {
  const above = ['BIỂU KẾT QUẢ TIÊM PHÒNG', '(Kèm theo Báo cáo số 12/BC-UBND ngày 05 tháng 6 năm 2024)']
  const form = formOf([['STT', 'Chỉ tiêu', 'Số liệu'], ...body], above)
  expect(form?.title).toBe('BIỂU KẾT QUẢ TIÊM PHÒNG')
})

test('a table is read by its numbers where the head over its names is its own', () => {
  const heads = ['STT', 'Dự án', 'Kế hoạch năm (tỷ đồng)', 'Giải ngân đến 31/7/2024 (tỷ đồng)', 'Tỷ lệ (%)']
  const form = formOf([
    heads,
    ['1', 'Đường liên xã', '12,0', '6,5', '54,2'],
    ['2', 'Cầu Bến Đá', '8,4', '2,1', '25,0'],
    ['', 'Tổng cộng', '20,4', '8,6', '42,2'],
  ])
  expect(form?.rows.map(({ value: { stt, indicator, unit, value } }) => [stt, indicator, unit, value])).toEqual([
    ['1', 'Đường liên xã', 'tỷ đồng', 6.5],
    ['2', 'Cầu Bến Đá', 'tỷ đồng', 2.1],
    [null, 'Tổng cộng', 'tỷ đồng', 8.6],
  ])
})

test('a table of tasks is no form', () => {
  const rows = [
    ['STT', 'Việc', 'Ai làm', 'Thời hạn'],
    ['1', 'Rà soát thủ tục', 'Văn phòng', 'Quý II'],
    ['2', 'Tập huấn công chức', 'Phòng Nội vụ', 'Quý III'],
  ]
  expect(formOf(rows)).toBeUndefined()
})
