import type { Indicator } from '../../domain/indicator.ts'
import type { CellType } from '../column.ts'
import { csvCell, csvLines } from '../write-csv.ts'
import { linePlot } from '../line-plot.ts'
import type { SeriesPoint } from './gather-series.ts'
import { periodName } from './period-name.ts'

const types: Readonly<{ [key in keyof SeriesPoint]: CellType }> = {
  issuer: 'text',
  from: 'day',
  to: 'day',
  periodOf: 'text',
  value: 'number',
  unit: 'text',
  chosen: 'text',
  disputed: 'text',
  computed: 'text',
  label: 'text',
  raw: 'text',
  source: 'text',
  document: 'text',
  documentNumber: 'text',
  item: 'text',
  page: 'integer',
  path: 'text',
  status: 'text',
  confidence: 'number',
  link: 'text',
}
const keys = Object.keys(types) as (keyof SeriesPoint)[]

/** Every statement a line, with a byte order mark; cells as `csvCell` writes them. */
export function seriesCsv(points: readonly SeriesPoint[]): string {
  const names = keys.map((key) => key.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`))
  const rows = points.map((point) =>
    keys.map((key) => csvCell(typeof point[key] === 'boolean' ? String(point[key]) : point[key], types[key])),
  )
  return `\ufeff${csvLines([names, ...rows])}`
}

/** The values that hold, one a line, under the issuers; what contradicts them below. */
export function seriesTable(indicator: Indicator, points: readonly SeriesPoint[]): string[] {
  const lines = [`${indicator.name} (${indicator.unit})`]
  let issuer: string | null | undefined
  for (const point of points) {
    if (point.issuer !== issuer) {
      issuer = point.issuer
      lines.push('', issuer ?? 'không rõ cơ quan')
    }
    lines.push(tableLine(point))
  }
  return lines
}

function tableLine(point: SeriesPoint): string {
  const { from, to, value, chosen, disputed, computed, documentNumber, document, page, path, status, confidence } =
    point
  const notes = [
    ...(chosen ? [] : ['nêu lại']),
    ...(disputed ? ['các nơi nêu khác nhau'] : []),
    ...(computed ? ['tính ra'] : []),
    ...(point.periodOf === 'issued' ? ['kỳ theo ngày ban hành'] : []),
  ]
  const place = page === null ? (path ?? '') : `trang ${page}`
  return [
    `  ${chosen ? ' ' : '·'} ${periodName(from, to).padEnd(24)}`,
    formatNumber(value).padStart(12),
    `  ${status} ${confidence.toFixed(2)}  ${documentNumber ?? document.slice(0, 12)}, ${place}`,
    ...(notes.length > 0 ? [`  [${notes.join(', ')}]`] : []),
  ].join('')
}

/** As Vietnamese text writes it: 12.345,6. */
export function formatNumber(value: number): string {
  const [whole, fraction] = String(value).split('.')
  const grouped = whole!.replace(/\B(?=(?:\d{3})+$)/g, '.')
  return fraction === undefined ? grouped : `${grouped},${fraction}`
}

/** The values that hold, a line for each issuer, over the ends of their periods; points without a time are not in it. */
export function seriesPlot(indicator: Indicator, points: readonly SeriesPoint[]): string {
  const lines = new Map<string, { time: number; value: number; title: string }[]>()
  for (const { issuer, from, to, value, chosen } of points) {
    if (!chosen || to === null) continue
    const name = issuer ?? 'không rõ cơ quan'
    const title = `${name}, ${periodName(from, to)}: ${formatNumber(value)} ${indicator.unit}`
    lines.set(name, [...(lines.get(name) ?? []), { time: Date.parse(`${to}T00:00:00Z`), value, title }])
  }
  return linePlot({
    title: indicator.name,
    unit: indicator.unit,
    lines: [...lines].map(([name, marks]) => ({ name, marks })),
    formatValue: formatNumber,
    formatTime: (time) => new Date(time).toISOString().slice(0, 7).split('-').reverse().join('/'),
  })
}
