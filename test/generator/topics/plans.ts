import { addDays, daysBetween } from '../days.ts'
import type { OwnDocument } from '../registry.ts'
import type { Section } from '../section.ts'
import type { Writer } from '../writer.ts'

/** What comes next: targets, deadlines, plans to go on with. */
export function plans(w: Writer): Section {
  const { next, nextKind, nextStart, nextEnd } = w.setting.period
  const span = daysBetween(nextStart, nextEnd)
  const deadline = addDays(nextStart, w.random.int(Math.floor(span / 2), span))
  const target = w.random.pick([80, 85, 90, 95, 98])
  const label = 'hồ sơ được giải quyết đúng hạn'
  const aim = w.metric(
    { label, value: target, unit: '%', percent: target },
    `phấn đấu từ ${w.percent(target)} trở lên ${label}`,
  )
  const lines = [
    `Tiếp tục nâng cao chất lượng phục vụ; ${aim}.`,
    `Hoàn thành các nhiệm vụ được giao trước ${w.day(deadline)}.`,
    w.random.pick([
      'Tăng cường kỷ luật, kỷ cương hành chính.',
      'Đẩy mạnh tuyên truyền bằng nhiều hình thức.',
      'Chủ động tháo gỡ khó khăn, vướng mắc.',
    ]),
    ...w.random
      .some(w.cited, Math.min(2, w.cited.length))
      .map((document) => `Tổ chức thực hiện có hiệu quả ${again(w, document)}.`),
  ]
  return {
    title: `${w.random.pick(['Phương hướng, nhiệm vụ', 'Nhiệm vụ trọng tâm'])} ${w.date(nextKind, nextStart, nextEnd, next)}`,
    parts: [{ title: null, paragraphs: lines.map((line) => `${w.habits.bullet}${line}`) }],
  }
}

/** A document the report has cited already: the same day, unless the clerk slipped. */
function again(w: Writer, { type, number, date, subject }: OwnDocument): string {
  const isWrong = w.faulty('redated')
  const day = isWrong ? addDays(date, w.slip.pick([1, -1, 10, 28])) : date
  const said = w.reference({ type, number, date: day, subject }, `${type} số ${number} ${w.day(day)}`)
  return `${w.wrong(isWrong, said)} về ${subject}`
}
