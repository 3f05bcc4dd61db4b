import { addDays, dayOf, lastOfMonth, type Day } from './days.ts'
import type { Random } from './random.ts'

export interface Period {
  readonly kind: 'month' | 'quarter' | 'half-year' | 'nine-months' | 'year'
  /** '6 tháng đầu năm 2024'. */
  readonly words: string
  /** '6 tháng cuối năm 2024': what the plans are for. */
  readonly next: string
  readonly nextKind: 'month' | 'quarter' | 'half-year' | 'other' | 'year'
  readonly nextStart: Day
  readonly nextEnd: Day
  readonly start: Day
  readonly end: Day
}

/** Who reports to whom, of which time. */
export interface Setting {
  readonly level: 'commune' | 'district' | 'department'
  /** 'xã Tân Khê'. */
  readonly area: string
  /** 'xã', 'phường', 'huyện', 'Sở'. */
  readonly word: string
  /** 'UBND xã Tân Khê'. */
  readonly issuer: string
  readonly issuerLines: readonly string[]
  readonly parentLines: readonly string[]
  /** 'UBND huyện Lam Sơn'. */
  readonly parent: string
  readonly place: string
  /** 'UBND', 'SNV': what own symbols end in. */
  readonly body: string
  /** 'VP': the unit that drafts letters. */
  readonly office: string
  readonly position: string
  readonly deputy: string
  /** The line of TM., null where the head signs in his own right. */
  readonly collective: string | null
  readonly signer: string
  readonly year: number
  readonly period: Period
  readonly issued: Day
  /** The day figures are counted from and to. */
  readonly window: { readonly start: Day; readonly end: Day }
}

const first = [
  'Tân',
  'Hòa',
  'An',
  'Phú',
  'Bình',
  'Đông',
  'Vĩnh',
  'Thanh',
  'Minh',
  'Trường',
  'Quảng',
  'Xuân',
  'Lương',
  'Yên',
]
const second = [
  'Khê',
  'Lạc',
  'Thịnh',
  'Sơn',
  'Mỹ',
  'Trạch',
  'Lộc',
  'Hưng',
  'Giang',
  'Thủy',
  'Điền',
  'Cát',
  'Phước',
  'Bảo',
]
const families = ['Nguyễn', 'Trần', 'Lê', 'Phạm', 'Hoàng', 'Vũ', 'Võ', 'Đặng', 'Bùi', 'Đỗ', 'Hồ', 'Ngô', 'Dương', 'Lý']
const middles = ['Văn', 'Thị', 'Hữu', 'Đức', 'Quốc', 'Minh', 'Ngọc', 'Thanh', 'Xuân', 'Thành']
const givens = [
  'Khoát',
  'Tâm',
  'Hưng',
  'Lan',
  'Dũng',
  'Hạnh',
  'Phúc',
  'Sơn',
  'Thảo',
  'Quyết',
  'Bình',
  'Hà',
  'Cường',
  'Nga',
]

const departments = [
  ['Nội vụ', 'SNV'],
  ['Tư pháp', 'STP'],
  ['Tài chính', 'STC'],
  ['Xây dựng', 'SXD'],
  ['Giáo dục và Đào tạo', 'SGDĐT'],
  ['Y tế', 'SYT'],
] as const

export function makeSetting(random: Random): Setting {
  const year = random.int(2019, 2024)
  const { period, issued } = makePeriod(random, year)
  const names = random.shuffle(first.flatMap((one) => random.some(second, 2).map((two) => `${one} ${two}`)))
  const windowStart = random.pick([addDays(period.start, -17), period.start])
  const windowEnd = random.pick([issued, addDays(issued, -1)])
  return {
    ...makeAgency(random, names),
    signer: `${random.pick(families)} ${random.pick(middles)} ${random.pick(givens)}`,
    year,
    period,
    issued,
    window: { start: windowStart, end: windowEnd },
  }
}

type Agency = Omit<Setting, 'signer' | 'year' | 'period' | 'issued' | 'window'>

