import { ratio } from '../phrases.ts'
import type { FormDraft, Section } from '../section.ts'
import type { Writer } from '../writer.ts'
import { countRow, groupRow, sumRows } from '../rows.ts'

/** Documents on paper and on line, publicity. */
export function digital(w: Writer): Section {
  const incoming = flowOf(w, 'Văn bản đến')
  const outgoing = flowOf(w, 'Văn bản đi')
  const news = w.random.int(12, 180)
  const broadcasts = w.random.int(15, 400)
  const publicity = `Đã đăng ${w.count('tin, bài trên Trang thông tin điện tử', news, 'tin, bài')} trên Trang thông tin điện tử và phát ${w.count('lượt trên hệ thống loa truyền thanh', broadcasts, 'lượt')} trên hệ thống loa truyền thanh.`
  return {
    title: w.random.pick(['Xây dựng chính quyền điện tử', 'Chuyển đổi số', 'Ứng dụng công nghệ thông tin']),
    parts: [
      { title: w.random.pick(['Văn bản điện tử', 'Quản lý văn bản']), paragraphs: [incoming.text, outgoing.text] },
      { title: 'Tuyên truyền', paragraphs: [publicity, ...training(w)] },
    ],
    forms: [form(w, incoming, outgoing, news, broadcasts)],
  }
}

interface Exchange {
  readonly text: string
  readonly total: number
  readonly electronic: number
  readonly paper: number
}

function flowOf(w: Writer, lead: string): Exchange {
  const total = w.random.int(180, 4200)
  const paper = w.random.int(1, Math.min(90, Math.floor(total / 3)))
  const electronic = total - paper
  const unsigned = w.random.int(1, 40)
  const isPaper = w.faulty('partition')
  const isSigned = w.faulty('partition')
  const figure = (name: string, value: number): string =>
    w.metric({ label: `${lead} ${name}`, value, unit: null, unit_accept: ['văn bản'] }, `${name} ${w.n(value)}`)
  const papers = w.wrong(isPaper, figure('giấy:', paper + (isPaper ? w.slip.pick([1, 10, 2]) : 0)))
  const unsigneds = w.wrong(isSigned, figure('không ký số:', unsigned + (isSigned ? w.slip.pick([1, 10, 3]) : 0)))
  const text = `${lead}: ${figure('Tổng', total)}, ${figure('điện tử:', electronic)}, ${papers}, ${figure('ký số:', total - unsigned)}, ${unsigneds}.`
  return { text, total, electronic, paper }
}

function training(w: Writer): string[] {
  if (w.random.chance(0.4)) return []
  const [all, trained] = [w.random.int(18, 90), 0]
  const done = w.random.int(Math.floor(all / 2), all) + trained
  return [
    `Đã tập huấn kỹ năng số cho ${ratio(w, '', { label: 'công chức được tập huấn kỹ năng số', part: done, whole: all, unit: 'công chức' })}.`,
  ]
}

function form(w: Writer, incoming: Exchange, outgoing: Exchange, news: number, broadcasts: number): FormDraft {
  return {
    title: 'Xây dựng chính quyền điện tử',
    rows: [
      groupRow('1', 'Trao đổi văn bản'),
      ...sumRows(w, '1.1', 'Văn bản', 'Tổng số văn bản đến', [
        ['Văn bản điện tử', incoming.electronic],
        ['Văn bản giấy', incoming.paper],
      ]),
      ...sumRows(w, '1.2', 'Văn bản', 'Tổng số văn bản đi', [
        ['Văn bản điện tử', outgoing.electronic],
        ['Văn bản giấy', outgoing.paper],
      ]),
      countRow(w, '2', 'Số tin, bài đăng trên Trang thông tin điện tử', 'Tin, bài', news, true),
      countRow(w, '3', 'Số lượt phát trên hệ thống loa truyền thanh', 'Lượt', broadcasts, true),
    ],
  }
}
