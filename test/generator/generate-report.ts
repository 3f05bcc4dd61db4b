import type { Truth } from '../../samples/truth-schema.ts'
import { partsOf, twoDigits } from './days.ts'
import { allFaultKinds, type FaultKind } from './faults.ts'
import { capitalised, plainOf, readMarked } from './marked-text.ts'
import { textsOf, type Report, type ReportBlock, type ReportTable } from './report.ts'
import { Random } from './random.ts'
import { roughen } from './roughen.ts'
import type { FormDraft, Section, SectionPart, WideTable } from './section.ts'
import { complaints } from './topics/complaints.ts'
import { digital } from './topics/digital.ts'
import { direction } from './topics/direction.ts'
import { economy } from './topics/economy.ts'
import { legal } from './topics/legal.ts'
import { money } from './topics/money.ts'
import { oneStop } from './topics/one-stop.ts'
import { plans } from './topics/plans.ts'
import { remarks } from './topics/remarks.ts'
import { staff } from './topics/staff.ts'
import { Writer, type ChosenFault } from './writer.ts'

/** A report in which everything adds up: the same for the same seed. */
export function generateReport(seed: string): Report {
  return write(seed, null, false)
}

/** A report as untidy as real ones: with remarks of every kind between, and typed and converted less carefully. */
export function generateRough(seed: string): Report {
  const clean = write(seed, null, true)
  const random = new Random(`fault of ${seed}`)
  const kind = random.pick(allFaultKinds)
  const sites = clean.sites.get(kind) ?? 0
  if (sites === 0 || random.chance(1 - faultyShare)) return roughen(clean)
  return roughen(write(seed, { kind, site: random.int(0, sites - 1) }, true))
}

/** Of the untidy reports, this share has something in it that does not add up. */
const faultyShare = 0.7

/**
 * The report of the seed with one thing wrong in it. Null where it has no place for such a fault: a report without
 * citations of laws has none to get wrong.
 */
export function generateFaulty(seed: string, kind: FaultKind): Report | null {
  const sites = write(seed, null, false).sites.get(kind) ?? 0
  if (sites === 0) return null
  const site = (seed.length * 7 + allFaultKinds.indexOf(kind) + seed.charCodeAt(seed.length - 1)) % sites
  const report = write(seed, { kind, site }, false)
  // The sentence it was for may have been left out: forms are not printed in every report.
  const isPrinted = textsOf(report).some((text) => readMarked(text).places.some(({ id }) => report.faultMarks.has(id)))
  return isPrinted ? report : null
}

const topics = [oneStop, money, complaints, digital, staff, economy, legal]

/** How chapters and their parts are numbered. */
type Numbering = 'roman' | 'roman-only' | 'decimal' | 'letter'

function write(seed: string, fault: ChosenFault | null, hasRemarks: boolean): Report {
  const w = new Writer(seed, fault)
  const isHeadless = w.faulty('lost-header')
  const head = letterhead(w, isHeadless)
  const subject = w.random.pick([
    'Kết quả công tác',
    'Tình hình thực hiện nhiệm vụ',
    'Công tác cải cách hành chính',
    'Tình hình kinh tế - xã hội',
  ])
  const opening = openingOf(w)
  const chapters = [direction(w), ...w.random.some(topics, w.random.int(2, 4)).map((topic) => topic(w))]
  const sections = [...chapters, ...(hasRemarks ? [remarks(w)] : []), ...shortcomings(w), plans(w)]
  const numbering = w.random.pick(['roman', 'roman', 'roman-only', 'decimal', 'letter'] as const)
  const body: ReportBlock[] = [{ kind: 'paragraph', text: opening }]
  const headings = new Headings(w, numbering)
  for (const section of sections) body.push(...headings.write(section))
  body.push({ kind: 'paragraph', text: closingOf(w) })
  const drafts = sections.flatMap(({ forms = [] }) => forms)
  const isPrinted = w.random.chance(0.7)
  const forms = isPrinted ? drafts : []
  const wide = sections.flatMap(({ table }) => table ?? [])
  const annex = [
    ...annexOf(w, forms),
    ...wide.map((table): ReportBlock => ({ kind: 'table', table: printWide(table) })),
  ]
  const signature = signatureOf(w)
  const report = {
    seed,
    letterhead: head,
    type: w.wrong(isHeadless, 'BÁO CÁO'),
    subject: [w.random.chance(0.5) ? `${subject} ${w.period()}` : `${subject} ${w.period()},`],
    body,
    recipients: recipientsOf(w),
    signature,
    annex,
    faultMarks: new Set(w.marks.flatMap(({ list }, id) => (list === 'faults' ? [id] : []))),
    sites: w.sites,
  }
  if (report.subject[0]!.endsWith(',')) report.subject.push(`phương hướng, nhiệm vụ ${nextPeriod(w)}`)
  return { ...report, truth: truthOf(w, report, forms, wide) }
}

