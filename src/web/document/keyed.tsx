import type { ReviewItem } from '../../domain/review-api.ts'
import { say, sayCode } from '../words/speak.ts'
import { decide } from './decide.ts'
import { shownValue } from './item-words.ts'
import { goOn, mayDecide } from './moves.ts'
import { opened } from './opened.ts'

/** Where two people keyed the same value differently: what each said, for the one who decides between them. */
export function Keyed({ item }: { readonly item: ReviewItem }) {
  const keyed = opened.value?.keyed.filter((one) => one.item === item.id) ?? []
  if (item.state.status !== 'conflict' || keyed.length === 0) return null
  return (
    <div class="finding medium">
      <p>{say('keyed.differ')}</p>
      {keyed.map(({ user, state }) => (
        <button
          key={user}
          type="button"
          class="candidate"
          onClick={() => {
            if (!mayDecide()) return
            decide([
              state.values === null ? { item, action: 'reject' } : { item, action: 'correct', values: state.values },
            ])
            goOn()
          }}
        >
          <span class="candidate-value">{shownValue(item, state.values)}</span>
          <span class="soft small">
            {user} · {sayCode('status', state.status)}
          </span>
        </button>
      ))}
    </div>
  )
}
