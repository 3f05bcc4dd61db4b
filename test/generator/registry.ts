import { addDays, dayOf, daysBetween, type Day } from './days.ts'
import type { Random } from './random.ts'
import type { Setting } from './setting.ts'

export interface OwnDocument {
  readonly type: string
  /** '16/KH-UBND'. */
  readonly number: string
  readonly sequence: number
  readonly date: Day
  readonly subject: string
}

const symbols: Readonly<Record<string, string>> = {
  'Kế hoạch': 'KH',
  'Báo cáo': 'BC',
  'Quyết định': 'QĐ',
  'Thông báo': 'TB',
}

const subjects: Readonly<Record<string, readonly string[]>> = {
  'Kế hoạch': [
    'kiểm tra công vụ',
    'chuyển đổi số',
    'nâng cao sự hài lòng của người dân',
    'phổ biến, giáo dục pháp luật',
    'đào tạo, bồi dưỡng công chức',
    'rà soát quy trình nội bộ',
    'phòng, chống tham nhũng',
    'số hóa hồ sơ lưu trữ',
    'ứng dụng công nghệ thông tin',
    'duy trì hệ thống quản lý chất lượng',
  ],
  'Báo cáo': [
    'kết quả tiếp công dân',
    'tình hình giải ngân vốn',
    'kết quả kiểm tra công vụ',
    'công tác văn thư, lưu trữ',
    'kết quả thực hiện Đề án văn hóa công vụ',
    'tình hình sử dụng biên chế',
    'công tác hộ tịch',
    'kết quả khảo sát sự hài lòng',
  ],
  'Quyết định': [
    'kiện toàn Ban Chỉ đạo',
    'phân công nhiệm vụ của lãnh đạo',
    'ban hành Quy chế làm việc',
    'thành lập Tổ công nghệ số cộng đồng',
    'công khai dự toán ngân sách',
    'ban hành Quy chế tiếp công dân',
  ],
  'Thông báo': [
    'lịch tiếp công dân',
    'kết luận cuộc họp giao ban',
    'phân công trực Bộ phận Một cửa',
    'thời gian làm việc mùa hè',
    'kết luận kiểm tra',
  ],
  'Công văn': [
    'chấn chỉnh giờ giấc làm việc',
    'đăng ký nhu cầu tập huấn',
    'đẩy nhanh tiến độ giải ngân',
    'góp ý dự thảo quy chế',
    'phối hợp tuyên truyền',
    'cử công chức tham gia lớp bồi dưỡng',
  ],
}

export type OwnType = 'Kế hoạch' | 'Báo cáo' | 'Quyết định' | 'Thông báo' | 'Công văn'

/** The documents the reporting body issued this year: in each counter a later number has a later day. */
export class Registry {
  readonly #waiting = new Map<string, OwnDocument[]>()
  readonly #last = new Map<string, number>()

  constructor(random: Random, setting: Setting) {
    const start = dayOf(setting.year, 1, 4)
    const days = daysBetween(start, setting.issued) - 2
    for (const [type, known] of Object.entries(subjects)) {
      const symbol = type === 'Công văn' ? `${setting.body}-${setting.office}` : `${symbols[type]!}-${setting.body}`
      const chosen = random.shuffle(known)
      const dates = chosen.map(() => random.int(0, days)).sort((a, b) => a - b)
      let sequence = random.int(1, 9)
      const documents = chosen.map((subject, at): OwnDocument => {
        // At most a few a week, so that numbers and days go together.
        sequence += at === 0 ? 0 : 1 + random.int(0, 1 + Math.ceil((dates[at]! - dates[at - 1]!) / 4))
        const number = `${String(sequence).padStart(2, '0')}/${symbol}`
        return { type, number, sequence, date: addDays(start, dates[at]!), subject }
      })
      this.#waiting.set(type, documents)
      this.#last.set(type, sequence)
    }
  }

  /** So many documents of a type that were not cited yet, oldest first. */
  take(type: OwnType, count: number): OwnDocument[] {
    return this.#waiting.get(type)!.splice(0, count)
  }

  left(type: OwnType): number {
    return this.#waiting.get(type)!.length
  }

  /** A number above all of the type. */
  next(type: OwnType, random: Random): number {
    return this.#last.get(type)! + random.int(1, 6)
  }
}
