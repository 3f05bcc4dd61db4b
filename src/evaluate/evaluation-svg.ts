import type { Evaluation } from './evaluation.ts'

const side = 320
const margin = { left: 56, top: 36, right: 24, bottom: 48 }
const panelWidth = margin.left + side + margin.right
const height = margin.top + side + margin.bottom

/** Two plots beside each other: how far confidences hold, and what it costs to take values unseen. */
export function drawEvaluation(evaluation: Evaluation): string {
  const style =
    'text{font:12px sans-serif;fill:#222}.title{font-weight:bold}.axis{stroke:#888;fill:none}.grid{stroke:#ddd}.data{stroke:#1f5fa8;fill:none;stroke-width:2}.point{fill:#1f5fa8}.bar{stroke:#1f5fa8}.ideal{stroke:#888;stroke-dasharray:4 3;fill:none}.wished{stroke:#b3261e;stroke-dasharray:4 3}.chosen{fill:#b3261e}'
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" role="img" viewBox="0 0 ${2 * panelWidth} ${height}" width="${2 * panelWidth}" height="${height}">`,
    `<style>${style}</style><rect width="100%" height="100%" fill="#fff"/>`,
    `<g transform="translate(${margin.left} ${margin.top})">${reliabilityPanel(evaluation)}</g>`,
    `<g transform="translate(${panelWidth + margin.left} ${margin.top})">${automationPanel(evaluation)}</g>`,
    '</svg>\n',
  ].join('\n')
}

function reliabilityPanel({ confidence: { reliability } }: Evaluation): string {
  const least = Math.min(0.9, ...reliability.flatMap(({ believed, right }) => [believed, right.low]))
  const from = Math.floor(least * 10) / 10
  const x = (share: number): number => (side * (share - from)) / (1 - from)
  const y = (share: number): number => side - x(share)
  const points = reliability.map(({ believed, right, count }) => {
    const [at, value] = [round(x(believed)), right.value ?? 0]
    const bar = `<line class="bar" x1="${at}" x2="${at}" y1="${round(y(right.low))}" y2="${round(y(right.high))}"/>`
    const title = `<title>${count} values, mean confidence ${believed.toFixed(4)}, right ${value.toFixed(4)}</title>`
    return `${bar}<circle class="point" cx="${at}" cy="${round(y(value))}" r="4">${title}</circle>`
  })
  const ticks = listTicks(from, 1, 5)
  return [
    frame('How far confidences hold', 'confidence', 'right', ticks.map(asPercent), ticks.map(asPercent)),
    `<line class="ideal" x1="0" y1="${side}" x2="${side}" y2="0"/>`,
    ...points,
  ].join('')
}

/** Errors are drawn up to this many times the wished rate. */
const shownErrors = 4

function automationPanel({ automation: { curve, threshold, wishedErrorRate } }: Evaluation): string {
  const most = shownErrors * (wishedErrorRate > 0 ? wishedErrorRate : 0.0025)
  const x = (share: number): number => side * share
  const y = (rate: number): number => side - (side * Math.min(rate, most)) / most
  const path = curve.map(({ share, errorRate }) => `${round(x(share))} ${round(y(errorRate.value ?? 0))}`)
  const wished = round(y(wishedErrorRate))
  const chosen = threshold
    ? `<circle class="chosen" cx="${round(x(threshold.share))}" cy="${round(y(threshold.errorRate.value ?? 0))}" r="5"><title>threshold ${threshold.threshold}</title></circle><text x="${round(Math.max(0, x(threshold.share) - 150))}" y="${wished - 8}">${asPercent(threshold.share)} from ${threshold.threshold}</text>`
    : ''
  return [
    frame(
      'Errors among values taken unseen',
      'share of values taken unseen',
      'errors',
      listTicks(0, 1, 5).map(asPercent),
      listTicks(0, most, shownErrors).map(asPercent),
    ),
    `<line class="wished" x1="0" x2="${side}" y1="${wished}" y2="${wished}"/>`,
    path.length > 0 ? `<polyline class="data" points="${path.join(' ')}"/>` : '',
    chosen,
  ].join('')
}

function frame(
  title: string,
  xName: string,
  yName: string,
  xTicks: readonly string[],
  yTicks: readonly string[],
): string {
  const place = (at: number, ticks: readonly string[]): number => round((side * at) / (ticks.length - 1))
  return [
    `<text class="title" x="0" y="-16">${title}</text>`,
    ...xTicks.map(
      (text, at) =>
        `<line class="grid" x1="${place(at, xTicks)}" x2="${place(at, xTicks)}" y1="0" y2="${side}"/><text text-anchor="middle" x="${place(at, xTicks)}" y="${side + 18}">${text}</text>`,
    ),
    ...yTicks.map(
      (text, at) =>
        `<line class="grid" x1="0" x2="${side}" y1="${side - place(at, yTicks)}" y2="${side - place(at, yTicks)}"/><text text-anchor="end" x="-6" y="${side - place(at, yTicks) + 4}">${text}</text>`,
    ),
    `<rect class="axis" width="${side}" height="${side}"/>`,
    `<text text-anchor="middle" x="${side / 2}" y="${side + 38}">${xName}</text>`,
    `<text text-anchor="middle" transform="translate(-44 ${side / 2}) rotate(-90)">${yName}</text>`,
  ].join('')
}

function listTicks(from: number, to: number, steps: number): number[] {
  return Array.from({ length: steps + 1 }, (_, at) => from + ((to - from) * at) / steps)
}

function asPercent(share: number): string {
  return `${Number((100 * share).toFixed(2))} %`
}

function round(value: number): number {
  return Math.round(value * 10) / 10
}
