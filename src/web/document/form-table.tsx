import type { ReviewItem } from '../../domain/review-api.ts'
import { say } from '../words/speak.ts'
import { CellInput } from './cell-input.tsx'
import { isDoubtful, isOpen } from './doubt.ts'
import { cellsOf, entryOf } from './draft.ts'
import { ItemRow } from './item-list.tsx'
import { items, opened } from './opened.ts'
import { StatusMark } from './status-mark.tsx'
import { useIsActive } from './use-active.ts'
import { sumsOf, type Sum } from './sums.ts'

interface Props {
  readonly form: string | null
  readonly rows: readonly ReviewItem[]
  readonly onPick: (id: string) => void
}

/** A statistical form with its own columns, every cell an input, sums checked while one types. */
export function FormTable({ form, rows, onPick }: Props) {
  const columns = opened.value?.record.forms.find(({ id }) => id === form)?.columns ?? []
  const sums = sumsOf(items.value.filter((item) => item.kind === 'form-row' && item.form === form))
  const words = wordColumn(columns.length, rows)
  return (
    <div class="wide-table" tabIndex={0} role="region" aria-label={say('group.form')}>
      <table class="grid-table">
        <thead>
          <tr>
            <th class="narrow">
              <span class="aside">{say('column.status')}</span>
            </th>
            {columns.map((column, index) => (
              <th key={index} class={index === words ? 'words' : ''}>
                {column.split(' / ').at(-1)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((item) =>
            item.kind === 'finding' ? (
              <tr key={item.id} class="finding-row">
                <td colSpan={columns.length + 1}>
                  <ItemRow item={item} onPick={onPick} />
                </td>
              </tr>
            ) : (
              <FormRow key={item.id} item={item} columns={columns} sums={sums.get(item.id)} onPick={onPick} />
            ),
          )}
        </tbody>
      </table>
    </div>
  )
}

interface RowProps {
  readonly item: ReviewItem
  readonly columns: readonly string[]
  readonly sums: ReadonlyMap<number, Sum> | undefined
  readonly onPick: (id: string) => void
}

function FormRow({ item, columns, sums, onPick }: RowProps) {
  const current = useIsActive(item.id)
  const looks = `${isDoubtful(item) ? 'doubtful' : ''}${isOpen(item) ? '' : ' settled'}`
  const values = item.state.values ?? item.extracted ?? {}
  const name = typeof values['indicator'] === 'string' ? values['indicator'] : ''
  return (
    <tr class={looks} data-item={item.id} aria-current={current ? 'true' : undefined}>
      <td>
        <button
          type="button"
          class="quiet row-mark"
          aria-label={say('row.pick', { name })}
          onClick={() => onPick(item.id)}
        >
          <StatusMark item={item} />
        </button>
      </td>
      {columns.map((column, index) => {
        const sum = sums?.get(index)
        return (
          <CellInput
            key={index}
            item={item}
            field={`cells.${index}`}
            name={`${name}: ${column}`}
            numeric={/^[\d.,\s-]+$/.test(entryOf(item, `cells.${index}`)) && index > 0}
            check={sum === undefined ? null : `${sum.agrees ? '✓' : '≠'} ${sum.shown}`}
            onPick={onPick}
          />
        )
      })}
    </tr>
  )
}

/** The column with the longest words: it gets the room. */
function wordColumn(count: number, rows: readonly ReviewItem[]): number {
  const lengths = Array.from({ length: count }, (_, column) =>
    rows.reduce(
      (sum, { state, extracted }) => sum + (cellsOf(state.values ?? extracted ?? {})[column]?.length ?? 0),
      0,
    ),
  )
  return lengths.indexOf(Math.max(...lengths))
}
