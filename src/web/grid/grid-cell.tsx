import { useState } from 'preact/hooks'
import type { ItemStatus } from '../../domain/decision.ts'
import type { Grid } from '../../domain/review-api.ts'
import { shownValue } from '../document/item-words.ts'
import { StatusMark } from '../document/status-mark.tsx'
import { Meter } from '../parts/meter.tsx'
import { say } from '../words/speak.ts'

export type Cell = Grid['cells'][number]

interface Props {
  readonly cell: Cell
  readonly chosen: boolean
  readonly status: ItemStatus | null
  readonly onChoose: () => void
  readonly onOpen: () => void
}

/** What stands on the page above, what was read from it below. */
export function GridCell({ cell, chosen, status, onChoose, onOpen }: Props) {
  const { item, context, documentName } = cell
  const state = { ...item, state: { ...item.state, status: status ?? item.state.status } }
  const value = shownValue(item, item.state.values ?? item.extracted)
  return (
    <div class={`grid-cell${chosen ? ' chosen' : ''}${status === null ? '' : ' settled'}`}>
      <button
        type="button"
        class="cell-crop"
        tabIndex={-1}
        aria-pressed={chosen}
        aria-label={say('grid.choose', { value, name: documentName })}
        onClick={onChoose}
      >
        <Crop cell={cell} />
      </button>
      <p class="cell-value">
        <StatusMark item={state} />
        <strong class="cut" title={value}>
          {value}
        </strong>
        <Meter value={item.confidence} />
      </p>
      <p class="cell-name small">
        <button type="button" class="quiet small cut" tabIndex={-1} title={context.text} onClick={onOpen}>
          {documentName}
        </button>
      </p>
    </div>
  )
}

function Crop({ cell: { crop, context } }: { readonly cell: Cell }) {
  const [failed, setFailed] = useState(false)
  if (crop !== null && !failed) return <img src={crop.url} alt="" loading="lazy" onError={() => setFailed(true)} />
  return (
    <span class="cell-text" lang="vi">
      {context.before}
      <mark>{context.text}</mark>
      {context.after}
    </span>
  )
}
