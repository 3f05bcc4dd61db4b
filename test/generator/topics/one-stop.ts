import { daysBetween } from '../days.ts'
import { capitalised } from '../marked-text.ts'
import { listed, ratio } from '../phrases.ts'
import type { FormDraft, FormRowDraft, Section } from '../section.ts'
import type { Writer } from '../writer.ts'
import { countRow, groupRow, rateRow, sumRows } from '../rows.ts'

/** Dossiers of people and firms: received, resolved, digitised, paid online, surveyed. */
export function oneStop(w: Writer): Section {
  const dossiers = makeDossiers(w)
  const procedures = w.random.int(80, 260)
  return {
    title: w.random.pick(['Cải cách thủ tục hành chính', 'Giải quyết thủ tục hành chính', 'Công tác một cửa']),
    parts: [
      {
        title: w.random.pick(['Niêm yết, công khai thủ tục', 'Kiểm soát thủ tục']),
        paragraphs: procedurePart(w, procedures),
      },
      {
        title: w.random.pick(['Tiếp nhận và giải quyết hồ sơ', 'Kết quả giải quyết hồ sơ']),
        paragraphs: dossierPart(w, dossiers),
      },
      {
        title: w.random.pick(['Số hóa và thanh toán trực tuyến', 'Dịch vụ công trực tuyến']),
        paragraphs: onlinePart(w, dossiers),
      },
    ],
    forms: [form(w, dossiers, procedures)],
  }
}

interface Dossiers {
  readonly online: number
  readonly direct: number
  readonly carried: number
  readonly total: number
  readonly early: number
  readonly onTime: number
  readonly late: number
  readonly resolved: number
  readonly pending: number
  readonly digitised: number
  readonly charged: number
  readonly paid: number
  readonly asked: number
  readonly content: number
}

function makeDossiers(w: Writer): Dossiers {
  const received = w.random.int(120, 9800)
  const [online = 1, direct = 1] = w.random.split(received, 2, Math.ceil(received / 12))
  const carried = w.random.int(2, 40)
  const total = received + carried
  const pending = w.random.int(1, Math.min(60, Math.floor(total / 4)))
  const resolved = total - pending
  const late = w.random.int(1, 9)
  const [early = 1, onTime = 1] = w.random.split(resolved - late, 2, Math.ceil(resolved / 20))
  const digitised = w.random.int(Math.floor(received / 2), received - 1)
  const charged = w.random.int(Math.floor(received / 4), Math.floor(received / 2))
  const asked = w.random.int(40, 110)
  return {
    ...{ online, direct, carried, total, pending, resolved, late, early, onTime, digitised, charged, asked },
    paid: w.random.int(Math.floor(charged / 3), charged - 1),
    content: asked - w.random.int(1, 9),
  }
}

function procedurePart(w: Writer, procedures: number): string[] {
  const all = w.count('thủ tục hành chính thuộc thẩm quyền giải quyết', procedures, 'thủ tục')
  const machines = w.random.int(5, 40)
  const isWrong = w.faulty('large-count')
  const working = isWrong ? machines + w.slip.int(1, 4) : machines - w.random.int(0, 2)
  const computers = w.wrong(
    isWrong,
    w.metric(
      {
        label: 'máy vi tính có kết nối mạng',
        value: working,
        unit: 'máy vi tính',
        denominator: machines,
        unit_accept: ['máy'],
      },
      `${w.n(working)}/${w.n(machines)} máy vi tính`,
    ),
  )
  const shown = ratio(w, 'đã niêm yết ', {
    label: 'thủ tục đã niêm yết',
    part: procedures,
    whole: procedures,
    unit: 'thủ tục',
  })
  return [
    `Tổng số thủ tục hành chính thuộc thẩm quyền giải quyết: ${all}; ${shown}.`,
    `Bộ phận Một cửa có ${computers} kết nối mạng nội bộ.`,
    ...shortening(w),
  ]
}

