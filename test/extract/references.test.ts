import { describe, expect, test } from 'vitest'
import { extractText } from './extract-text.ts'

function references(text: string) {
  return extractText(text).references.map(({ value }) => value)
}

describe('subjects end where the citing sentence goes on', () => {
  test.each([
    [
      'Nghị định số 12/2003/NĐ-CP ngày 05/8/2003 của Chính phủ về phân loại nhà ở, UBND xã đã triển khai',
      'phân loại nhà ở',
    ],
    ['Nghị định số 12/2003/NĐ-CP của Chính phủ về phân loại nhà ở đã đạt kết quả tốt', 'phân loại nhà ở'],
    [
      'Nghị định số 12/2003/NĐ-CP của Chính phủ quy định phân loại nhà ở (sau đây gọi tắt là Nghị định 12)',
      'quy định phân loại nhà ở',
    ],
    ['NGHỊ ĐỊNH SỐ 12/2003/NĐ-CP NGÀY 05/8/2003 CỦA CHÍNH PHỦ VỀ PHÂN LOẠI NHÀ Ở', 'PHÂN LOẠI NHÀ Ở'],
    [
      'Chương trình số 7-CTr/TU của Tỉnh ủy thực hiện Nghị quyết số 15-NQ/TW về nhà ở',
      'thực hiện Nghị quyết số 15-NQ/TW về nhà ở',
    ],
    ['Nghị định số 12/2003/NĐ-CP của Chính phủ, UBND xã báo cáo như sau', null],
  ])('%s', (text, subject) => {
    expect(references(`Theo ${text}`)[0]?.subject).toBe(subject)
  })
})

test.each([
  ['Công văn số 12/CT-HTr ngày 05/8/2003 của Cục Thuế tỉnh hỏi về hóa đơn', 'Cục Thuế tỉnh'],
  ['Thông tư 6/2010/TT-BGDĐT ngày 05/8/2010 của Bộ GD&ĐT về quy chế', 'Bộ GD&ĐT'],
  ['Nghị quyết số 76/NQ-CP của Chính phủ gắn với việc khác', 'Chính phủ'],
])('%s', (text, issuer) => {
  expect(references(`Theo ${text}`)[0]?.issuer).toBe(issuer)
})

test('one law that amends two is one reference', () => {
  expect(references('Luật sửa đổi, bổ sung một số điều của Luật Xây dựng và Luật Đất đai ngày 17/6/2020;')).toEqual([
    {
      type: 'Luật',
      number: null,
      date: '2020-06-17',
      issuer: null,
      subject: 'sửa đổi, bổ sung một số điều của Luật Xây dựng và Luật Đất đai',
    },
  ])
})

test('items of a list share their type', () => {
  expect(
    references('các Quyết định số 12-TC/CĐKT ngày 05-12-1989, 24-TC/CĐKT ngày 18-4-1990 của Bộ Tài chính').map(
      ({ type, number }) => `${type} ${number}`,
    ),
  ).toEqual(['Quyết định 12-TC/CĐKT', 'Quyết định 24-TC/CĐKT'])
})

test("the document's own number is no reference", () => {
  expect(references('BỘ XÂY DỰNG\nSố: 12/2003/QĐ-BXD\nHà Nội, ngày 05 tháng 8 năm 2003\nQUYẾT ĐỊNH\nVề nhà ở')).toEqual(
    [],
  )
})
