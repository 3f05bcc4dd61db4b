import type { Section } from '../section.ts'
import { printNumber } from '../numbers.ts'
import type { Writer } from '../writer.ts'

/**
 * What stands in real reports beside plain figures: numbers that count nothing, dates without a year, documents named in
 * other ways, figures in words and comparisons. None of it has to add up with the rest.
 */
export function remarks(w: Writer): Section {
  const lines = w.random.some(sentences, w.random.int(12, 22)).map((sentence) => w.habits.bullet + sentence(w))
  return {
    title: w.random.pick(['Một số kết quả khác', 'Kết quả nổi bật', 'Các mặt công tác khác']),
    parts: [{ title: null, paragraphs: lines }],
  }
}

type Sentence = (w: Writer) => string

const int = (w: Writer, from: number, to: number): number => w.random.int(from, to)
const change = (w: Writer, label: string, value: number, text: string): string =>
  w.metric({ label, value: null, unit: '%', change: value }, text)
const cited = (w: Writer, type: string, number: string | null, date: string | null, text: string): string =>
  w.reference({ type, number, date }, text)

/** Numbers that count nothing. */
const nothing: readonly Sentence[] = [
  (w) => `Duy trì đường dây nóng 0${int(w, 200, 299)}.${int(w, 100, 999)}.${int(w, 100, 999)} tiếp nhận thông tin.`,
  () => 'Bộ phận trực bảo đảm thông tin 24/7 trong mùa mưa bão.',
  (w) => `Thực hiện đúng quy định tại khoản ${int(w, 1, 5)} Điều ${int(w, 6, 40)} của Quy chế làm việc.`,
  (w) => `Tổ dân phố số ${int(w, 2, 19)} và thôn ${int(w, 1, 9)} được chọn làm điểm.`,
  () => 'Hệ thống quản lý chất lượng theo tiêu chuẩn TCVN ISO 9001:2015 được duy trì.',
  () => 'Bộ phận Một cửa làm việc từ 7 giờ 30 phút, trả kết quả trước 17 giờ.',
  (w) => `Hội nghị được tổ chức tại phòng họp số ${int(w, 1, 4)}, tầng ${int(w, 2, 5)}.`,
  () => 'Vận động nhân dân treo cờ dịp 30/4 và 1/5, giữ gìn vệ sinh đường làng.',
  (w) => `Quốc lộ ${int(w, 1, 49)}A và đường tỉnh ${int(w, 400, 799)} qua địa bàn được vệ sinh định kỳ.`,
  () => 'Người từ đủ 14 tuổi trở lên được hướng dẫn cài đặt định danh điện tử mức độ 2.',
  () => 'Họp giao ban vào thứ 2 hàng tuần; tiếp công dân vào ngày 15 hàng tháng.',
  (w) => `Biểu số ${int(w, 1, 9)} và Phụ lục ${int(w, 1, 4)} kèm theo trình bày chi tiết.`,
  () => 'Triển khai phong trào thi đua theo mô hình 5S và nguyên tắc "3 không".',
  () => 'Cuộc thi tìm hiểu pháp luật lần thứ 3 thu hút đông đảo người dân.',
  (w) => `Trường Trung học cơ sở số ${int(w, 1, 4)} đạt chuẩn mức độ ${int(w, 1, 2)}.`,
]

/** Dates of other kinds. */
const times: readonly Sentence[] = [
  (w) => {
    const year = w.setting.year
    return `Đề án phát triển ${w.date('year-range', `${year - 2}-01-01`, `${year + 3}-12-31`, `giai đoạn ${year - 2}-${year + 3}`)} được triển khai đồng bộ.`
  },
  (w) => {
    const year = w.setting.year
    return `Kết quả cao hơn so với ${w.year(year - 1)}.`
  },
  (w) => {
    const [year, month] = [w.setting.year - 1, int(w, 1, 12)]
    const last = new Date(Date.UTC(year, month, 0)).toISOString().slice(0, 10)
    const first = `${last.slice(0, 8)}01`
    const text = w.random.pick([`tháng ${month}/${year}`, `tháng ${String(month).padStart(2, '0')} năm ${year}`])
    return `Dự án khởi công từ ${w.date('month', first, last, text)}.`
  },
  (w) => {
    const quarter = int(w, 1, 4)
    const year = w.setting.year - 1
    const last = new Date(Date.UTC(year, quarter * 3, 0)).toISOString().slice(0, 10)
    const first = `${year}-${String(quarter * 3 - 2).padStart(2, '0')}-01`
    const roman = ['I', 'II', 'III', 'IV'][quarter - 1]!
    const text = w.random.pick([`quý ${roman}/${year}`, `quý ${roman} năm ${year}`, `Quý ${quarter} năm ${year}`])
    return `Số liệu ${w.date('quarter', first, last, text)} đã được rà soát.`
  },
  (w) => {
    const [year, month, day] = [w.setting.year - 1, int(w, 1, 12), int(w, 1, 28)]
    const iso = `${year}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`
    const text = w.random.pick([
      `${day}/${month}/${year}`,
      `ngày ${day} tháng ${month} năm ${year}`,
      `ngày ${day}-${month}-${year}`,
      `ngày ${day}.${month}.${year}`,
      `${String(day).padStart(2, '0')}/${String(month).padStart(2, '0')}/${String(year).slice(2)}`,
    ])
    return `Công trình hoàn thành ${w.date('date', iso, iso, text)}.`
  },
]

