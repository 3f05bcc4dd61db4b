import { useLayoutEffect, useRef } from 'preact/hooks'
import type { ReviewItem } from '../../domain/review-api.ts'
import { Meter } from '../parts/meter.tsx'
import { say, sayCode } from '../words/speak.ts'
import { isDoubtful, isOpen } from './doubt.ts'
import { FormTable } from './form-table.tsx'
import { MetricTable } from './metric-table.tsx'
import { nameOf, shownValue } from './item-words.ts'
import { activeId, findingsById, opened } from './opened.ts'
import { groups, showAll, type Group } from './order.ts'
import { StatusMark } from './status-mark.tsx'
import { useIsActive } from './use-active.ts'

/** Everything found in the document, by kind; the active item is kept in view. */
export function ItemList({ onPick }: { readonly onPick: (id: string) => void }) {
  const list = useRef<HTMLDivElement>(null)
  useLayoutEffect(() => {
    list.current
      ?.querySelector(`[data-item="${CSS.escape(activeId.value ?? '')}"]`)
      ?.scrollIntoView({ block: 'nearest' })
  }, [activeId.value, opened.value?.document.id])
  return (
    <div class="items" ref={list} tabIndex={0} role="region" aria-label={say('items')}>
      {groups.value.map((group) => (
        <ItemGroup key={`${group.key} ${group.form ?? ''}`} group={group} onPick={onPick} />
      ))}
    </div>
  )
}

interface GroupProps {
  readonly group: Group
  readonly onPick: (id: string) => void
}

function ItemGroup({ group, onPick }: GroupProps) {
  const shown = showAll.value
    ? group.items
    : group.items.filter((item) => isDoubtful(item) || item.id === activeId.value)
  if (shown.length === 0) return null
  const open = group.items.filter(isOpen).length
  return (
    <section class="group">
      <h3>
        <span>{titleOf(group)}</span>
        <span class="group-count">{say('group.count', { open, all: group.items.length })}</span>
      </h3>
      {group.key === 'form' ? (
        <FormTable form={group.form} rows={shown} onPick={onPick} />
      ) : group.key === 'metric' ? (
        <MetricTable items={shown} onPick={onPick} />
      ) : (
        <ol>
          {shown.map((item) => (
            <li key={item.id}>
              <ItemRow item={item} onPick={onPick} />
            </li>
          ))}
        </ol>
      )}
    </section>
  )
}

export function ItemRow({ item, onPick }: { readonly item: ReviewItem; readonly onPick: (id: string) => void }) {
  const current = useIsActive(item.id)
  const finding = findingsById.value.get(item.id)
  const state = `${isDoubtful(item) ? ' doubtful' : ''}${isOpen(item) ? '' : ' settled'}`
  return (
    <button
      type="button"
      class={`item ${item.kind}${state}`}
      data-item={item.id}
      aria-current={current ? 'true' : undefined}
      onClick={() => onPick(item.id)}
    >
      <StatusMark item={item} />
      {item.kind === 'finding' ? (
        <span class={`severity ${finding?.severity ?? ''}`}>{sayCode('severity', finding?.severity ?? 'low')}</span>
      ) : (
        item.kind !== 'reference' && <span class="item-name cut">{rowName(item)}</span>
      )}
      <span class="item-value cut">{shownValue(item, item.state.values ?? item.extracted, finding)}</span>
      {item.kind !== 'finding' && isOpen(item) && <Meter value={item.confidence} />}
    </button>
  )
}

/** Under a heading that says what they are, dates are told apart by their words, and documents need no name. */
function rowName(item: ReviewItem): string {
  return item.kind === 'date' && item.raw !== '' ? item.raw : nameOf(item)
}

function titleOf(group: Group): string {
  if (group.key !== 'form') return sayCode('group', group.key)
  const form = opened.value?.record.forms.find(({ id }) => id === group.form)
  const name = [form?.number, form?.title].filter(Boolean).join(' · ')
  return `${say('group.form')} ${name}`
}
