import type { ReviewDocument } from '../../domain/review-api.ts'
import { KeyCap } from '../parts/key-cap.tsx'
import { tellTrouble } from '../talk/toast.ts'
import { say } from '../words/speak.ts'
import { doubtLevel, levels, setDoubtLevel } from './doubt.ts'
import { doubtful, items, openCount } from './opened.ts'
import { showAll } from './order.ts'
import { takeLease } from './stay-current.ts'

/** What document this is, how far it is, and who has it. */
export function DocumentHead({ document }: { readonly document: ReviewDocument }) {
  const { name, type, number, subject, secrecy } = document.document
  const settled = items.value.length - openCount.value
  const title = [type, number].filter(Boolean).join(' ')
  return (
    <header class="document-head">
      <div class="document-title">
        <h1 class="cut" title={name}>
          {title === '' ? name : title}
        </h1>
        {secrecy !== null && <span class="chip doubt">{secrecy}</span>}
        {document.record.extraction.status === 'partial' && <span class="chip unsure">{say('partial')}</span>}
      </div>
      <p class="soft small cut" title={subject ?? ''}>
        {subject ?? name}
      </p>
      <div class="document-state small">
        <progress
          max={items.value.length}
          value={settled}
          aria-label={say('progress', { settled, all: items.value.length })}
        />
        <span>{say('doubtful.left', { count: doubtful.value.length })}</span>
        <span class="soft">{say('open.left', { count: openCount.value })}</span>
        <label class="soft">
          {say('level')}{' '}
          <select
            class="small"
            value={String(doubtLevel.value)}
            onChange={(event) => setDoubtLevel(Number(event.currentTarget.value))}
          >
            {levels.map((level) => (
              <option key={level} value={String(level)}>
                {level === 0 ? say('level.all') : `≥ ${Math.round(level * 100)}`}
              </option>
            ))}
          </select>
        </label>
        <label class="soft tick">
          <input
            type="checkbox"
            checked={!showAll.value}
            onChange={(event) => void (showAll.value = !event.currentTarget.checked)}
          />
          {say('only-doubtful')} <KeyCap of="all-items" />
        </label>
      </div>
      <Notices document={document} />
    </header>
  )
}

function Notices({ document }: { readonly document: ReviewDocument }) {
  const { lease, rights, blind, stale, pages } = document
  const taken = lease !== null && !lease.mine
  return (
    <>
      {taken && (
        <p class="notice unsure small">
          {say('read-only.lease', { user: lease.fullName })}{' '}
          <button type="button" onClick={() => void takeLease(document.document.id, true).catch(tellTrouble)}>
            {say('lease.take-over')}
          </button>
        </p>
      )}
      {!rights.decide && <p class="notice small">{say('read-only.rights')}</p>}
      {blind && <p class="notice small">{say('blind')}</p>}
      {stale.length > 0 && <p class="notice unsure small">{say('stale.lost', { count: stale.length })}</p>}
      {pages.missing !== null && pages.form !== 'none' && <p class="notice small">{pages.missing}</p>}
    </>
  )
}
