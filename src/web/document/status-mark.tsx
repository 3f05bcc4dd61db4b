import type { ReviewItem } from '../../domain/review-api.ts'
import { sayCode } from '../words/speak.ts'

const signs: Readonly<Record<string, string>> = {
  open: '○',
  accepted: '✓',
  corrected: '✎',
  rejected: '✕',
  'not-in-document': '∅',
  unreadable: '≋',
  added: '+',
  conflict: '⇄',
}

/** Where an item stands, as a sign that has a name. */
export function StatusMark({ item }: { readonly item: Pick<ReviewItem, 'state' | 'stale'> }) {
  const status = item.stale === null ? item.state.status : 'stale'
  const name = sayCode('status', status)
  return (
    <span class={`status ${status}`} role="img" aria-label={name} title={name}>
      {signs[status] ?? '↻'}
    </span>
  )
}
