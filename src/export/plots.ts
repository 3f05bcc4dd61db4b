/** Plots as SVG text, drawn in the colours of the page they stand in (`currentColor` and the class names below). */

const barHeight = 18
const barGap = 6
const labelWidth = 220
const plotWidth = 420
const valueWidth = 120

export interface Bar {
  readonly label: string
  readonly value: number
  /** What stands behind the bar. */
  readonly text: string
}

/** Bars from left to right, one below the other, the longest as long as `most`. */
export function barPlot(bars: readonly Bar[], most = Math.max(...bars.map(({ value }) => value), 0)): string {
  const height = bars.length * (barHeight + barGap)
  const rows = bars.map(({ label, value, text }, index) => {
    const y = index * (barHeight + barGap)
    const middle = y + barHeight / 2
    const width = most > 0 ? (plotWidth * value) / most : 0
    return [
      `<text class="label" x="${labelWidth - 8}" y="${middle}">${escapeText(shorten(label))}</text>`,
      `<rect class="bar" x="${labelWidth}" y="${y}" width="${round(width)}" height="${barHeight}"/>`,
      `<text class="value" x="${round(labelWidth + width + 6)}" y="${middle}">${escapeText(text)}</text>`,
    ].join('')
  })
  return svg(labelWidth + plotWidth + valueWidth, height, rows.join(''))
}

const columnsWidth = 640
const columnsHeight = 160
const axisHeight = 20

/** Columns side by side over an axis that is named at both ends and in the middle. */
export function columnPlot(values: readonly number[], axis: readonly [string, string, string]): string {
  const most = Math.max(...values, 1)
  const step = columnsWidth / values.length
  const columns = values.map((value, index) => {
    const height = (columnsHeight * value) / most
    const [x, y] = [round(index * step + 1), round(columnsHeight - height)]
    const title = `<title>${value}</title>`
    return `<rect class="bar" x="${x}" y="${y}" width="${round(step - 2)}" height="${round(height)}">${title}</rect>`
  })
  const at = [0, columnsWidth / 2, columnsWidth]
  const anchor = ['start', 'middle', 'end']
  const names = axis.map(
    (name, index) =>
      `<text class="axis" style="text-anchor:${anchor[index]!}" x="${at[index]!}" y="${columnsHeight + 15}">${escapeText(name)}</text>`,
  )
  const line = `<line class="line" x1="0" y1="${columnsHeight}" x2="${columnsWidth}" y2="${columnsHeight}"/>`
  return svg(columnsWidth, columnsHeight + axisHeight, [...columns, line, ...names].join(''))
}

function svg(width: number, height: number, content: string): string {
  return `<svg role="img" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}">${content}</svg>`
}

const longestLabel = 34

function shorten(label: string): string {
  return label.length > longestLabel ? `${label.slice(0, longestLabel - 1)}…` : label
}

function round(value: number): number {
  return Math.round(value * 10) / 10
}

const escapes: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
}

/** Text that can stand in HTML or SVG, in an element or an attribute; no control characters. */
export function escapeText(text: string): string {
  return text
    .replace(/[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069\ufffe\uffff]/g, '\u{fffd}')
    .replace(/[&<>"']/g, (sign) => escapes[sign]!)
}
