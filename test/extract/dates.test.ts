import { expect, test } from 'vitest'
import { extractText } from './extract-text.ts'

test.each([
  ['Kết quả 6 tháng đầu năm, nhiệm vụ 6 tháng cuối năm 2021', ['2021-01-01/2021-06-30', '2021-07-01/2021-12-31']],
  ['quý I và quý II năm 2021', ['2021-01-01/2021-03-31', '2021-04-01/2021-06-30']],
  ['6 tháng đầu năm tăng so với 6 tháng đầu năm 2021', ['null/null', '2021-01-01/2021-06-30']],
  ['họp ngày 28 và 29-9-2011', ['2011-09-28/2011-09-28', '2011-09-29/2011-09-29']],
  ['Trong các ngày 11, 12/7, xã họp', ['null/null', 'null/null']],
])('%s', (text, spans) => {
  expect(extractText(text).dates.map(({ value }) => `${value.start}/${value.end}`)).toEqual(spans)
})

test('the deadline of a plan is of its own year, that of a decision of every year', () => {
  const text = (type: string) => `UBND HUYỆN A
Số: 12/${type === 'KẾ HOẠCH' ? 'KH' : 'QĐ'}-UBND
An Bình, ngày 05 tháng 8 năm 2021
${type}
Về thư viện
Báo cáo gửi về trước ngày 15/12.`
  const last = (type: string) => extractText(text(type)).dates.at(-1)?.value.start
  expect([last('KẾ HOẠCH'), last('QUYẾT ĐỊNH')]).toEqual(['2021-12-15', null])
})

test('a day shortly before a letter is of its year, one longer ago or of a decision stays open', () => {
  const text = (type: string, day: string) => `UBND HUYỆN A
Số: 12/${type === 'THÔNG BÁO' ? 'TB' : 'QĐ'}-UBND
An Bình, ngày 05 tháng 8 năm 2021
${type}
Về thư viện
Trong ngày ${day}, huyện đã họp với các xã.`
  const last = (type: string, day: string) => extractText(text(type, day)).dates.at(-1)?.value.start
  expect([last('THÔNG BÁO', '02/8'), last('THÔNG BÁO', '20/3'), last('QUYẾT ĐỊNH', '02/8')]).toEqual([
    '2021-08-02',
    null,
    null,
  ])
})

test('a period whose year only the dateline says dates the days it covers', () => {
  const { dates } = extractText(`UBND HUYỆN A
Số: 12/BC-UBND
An Bình, ngày 05 tháng 10 năm 2021
BÁO CÁO
Kết quả sản xuất quý III
Sản lượng 9 tháng đạt 120 tấn, bằng 80% kế hoạch năm.`)
  expect(dates.at(-1)?.value).toEqual({ kind: 'nine-months', start: '2021-01-01', end: '2021-09-30' })
})
