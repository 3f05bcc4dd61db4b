import { keyFor } from '../keys/listen.ts'
import type { CommandId } from '../keys/commands.ts'
import { say } from '../words/speak.ts'

const shown: Readonly<Record<string, string>> = {
  Enter: '↵',
  ArrowUp: '↑',
  ArrowDown: '↓',
  ArrowLeft: '←',
  ArrowRight: '→',
  Shift: '⇧',
  PageUp: 'PgUp',
  PageDown: 'PgDn',
}

/** A key as it is printed on the keyboard. */
export function showKey(key: string): string {
  if (key === ' ') return say('key.space')
  const parts = key === '+' ? ['+'] : key.split('+')
  return parts
    .map((part) => shown[part] ?? (part.length === 1 ? part.toUpperCase() : part))
    .join('+')
    .replace('⇧+', '⇧')
}

export function KeyCap({ of }: { readonly of: CommandId }) {
  const key = keyFor(of)
  return key === null ? null : (
    <kbd class="cap" aria-hidden="true">
      {showKey(key)}
    </kbd>
  )
}
