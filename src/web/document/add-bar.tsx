import { useLayoutEffect, useRef, useState } from 'preact/hooks'
import { tell } from '../talk/toast.ts'
import { say } from '../words/speak.ts'
import type { Found } from './add-dialog.tsx'
import { focusEditor } from './focus.ts'

interface Props {
  readonly text: string
  readonly onFound: (found: Found) => void
  readonly onClose: () => void
}

/** While a missed value is looked for: draw or select it with the mouse, or type words that stand there. */
export function AddBar({ text, onFound, onClose }: Props) {
  const [words, setWords] = useState('')
  const input = useRef<HTMLInputElement>(null)
  // Before the next key: what is typed at once belongs here.
  useLayoutEffect(() => input.current?.focus(), [])
  const look = () => {
    const wanted = words.normalize('NFC').trim()
    const start = wanted === '' ? -1 : text.toLowerCase().indexOf(wanted.toLowerCase())
    if (start < 0) return tell(say('add.not-found'))
    const end = start + wanted.length
    const evidence = { start, end, page: null, boxes: [], path: null }
    onFound({ text: text.slice(start, end), evidence, confidence: null })
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
          onInput={(event) => setWords(event.currentTarget.value)}
          onKeyDown={(event) => {
            if (event.isComposing) return
            if (event.key === 'Enter') look()
            if (event.key === 'Escape') {
              onClose()
              focusEditor()
            }
          }}
        />
      </label>
      <button type="button" class="quiet" aria-label={say('close')} onClick={onClose}>
        ✕
      </button>
    </div>
  )
}