function nextPeriod(w: Writer): string {
  const { next, nextKind, nextStart, nextEnd } = w.setting.period
  return w.date(nextKind, nextStart, nextEnd, next)
}

function letterhead(w: Writer, isHeadless: boolean): Report['letterhead'] {
  const { setting } = w
  const { year, month, day } = partsOf(setting.issued)
  const symbol = `BC-${setting.body}`
  const sequence = w.own.next('Báo cáo', w.random)
  const isBlankNumber = w.faulty('blank-number')
  const isBlankDate = w.faulty('blank-date')
  const lost = isHeadless ? w.slip.pick(['number', 'date'] as const) : null
  const shortMonth = month < 3 ? twoDigits(month) : String(month)
  const number = isBlankNumber ? w.wrong(true, `Số:       /${symbol}`) : `Số: ${twoDigits(sequence)}/${symbol}`
  const date = isBlankDate
    ? w.wrong(true, `ngày      tháng ${shortMonth} năm ${year}`)
    : w.date('date', setting.issued, setting.issued, `ngày ${twoDigits(day)} tháng ${shortMonth} năm ${year}`)
  return {
    parent: setting.parentLines,
    issuer: setting.issuerLines,
    number: lost === 'number' ? '' : number,
    date: lost === 'date' ? '' : `${setting.place}, ${date}`,
  }
}

function openingOf(w: Writer): string {
  const { issuer, parent } = w.setting
  return w.random.pick([
    `Thực hiện chế độ thông tin, báo cáo định kỳ theo yêu cầu của ${parent}, ${issuer} báo cáo kết quả ${w.period()} như sau:`,
    `${issuer} báo cáo tình hình và kết quả công tác ${w.period()} như sau:`,
  ])
}

function closingOf(w: Writer): string {
  const { issuer } = w.setting
  return w.random.pick([
    `Trên đây là báo cáo kết quả công tác ${w.period()} của ${issuer}./.`,
    `${issuer} trân trọng báo cáo./.`,
  ])
}

function shortcomings(w: Writer): Section[] {
  const lines = w.random.some(
    [
      'Việc cập nhật dữ liệu lên hệ thống có lúc chưa kịp thời.',
      'Kinh phí đầu tư hạ tầng công nghệ thông tin còn hạn chế.',
      'Một bộ phận người dân chưa quen với dịch vụ công trực tuyến.',
      'Sự phối hợp giữa các bộ phận chưa thật chặt chẽ.',
    ],
    w.random.int(1, 3),
  )
  const title = w.random.pick(['Tồn tại, hạn chế', 'Khó khăn, vướng mắc', 'Đánh giá chung'])
  return [{ title, parts: [{ title: null, paragraphs: lines.map((line) => w.habits.bullet + line) }] }]
}

