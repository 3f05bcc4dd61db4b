import { say } from '../words/speak.ts'

export type Band = 'doubt' | 'unsure' | 'likely' | 'sure'

/** From what confidence on a value looks how sure: the shape says it as the colour does. */
const bands: readonly (readonly [number, Band])[] = [
  [0.95, 'sure'],
  [0.85, 'likely'],
  [0.67, 'unsure'],
  [0, 'doubt'],
]

export function bandOf(confidence: number): Band {
  return bands.find(([from]) => confidence >= from)?.[1] ?? 'doubt'
}

const filled: Readonly<Record<Band, number>> = { doubt: 1, unsure: 2, likely: 3, sure: 4 }

/** A confidence as rising bars, a colour and a number. */
export function Meter({ value }: { readonly value: number }) {
  const band = bandOf(value)
  const percent = Math.min(99, Math.floor(value * 100))
  return (
    <span class={`meter ${band}`} role="img" aria-label={say('confidence', { percent })}>
      <svg viewBox="0 0 15 12" width="15" height="12" aria-hidden="true">
        {[0, 1, 2, 3].map((bar) => (
          <rect
            key={bar}
            class={bar < filled[band] ? 'on' : 'off'}
            x={bar * 4}
            y={9 - bar * 3}
            width="3"
            height={3 + bar * 3}
          />
        ))}
      </svg>
      <span aria-hidden="true">{percent}</span>
    </span>
  )
}
