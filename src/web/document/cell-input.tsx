import type { ReviewItem } from '../../domain/review-api.ts'
import { entryOf, isInvalid, type } from './draft.ts'
import { keysOfInput } from './input-keys.ts'
import { useIsActive } from './use-active.ts'

interface Props {
  readonly item: ReviewItem
  /** Key of the item's values, or 'cells.2'. */
  readonly field: string
  readonly name: string
  readonly numeric?: boolean
  readonly check?: string | null
  readonly onPick: (id: string) => void
}

/** A table cell that is an input; what is typed here stands in the editor as well. Only the active row's are in the tab order. */
export function CellInput({ item, field, name, numeric = false, check = null, onPick }: Props) {
  const current = useIsActive(item.id)
  const entry = entryOf(item, field)
  return (
    <td class={`cell${numeric ? ' number' : ''}`}>
      <input
        value={entry}
        aria-label={name}
        aria-invalid={isInvalid(item, field)}
        title={entry}
        tabIndex={current ? 0 : -1}
        inputMode={numeric ? 'decimal' : 'text'}
        autocomplete="off"
        onFocus={() => {
          if (!current) onPick(item.id)
        }}
        onInput={(event) => type(item, field, event.currentTarget.value)}
        onKeyDown={keysOfInput}
      />
      {check !== null && <span class="sum">{check}</span>}
    </td>
  )
}
