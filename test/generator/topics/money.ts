import { ratio } from '../phrases.ts'
import { printNumber, round, total } from '../numbers.ts'
import type { Section, WideTable } from '../section.ts'
import type { Writer } from '../writer.ts'

/** Revenue, spending and investment, in triệu đồng, with a table of plan and result. */
export function money(w: Writer): Section {
  return {
    title: w.random.pick(['Thu, chi ngân sách', 'Về tài chính, ngân sách', 'Công tác tài chính công']),
    parts: [
      { title: 'Thu ngân sách', paragraphs: [revenue(w)] },
      { title: w.random.pick(['Chi ngân sách', 'Chi và giải ngân']), paragraphs: [spending(w), funds(w), capital(w)] },
    ],
    table: table(w),
  }
}

const unit = 'triệu đồng'

/** 'x triệu đồng/y triệu đồng, đạt p% …, trong đó: …': parts that add up above and below the line. */
function revenue(w: Writer): string {
  const decimals = w.random.pick([0, 1, 2])
  const plans = Array.from({ length: w.random.int(2, 3) }, () => w.random.int(120, 5200))
  const dones = plans.map((plan) => round(plan * (0.3 + 0.65 * w.random.next()), decimals))
  const labels = w.random.some(
    ['thu thường xuyên', 'thu bổ sung cân đối', 'thu hỗ trợ mục tiêu', 'thu phí, lệ phí', 'thu hoa lợi công sản'],
    plans.length,
  )
  const list = labels.map((label, at) => moneyRatio(w, label, dones[at]!, plans[at]!, null))
  const isDigit = w.faulty('digit')
  const whole = moneyRatio(w, 'Tổng thu ngân sách', total(dones), total(plans), isDigit ? 'digit' : null)
  return `${whole} so với dự toán giao, trong đó: ${list.join('; ')}.`
}

function moneyRatio(w: Writer, label: string, done: number, plan: number, slip: 'digit' | 'separator' | null): string {
  const percent = w.percentOf(done, plan)
  let [a, b] = [w.n(done), w.n(plan)]
  // One digit of the plan is lost: 3.911 becomes 3.91, 911 becomes 91.
  if (slip === 'digit') b = b.slice(0, -1)
  if (slip === 'separator') a = a.replace(',', '.')
  const said = w.wrong(slip !== null, `${a} ${unit}/${b} ${unit}, đạt ${w.percent(percent)}`)
  return w.metric({ label, value: done, unit, denominator: plan, percent }, `${label} ${said}`)
}

function spending(w: Writer): string {
  const plan = w.random.int(150, 990)
  const done = round(plan * (0.35 + 0.6 * w.random.next()), 3)
  const isSeparator =
    !Number.isInteger(done) && w.n(done).split(',')[1]?.length === 3 && done >= 1 && w.faulty('separator')
  const label = w.random.pick(['Chi thường xuyên', 'Chi sự nghiệp giáo dục', 'Chi đầu tư phát triển'])
  return `${moneyRatio(w, label, done, plan, isSeparator ? 'separator' : null)} kế hoạch.`
}

/** Several funds in one unit. */
function funds(w: Writer): string {
  const labels = w.random.some(
    ['nguồn cải cách tiền lương', 'nguồn tỉnh bổ sung', 'nguồn tăng thu', 'nguồn vận động xã hội hóa', 'nguồn kết dư'],
    3,
  )
  const values = labels.map(() => w.random.int(21, 880))
  const isScale = w.faulty('unit-scale')
  const slipped = isScale ? w.slip.int(0, 2) : -1
  const list = labels.map((label, at) => {
    const value = values[at]!
    if (at !== slipped) return `${label} ${w.count(label, value, unit)}`
    const dong = `${printNumber(value * 1_000_000)} đồng`
    return `${label} ${w.wrong(true, w.metric({ label, value: value * 1_000_000, unit: 'đồng' }, dong))}`
  })
  const whole = w.count('nguồn kinh phí thực hiện', total(values), unit)
  return `Tổng nguồn kinh phí thực hiện là ${whole}, gồm: ${list.join('; ')}.`
}

function capital(w: Writer): string {
  const plan = w.random.int(400, 46_000)
  const done = w.random.int(Math.floor(plan / 4), plan - 1)
  return `${ratio(w, 'Giải ngân vốn đầu tư công ', { label: 'Giải ngân vốn đầu tư công', part: done, whole: plan, unit })} kế hoạch vốn.`
}

const heads = [
  ['TT', 'Nội dung', 'Dự toán', 'Thực hiện', 'Tỷ lệ (%)'],
  ['STT', 'Chỉ tiêu', 'Kế hoạch năm', 'Ước thực hiện', 'So với kế hoạch (%)'],
] as const

function table(w: Writer): WideTable {
  const names = w.random.some(
    [
      'Chi giáo dục',
      'Chi y tế',
      'Chi văn hóa',
      'Chi quốc phòng',
      'Chi quản lý hành chính',
      'Chi bảo đảm xã hội',
      'Dự phòng',
    ],
    w.random.int(3, 5),
  )
  const plans = names.map(() => w.random.int(40, 6000))
  const dones = plans.map((plan) => w.random.int(Math.ceil(plan / 5), plan))
  const isSum = w.faulty('row-sum')
  const wholePlan = total(plans) + (isSum ? w.slip.pick([10, 100, 9]) : 0)
  const row = (stt: string, name: string, plan: number, done: number, isWhole: boolean): string[] => {
    const isWrong = w.faulty('column-ratio')
    const right = w.percentOf(done, plan)
    const percent = isWrong ? w.wrongPercent(right) : right
    const planned = printNumber(plan)
    return [
      stt,
      name,
      w.wrong(isSum && isWhole, planned),
      printNumber(done),
      w.wrong(isWrong, w.n(percent).replace(/^0(?=\d)/, '')),
    ]
  }
  const rows = [
    row('I', 'Tổng chi ngân sách', wholePlan, total(dones), true),
    ...names.map((name, at) => row(String(at + 1), name, plans[at]!, dones[at]!, false)),
  ]
  return {
    caption: ['Tình hình chi ngân sách', `(Đơn vị: ${unit})`],
    widths: [0.8, 4, 1.6, 1.6, 1.4],
    align: 'clrrr',
    head: [w.random.pick(heads)],
    rows,
  }
}
