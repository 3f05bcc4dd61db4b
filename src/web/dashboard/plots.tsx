import type { Statistics } from '../../domain/review-api.ts'
import { writeDay } from '../values/write-value.ts'
import { say, sayNumber } from '../words/speak.ts'

const width = 520
const kinds = ['accepted', 'corrected', 'rejected', 'added'] as const
const mostDays = 30
const mostRules = 12

/** Decisions of each day, by what was decided: stacked, each part with its own hatching as well as colour. */
export function DaysPlot({ days }: { readonly days: Statistics['days'] }) {
  const shown = days.slice(-mostDays)
  if (shown.length === 0) return <p class="soft">{say('nothing')}</p>
  const height = 150
  const most = Math.max(1, ...shown.map((day) => kinds.reduce((sum, kind) => sum + day[kind], 0)))
  const step = Math.min(48, (width - 40) / shown.length)
  return (
    <figure>
      <svg viewBox={`0 0 ${width} ${height + 22}`} role="img" aria-label={say('dashboard.days')}>
        <line class="plot-axis" x1="36" x2={width} y1={height} y2={height} />
        <text class="plot-text" x="32" y="12" text-anchor="end">
          {sayNumber(most)}
        </text>
        <text class="plot-text" x="32" y={height} text-anchor="end">
          0
        </text>
        {shown.map((day, index) => (
          <DayBar
            key={day.day}
            day={day}
            x={40 + index * step}
            wide={step * 0.76}
            scale={(height - 8) / most}
            foot={height}
          />
        ))}
        {shown.map(
          ({ day }, index) =>
            (index === 0 || index === shown.length - 1) && (
              <text key={day} class="plot-text" x={40 + index * step} y={height + 16}>
                {writeDay(day).slice(0, 5)}
              </text>
            ),
        )}
      </svg>
      <figcaption class="legend small">
        {kinds.map((kind) => (
          <span key={kind}>
            <svg viewBox="0 0 10 10" width="10" height="10" aria-hidden="true">
              <rect class={`plot-${kind}`} width="10" height="10" />
            </svg>
            {say(`status.${kind}`)} {sayNumber(shown.reduce((sum, day) => sum + day[kind], 0))}
          </span>
        ))}
      </figcaption>
    </figure>
  )
}

interface DayBarProps {
  readonly day: Statistics['days'][number]
  readonly x: number
  readonly wide: number
  readonly scale: number
  readonly foot: number
}

function DayBar({ day, x, wide, scale, foot }: DayBarProps) {
  let top = foot
  const name = kinds.map((kind) => `${say(`status.${kind}`)} ${day[kind]}`).join(', ')
  return (
    <g>
      <title>{`${writeDay(day.day)}: ${name}`}</title>
      {kinds.map((kind) => {
        top -= day[kind] * scale
        return <rect key={kind} class={`plot-${kind}`} x={x} y={top} width={wide} height={day[kind] * scale} />
      })}
    </g>
  )
}

/** What the program believed against how often it was right; the diagonal is a program that knows itself. */
export function ConfidencePlot({ bins }: { readonly bins: Statistics['confidence'] }) {
  const decided = bins.filter((bin) => bin.decided > 0)
  if (decided.length === 0) return <p class="soft">{say('nothing')}</p>
  const size = 190
  const left = 40
  const at = (share: number) => size - share * (size - 10)
  const most = Math.max(...decided.map((bin) => bin.decided))
  return (
    <svg viewBox={`0 0 ${width} ${size + 24}`} role="img" aria-label={say('dashboard.confidence')}>
      <line class="plot-axis" x1={left} x2={width - 10} y1={size} y2={size} />
      <line class="plot-axis" x1={left} x2={left} y1="10" y2={size} />
      <line class="plot-guide" x1={left} y1={size} x2={width - 10} y2={at(1)} />
      {[0, 0.5, 1].map((share) => (
        <g key={share}>
          <text class="plot-text" x={left - 5} y={at(share) + 4} text-anchor="end">
            {share * 100}%
          </text>
          <text class="plot-text" x={left + share * (width - left - 10)} y={size + 16} text-anchor="middle">
            {share * 100}
          </text>
        </g>
      ))}
      {decided.map((bin) => {
        const right = 1 - bin.wrong / bin.decided
        const x = left + ((bin.from + bin.to) / 2) * (width - left - 10)
        return (
          <g key={bin.from}>
            <title>
              {say('dashboard.bin', {
                from: Math.round(bin.from * 100),
                to: Math.round(bin.to * 100),
                right: sayNumber(right * 100, 1),
                decided: sayNumber(bin.decided),
              })}
            </title>
            <circle class="plot-dot" cx={x} cy={at(right)} r={3 + 6 * Math.sqrt(bin.decided / most)} />
          </g>
        )
      })}
    </svg>
  )
}

/** Rules by how often people change what they find, with 95 % bounds: those above are the ones to mend. */
export function RatePlot({ rules }: { readonly rules: Statistics['rules'] }) {
  const shown = [...rules].sort((a, b) => b.low - a.low || b.changeRate - a.changeRate).slice(0, mostRules)
  if (shown.length === 0) return <p class="soft">{say('nothing')}</p>
  const row = 20
  const left = 200
  const at = (share: number) => left + share * (width - left - 60)
  return (
    <svg viewBox={`0 0 ${width} ${shown.length * row + 6}`} role="img" aria-label={say('dashboard.rules')}>
      {shown.map(({ rule, decided, changed, changeRate, low, high }, index) => {
        const y = index * row + row / 2 + 2
        return (
          <g key={rule}>
            <title>{`${rule}: ${changed}/${decided}`}</title>
            <text class="plot-text plot-name" x={left - 8} y={y + 4} text-anchor="end">
              {rule.length > 28 ? `${rule.slice(0, 27)}…` : rule}
            </text>
            <line class="plot-guide" x1={at(0)} x2={at(1)} y1={y} y2={y} />
            <line class="plot-range" x1={at(low)} x2={at(high)} y1={y} y2={y} />
            <circle class="plot-dot" cx={at(changeRate)} cy={y} r="4" />
            <text class="plot-text" x={width} y={y + 4} text-anchor="end">
              {sayNumber(changeRate * 100)} % · {sayNumber(decided)}
            </text>
          </g>
        )
      })}
    </svg>
  )
}
