import { useLayoutEffect, useRef, useState } from 'preact/hooks'
import { tell, tellTrouble } from '../talk/toast.ts'
import { say } from '../words/speak.ts'
import type { Found } from './add-dialog.tsx'
import { focusEditor } from './focus.ts'
import { items, opened, showPlace } from './opened.ts'
import { firstFree, placesOf } from './places.ts'

interface Props {
  readonly text: string
  readonly onFound: (found: Found) => void
  readonly onClose: () => void
}

/** While a missed value is looked for: draw or select it with the mouse, or type words that stand there. */
export function AddBar({ text, onFound, onClose }: Props) {
  const [words, setWords] = useState('')
  const [chosen, setChosen] = useState<number | null>(null)
  const input = useRef<HTMLInputElement>(null)
  // Before the next key: what is typed at once belongs here.
  useLayoutEffect(() => input.current?.focus(), [])
  const places = placesOf(words, text)
  const at = chosen ?? firstFree(places, items.value)
  const place = places[at]
  const look = () => {
    if (place === undefined) return tell(say('add.not-found'))
    const evidence = { ...place, page: null, boxes: [], path: null }
    onFound({ text: text.slice(place.start, place.end), evidence, confidence: null })
  }
  const move = (by: 1 | -1) => {
    const id = opened.value?.document.id
    const next = places.length === 0 ? undefined : (at + by + places.length) % places.length
    const to = next === undefined ? undefined : places[next]
    if (id === undefined || next === undefined || to === undefined) return
    setChosen(next)
    showPlace(id, `${to.start}-${to.end}`).catch(tellTrouble)
  }
  return (
    <div class="add-bar">
      <label>
        {say('add.how')}{' '}
        <input
          ref={input}
          value={words}
          lang="vi"
          autocomplete="off"
          onInput={(event) => {
            setWords(event.currentTarget.value)
            setChosen(null)
          }}
          onKeyDown={(event) => {
            if (event.isComposing) return
            if (event.key === 'Enter') {
              // Else the same press opens the list of kinds in the dialog that comes.
              event.preventDefault()
              look()
            }
            if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
              event.preventDefault()
              move(event.key === 'ArrowDown' ? 1 : -1)
            }
            if (event.key === 'Escape') {
              onClose()
              focusEditor()
            }
          }}
        />
      </label>
      {places.length > 1 && (
        <span class="small soft" aria-live="polite">
          {say('add.place', { place: at + 1, count: places.length })} <kbd class="cap">↑</kbd> <kbd class="cap">↓</kbd>
        </span>
      )}
      <button type="button" class="quiet" aria-label={say('close')} onClick={onClose}>
        ✕
      </button>
    </div>
  )
}