const lawNames = [
  'Luật Cán bộ, công chức',
  'Luật Đất đai',
  'Luật Khiếu nại',
  'Luật Cư trú',
  'Luật Tiếp công dân',
] as const

/** Documents named in other ways. */
const documents: readonly Sentence[] = [
  (w) => {
    const name = w.random.pick(lawNames)
    return `Tuyên truyền, phổ biến ${cited(w, 'Luật', null, null, name)} đến toàn thể nhân dân.`
  },
  (w) => {
    const name = w.random.pick(lawNames)
    return `Tham gia góp ý dự thảo ${cited(w, 'Luật', null, null, name)} (sửa đổi).`
  },
  () => 'Không có trường hợp xử lý kỷ luật cán bộ, công chức, viên chức.',
  (w) => {
    const number = `${String(int(w, 1, 60)).padStart(2, '0')}-NQ/TW`
    const text = w.random.pick([`Nghị quyết số ${number}`, `Nghị quyết ${number}`])
    return `Quán triệt ${cited(w, 'Nghị quyết', number, null, text)} của Bộ Chính trị.`
  },
  (w) => {
    const number = `${int(w, 1, 40)}-CT/${w.random.pick(['TU', 'HU', 'ĐU'])}`
    const day = w.earlier()
    return `Thực hiện ${cited(w, 'Chỉ thị', number, day, `Chỉ thị số ${number} ${w.day(day)}`)} của cấp ủy.`
  },
  (w) => {
    const number = `${int(w, 100, 3000)}/QĐ-TTg`
    const day = w.earlier()
    const text = w.random.pick([
      `Quyết định số ${number}, ${w.day(day)}`,
      `Quyết định ${number} ${w.day(day)}`,
      `Quyết định số ${number} (${w.day(day)})`,
    ])
    return `Triển khai ${cited(w, 'Quyết định', number, day, text)} của Thủ tướng Chính phủ.`
  },
  (w) => {
    const [one, two] = [int(w, 1, 60), int(w, 61, 200)].map((at) => `${at}/2021/NĐ-CP`) as [string, string]
    return `Áp dụng các Nghị định ${cited(w, 'Nghị định', one, null, `số ${one}`)}, ${cited(w, 'Nghị định', two, null, `số ${two}`)} của Chính phủ.`
  },
  (w) => {
    const number = `${int(w, 200, 2900)}/${w.random.pick(['STC-NS', 'SNV-CCHC', 'UBND-NC', 'VP-TH'])}`
    const day = w.earlier()
    return `Căn cứ ${cited(w, w.random.pick(['Công văn']), number, day, `Công văn số ${number} ${w.day(day)}`)} về hướng dẫn thực hiện.`
  },
  (w) => {
    const number = `${int(w, 2, 25)}/2020/TT-${w.random.pick(['BNV', 'BTC', 'BTP', 'VPCP'])}`
    return `Việc lưu trữ theo ${cited(w, 'Thông tư', number, null, w.random.pick([`Thông tư số ${number}`, `Thông tư ${number}`]))}.`
  },
  (w) => {
    const number = `${int(w, 10, 90)}/NQ-HĐND`
    const day = w.earlier()
    const text = `Nghị quyết số ${number} ${w.day(day)}`
    return `Hoàn thành chỉ tiêu tại ${cited(w, 'Nghị quyết', number, day, text)} của Hội đồng nhân dân.`
  },
]