function makeAgency(random: Random, names: readonly string[]): Agency {
  const [own = '', above = '', province = ''] = names
  const level = random.pick(['commune', 'commune', 'district', 'department'] as const)
  if (level === 'department') {
    const [field, body] = random.pick(departments)
    return {
      level,
      area: `tỉnh ${province}`,
      word: 'Sở',
      issuer: `Sở ${field}`,
      issuerLines: [`SỞ ${field.toUpperCase()}`],
      parentLines: [
        random.pick([`UBND TỈNH ${province.toUpperCase()}`, `ỦY BAN NHÂN DÂN TỈNH ${province.toUpperCase()}`]),
      ],
      parent: `UBND tỉnh ${province}`,
      place: province,
      body,
      office: 'VP',
      position: 'GIÁM ĐỐC',
      deputy: 'PHÓ GIÁM ĐỐC',
      collective: null,
    }
  }
  const word = level === 'commune' ? random.pick(['xã', 'xã', 'phường', 'thị trấn']) : random.pick(['huyện', 'thị xã'])
  const parent = level === 'commune' ? `${random.pick(['huyện', 'thị xã'])} ${above}` : `tỉnh ${province}`
  const upper = `${word} ${own}`.toUpperCase()
  return {
    level,
    area: `${word} ${own}`,
    word,
    issuer: `UBND ${word} ${own}`,
    issuerLines: random.pick([['ỦY BAN NHÂN DÂN', upper], [`UBND ${upper}`], [`ỦY BAN NHÂN DÂN ${upper}`]]),
    parentLines: random.chance(0.5) ? [] : [random.pick([`UBND ${parent.toUpperCase()}`, parent.toUpperCase()])],
    parent: `UBND ${parent}`,
    place: own,
    body: 'UBND',
    office: random.pick(['VP', 'NV', 'TH']),
    position: 'CHỦ TỊCH',
    deputy: 'PHÓ CHỦ TỊCH',
    collective: 'TM. ỦY BAN NHÂN DÂN',
  }
}

const romans = ['I', 'II', 'III', 'IV'] as const

function makePeriod(random: Random, year: number): { readonly period: Period; readonly issued: Day } {
  const start = dayOf(year, 1, 1)
  const kind = random.pick(['month', 'quarter', 'half-year', 'half-year', 'nine-months', 'year'] as const)
  switch (kind) {
    case 'half-year': {
      const next = {
        next: `6 tháng cuối năm ${year}`,
        nextKind: 'half-year' as const,
        nextStart: dayOf(year, 7, 1),
        nextEnd: dayOf(year, 12, 31),
      }
      const words = `6 tháng đầu năm ${year}`
      return {
        period: { kind, words, start, end: dayOf(year, 6, 30), ...next },
        issued: dayOf(year, 6, random.int(4, 26)),
      }
    }
    case 'nine-months': {
      const next = {
        next: `3 tháng cuối năm ${year}`,
        nextKind: 'other' as const,
        nextStart: dayOf(year, 10, 1),
        nextEnd: dayOf(year, 12, 31),
      }
      const words = `9 tháng đầu năm ${year}`
      return {
        period: { kind, words, start, end: dayOf(year, 9, 30), ...next },
        issued: dayOf(year, 9, random.int(4, 26)),
      }
    }
    case 'year': {
      const next = {
        next: `năm ${year + 1}`,
        nextKind: 'year' as const,
        nextStart: dayOf(year + 1, 1, 1),
        nextEnd: dayOf(year + 1, 12, 31),
      }
      const issued = dayOf(year, random.int(11, 12), random.int(5, 24))
      return { period: { kind, words: `năm ${year}`, start, end: dayOf(year, 12, 31), ...next }, issued }
    }
    case 'quarter': {
      const quarter = random.int(1, 3)
      const words = `quý ${romans[quarter - 1]!} năm ${year}`
      const bounds = (number: number): { readonly from: Day; readonly to: Day } => ({
        from: dayOf(year, 3 * number - 2, 1),
        to: lastOfMonth(year, 3 * number),
      })
      const [own, then] = [bounds(quarter), bounds(quarter + 1)]
      const next = {
        next: `quý ${romans[quarter]!} năm ${year}`,
        nextKind: 'quarter' as const,
        nextStart: then.from,
        nextEnd: then.to,
      }
      return {
        period: { kind, words, start: own.from, end: own.to, ...next },
        issued: dayOf(year, 3 * quarter, random.int(8, 27)),
      }
    }
    case 'month': {
      const month = random.int(3, 11)
      const then = {
        next: `tháng ${month + 1} năm ${year}`,
        nextKind: 'month' as const,
        nextStart: dayOf(year, month + 1, 1),
        nextEnd: lastOfMonth(year, month + 1),
      }
      const words = `tháng ${month} năm ${year}`
      const period = { kind, words, start: dayOf(year, month, 1), end: lastOfMonth(year, month), ...then }
      return { period, issued: dayOf(year, month, random.int(12, 27)) }
    }
  }
}
