import { Random } from './random.ts'
import type { Report, ReportBlock, ReportTable } from './report.ts'

/** A way in which real files differ from clean ones; `share` of the places it fits are changed. */
interface Fault {
  readonly name: string
  /** Of all reports. */
  readonly reports: number
  readonly share: number
  readonly apply: (piece: string, hit: () => boolean, random: Random) => string
}

const replaced =
  (pattern: RegExp, by: (groups: readonly string[], random: Random) => string): Fault['apply'] =>
  (piece, hit, random) =>
    piece.replace(pattern, (...all: unknown[]) => {
      const groups = all.filter((one): one is string => typeof one === 'string').slice(0, -1)
      return hit() ? by(groups, random) : groups[0]!
    })

const faults: readonly Fault[] = [
  {
    name: 'spaces inside symbols',
    reports: 0.35,
    share: 0.25,
    apply: replaced(/(?<=\d)\/(?=\p{Lu})|(?<=\p{Lu})-(?=\p{Lu})/gu, ([sign = ''], random) =>
      random.pick([`${sign} `, ` ${sign}`, ` ${sign} `]),
    ),
  },
  {
    name: 'no space behind số and ngày',
    reports: 0.3,
    share: 0.15,
    apply: replaced(/(số|ngày|năm|đạt) (?=\d)/gu, ([, word = '']) => word),
  },
  { name: 'a colon behind số', reports: 0.1, share: 0.5, apply: replaced(/số (?=\d)/gu, () => 'số: ') },
  {
    name: 'no space between number and unit',
    reports: 0.3,
    share: 0.1,
    apply: replaced(/(\d) (?=\p{Ll}{2})/gu, ([, digit = '']) => digit),
  },
  {
    name: 'spaces before marks, none behind',
    reports: 0.3,
    share: 0.12,
    apply: replaced(/([,;:]) /gu, ([, sign = ''], random) => random.pick([` ${sign} `, sign])),
  },
  {
    name: 'a decimal dot in percentages',
    reports: 0.16,
    share: 0.8,
    apply: replaced(/(\d),(\d{1,2})(?= ?%)/gu, ([, whole = '', rest = '']) => `${whole}.${rest}`),
  },
  {
    name: 'spaces inside dates',
    reports: 0.15,
    share: 0.2,
    apply: replaced(/(?<=\d)\/(?=\d)/gu, (_, random) => random.pick(['/ ', ' / '])),
  },
  {
    name: 'spaces inside numbers',
    reports: 0.08,
    share: 0.05,
    apply: replaced(/(?<=\d)[.,](?=\d{3})/gu, ([sign = ''], random) => random.pick([`${sign} `, ` ${sign}`, ' '])),
  },
  {
    name: 'type words in small letters',
    reports: 0.25,
    share: 0.4,
    apply: replaced(/(?:Kế hoạch|Quyết định|Báo cáo|Thông báo|Công văn) số/gu, ([all = '']) => all.toLowerCase()),
  },
  {
    name: 'letters typed for digits',
    reports: 0.1,
    share: 0.02,
    apply: replaced(/(?<=\d)[01]|[01](?=\d)/gu, ([digit = '']) => (digit === '0' ? 'O' : 'l')),
  },
  {
    name: 'letters lost in conversion',
    reports: 0.06,
    share: 0.2,
    apply: replaced(/(?<=\p{L})ư(?=\p{L})/gu, (_, random) => random.pick(['', '\u{ad}', '­'])),
  },
  {
    name: 'tones on the other vowel',
    reports: 0.2,
    share: 0.6,
    apply: replaced(/òa|óa|ủy|úy/gu, ([all = '']) => ({ òa: 'oà', óa: 'oá', ủy: 'uỷ', úy: 'uý' })[all]!),
  },
  { name: 'two spaces', reports: 0.4, share: 0.05, apply: replaced(/ (?=\S)/gu, () => '  ') },
  {
    name: 'words with letters doubled',
    reports: 0.15,
    share: 0.01,
    apply: replaced(/(?<=\p{Ll})(\p{Ll})(?=\p{Ll})/gu, ([, letter = '']) => letter + letter),
  },
]

/** Of the paragraphs of a report whose lines were not joined, this share is in two. */
const brokenShare = 0.06
const brokenReports = 0.3

/**
 * The report as it may come out of real files: typed and converted less carefully, paragraphs broken, tables with heads of
 * other words. What it says is the same, and so is the truth; quotes may differ in spaces and letters.
 */
export function roughen(report: Report): Report {
  const random = new Random(`rough ${report.seed}`)
  const chosen = faults.filter(({ reports }) => random.chance(reports))
  const rough = (text: string): string =>
    text
      .split(/(\uE000\d+\uE001|\uE002)/u)
      .map((piece) =>
        /^[\uE000\uE002]/u.test(piece)
          ? piece
          : chosen.reduce((said, { apply, share }) => apply(said, () => random.chance(share), random), piece),
      )
      .join('')
  const { letterhead } = report
  const isBroken = random.chance(brokenReports)
  return {
    ...report,
    letterhead: { ...letterhead, number: rough(letterhead.number), date: rough(letterhead.date) },
    subject: report.subject.map(rough),
    body: report.body.flatMap((block) => breakBlock(roughBlock(block, rough), isBroken, random)),
    annex: report.annex.map((block) =>
      block.kind === 'table'
        ? { kind: 'table', table: roughTable(block.table, rough, random) }
        : roughBlock(block, rough),
    ),
  }
}

function roughBlock(block: ReportBlock, rough: (text: string) => string): ReportBlock {
  return block.kind === 'table' ? block : { kind: block.kind, text: rough(block.text) }
}

/** Cut at a space outside of every mark. */
function breakBlock(block: ReportBlock, isBroken: boolean, random: Random): ReportBlock[] {
  if (!isBroken || block.kind !== 'paragraph' || !random.chance(brokenShare)) return [block]
  const spaces = Array.from(block.text.matchAll(/ /gu), ({ index }) => index).filter(
    (index) => depthAt(block.text, index) === 0,
  )
  if (spaces.length === 0) return [block]
  const at = random.pick(spaces)
  return [block.text.slice(0, at), block.text.slice(at + 1)].map((text) => ({ kind: 'paragraph' as const, text }))
}

function depthAt(text: string, index: number): number {
  const before = text.slice(0, index)
  return (before.match(/\uE000/gu)?.length ?? 0) - (before.match(/\uE002/gu)?.length ?? 0)
}

const otherHeads: Readonly<Record<string, readonly string[]>> = {
  'Số liệu': ['Kết quả thực hiện', 'Số lượng', 'Kết quả đạt được', 'Thực hiện trong kỳ'],
  'Đơn vị tính': ['ĐVT', 'Đơn vị', 'Đơn vị  tính'],
  'Chỉ tiêu': ['Tiêu chí', 'Chỉ tiêu, nhiệm vụ', 'Nội dung công việc'],
}

function roughTable(table: ReportTable, rough: (text: string) => string, random: Random): ReportTable {
  const isRenamed = random.chance(0.3)
  const head = table.head.map((row) =>
    row.map((cell) => (isRenamed && otherHeads[cell] ? random.pick(otherHeads[cell]) : cell)),
  )
  const rows = table.rows.map((row) => row.map((cell, column) => (column === 1 ? rough(cell) : cell)))
  return { ...table, head, rows }
}
