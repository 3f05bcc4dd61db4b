import { describe, expect, test } from 'vitest'
import { extractText } from './extract-text.ts'

function figures(text: string) {
  return extractText(`Tình hình như sau:\n${text}`).metrics.map(({ value }) => value)
}

describe('labels', () => {
  test.each([
    ['UBND xã đã tiếp nhận 120 hồ sơ.', ['hồ sơ tiếp nhận']],
    ['Tổng số hộ nghèo: 13 hộ; Tỷ lệ: 4,5%', ['Tổng số hộ nghèo', 'Tổng số hộ nghèo Tỷ lệ']],
    ['Vụ xuân đạt 98% kế hoạch (tăng 2,3% so với cùng kỳ).', ['Vụ xuân', 'Vụ xuân']],
    ['Tổng đàn trâu, bò 95 con.', ['Tổng đàn trâu, bò']],
    ['Hồ sơ đến hạn giải quyết 19 hồ sơ.', ['Hồ sơ đến hạn giải quyết']],
    ['Chỉ số hài lòng của xã xếp thứ 3/12 xã.', ['Chỉ số hài lòng của xã xếp thứ']],
    ['So với cùng kỳ năm trước giảm 14 lượt tiếp.', ['lượt tiếp']],
    ['Xã phấn đấu thu nhập bình quân đầu người 37 triệu đồng.', ['thu nhập bình quân đầu người']],
    ['Phấn đấu đến hết năm: 100% nhiệm vụ hoàn thành.', ['nhiệm vụ hoàn thành']],
    ['Biên chế được giao 50 người, có mặt 48 người.', ['người Biên chế được giao', 'người có mặt']],
    ['Thu hồi cho Nhà nước 1,2 tỷ đồng và 3.650 m2 đất.', ['Thu hồi cho Nhà nước', 'Thu hồi cho Nhà nước đất']],
    ['Đã kiểm tra 12 tổ chức đảng và 45 đảng viên.', ['tổ chức đảng Đã kiểm tra', 'đảng viên Đã kiểm tra']],
    ['Cây ăn trái: toàn huyện có 6.205 ha.', ['Cây ăn trái']],
    ['Đơn về đất đai (chiếm khoảng 62%), chính sách xã hội (14,8%).', ['Đơn về đất đai', 'chính sách xã hội']],
    ['Năng suất bình quân 56,8 tạ/ha.', ['Năng suất bình quân']],
  ])('%s', (text, labels) => {
    expect(figures(text).map(({ label }) => label)).toEqual(labels)
  })
})

describe('what is counted once', () => {
  test.each([
    ['Thu 12.503.000.000đ (Mười hai tỷ, năm trăm linh ba triệu đồng).', [12_503_000_000]],
    ['Họp 05 (năm) buổi, đã cấp 30 (ba mươi) suất quà.', [5, 30]],
    ['Bình quân 45 kg/người/6 tháng.', [45]],
    ['Các ngày 11, 12/7, xã họp; ngày 21/21/2023 có 12 xã dự.', [12]],
    ['Theo Thông tư liên tịch 04 tại tầng 22 có 15 hộ.', [15]],
    ['KHÓA V KỲ HỌP THỨ 12', []],
    ['Bộ phận có 3 đ/c và 12 CB.', [3, 12]],
    ['Thửa đất số 145, tờ bản đồ số 12, diện tích 512 m2.', [512]],
    ['Phạm pháp hình sự: 84 vụ/126 đối tượng, giảm 7,7% về số vụ.', [84, 126, null]],
    ['So với cùng kỳ giảm 02 người chết, tăng 04 người bị thương.', [null, null]],
    ['Trong tháng 9 giải quyết 14 đơn.', [14]],
    ['Theo chương trình 2016 ban hành kèm theo, có 14 môn học.', [14]],
    ['Thu tiền chợ 9 tháng ước đạt 845 triệu đồng.', [845]],
    ['Mới nghiệm thu 7 trên tổng số 12 trạm; có 4 trong 9 xã bàn giao sổ sách.', [7, 4]],
    ['Số lượng tăng lên 14 trong 3 tháng.', []],
    ['Trong đó: bác sĩ 42 (04 chuyên khoa II), dược sĩ 06.', [42, 4, 6]],
  ])('%s', (text, values) => {
    expect(figures(text).map(({ value }) => value)).toEqual(values)
  })
})

test('a part over its plan with the change behind it', () => {
  expect(figures('Diện tích gieo trồng 33/31,5 ha vượt 1,5 ha.')).toMatchObject([
    { value: 33, denominator: 31.5, unit: 'ha' },
    { value: null, change: 1.5, unit: 'ha' },
  ])
})

test('a bound is no percentage of the count before it', () => {
  expect(figures('Có 5/9 huyện đạt tỷ lệ dưới 3%.')[0]).toMatchObject({ value: 5, denominator: 9, percent: null })
})

test('a bare number that could be a year is doubtful', () => {
  const reasons = (text: string) =>
    extractText(`Tình hình như sau:\n${text}`).metrics.map(({ reasons }) => reasons.map(({ code }) => code))
  expect(reasons('Quy hoạch vùng 2019; số máy 3019.')).toEqual([['may-be-year'], []])
})

test('two counts with a slash between are a part and its whole only where they count one kind of thing', () => {
  expect(figures('Đã tiếp 27 đoàn/412 người; họp 40 đồng chí/42 đảng viên; thu 190 phiếu/200 hồ sơ.')).toMatchObject([
    { value: 27, denominator: null, unit: 'đoàn' },
    { value: 412, denominator: null, unit: 'người' },
    { value: 40, denominator: 42 },
    { value: 190, denominator: 200 },
  ])
})

test('the growth behind a level and its share stays with them', () => {
  const text = 'Diện tích gieo cấy lúa cả năm 78.450 ha, bằng 99,2% KH và tăng 1.250 ha so với năm 1996.'
  expect(figures(text)).toMatchObject([
    { label: 'Diện tích gieo cấy lúa cả năm', value: 78450, unit: 'ha', percent: 99.2, change: 1250 },
  ])
})

test('a level, what share it is and how it has grown are one figure, in either order', () => {
  expect(
    figures(
      'Diện tích gieo trồng 24.316 ha, đạt 101,3% KH, giảm 212 ha so với cùng kỳ; số người 21.455 người, giảm 1.203 người so với đầu năm, mới đạt 68,9% kế hoạch; tỷ lệ hộ nghèo giảm 2,15%, còn 8,63%.',
    ),
  ).toMatchObject([
    { value: 24316, percent: 101.3, change: -212 },
    { value: 21455, percent: 68.9, change: -1203 },
    { value: 8.63, percent: 8.63, change: -2.15, label: 'tỷ lệ hộ nghèo' },
  ])
})