function shortening(w: Writer): string[] {
  if (w.random.chance(0.4)) return []
  const from = w.random.int(7, 30)
  const to = from - w.random.int(1, 5)
  const isWrong = w.faulty('direction')
  const [a, b] = isWrong ? [to, from] : [from, to]
  const label = `thời gian giải quyết thủ tục ${w.random.pick(['đăng ký kinh doanh hộ cá thể', 'cấp giấy phép xây dựng', 'xác nhận tình trạng hôn nhân'])}`
  const metric = w.metric(
    { label, value: b, unit: 'ngày', from: a, to: b, change: null, accept: { change: [b - a] } },
    `${label} ${w.wrong(isWrong, `từ ${w.n(a)} ngày xuống còn ${w.n(b)} ngày`)}`,
  )
  return [`Đã đề nghị rút ngắn ${metric}.`]
}

function dossierPart(w: Writer, d: Dossiers): string[] {
  const isFlow = w.faulty('flow')
  const left = isFlow ? d.pending + w.slip.int(1, 5) * w.slip.pick([1, 2]) : d.pending
  const count = (label: string, value: number): string => w.count(label, value, 'hồ sơ')
  const [early, onTime, late] = [
    count('hồ sơ trước hạn', d.early),
    count('hồ sơ đúng hạn', d.onTime),
    count('hồ sơ quá hạn', d.late),
  ]
  const total = count('hồ sơ tiếp nhận', d.total)
  const online = count('hồ sơ tiếp nhận trực tuyến', d.online)
  const direct = count('hồ sơ tiếp nhận trực tiếp', d.direct)
  const carried = count('hồ sơ kỳ trước chuyển sang', d.carried)
  const resolved = count('hồ sơ đã giải quyết', d.resolved)
  const pending = w.wrong(isFlow, count('hồ sơ đang giải quyết', left))
  const told = w.random.pick([
    `Bộ phận Một cửa tiếp nhận ${total}, trong đó trực tuyến ${online}, trực tiếp ${direct}, từ kỳ trước chuyển sang ${carried}; đã giải quyết ${resolved}, đang giải quyết ${pending}.`,
    `Tổng số hồ sơ tiếp nhận là ${total} (tiếp nhận trực tuyến ${online}; tiếp nhận trực tiếp ${direct}; kỳ trước chuyển sang ${carried}). Số hồ sơ đã giải quyết ${resolved}; số hồ sơ đang giải quyết ${pending}.`,
  ])
  const kept = `Kết quả giải quyết: ${listed([`trước hạn ${early}`, `đúng hạn ${onTime}`, `quá hạn ${late}`])}.`
  return [`${capitalised(windowLead(w))}, kết quả như sau:`, told, kept, ...rates(w)]
}

/** One chapter has one window; a clerk who copied last month's sentence leaves two. */
function windowLead(w: Writer): string {
  const isReversed = w.faulty('reversed-window')
  const { start, end } = w.setting.window
  const window = isReversed ? w.window({ start: end, end: start }) : w.window()
  return w.wrong(isReversed, window)
}

function rates(w: Writer): string[] {
  if (w.random.chance(0.5)) return []
  const all = w.random.int(60, 900)
  const online = w.random.int(Math.floor(all / 3), all - 1)
  const isWrong = w.faulty('named-rate')
  const right = w.percentOf(online, all)
  const percent = isWrong ? w.wrongPercent(right) : right
  const fields = { unit: null, unit_accept: ['hồ sơ'] }
  const part = w.metric(
    { label: 'Tổng hồ sơ liên thông trực tuyến', value: online, ...fields },
    `Tổng hồ sơ liên thông trực tuyến: ${w.n(online)}`,
  )
  const whole = w.metric(
    { label: 'Tổng hồ sơ liên thông', value: all, ...fields },
    `Tổng hồ sơ liên thông: ${w.n(all)}`,
  )
  const label = 'Tỷ lệ hồ sơ liên thông trực tuyến'
  const rate = w.metric(
    { label, value: percent, unit: '%', percent },
    `${label}: ${w.wrong(isWrong, w.percent(percent))}`,
  )
  return [`${part}. ${whole}. ${rate}.`]
}

