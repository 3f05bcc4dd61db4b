import type { ScanOutcome, ScannedDocument } from '../pipeline/scan-files.ts'
import { count, printable } from './printing.ts'
import { ranked, type ScanTotals } from './scan-totals.ts'

/** Widths of all columns but the last; numbers are set to the right. */
const columns = [
  { head: 'status', width: 9 },
  { head: 'kind', width: 5 },
  { head: 'pages', width: 5, right: true },
  { head: 'size', width: 8, right: true },
  { head: 'encodings', width: 14 },
  { head: 'OCR pages', width: 12 },
] as const

export const tableHead = row(
  columns.map(({ head }) => head),
  'document',
)

/** One line a document; null for what is only counted. */
export function scanLine(outcome: ScanOutcome): string | null {
  if (outcome.status === 'skipped') return null
  const { status, path } = outcome
  const name = printable(path)
  if (status === 'duplicate')
    return row([status, '', '', sizeOf(outcome.bytes), '', ''], `${name} = ${printable(outcome.of)}`)
  if (status === 'failed') {
    const { kind, bytes, failure } = outcome
    const size = bytes === null ? '' : sizeOf(bytes)
    return row([status, kind ?? '', '', size, '', ''], `${name} · ${printable(`${failure.code}: ${failure.message}`)}`)
  }
  const { kind, pages, bytes, encodings, title } = outcome
  const cells = [
    status,
    kind,
    pages === null ? '' : String(pages),
    sizeOf(bytes),
    encodings.join('+'),
    pagesForOcr(outcome),
  ]
  return row(cells, title === null ? name : `${name} · ${printable(shorten(title))}`)
}

/** Of a title, this much is enough to know a document by. */
const shownTitle = 72

function shorten(title: string): string {
  return title.length <= shownTitle ? title : `${title.slice(0, shownTitle - 1).trimEnd()}…`
}

/** '1-3, 7'; 'all' where no page has text that can be used. */
function pagesForOcr({ status, needsOcr }: ScannedDocument): string {
  return status === 'needs-ocr' ? 'all' : ranges(needsOcr)
}

export function ranges(numbers: readonly number[]): string {
  const found: [number, number][] = []
  for (const number of numbers) {
    const last = found.at(-1)
    if (last && number === last[1] + 1) last[1] = number
    else found.push([number, number])
  }
  return found.map(([from, to]) => (from === to ? String(from) : `${from}-${to}`)).join(', ')
}

function row(cells: readonly string[], last: string): string {
  const padded = cells.map((cell, i) => {
    const column = columns[i]!
    return 'right' in column ? cell.padStart(column.width) : cell.padEnd(column.width)
  })
  return `${padded.join('  ')}  ${last}`
}

const steps = ['B', 'kB', 'MB', 'GB', 'TB']

/** In steps of 1000, as most systems show them: '12 kB', '3.4 MB'. */
export function sizeOf(bytes: number): string {
  let [size, step] = [bytes, 0]
  while (size >= 999.5 && step < steps.length - 1) [size, step] = [size / 1000, step + 1]
  return `${step > 0 && size < 9.95 ? size.toFixed(1) : Math.round(size)} ${steps[step]!}`
}

/** The lines at the end: what there is, and what has to be done before all of it can be read. */
export function scanClosingLines(totals: ScanTotals): string[] {
  const { sums } = totals
  const pages = sums.pages > 0 ? `, ${count(sums.pages, 'page')}` : ''
  const lines = ['', `${count(sums.documents, 'document')} (${sizeOf(sums.bytes)}${pages})${listed(totals.kinds)}.`]
  if (totals.encodings.size > 0) lines.push(`Encodings${listed(totals.encodings)}.`)
  const states = [`${sums.ok} can be read as they are`]
  if (sums.partial > 0) states.push(`${sums.partial} in part`)
  if (sums.needsOcr > 0) states.push(`${sums.needsOcr} not without OCR`)
  lines.push(`${states.join(', ')}${sums.pagesForOcr > 0 ? `; ${count(sums.pagesForOcr, 'page')} for OCR` : ''}.`)
  if (sums.duplicates > 0) lines.push(`${count(sums.duplicates, 'duplicate')}.`)
  if (sums.failed > 0) lines.push(`${sums.failed} cannot be read${listed(totals.reasons)}.`)
  if (sums.skipped > 0) lines.push(`${sums.skipped} skipped as no documents${listed(totals.skippedKinds)}.`)
  return lines
}

function listed(counts: ReadonlyMap<string, number>): string {
  if (counts.size === 0) return ''
  return `: ${ranked(counts)
    .map(([name, times]) => `${times} ${printable(name)}`)
    .join(', ')}`
}

/** One JSON line a path. */
export function scanJson(outcome: ScanOutcome): string {
  if (outcome.status !== 'failed') return JSON.stringify(outcome)
  const { failure, ...rest } = outcome
  return JSON.stringify({ ...rest, ...failure })
}

/** The last JSON line. */
export function scanClosingJson({ sums, kinds, encodings, reasons, skippedKinds }: ScanTotals): string {
  const plain = (counts: ReadonlyMap<string, number>) => Object.fromEntries(ranked(counts))
  return JSON.stringify({
    status: 'summary',
    ...sums,
    kinds: plain(kinds),
    encodings: plain(encodings),
    reasons: plain(reasons),
    skippedKinds: plain(skippedKinds),
  })
}
