import type { ReviewCandidate, ReviewItem } from '../../domain/review-api.ts'
import { KeyCap } from '../parts/key-cap.tsx'
import { Meter } from '../parts/meter.tsx'
import type { ValueField } from '../values/fields.ts'
import { writeValue } from '../values/write-value.ts'
import { say, sayCode, sayTime } from '../words/speak.ts'
import { isOpen } from './doubt.ts'
import { cellsOf, draft, entryOf, heldEntry, isInvalid, type } from './draft.ts'
import { EvidenceCrop } from './evidence-crop.tsx'
import { FindingCard } from './finding-card.tsx'
import { Keyed } from './keyed.tsx'
import { Lessons } from './learn.tsx'
import { keysOfInput } from './input-keys.ts'
import { nameOf, valueFields } from './item-words.ts'
import { commitActive, keyedOf, settleActive, takeCandidate } from './moves.ts'
import { doubtful, findingsById, opened, sight } from './opened.ts'
import { StatusMark } from './status-mark.tsx'

interface EditorProps {
  readonly item: ReviewItem
  readonly onComment: () => void
  readonly onEdit: () => void
}

/** Where one value is settled; it stands in the same place whatever the value is. */
export function ItemEditor({ item, onComment, onEdit }: EditorProps) {
  const shown = sight.value
  const finding = findingsById.value.get(item.id)
  const place = doubtful.value.findIndex(({ id }) => id === item.id)
  const invalid = editorFields(item).find(({ key }) => isInvalid(item, key))
  return (
    <section class="editor" id="editor" data-item={item.id} tabIndex={-1} aria-label={say('editor')}>
      <header>
        <StatusMark item={item} />
        <h2>{nameOf(item)}</h2>
        {item.kind !== 'finding' && <Meter value={item.confidence} />}
        {!isOpen(item) && <span class="chip sure">{sayCode('status', item.state.status)}</span>}
        {item.stale !== null && <span class="chip unsure">{say('status.stale')}</span>}
        <span class="soft small editor-place">
          {place >= 0
            ? say('doubtful.place', { place: place + 1, count: doubtful.value.length })
            : say('doubtful.count', { count: doubtful.value.length })}
        </span>
      </header>
      {shown?.form === 'pages' && item.evidence.some(({ boxes }) => boxes.length > 0) ? (
        <EvidenceCrop source={shown.source} evidence={item.evidence} height={70} />
      ) : (
        <TextCrop item={item} />
      )}
      {finding === undefined ? <Fields item={item} /> : <FindingCard finding={finding} own />}
      {invalid !== undefined && (
        <p class="notice doubt small" role="alert">
          {say('entry.invalid', { field: invalid.name })}
        </p>
      )}
      <Keyed item={item} />
      <Candidates item={item} />
      <Remarks item={item} />
      {item.findings
        .filter((id) => id !== item.id)
        .map((id) => {
          const about = findingsById.value.get(id)
          return about && <FindingCard key={id} finding={about} />
        })}
      <Actions item={item} onComment={onComment} onEdit={onEdit} />
      <Lessons item={item} />
      <Why item={item} />
    </section>
  )
}

interface EditorField extends ValueField {
  readonly name: string
}

/** A form's row is corrected cell by cell, under the form's own heads. */
function editorFields(item: ReviewItem): readonly EditorField[] {
  const columns = opened.value?.record.forms.find(({ id }) => id === item.form)?.columns ?? []
  const cells = cellsOf(item.state.values ?? item.extracted ?? {})
  if (item.kind === 'form-row' && cells.length > 0) {
    return cells.map((_, index) => ({
      key: `cells.${index}`,
      form: 'text',
      always: true,
      name: columns[index]?.split(' / ').at(-1) ?? String(index + 1),
    }))
  }
  const fields = valueFields(item)
  const single = fields.length === 1
  return fields.map((field) => ({
    ...field,
    name: single ? nameOf(item) : sayCode('field', field.key),
  }))
}

function Fields({ item }: { readonly item: ReviewItem }) {
  const fields = editorFields(item).filter(
    ({ key, always }) => always === true || entryOf(item, key) !== '' || isTyped(key),
  )
  return (
    <div class={`fields${fields.length === 1 ? ' single' : ''}`} key={item.id}>
      {fields.map((field) => (
        <EditorInput key={field.key} item={item} field={field} />
      ))}
    </div>
  )
}

function isTyped(key: string): boolean {
  return draft.value?.entries[key] !== undefined
}

const dateKinds = ['date', 'month', 'quarter', 'half-year', 'nine-months', 'year', 'year-range', 'date-range', 'other']
/** From this many characters on a text gets lines to stand on. */
const longFrom = 60
/** From this many on it does not fit a third of the line. */
const halfLongFrom = 18

function EditorInput({ item, field }: { readonly item: ReviewItem; readonly field: EditorField }) {
  const entry = entryOf(item, field.key)
  // By what is held, not by what is typed: the input stays the same while one types.
  const length = heldEntry(item, field.key).length
  const long = length > longFrom
  const width = long || field.form === 'long-text' ? ' long' : length > halfLongFrom ? ' half-long' : ''
  const shared = {
    value: entry,
    'data-field': field.key,
    lang: 'vi',
    autocomplete: 'off',
    spellcheck: false,
    'aria-invalid': isInvalid(item, field.key),
    onKeyDown: keysOfInput,
  }
  return (
    <label class={`field form-${field.form}${width}`}>
      <span>{field.name}</span>
      {field.form === 'date-kind' ? (
        <select {...shared} onChange={(event) => type(item, field.key, event.currentTarget.value)}>
          {dateKinds.map((kind) => (
            <option key={kind} value={kind}>
              {sayCode('date-kind', kind)}
            </option>
          ))}
        </select>
      ) : long ? (
        <textarea {...shared} rows={2} onInput={(event) => type(item, field.key, event.currentTarget.value)} />
      ) : (
        <input
          {...shared}
          inputMode={field.form === 'number' ? 'decimal' : 'text'}
          placeholder={field.form === 'day' ? say('entry.day') : ''}
          onInput={(event) => type(item, field.key, event.currentTarget.value)}
        />
      )}
    </label>
  )
}

