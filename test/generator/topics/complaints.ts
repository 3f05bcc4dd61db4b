import { listed } from '../phrases.ts'
import type { FormDraft, Section } from '../section.ts'
import type { Writer } from '../writer.ts'
import { countRow, rateRow } from '../rows.ts'

/** Citizens received, letters of complaint, normative documents reviewed. */
export function complaints(w: Writer): Section {
  const letters = letterPart(w)
  const review = reviewPart(w)
  return {
    title: w.random.pick([
      'Tiếp công dân, giải quyết đơn thư',
      'Công tác tư pháp, tiếp công dân',
      'Công tác nội chính',
    ]),
    parts: [
      { title: 'Tiếp công dân, xử lý đơn', paragraphs: letters.paragraphs },
      {
        title: w.random.pick(['Rà soát văn bản', 'Công tác rà soát văn bản quy phạm pháp luật']),
        paragraphs: review.paragraphs,
      },
    ],
    forms: [form(w, letters, review)],
  }
}

interface Letters {
  readonly paragraphs: readonly string[]
  readonly visits: number
  readonly letters: number
  readonly resolved: number
}

function letterPart(w: Writer): Letters {
  const visits = w.random.int(12, 190)
  const [claims, complaints, wishes] = [w.random.int(1, 9), w.random.int(2, 14), w.random.int(3, 40)]
  const letters = claims + complaints + wishes
  const pending = w.random.int(1, Math.min(6, letters - 1))
  const resolved = letters - pending
  const isFlow = w.faulty('flow')
  const isLarge = w.faulty('large-part')
  const groups = w.random.int(1, 5)
  const received = w.count('đơn tiếp nhận', letters, 'đơn')
  const kinds = listed([
    w.count('đơn tố cáo', claims, 'đơn') + ' tố cáo',
    w.count('đơn khiếu nại', complaints, 'đơn') + ' khiếu nại',
    w.count('đơn kiến nghị, phản ánh', wishes, 'đơn') + ' kiến nghị, phản ánh',
  ])
  const done = w.count('đơn đã giải quyết', resolved, 'đơn')
  const left = isFlow ? pending + w.slip.int(1, 4) : pending
  const open = w.wrong(isFlow, w.count('đơn đang xem xét, giải quyết', left, 'đơn'))
  const large = isLarge ? visits + w.slip.int(5, 40) : groups
  const crowd = w.wrong(isLarge, w.count('lượt đoàn đông người', large, 'lượt'))
  const visited = w.count('lượt tiếp công dân', visits, 'lượt')
  return {
    paragraphs: [
      `Đã tiếp ${visited} công dân, trong đó có ${crowd} đoàn đông người.`,
      `Tiếp nhận ${received}, gồm ${kinds}. Đã giải quyết ${done}, còn ${open} đang xem xét, giải quyết.`,
    ],
    ...{ visits, letters, resolved },
  }
}

interface Review {
  readonly paragraphs: readonly string[]
  readonly reviewed: number
  readonly flawed: number
  readonly mended: number
}

function reviewPart(w: Writer): Review {
  const reviewed = w.random.int(18, 220)
  const ended = w.random.int(3, Math.floor(reviewed / 2))
  const flawed = w.random.int(3, 15)
  const mended = w.random.int(1, flawed)
  const isWrong = w.faulty('share')
  const right = w.percentOf(ended, reviewed)
  const percent = isWrong ? w.wrongPercent(right) : right
  const all = w.count('văn bản được rà soát', reviewed, 'văn bản')
  const said = w.wrong(isWrong, `${w.n(ended)} văn bản hết hiệu lực (chiếm ${w.percent(percent)})`)
  const share = w.metric(
    { label: 'văn bản hết hiệu lực', value: ended, unit: 'văn bản', percent, accept: { denominator: [reviewed] } },
    said,
  )
  return { paragraphs: [`Qua rà soát ${all}, có ${share}.`], ...{ reviewed, flawed, mended } }
}

function form(w: Writer, { visits, letters }: Letters, { reviewed, flawed, mended }: Review): FormDraft {
  return {
    title: 'Công tác nội chính, tư pháp',
    rows: [
      countRow(w, '1', 'Số lượt tiếp công dân', 'Lượt', visits, true),
      countRow(w, '2', 'Số đơn tiếp nhận', 'Đơn', letters, true),
      countRow(w, '3', 'Số văn bản được rà soát', 'Văn bản', reviewed, true),
      ...rateRow(w, '4', 'Tỷ lệ xử lý văn bản sau rà soát', 'Văn bản', [
        ['Số văn bản phải xử lý sau rà soát', flawed],
        ['Số văn bản đã xử lý sau rà soát', mended],
      ]),
    ],
  }
}