function recipientsOf(w: Writer): string[] {
  const { parent, word, level } = w.setting
  const rest =
    level === 'department' ? ['Các phòng, đơn vị thuộc Sở'] : [`TT. HĐND ${word}`, 'Các ban, ngành, đoàn thể']
  return ['Nơi nhận:', `- ${parent} (b/c);`, ...rest.map((one) => `- ${one};`), `- Lưu: VT, ${w.setting.office}.`]
}

function signatureOf(w: Writer): Report['signature'] {
  const { collective, position, deputy, signer } = w.setting
  const byDeputy = w.random.chance(0.4)
  const isWrong = byDeputy && w.faulty('signing')
  const acting = byDeputy && !isWrong ? [`KT. ${position}`, deputy] : [byDeputy ? w.wrong(isWrong, deputy) : position]
  return { lines: [...(collective === null ? [] : [collective]), ...acting], name: signer }
}

const romans = ['I', 'II', 'III', 'IV', 'V', 'VI', 'VII', 'VIII', 'IX'] as const

/** Numbers chapters and their parts, and slips where it has to. */
class Headings {
  readonly #w: Writer
  readonly #numbering: Numbering
  #chapter = 0

  constructor(w: Writer, numbering: Numbering) {
    this.#w = w
    this.#numbering = numbering
  }