function onlinePart(w: Writer, d: Dossiers): string[] {
  const received = d.online + d.direct
  const digitised = ratio(w, 'Số hóa hồ sơ khi tiếp nhận: ', {
    label: 'Số hóa hồ sơ khi tiếp nhận',
    part: d.digitised,
    whole: received,
    unit: 'hồ sơ',
  })
  const paid = ratio(w, 'Thanh toán trực tuyến: ', {
    label: 'Thanh toán trực tuyến',
    part: d.paid,
    whole: d.charged,
    unit: 'hồ sơ',
  })
  const { start, end } = w.setting.window
  // Reports of one period are closed within some three weeks of each other.
  const isMixed = daysBetween(start, end) > 60 && w.faulty('mixed-windows')
  const survey = isMixed ? w.wrong(true, w.window({ start, end: shifted(start, end) })) : w.window()
  return [
    `${digitised}. ${paid}.`,
    `${capitalised(w.window())}, số hồ sơ nộp qua Cổng dịch vụ công tiếp tục tăng.`,
    `${capitalised(survey)}, ${asked(w, d)}`,
  ]
}

/** Half way: a window of another report. */
function shifted(start: string, end: string): string {
  const half = (Date.parse(start) + Date.parse(end)) / 2
  return new Date(half).toISOString().slice(0, 10)
}

function asked(w: Writer, d: Dossiers): string {
  const isWrong = w.faulty('remainder')
  const rest = d.asked - d.content
  const stated = isWrong ? rest + w.slip.int(1, 4) : rest
  const label = 'phiếu khảo sát hài lòng'
  const content = w.metric(
    { label, value: d.content, unit: 'phiếu', denominator: d.asked },
    `${w.n(d.content)}/${w.n(d.asked)} phiếu`,
  )
  const missing = w.metric(
    { label: 'số phiếu chưa hài lòng', value: stated, unit: null, unit_accept: ['phiếu'] },
    `số phiếu chưa hài lòng: ${w.wrong(isWrong, w.n(stated))}`,
  )
  return `có ${content} khảo sát hài lòng; ${missing}.`
}

function form(w: Writer, d: Dossiers, procedures: number): FormDraft {
  const rows: FormRowDraft[] = [
    groupRow('1', 'Thống kê thủ tục hành chính'),
    countRow(w, '1.1', 'Tổng số thủ tục hành chính thuộc thẩm quyền giải quyết', 'Thủ tục', procedures, true),
    countRow(w, '1.2', 'Số thủ tục đã niêm yết', 'Thủ tục', procedures, false),
    groupRow('2', 'Kết quả giải quyết hồ sơ'),
    ...sumRows(w, '2.1', 'Hồ sơ', 'Tổng số hồ sơ tiếp nhận (bao gồm cả kỳ trước chuyển sang)', [
      ['Số hồ sơ tiếp nhận trực tuyến', d.online],
      ['Số hồ sơ tiếp nhận trực tiếp', d.direct],
      ['Số hồ sơ kỳ trước chuyển sang', d.carried],
    ]),
    ...sumRows(w, '2.2', 'Hồ sơ', 'Số hồ sơ đã giải quyết', [
      ['Trước hạn', d.early],
      ['Đúng hạn', d.onTime],
      ['Quá hạn', d.late],
    ]),
    ...rateRow(w, '3', 'Tỷ lệ hồ sơ thanh toán trực tuyến', 'Hồ sơ', [
      ['Tổng số hồ sơ phải thu phí, lệ phí', d.charged],
      ['Số hồ sơ đã thanh toán trực tuyến', d.paid],
    ]),
    countRow(w, '4', 'Số phiếu khảo sát hài lòng đã phát', 'Phiếu', d.asked, false),
  ]
  return { title: 'Cải cách thủ tục hành chính', rows }
}
