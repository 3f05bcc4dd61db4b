import type { ReviewItem } from '../../domain/review-api.ts'
import { Meter } from '../parts/meter.tsx'
import { say, sayCode } from '../words/speak.ts'
import type { Values } from '../../domain/decision.ts'
import { writeNumber } from '../values/write-value.ts'
import { CellInput } from './cell-input.tsx'
import { isDoubtful, isOpen } from './doubt.ts'
import { ItemRow } from './item-list.tsx'
import { StatusMark } from './status-mark.tsx'
import { useIsActive } from './use-active.ts'

interface Props {
  readonly items: readonly ReviewItem[]
  readonly onPick: (id: string) => void
}

/** Figures of the prose as a table that can be typed into. */
export function MetricTable({ items, onPick }: Props) {
  return (
    <table class="grid-table metrics">
      <thead>
        <tr>
          <th class="narrow">
            <span class="aside">{say('column.status')}</span>
          </th>
          <th>{say('field.label')}</th>
          <th class="number">{say('field.value')}</th>
          <th class="number">{say('field.denominator')}</th>
          <th class="number">%</th>
          <th>{say('field.unit')}</th>
          <th class="narrow">
            <span class="aside">{say('confidence.short')}</span>
          </th>
        </tr>
      </thead>
      <tbody>
        {items.map((item) =>
          item.kind === 'finding' ? (
            <tr key={item.id} class="finding-row">
              <td colSpan={7}>
                <ItemRow item={item} onPick={onPick} />
              </td>
            </tr>
          ) : (
            <MetricRow key={item.id} item={item} onPick={onPick} />
          ),
        )}
      </tbody>
    </table>
  )
}

function MetricRow({ item, onPick }: { readonly item: ReviewItem; readonly onPick: (id: string) => void }) {
  const current = useIsActive(item.id)
  const values = item.state.values ?? item.extracted ?? {}
  const label = typeof values['label'] === 'string' ? values['label'] : ''
  const figure = figureOf(values)
  const looks = `${isDoubtful(item) ? 'doubtful' : ''}${isOpen(item) ? '' : ' settled'}`
  return (
    <tr class={looks} data-item={item.id} aria-current={current ? 'true' : undefined}>
      <td>
        <StatusMark item={item} />
      </td>
      <td class="pick">
        <button type="button" class="row-name" onClick={() => onPick(item.id)} title={label}>
          {label}
        </button>
      </td>
      <CellInput
        item={item}
        field={figure}
        name={`${label}: ${sayCode('field', figure)}`}
        numeric
        check={figure === 'value' ? null : figureNote(figure, values)}
        onPick={onPick}
      />
      <CellInput
        item={item}
        field="denominator"
        name={`${label}: ${say('field.denominator')}`}
        numeric
        onPick={onPick}
      />
      <CellInput item={item} field="percent" name={`${label}: %`} numeric onPick={onPick} />
      <CellInput item={item} field="unit" name={`${label}: ${say('field.unit')}`} onPick={onPick} />
      <td class="narrow">{isOpen(item) && <Meter value={item.confidence} />}</td>
    </tr>
  )
}

type Figure = 'value' | 'to' | 'change'

/** What stands in the column of values: of a metric that says only how much something grew, that. */
function figureOf({ value, to, change }: Values): Figure {
  if (value !== null) return 'value'
  return typeof to === 'number' ? 'to' : typeof change === 'number' ? 'change' : 'value'
}

function figureNote(figure: Figure, { from }: Values): string {
  return figure === 'to' && typeof from === 'number'
    ? `${say('field.from')} ${writeNumber(from)}`
    : sayCode('field', figure)
}
