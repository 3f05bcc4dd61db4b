import { say } from '../words/speak.ts'

/** How doubtful: a bar as long as the doubt, and the number. */
export function Doubt({ value }: { readonly value: number }) {
  const percent = Math.round(value * 100)
  const band = percent >= 35 ? 'doubt' : percent >= 15 ? 'unsure' : 'likely'
  return (
    <span class={`doubt-bar meter ${band}`} role="img" aria-label={say('doubt', { percent })}>
      <svg viewBox="0 0 40 6" width="40" height="6" aria-hidden="true">
        <rect class="off" x="0.5" y="0.5" width="39" height="5" rx="2" />
        <rect class="on" x="0.5" y="0.5" width={Math.max(1, (percent / 100) * 39)} height="5" rx="2" />
      </svg>
      <span aria-hidden="true">{percent}</span>
    </span>
  )
}
