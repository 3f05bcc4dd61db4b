import { useState } from 'preact/hooks'
import type { ReviewItem } from '../../domain/review-api.ts'
import { Dialog } from '../parts/dialog.tsx'
import { tell } from '../talk/toast.ts'
import { say } from '../words/speak.ts'
import { decide } from './decide.ts'
import { nameOf } from './item-words.ts'

interface Props {
  readonly item: ReviewItem
  readonly onClose: () => void
}

export function CommentDialog({ item, onClose }: Props) {
  const [why, setWhy] = useState('')
  const send = () => {
    if (why.trim() !== '') {
      decide([{ item, action: 'comment', why: why.normalize('NFC').trim() }])
      tell(say('comment.kept'))
    }
    onClose()
  }
  return (
    <Dialog title={say('comment.title', { name: nameOf(item) })} onClose={onClose}>
      <form
        class="form"
        onSubmit={(event) => {
          event.preventDefault()
          send()
        }}
      >
        <label>
          {say('comment.text')}
          <textarea
            autofocus
            rows={4}
            maxLength={2000}
            value={why}
            lang="vi"
            onInput={(event) => setWhy(event.currentTarget.value)}
            onKeyDown={(event) => {
              if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) send()
            }}
          />
        </label>
        <div class="dialog-end">
          <button type="button" onClick={onClose}>
            {say('cancel')}
          </button>
          <button class="first">
            {say('save')} <kbd class="cap">Ctrl+↵</kbd>
          </button>
        </div>
      </form>
    </Dialog>
  )
}
