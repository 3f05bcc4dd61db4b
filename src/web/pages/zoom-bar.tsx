import { say } from '../words/speak.ts'
import { zoom, zoomFit, zoomIn, zoomOut } from './zoom.ts'

export function ZoomBar() {
  return (
    <div class="zoom-bar small">
      <button type="button" class="quiet" aria-label={say('zoom.out')} onClick={zoomOut}>
        −
      </button>
      <button type="button" class="quiet" title={say('zoom.fit')} onClick={zoomFit}>
        {Math.round(zoom.value * 100)}%
      </button>
      <button type="button" class="quiet" aria-label={say('zoom.in')} onClick={zoomIn}>
        +
      </button>
    </div>
  )
}
