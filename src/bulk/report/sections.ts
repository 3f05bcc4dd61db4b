import type { Counts, Report } from './gather-report.ts'
import { barPlot, columnPlot } from '../../export/plots.ts'

/** A part of the report: a plot where it is seen, a table where it is read. */
export interface Section {
  readonly title: string
  readonly note: string | null
  readonly plot: string | null
  readonly head: readonly string[]
  /** Cells are text; those that begin with a digit are numbers. */
  readonly rows: readonly (readonly string[])[]
}

/** Bars in one plot; the table below has them all. */
const mostBars = 20
/** Rows of one table. */
const mostRows = 200

/** What the report says, in the order it is read; sections without content are left out. */
export function sectionsOf(report: Report): Section[] {
  return [
    countSection('Documents', null, report.states),
    countSection('Why documents have no record', null, report.reasons),
    ...differenceSections(report),
    countSection('Kinds of files', 'Of the documents read.', report.kinds),
    countSection('Where the text came from', null, report.texts),
    countSection('Encodings of the text', 'A document can have several.', report.encodings),
    countSection('Types of documents', null, report.types),
    countSection('Items found', null, report.items),
    fillSection(report),
    confidenceSection(report),
    countSection('Troubles inside documents', 'Documents with at least one.', report.issues),
    paceSection(report),
    slowestSection(report),
    unreadSection(report),
  ].filter(({ rows }) => rows.length > 0)
}

function countSection(title: string, note: string | null, counts: Counts): Section {
  const total = counts.reduce((sum, [, times]) => sum + times, 0)
  const rows = counts.slice(0, mostRows).map(([name, times]) => [name, number(times), percent(times, total)])
  const bars = counts.slice(0, mostBars).map(([label, value]) => ({ label, value, text: number(value) }))
  return { title, note, plot: bars.length > 1 ? barPlot(bars) : null, head: ['', 'number', 'share'], rows }
}

function fillSection({ fill }: Report): Section {
  const shown = fill.filter(({ of }) => of > 0)
  const bars = shown.map(({ field, filled, of }) => ({ label: field, value: filled / of, text: percent(filled, of) }))
  return {
    title: 'How often a field is filled',
    note: 'A field of the header once a document, of an item once an item. Many are rightly blank.',
    plot: barPlot(bars, 1),
    head: ['field', 'filled', 'of', 'share'],
    rows: shown.map(({ field, filled, of }) => [field, number(filled), number(of), percent(filled, of)]),
  }
}

function confidenceSection({ confidence }: Report): Section {
  const total = confidence.reduce((sum, items) => sum + items, 0)
  const step = 1 / confidence.length
  const rows = confidence.map((items, index) => [
    `${(index * step).toFixed(2)} – ${((index + 1) * step).toFixed(2)}`,
    number(items),
    percent(items, total),
  ])
  return {
    title: 'Confidence of the items',
    note: 'The left end is where reviewers begin.',
    plot: columnPlot(confidence, ['0', '0.5', '1']),
    head: ['confidence', 'items', 'share'],
    rows: total === 0 ? [] : rows,
  }
}

function paceSection({ pace, times, firstAt, lastAt }: Report): Section {
  const documents = times.documents
  if (documents === 0 || firstAt === null || lastAt === null) return { ...empty, title: 'Pace' }
  const ms = (sum: number) => `${(sum / documents).toFixed(1)} ms`
  return {
    title: 'Pace',
    note: 'Documents finished over time.',
    plot: columnPlot(pace, [time(firstAt), time((firstAt + lastAt) / 2), time(lastAt)]),
    head: ['a document, on average', 'time'],
    rows: [
      ['reading', ms(times.read)],
      ['extracting', ms(times.extract)],
      ['from the first to the last moment', ms(times.total)],
    ],
  }
}

function slowestSection({ slowest }: Report): Section {
  const seconds = (ms: number) => `${(ms / 1000).toFixed(2)} s`
  return {
    title: 'The slowest documents',
    note: null,
    plot: null,
    head: ['document', 'time', 'pages'],
    rows: slowest.map(({ path, totalMs, pages }) => [path, seconds(totalMs), pages === null ? '' : String(pages)]),
  }
}

function unreadSection({ unread, reasons }: Report): Section {
  const total = reasons.reduce((sum, [, documents]) => sum + documents, 0)
  return {
    title: 'Documents without a record',
    note: total > unread.length ? `The first ${unread.length} of ${number(total)}; the ledger has them all.` : null,
    plot: null,
    head: ['document', 'reason', 'message'],
    rows: unread.map(({ path, code, message }) => [path, code, message]),
  }
}

function differenceSections({ differences }: Report): Section[] {
  if (!differences) return []
  const { documents, changedDocuments, otherText, sections, most } = differences
  const words = otherText === 0 ? '' : ` The text itself is another in ${number(otherText)}.`
  return [
    {
      title: 'Differences to the records before',
      note: `${number(documents)} documents had a record by other rules or another version; ${number(changedDocuments)} now have other items.${words}`,
      plot: null,
      head: ['section', 'added', 'removed', 'changed'],
      rows: [
        ...sections.map(([name, { added, removed, changed }]) => [
          name,
          number(added),
          number(removed),
          number(changed),
        ]),
        ...(sections.length === 0 ? [['none', '0', '0', '0']] : []),
      ],
    },
    {
      title: 'Where records differ most',
      note: 'All differences stand in differences.jsonl.',
      plot: null,
      head: ['document', 'differences', 'what', 'found', 'before', 'after'],
      rows: most.flatMap(({ path, differences: times, examples }) =>
        examples
          .slice(0, 3)
          .map(({ section, what, raw, before, after }, index) => [
            ...(index === 0 ? [path, number(times)] : ['', '']),
            `${section}: ${what}`,
            raw,
            before ?? '',
            after ?? '',
          ]),
      ),
    },
  ]
}

const empty = { note: null, plot: null, head: [], rows: [] }

export function number(value: number): string {
  return value.toLocaleString('en-US')
}

function percent(part: number, whole: number): string {
  return whole === 0 ? '' : `${((100 * part) / whole).toFixed(1)} %`
}

/** '2024-06-20 14:03', in UTC. */
export function time(at: number): string {
  return new Date(at).toISOString().slice(0, 16).replace('T', ' ')
}
