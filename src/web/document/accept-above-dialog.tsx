import { useState } from 'preact/hooks'
import { Dialog } from '../parts/dialog.tsx'
import { tell } from '../talk/toast.ts'
import { say } from '../words/speak.ts'
import { acceptAbove, sureItems } from './decide.ts'

const usual = 90

/** One act for all that is sure enough; findings and what they speak of stay open. */
export function AcceptAboveDialog({ onClose }: { readonly onClose: () => void }) {
  const [percent, setPercent] = useState(usual)
  const count = sureItems(percent / 100).length
  return (
    <Dialog title={say('command.accept-above')} onClose={onClose}>
      <form
        class="form"
        onSubmit={(event) => {
          event.preventDefault()
          tell(say('accept-above.done', { count: acceptAbove(percent / 100) }))
          onClose()
        }}
      >
        <label>
          {say('accept-above.threshold', { percent })}
          <input
            autofocus
            type="range"
            min={50}
            max={99}
            value={percent}
            onInput={(event) => setPercent(Number(event.currentTarget.value))}
          />
        </label>
        <p aria-live="polite">{say('accept-above.count', { count })}</p>
        <p class="soft small">{say('accept-above.note')}</p>
        <div class="dialog-end">
          <button type="button" onClick={onClose}>
            {say('cancel')}
          </button>
          <button class="first" disabled={count === 0}>
            {say('accept-above.do', { count })} <kbd class="cap">↵</kbd>
          </button>
        </div>
      </form>
    </Dialog>
  )
}
