import { signal } from '@preact/signals'
import type { ItemStatus } from '../../domain/decision.ts'
import type { DecideOne } from '../../domain/review-api.ts'
import { put } from '../talk/outbox.ts'
import { tell } from '../talk/toast.ts'
import { say } from '../words/speak.ts'
import type { Cell } from './grid-cell.tsx'

/** Items settled here in this visit. */
export const settled = signal<ReadonlyMap<string, ItemStatus>>(new Map())

interface Act {
  readonly key: string
  readonly items: readonly string[]
}
const done: Act[] = []
/** The server takes so many decisions at once. */
const most = 500

/** One act for all: one undo takes it back. */
export function decideCells(cells: readonly Cell[], action: 'accept' | 'reject'): void {
  const own = cells.slice(0, most)
  if (own.length === 0) return
  const key = crypto.randomUUID()
  const decisions = own.map(({ document, item }): DecideOne => ({
    document,
    item: item.id,
    action,
    revision: item.revision,
  }))
  done.push({ key, items: own.map(({ item }) => item.id) })
  const status = action === 'accept' ? 'accepted' : 'rejected'
  settled.value = new Map([...settled.value, ...own.map(({ item }) => [item.id, status] as const)])
  put({ type: 'decide', key, decisions })
}

export function undoCells(): void {
  const act = done.pop()
  if (act === undefined) return tell(say('undo.nothing'))
  settled.value = new Map([...settled.value].filter(([id]) => !act.items.includes(id)))
  put({ type: 'undo', key: crypto.randomUUID(), of: act.key })
}