/** The words around the place, where there is no page to cut them from. */
function TextCrop({ item }: { readonly item: ReviewItem }) {
  const text = opened.value?.record.text ?? ''
  const place = item.evidence[0]
  if (place === undefined || place.end <= place.start) return null
  const from = wordEdge(text, place.start, -1)
  const to = wordEdge(text, place.end, 1)
  return (
    <p class="text-crop" lang="vi">
      {from > 0 && '… '}
      {text.slice(from, place.start).replaceAll(/\s+/g, ' ')}
      <mark>{text.slice(place.start, place.end)}</mark>
      {text.slice(place.end, to).replaceAll(/\s+/g, ' ')}
      {to < text.length && ' …'}
    </p>
  )
}

/** Characters shown around a place, and how many more a word may take that would be cut. */
const around = 90
const longestWord = 20

/** Where the words around a place begin or end: no figure is shown cut. */
function wordEdge(text: string, place: number, step: 1 | -1): number {
  const wanted = Math.max(0, Math.min(text.length, place + step * around))
  for (let at = wanted; Math.abs(at - wanted) < longestWord && at > 0 && at < text.length; at += step) {
    if (/\s/.test(text[step < 0 ? at - 1 : at]!)) return at
  }
  return wanted
}

function Candidates({ item }: { readonly item: ReviewItem }) {
  if (item.candidates.length === 0) return null
  const fields = valueFields(item)
  const before = keyedOf(item).length
  return (
    <ol class="candidates" aria-label={say('candidates')}>
      {item.candidates.map((candidate, index) => (
        <li key={index}>
          <button type="button" class="candidate" onClick={() => takeCandidate(item, candidate)}>
            <kbd class="cap" aria-hidden="true">
              {before + index + 1}
            </kbd>
            {fields.length > 1 && <span class="soft small">{sayCode('field', candidate.key)}</span>}
            <span class="candidate-value">{writtenCandidate(item, candidate)}</span>
            <span class="soft small">{sayCode('from', candidate.from)}</span>
          </button>
        </li>
      ))}
    </ol>
  )
}

/** As the inputs write it, so that the eye compares like with like; what a finding proposes in the finding's words. */
function writtenCandidate(item: ReviewItem, { key, value, written, from }: ReviewCandidate): string {
  if (from === 'finding') return written
  const form = valueFields(item).find((field) => field.key === key)?.form ?? 'text'
  return writeValue(value, form) || written || '—'
}

function Remarks({ item }: { readonly item: ReviewItem }) {
  const remarks = opened.value?.remarks.filter((one) => one.item === item.id) ?? []
  if (remarks.length === 0) return null
  return (
    <ul class="remarks small" aria-label={say('remarks')}>
      {remarks.map(({ user, at, why }) => (
        <li key={at} class="notice">
          <span lang="vi">{why}</span>{' '}
          <span class="soft">
            {user} · {sayTime(at)}
          </span>
        </li>
      ))}
    </ul>
  )
}

function Actions({ item, onComment, onEdit }: EditorProps) {
  const finding = item.kind === 'finding'
  return (
    <div class="actions">
      <button type="button" class="first" onClick={commitActive} title={say('command.accept')}>
        <KeyCap of="accept" />
        {say(finding ? 'action.confirm' : isEdited(item) ? 'action.correct' : 'action.accept')}
      </button>
      {!finding && (
        <button type="button" onClick={onEdit} title={say('command.edit')}>
          <KeyCap of="edit" />
          {say('action.edit')}
        </button>
      )}
      <button type="button" onClick={() => settleActive('reject')} title={say('command.reject')}>
        <KeyCap of="reject" />
        {say(finding ? 'action.dismiss' : 'action.reject')}
      </button>
      {!finding && (
        <>
          <button type="button" onClick={() => settleActive('not-in-document')} title={say('command.absent')}>
            <KeyCap of="absent" />
            {say('action.absent')}
          </button>
          <button type="button" onClick={() => settleActive('unreadable')} title={say('command.unreadable')}>
            <KeyCap of="unreadable" />
            {say('action.unreadable')}
          </button>
        </>
      )}
      <button type="button" onClick={onComment}>
        <KeyCap of="comment" />
        {say('action.comment')}
      </button>
    </div>
  )
}

function isEdited(item: ReviewItem): boolean {
  return draft.value?.item === item.id && Object.keys(draft.value.entries).length > 0
}

/** What made the confidence, for those who ask. */
function Why({ item }: { readonly item: ReviewItem }) {
  if (item.reasons.length === 0) return null
  return (
    <details class="why small">
      <summary class="soft">{say('why', { rule: item.rule })}</summary>
      <ul>
        {item.reasons.map(({ code, delta }, index) => (
          <li key={index}>
            <code>{code}</code> {delta > 0 && index > 0 ? '+' : ''}
            {delta.toFixed(2)}
          </li>
        ))}
      </ul>
    </details>
  )
}
