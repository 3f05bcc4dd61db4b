import { dropDraft } from './draft.ts'
import { commitActive } from './moves.ts'
import { isComposed } from '../keys/listen.ts'
import { focusEditor } from './focus.ts'

/** Inside inputs only Enter, Esc and Tab mean something, and Enter not while an input method composes. */
export function keysOfInput(event: KeyboardEvent): void {
  if (isComposed(event)) return
  if (event.key === 'Enter' && !event.shiftKey) {
    event.preventDefault()
    event.stopPropagation()
    commitActive()
  } else if (event.key === 'Escape') {
    event.preventDefault()
    event.stopPropagation()
    dropDraft()
    focusEditor()
  }
}