  write({ title, parts }: Section): ReportBlock[] {
    const isSlipped = this.#advance()
    const isUpper = this.#numbering === 'roman' || this.#numbering === 'letter'
    const number =
      this.#numbering === 'decimal'
        ? `${this.#chapter}.`
        : this.#numbering === 'letter'
          ? `${'ABCDEFGHI'.charAt(this.#chapter - 1)}.`
          : `${romans[this.#chapter - 1]!}.`
    const printed = isUpper ? upper(title) : title
    const heading = this.#w.wrong(isSlipped, `${number} ${printed}`)
    return [{ kind: 'heading', text: heading }, ...parts.flatMap((part, at) => this.#part(part, at + 1))]
  }

  #advance(): boolean {
    const w = this.#w
    this.#chapter += 1
    // I, I, II may be a list of one and another list.
    if (this.#chapter > 2 && w.faulty('repeated-heading')) {
      this.#chapter -= 1
      return true
    }
    // E, then G, is how many count: F is no Vietnamese letter.
    const isOptional = this.#numbering === 'letter' && 'ABCDEFGHI'.charAt(this.#chapter - 1) === 'F'
    if (this.#chapter > 1 && this.#chapter < 8 && !isOptional && w.faulty('skipped-heading')) {
      this.#chapter += 1
      return true
    }
    return false
  }

  #part({ title, paragraphs }: SectionPart, at: number): ReportBlock[] {
    const body = paragraphs.map((text): ReportBlock => ({ kind: 'paragraph', text: capitalised(text) }))
    if (title === null || this.#numbering === 'roman-only') return body
    const number = this.#numbering === 'decimal' ? `${this.#chapter}.${at}.` : `${at}.`
    return [{ kind: 'heading', text: `${number} ${title}` }, ...body]
  }
}

/** Capitals outside of marks' own characters. */
function upper(text: string): string {
  return text.replace(/[\p{L}\p{M}]+/gu, (word) => word.toUpperCase())
}

function annexOf(w: Writer, forms: readonly FormDraft[]): ReportBlock[] {
  const isMerged = w.random.chance(0.5)
  const hasNotes = w.random.chance(0.5)
  const noteless = <T>(cells: readonly T[]): readonly T[] => (hasNotes ? cells : cells.slice(0, -1))
  const head = isMerged
    ? [
        ['STT', 'Chỉ tiêu thống kê', 'Kết quả thống kê', '<', 'Ghi chú'],
        ['^', '^', 'Đơn vị tính', 'Số liệu', '^'],
      ]
    : [
        [
          w.random.pick(['STT', 'TT']),
          w.random.pick(['Chỉ tiêu', 'Nội dung']),
          'Đơn vị tính',
          w.random.pick(['Số liệu', 'Kết quả']),
          'Ghi chú',
        ],
      ]
  return forms.map((form, at): ReportBlock => ({
    kind: 'table',
    table: {
      caption: [`Biểu mẫu ${at + 1}`, form.title],
      widths: [...noteless([1, 5.2, 2, 1.4, 1.2])],
      align: 'clccl',
      head: head.map(noteless),
      rows: form.rows.map(({ stt, indicator, unit, value }) => noteless([stt, indicator, unit, value, ''])),
    },
  }))
}

function printWide({ caption, widths, align, head, rows }: WideTable): ReportTable {
  return { caption, widths, align, head, rows }
}

/** What a careful reader would find: everything marked, in reading order. */
function truthOf(
  w: Writer,
  report: Omit<Report, 'truth'>,
  forms: readonly FormDraft[],
  wide: readonly WideTable[],
): Truth {
  const { setting } = w
  const lists: Pick<Truth, 'references' | 'dates' | 'metrics'> = { references: [], dates: [], metrics: [] }
  for (const text of textsOf({ ...report, truth: emptyTruth })) {
    const { plain, places } = readMarked(text)
    for (const { id, start, end } of places) {
      const marked = w.marks[id]!
      const quote = plain.slice(start, end)
      if (marked.list === 'references') lists.references.push({ quote, ...marked.item })
      else if (marked.list === 'dates') lists.dates.push({ quote, ...marked.item })
      else if (marked.list === 'metrics') lists.metrics.push({ quote, ...marked.item })
    }
  }
  const { letterhead: head, signature, recipients } = report
  const number = plainOf(head.number).replace(/^Số: */u, '')
  const signer = { name: signature.name, ...authorityOf(signature.lines.map(plainOf)) }
  return {
    sources: ['source.pdf', 'source.docx'],
    header: {
      type: 'Báo cáo',
      number: /^\d/.test(number) ? number : null,
      date: /ngày \d/u.test(plainOf(head.date)) ? setting.issued : null,
      place: head.date === '' ? null : setting.place,
      issuer: head.issuer.join(' '),
      parentIssuer: head.parent.join(' ') || null,
      subject: report.subject.map(plainOf).join(' '),
      period: `${setting.period.start}/${setting.period.end}`,
      secrecy: null,
      urgency: null,
      signer: signature.name,
      signers: [signer],
      recipients: recipients.slice(1).map((one) =>
        one
          .replace(/^- /u, '')
          .replace(/ \(b\/c\)/u, '')
          .replace(/[;.]$/u, ''),
      ),
    },
    ...lists,
    forms: [...forms.map(formTruth), ...wide.map(wideTruth)],
  }
}

const emptyTruth = { references: [], dates: [], metrics: [], forms: [] } as unknown as Truth

function authorityOf(lines: readonly string[]): { position: string | null; authority: string[] } {
  const authority = lines.flatMap((line) => /^(?:TM|KT)\./u.exec(line)?.[0] ?? [])
  const last = lines.at(-1) ?? ''
  return { position: last.replace(/^(?:TM|KT)\. */u, ''), authority }
}

function formTruth({ title, rows }: FormDraft, at: number): Truth['forms'][number] {
  return {
    form: String(at + 1),
    title,
    rows: rows.map(({ stt, indicator, unit, truth }) => ({
      stt,
      indicator: plainOf(indicator),
      unit: plainOf(unit) || null,
      value: truth,
    })),
  }
}

/** Which column is the value is left open. */
function wideTruth({ caption, rows }: WideTable): Truth['forms'][number] {
  return {
    form: null,
    title: caption[0]!,
    rows: rows.map(([stt = '', indicator = '', , done = '']) => ({
      stt,
      indicator: plainOf(indicator),
      unit: null,
      value: Number(plainOf(done).replaceAll('.', '')),
      optional: true,
    })),
  }
}
