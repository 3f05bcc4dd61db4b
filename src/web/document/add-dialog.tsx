import { useState } from 'preact/hooks'
import { headerSlots } from '../../domain/item-kinds.ts'
import type { AddKind } from './add-kinds.ts'
import { Dialog } from '../parts/dialog.tsx'
import type { Evidence } from '../../domain/record.ts'
import type { Values } from '../../domain/decision.ts'
import { fieldsOf, type ValueField } from '../values/fields.ts'
import { guessEntries, guessKind } from '../values/guess-entry.ts'
import { readEntry } from '../values/read-entry.ts'
import { say, sayCode } from '../words/speak.ts'
import { addItem } from './decide.ts'
import { items } from './opened.ts'
import { focusEditor } from './focus.ts'

/** What was selected or drawn: the words there and their place. */
export interface Found {
  readonly text: string
  readonly evidence: Evidence
  /** Of recognised words; null where they were selected. */
  readonly confidence: number | null
}

interface Props {
  readonly found: Found
  readonly onClose: () => void
}

const kinds: readonly AddKind[] = ['header', 'reference', 'date', 'metric', 'signer', 'recipient']

/** A missed value: what it is, and what it says. */
export function AddDialog({ found, onClose }: Props) {
  const [kind, setKind] = useState<AddKind>(() => guessKind(found.text))
  const free = headerSlots.filter(
    (slot) => !items.value.some((one) => one.kind === 'header' && one.slot === slot && one.state.values !== null),
  )
  const [slot, setSlot] = useState<string>(free[0] ?? 'number')
  const [entries, setEntries] = useState<Readonly<Record<string, string>>>({})
  const fields = fieldsOf(kind, kind === 'header' ? slot : null).filter(
    (field) => field.always === true || field.form !== 'text',
  )
  const guessed = guessEntries(kind, slot, found.text)
  const entryFor = ({ key }: ValueField) => entries[key] ?? guessed[key] ?? ''
  const [refused, setRefused] = useState<string | null>(null)

  const add = () => {
    const values: Values = {}
    for (const field of fields) {
      const read = readEntry(entryFor(field), field.form)
      if (!read.ok) return setRefused(field.key)
      values[field.key] = read.value as Values[string]
    }
    if (kind === 'date') values['kind'] ??= values['start'] === values['end'] ? 'date' : 'date-range'
    addItem({ kind, slot: kind === 'header' ? slot : null, values, evidence: [found.evidence], raw: found.text })
    onClose()
    focusEditor()
  }

  return (
    <Dialog title={say('command.add')} onClose={onClose}>
      <form
        class="form"
        onSubmit={(event) => {
          event.preventDefault()
          add()
        }}
      >
        <p class="text-crop" lang="vi">
          <mark>{found.text === '' ? '—' : found.text}</mark>
          {found.confidence !== null && (
            <span class="soft small"> {say('confidence', { percent: Math.floor(found.confidence * 100) })}</span>
          )}
        </p>
        <label>
          {say('add.kind')}
          <select autofocus value={kind} onChange={(event) => setKind(event.currentTarget.value as AddKind)}>
            {kinds.map((one) => (
              <option key={one} value={one}>
                {sayCode('kind', one)}
              </option>
            ))}
          </select>
        </label>
        {kind === 'header' && (
          <label>
            {say('add.slot')}
            <select value={slot} onChange={(event) => setSlot(event.currentTarget.value)}>
              {(free.length === 0 ? headerSlots : free).map((one) => (
                <option key={one} value={one}>
                  {sayCode('slot', one)}
                </option>
              ))}
            </select>
          </label>
        )}
        <div class="form-fields">
          {fields.map((field) => (
            <label key={field.key} class={field.form === 'long-text' || fields.length === 1 ? 'long' : ''}>
              {sayCode('field', field.key)}
              <input
                value={entryFor(field)}
                lang="vi"
                autocomplete="off"
                aria-invalid={refused === field.key}
                onInput={(event) => setEntries({ ...entries, [field.key]: event.currentTarget.value })}
              />
            </label>
          ))}
        </div>
        {refused !== null && (
          <p class="notice doubt small" role="alert">
            {say('entry.invalid', { field: sayCode('field', refused) })}
          </p>
        )}
        <div class="dialog-end">
          <button type="button" onClick={onClose}>
            {say('cancel')}
          </button>
          <button class="first">
            {say('add.do')} <kbd class="cap">↵</kbd>
          </button>
        </div>
      </form>
    </Dialog>
  )
}
