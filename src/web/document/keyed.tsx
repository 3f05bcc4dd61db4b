import type { ReviewItem } from '../../domain/review-api.ts'
import { say, sayCode } from '../words/speak.ts'
import { shownValue } from './item-words.ts'
import { keyedOf, takeKeyed } from './moves.ts'

/** Where two people keyed the same value differently: what each said, for the one who decides between them. */
export function Keyed({ item }: { readonly item: ReviewItem }) {
  const keyed = keyedOf(item)
  if (keyed.length === 0) return null
  return (
    <div class="finding medium">
      <p>{say('keyed.differ')}</p>
      {keyed.map(({ user, state }, index) => (
        <button key={user} type="button" class="candidate" onClick={() => takeKeyed(item, state)}>
          <kbd class="cap" aria-hidden="true">
            {index + 1}
          </kbd>
          <span class="candidate-value">{shownValue(item, state.values)}</span>
          <span class="soft small">
            {user} · {sayCode('status', state.status)}
          </span>
        </button>
      ))}
    </div>
  )
}
