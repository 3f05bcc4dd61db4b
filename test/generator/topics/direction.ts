import { addDays, dayOf, partsOf } from '../days.ts'
import { capitalised } from '../marked-text.ts'
import { cite, citeParent, parts, ratio } from '../phrases.ts'
import type { OwnDocument, OwnType } from '../registry.ts'
import type { FormDraft, FormRowDraft, Section, SectionPart } from '../section.ts'
import type { Writer } from '../writer.ts'
import { countRow, groupRow, rateRow } from '../rows.ts'

/** How the work was led: documents issued, tasks, inspections. */
export function direction(w: Writer): Section {
  const documents = issued(w)
  const tasks = taskPart(w)
  const inspection = inspectionPart(w)
  return {
    title: w.random.pick([
      'Công tác chỉ đạo, điều hành',
      'Về lãnh đạo, chỉ đạo',
      'Tình hình chỉ đạo, triển khai thực hiện',
    ]),
    parts: [documents.part, tasks.part, inspection.part],
    forms: [form(w, documents.total, tasks, inspection)],
  }
}

interface Issued {
  readonly part: SectionPart
  readonly total: number
}

function issued(w: Writer): Issued {
  const { issuer } = w.setting
  const basis = `Triển khai ${citeParent(w, w.random.pick(['đẩy mạnh cải cách hành chính', 'chuyển đổi số', 'nâng cao chất lượng phục vụ']))}, ${issuer} đã xây dựng kế hoạch và tổ chức thực hiện.`
  const title = w.random.pick(['Văn bản chỉ đạo', 'Ban hành văn bản', 'Công tác ban hành văn bản chỉ đạo'])
  const types: readonly OwnType[] = ['Kế hoạch', 'Báo cáo', 'Quyết định', 'Thông báo', 'Công văn']
  const taken = types.flatMap((type) => w.own.take(type, w.random.int(1, 3)))
  const list = withSlips(w, taken)
  const items = list.map(({ document, isWrong }) => {
    const said = cite(w, document, w.random.pick([' về ', ' về việc ']))
    return `${w.habits.bullet}${w.wrong(isWrong, said)};`
  })
  if (w.random.chance(0.5)) {
    const isWrong = w.faulty('list-count')
    const stated = list.length + (isWrong ? w.slip.pick([1, 2, -1]) : 0)
    const count = w.wrong(isWrong, w.count('văn bản chỉ đạo', stated, 'văn bản'))
    const lead = `Từ đầu năm, ${issuer} đã ban hành ${count}, cụ thể như sau:`
    return { part: { title, paragraphs: [basis, lead, ...items] }, total: list.length }
  }
  const [plans, letters, notices] = [w.random.int(4, 18), w.random.int(12, 60), w.random.int(5, 25)]
  const total = plans + letters + notices
  const kinds = parts(w, [
    { label: 'kế hoạch', value: plans, unit: 'kế hoạch' },
    { label: 'công văn', value: letters, unit: 'công văn' },
    { label: 'thông báo', value: notices, unit: 'thông báo' },
  ])
  const whole = w.count('văn bản chỉ đạo', total, 'văn bản')
  const lead = `Trong kỳ báo cáo, đã ban hành ${whole} chỉ đạo, gồm ${kinds}. Một số văn bản chủ yếu:`
  return { part: { title, paragraphs: [basis, lead, ...items] }, total }
}

interface Listed {
  readonly document: OwnDocument
  readonly isWrong: boolean
}

/** Slips of numbering between documents that stand beside each other. */
function withSlips(w: Writer, list: readonly OwnDocument[]): Listed[] {
  return list.map((document, at) => {
    const before = list[at - 1]
    if (before?.type !== document.type || before.date === document.date) return { document, isWrong: false }
    if (w.faulty('shared-number')) return { document: { ...document, number: before.number }, isWrong: true }
    if (w.faulty('number-order'))
      return { document: { ...document, date: addDays(before.date, -w.slip.int(1, 3)) }, isWrong: true }
    return { document, isWrong: false }
  })
}

interface Tasks {
  readonly part: SectionPart
  readonly planned: number
  readonly done: number
  readonly given: number
  readonly finished: number
  readonly open: number
}

