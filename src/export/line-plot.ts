import { escapeText } from './plots.ts'

export interface Mark {
  /** Milliseconds since 1970. */
  readonly time: number
  readonly value: number
  /** Shown beside the mark under the mouse. */
  readonly title: string
}

export interface LinePlot {
  readonly title: string
  readonly unit: string
  readonly lines: readonly { readonly name: string; readonly marks: readonly Mark[] }[]
  readonly formatValue: (value: number) => string
  readonly formatTime: (time: number) => string
}

const width = 860
const plotHeight = 300
const left = 90
const right = 24
const top = 56
const legendLine = 20
/** Apart also for eyes that do not tell red from green (Okabe and Ito); after the last they begin again, dashed. */
const colours = ['#0072b2', '#d55e00', '#009e73', '#cc79a7', '#56b4e9', '#8a6d00', '#444444']

const style =
  'svg{background:#fff;font:13px system-ui,sans-serif}text{fill:#1d2328}.title{font-size:16px;font-weight:600}' +
  '.axis{fill:#667;font-size:12px}.grid{stroke:#dde1e6}.line{fill:none;stroke-width:2}'

/** Lines over time as an SVG file that stands alone, with a legend below. */
export function linePlot({ title, unit, lines, formatValue, formatTime }: LinePlot): string {
  const marks = lines.flatMap((line) => line.marks)
  const height = top + plotHeight + 44 + legendLine * lines.length + 8
  const head =
    `<svg xmlns="http://www.w3.org/2000/svg" role="img" viewBox="0 0 ${width} ${height}" width="${width}" ` +
    `height="${height}"><title>${escapeText(title)}</title><style>${style}</style>` +
    `<rect width="${width}" height="${height}" fill="#fff"/>` +
    `<text class="title" x="${left}" y="26">${escapeText(`${title} (${unit})`)}</text>`
  if (marks.length === 0) return `${head}<text x="${left}" y="${top + 40}">Không có giá trị nào.</text></svg>\n`
  const x = timeScale(marks.map(({ time }) => time))
  const ticks = niceTicks(marks.map(({ value }) => value))
  const [low, high] = [ticks[0]!, ticks.at(-1)!]
  const y = (value: number) => round(top + plotHeight - (plotHeight * (value - low)) / (high - low))
  const grid = ticks.map(
    (tick) =>
      `<line class="grid" x1="${left}" x2="${width - right}" y1="${y(tick)}" y2="${y(tick)}"/>` +
      `<text class="axis" text-anchor="end" x="${left - 8}" y="${y(tick) + 4}">${escapeText(formatValue(tick))}</text>`,
  )
  const times = [...new Set(marks.map(({ time }) => time))].sort((a, b) => a - b)
  const dates = thinned(times, x).map(
    (time) =>
      `<text class="axis" text-anchor="middle" x="${x(time)}" y="${top + plotHeight + 22}">${escapeText(formatTime(time))}</text>`,
  )
  const drawn = lines.map((line, index) =>
    drawLine(line, index, x, y, height - legendLine * (lines.length - index) + 4),
  )
  return [head, ...grid, ...dates, ...drawn, '</svg>\n'].join('')
}

type Scale = (value: number) => number

function drawLine(
  { name, marks }: LinePlot['lines'][number],
  index: number,
  x: Scale,
  y: Scale,
  legendY: number,
): string {
  const colour = colours[index % colours.length]!
  const dash = index < colours.length ? '' : ' stroke-dasharray="6 3"'
  const ordered = [...marks].sort((a, b) => a.time - b.time)
  const points = ordered.map(({ time, value }) => `${x(time)},${y(value)}`).join(' ')
  const dots = ordered.map(
    ({ time, value, title }) =>
      `<circle cx="${x(time)}" cy="${y(value)}" r="4" fill="${colour}"><title>${escapeText(title)}</title></circle>`,
  )
  const legend =
    `<line class="line" stroke="${colour}"${dash} x1="${left}" x2="${left + 24}" y1="${legendY - 4}" y2="${legendY - 4}"/>` +
    `<text x="${left + 32}" y="${legendY}">${escapeText(name)}</text>`
  return `<polyline class="line" stroke="${colour}"${dash} points="${points}"/>${dots.join('')}${legend}`
}

/** From the first time to the last; one time alone stands in the middle. */
function timeScale(times: readonly number[]): Scale {
  const [first, last] = [Math.min(...times), Math.max(...times)]
  const inner = width - left - right - 40
  return (time) => round(left + 20 + (first === last ? inner / 2 : (inner * (time - first)) / (last - first)))
}

/** About five round values around all given, in steps of 1, 2 or 5 times a power of ten. */
function niceTicks(values: readonly number[]): number[] {
  const [least, most] = [Math.min(...values), Math.max(...values)]
  const span = most - least || Math.abs(most) || 1
  const power = 10 ** Math.floor(Math.log10(span / 4))
  const step = [1, 2, 5, 10].map((factor) => factor * power).find((one) => span / one <= 5) ?? 10 * power
  const first = Math.floor(least / step)
  const last = Math.max(Math.ceil(most / step), first + 1)
  return Array.from({ length: last - first + 1 }, (_, index) => Number(((first + index) * step).toPrecision(12)))
}

const closestDates = 64

/** Times whose names do not run into each other. */
function thinned(times: readonly number[], x: Scale): number[] {
  const kept: number[] = []
  for (const time of times) if (kept.length === 0 || x(time) - x(kept.at(-1)!) >= closestDates) kept.push(time)
  return kept
}

function round(value: number): number {
  return Math.round(value * 10) / 10
}
