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
      <button type="button" class="cell-crop" tabIndex={-1} aria-pressed={chosen} onClick={onChoose}>
        <span class="aside">{say('grid.choose', { value, name: documentName })}</span>
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
          {indicatorOf(item)} {documentName}
        </button>
      </p>
    </div>
  )
}

/** Of a figure, what it counts: many of one document stand side by side. */
function indicatorOf({ state, extracted }: Cell['item']): string {
  const { label, indicator } = state.values ?? extracted ?? {}
  const name = label ?? indicator
  return typeof name === 'string' ? `${name} ·` : ''
}

/** Cut out of the page; its words until that is there, or where there is no page. */
function Crop({ cell: { crop, context } }: { readonly cell: Cell }) {
  const [shown, setShown] = useState(false)
  return (
    <>
      {crop !== null && (
        <img class={shown ? '' : 'unseen'} src={crop.url} alt="" loading="lazy" onLoad={() => setShown(true)} />
      )}
      {!shown && (
        <span class="cell-text" lang="vi" aria-hidden="true">
          {context.before}
          <mark>{context.text}</mark>
          {context.after}
        </span>
      )}
    </>
  )
}