function taskPart(w: Writer): Tasks {
  const planned = w.random.int(20, 60)
  const done = w.random.int(Math.floor(planned / 3), planned - 1)
  const given = w.random.int(12, 48)
  const open = w.random.int(1, 6)
  const finished = given - open
  const isWrong = w.faulty('flow')
  const stated = isWrong ? open + w.slip.int(1, 3) : open
  const figures = {
    given: w.count('nhiệm vụ được giao', given, 'nhiệm vụ'),
    finished: w.count('nhiệm vụ đã hoàn thành', finished, 'nhiệm vụ'),
    open: w.wrong(isWrong, w.count('nhiệm vụ đang thực hiện', stated, 'nhiệm vụ')),
  }
  const flow = w.random.pick([
    `Tổng số nhiệm vụ được giao là ${figures.given}; đã hoàn thành ${figures.finished}, đang thực hiện ${figures.open}.`,
    `Cấp trên giao ${figures.given}. Đã hoàn thành ${figures.finished}; còn ${figures.open} đang thực hiện.`,
  ])
  const share = ratio(w, w.random.pick(['đã thực hiện xong ', 'hoàn thành ']), {
    label: 'nhiệm vụ trong Kế hoạch đã hoàn thành',
    part: done,
    whole: planned,
    unit: 'nhiệm vụ',
  })
  const paragraph = `Đến nay, đơn vị ${share} đề ra trong Kế hoạch năm.`
  return {
    part: {
      title: w.random.pick(['Thực hiện nhiệm vụ được giao', 'Kết quả thực hiện kế hoạch']),
      paragraphs: [paragraph, flow],
    },
    ...{ planned, done, given, finished, open },
  }
}

interface Inspection {
  readonly part: SectionPart
  readonly rounds: number
  readonly faults: number
  readonly settled: number
}

function inspectionPart(w: Writer): Inspection {
  const rounds = w.random.int(2, 9)
  const faults = w.random.int(3, 14)
  const settled = w.random.int(2, faults)
  const [held, found] = [
    w.count('cuộc kiểm tra', rounds, 'cuộc'),
    w.count('vấn đề phát hiện qua kiểm tra', faults, 'vấn đề'),
  ]
  const share = ratio(w, 'đã khắc phục ', {
    label: 'vấn đề đã khắc phục',
    part: settled,
    whole: faults,
    unit: 'vấn đề',
  })
  const day = addDays(w.setting.issued, -w.random.int(9, 60))
  const meeting = weekday(w, day)
  const review = `Ngày hội ${w.random.pick(['đối thoại với người dân', 'tư vấn thủ tục', 'tuyên truyền pháp luật'])} được tổ chức vào ${meeting}.`
  const paragraph = `Tổ kiểm tra đã tiến hành ${held} kiểm tra, phát hiện ${found}; ${share}.`
  return {
    part: {
      title: w.random.pick(['Kiểm tra, giám sát', 'Công tác kiểm tra']),
      paragraphs: w.random.chance(0.5) ? [capitalised(paragraph), review] : [capitalised(paragraph)],
    },
    ...{ rounds, faults, settled },
  }
}

const weekdays = ['Chủ nhật', 'thứ Hai', 'thứ Ba', 'thứ Tư', 'thứ Năm', 'thứ Sáu', 'thứ Bảy'] as const

function weekday(w: Writer, day: string): string {
  const isWrong = w.faulty('weekday')
  const { year, month, day: date } = partsOf(day)
  const right = new Date(`${dayOf(year, month, date)}T00:00:00Z`).getUTCDay()
  const stated = weekdays[(right + (isWrong ? w.slip.int(1, 6) : 0)) % 7]!
  return w.wrong(isWrong, `${stated}, ${w.day(day)}`)
}

function form(w: Writer, total: number, tasks: Tasks, inspection: Inspection): FormDraft {
  const rows: FormRowDraft[] = [
    countRow(w, '1', 'Số văn bản chỉ đạo đã ban hành', 'Văn bản', total, false),
    ...rateRow(w, '2', 'Tỷ lệ hoàn thành nhiệm vụ trong Kế hoạch năm', 'Nhiệm vụ', [
      ['Số nhiệm vụ đề ra trong Kế hoạch', tasks.planned],
      ['Số nhiệm vụ trong Kế hoạch đã hoàn thành', tasks.done],
    ]),
    groupRow('3', 'Kiểm tra, giám sát'),
    countRow(w, '3.1', 'Số cuộc kiểm tra', 'Cuộc', inspection.rounds, true),
    ...rateRow(w, '3.2', 'Tỷ lệ vấn đề đã khắc phục sau kiểm tra', 'Vấn đề', [
      ['Số vấn đề phát hiện qua kiểm tra', inspection.faults],
      ['Số vấn đề đã khắc phục', inspection.settled],
    ]),
    groupRow('4', 'Thực hiện nhiệm vụ cấp trên giao'),
    ...wholeRows(w, '4', tasks),
  ]
  return { title: w.random.pick(['Công tác chỉ đạo, điều hành', 'Kết quả chỉ đạo, điều hành']), rows }
}

function wholeRows(w: Writer, stt: string, { given, finished, open }: Tasks): FormRowDraft[] {
  const isWrong = w.faulty('large-row')
  const done = isWrong ? given + w.slip.int(1, 5) : finished
  return [
    countRow(w, `${stt}.1`, 'Tổng số nhiệm vụ được giao', 'Nhiệm vụ', given, false),
    {
      ...countRow(w, `${stt}.2`, 'Số nhiệm vụ đã hoàn thành đúng hạn', 'Nhiệm vụ', done, false),
      value: w.wrong(isWrong, w.n(done)),
    },
    countRow(w, `${stt}.3`, 'Số nhiệm vụ đang thực hiện trong hạn', 'Nhiệm vụ', open, false),
  ]
}