/** Figures in words, with a comparison, bounded, of money. */
const figures: readonly Sentence[] = [
  (w) => {
    const by = int(w, 2, 30) + 0.3
    const label = 'Tỷ lệ hộ nghèo'
    return `Tỷ lệ hộ nghèo ${w.metric({ label, value: null, unit: '%', change: -by }, `giảm ${w.percent(by)}`)} so với đầu năm.`
  },
  (w) => {
    const [value, by] = [int(w, 300, 4000), int(w, 2, 30) + 0.7]
    const label = 'Lượng khách tham quan'
    const text = `${printNumber(value)} lượt, tăng ${w.percent(by)}`
    return `Lượng khách tham quan đạt ${w.metric({ label, value, unit: 'lượt', change: by }, text)} so với cùng kỳ.`
  },
  (w) => {
    const by = int(w, 2, 40) + 0.5
    return `Giá trị sản xuất ${change(w, 'Giá trị sản xuất', by, `tăng ${w.percent(by)}`)} so với cùng kỳ.`
  },
  (w) => {
    const [value, by] = [int(w, 20, 900), int(w, 2, 19)]
    const label = 'số vụ vi phạm'
    const text = w.metric(
      { label, value, unit: 'vụ', change: by, accept: { change: [by, -by] } },
      `${w.n(value)} vụ, tăng ${w.n(by)} vụ`,
    )
    return `Phát hiện ${text} so với cùng kỳ năm trước.`
  },
  (w) => {
    const percent = int(w, 60, 120) + 0.2
    const label = 'thu phí, lệ phí'
    return `Công tác thu phí, lệ phí ${w.metric({ label, value: percent, unit: '%', percent }, `đạt ${w.percent(percent)}`)} kế hoạch.`
  },
  (w) => {
    const count = int(w, 2, 90) * 100
    return `Cấp phát ${w.random.pick(['hơn', 'trên', 'khoảng', 'gần'])} ${w.metric({ label: 'tờ rơi', value: count, unit: 'tờ rơi' }, `${printNumber(count)} tờ rơi`)} tuyên truyền.`
  },
  (w) => {
    const [billions, millions] = [int(w, 1, 9), int(w, 100, 950)]
    const label = 'tổng vốn huy động'
    return `Tổng vốn huy động là ${w.metric({ label, value: billions + millions / 1000, unit: 'tỷ đồng', accept: { value: [billions * 1000 + millions, (billions * 1000 + millions) * 1e6] } }, `${billions} tỷ ${millions} triệu đồng`)}.`
  },
  (w) => {
    const value = int(w, 11, 199) / 10
    return `Trồng mới ${w.metric({ label: 'diện tích rừng trồng mới', value, unit: 'ha' }, `${w.n(value)} ha`)} rừng, bảo đảm tiến độ.`
  },
  (w) => {
    const times = int(w, 11, 39) / 10
    return `Lượng hồ sơ trực tuyến ${w.metric({ label: 'Lượng hồ sơ trực tuyến', value: times, unit: 'lần', change: times, accept: { value: [times], change: [times] } }, `tăng ${w.n(times)} lần`)}.`
  },
  (w) => {
    const count = int(w, 2, 9)
    const word = ['hai', 'ba', 'bốn', 'năm', 'sáu', 'bảy', 'tám', 'chín'][count - 2]!
    return `Thành lập ${w.metric({ label: 'tổ công tác', value: count, unit: 'tổ công tác', unit_accept: ['tổ'] }, `${w.n(count)} (${word}) tổ công tác`)} liên ngành.`
  },
  (w) =>
    `${w.metric({ label: 'đơn thư', value: 0, unit: null, optional: true }, 'Không có đơn thư')} vượt cấp, kéo dài.`,
  (w) => {
    const value = int(w, 101, 999) * 1_000_000
    return `Xử phạt vi phạm hành chính với số tiền ${w.metric({ label: 'Xử phạt vi phạm hành chính', value, unit: 'đồng' }, `${printNumber(value)} đồng`)}.`
  },
  (w) => {
    const [low, high] = [int(w, 2, 6), int(w, 8, 14)]
    return `Thời gian trả kết quả rút ngắn ${w.metric({ label: 'Thời gian trả kết quả', value: low, unit: 'ngày', optional: true }, `từ ${low} đến ${high} ngày`)} làm việc.`
  },
  (w) => {
    const [from, to] = [int(w, 8, 20), int(w, 2, 7)]
    const text = `từ ${w.n(from)} xuống còn ${w.n(to)} đơn vị`
    return `Sắp xếp các đơn vị sự nghiệp ${w.metric({ label: 'đơn vị sự nghiệp', value: to, unit: 'đơn vị', from, to }, text)}.`
  },
  (w) => {
    const [part, whole] = [int(w, 3, 9), int(w, 10, 19)]
    return `Có ${w.metric({ label: 'thôn đạt chuẩn nông thôn mới', value: part, denominator: whole, unit: 'thôn' }, `${w.n(part)}/${w.n(whole)} thôn`)} đạt chuẩn nông thôn mới.`
  },
  (w) => {
    const value = int(w, 1000, 9900) / 1000
    return `Nguồn vốn sự nghiệp ${w.metric({ label: 'Nguồn vốn sự nghiệp', value, unit: 'tỷ đồng' }, `${w.n(value)} tỷ đồng`)}.`
  },
  (w) => {
    const value = int(w, 52, 89)
    return `Sản lượng lương thực ${w.metric({ label: 'Sản lượng lương thực', value: value * 100, unit: 'tấn' }, `${printNumber(value * 100)} tấn`)}; năng suất ${w.metric({ label: 'năng suất', value, unit: 'tạ/ha' }, `${value} tạ/ha`)}.`
  },
]

const sentences: readonly Sentence[] = [...nothing, ...times, ...documents, ...figures]
