import { signal } from '@preact/signals'
import type { QueueEntry } from '../../domain/review-api.ts'
import { goTo, route } from '../route.ts'
import { get } from '../talk/ask.ts'
import { tell, tellTrouble } from '../talk/toast.ts'
import { say } from '../words/speak.ts'
import { doubtLevel } from './doubt.ts'
import { opened, prefetchDocument } from './opened.ts'

/** The document to come, once it is known; `null` when the queue holds no other. */
const upcoming = signal<{ readonly after: string; readonly entry: QueueEntry | null } | null>(null)
/** Documents of this visit: what was passed over there is not offered again at once. */
const visited = new Set<string>()
/** Pages of the queue looked through for a document that is still free. */
const mostPages = 5

/** The filters of the queue go with the document, so that the next one comes from the same selection. */
export function queueFilters(): Record<string, string> {
  return Object.fromEntries([...route.value.query].filter(([name]) => name !== 'item' && name !== 'at'))
}

/** Looks for the next document and fetches it, while this one is worked on. */
export async function prepareNext(): Promise<void> {
  const here = opened.value?.document.id
  if (here === undefined) return
  visited.add(here)
  upcoming.value = null
  const entry = await findNext()
  if (opened.value?.document.id !== here) return
  upcoming.value = { after: here, entry }
  if (entry !== null) await prefetchDocument(entry.document)
}

async function findNext(): Promise<QueueEntry | null> {
  const filters = queueFilters()
  delete filters['document']
  let cursor: string | null = null
  for (let page = 0; page < mostPages; page++) {
    const found: { entries: QueueEntry[]; cursor: string | null } = await get('/queue', {
      doubt: doubtLevel.value,
      ...filters,
      limit: 200,
      cursor,
    })
    const free = found.entries.find(({ document, lease }) => !visited.has(document) && lease === null)
    if (free !== undefined) return free
    cursor = found.cursor
    if (cursor === null) return null
  }
  return null
}

export function leaveForNext(): void {
  void next().catch(tellTrouble)
}

async function next(): Promise<void> {
  const here = opened.value?.document.id
  const known = upcoming.value
  const entry = known !== null && known.after === here ? known.entry : await findNext()
  if (opened.value?.document.id !== here) return
  if (entry === null) {
    tell(say('queue.done'))
    return
  }
  goTo(['d', entry.document], new URLSearchParams({ ...queueFilters(), item: entry.item }))
}
