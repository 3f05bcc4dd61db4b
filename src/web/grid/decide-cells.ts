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
  readonly status: ItemStatus
}
const done: Act[] = []
const undone: Act[] = []
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
  const act = {
    key,
    items: own.map(({ item }) => item.id),
    status: action === 'accept' ? 'accepted' : 'rejected',
  } as const
  done.push(act)
  undone.length = 0
  show(act)
  put({ type: 'decide', key, decisions })
}

export function undoCells(): void {
  const act = done.pop()
  if (act === undefined) return tell(say('undo.nothing'))
  settled.value = new Map([...settled.value].filter(([id]) => !act.items.includes(id)))
  const key = crypto.randomUUID()
  undone.push({ ...act, key })
  put({ type: 'undo', key, of: act.key })
}

export function redoCells(): void {
  const act = undone.pop()
  if (act === undefined) return tell(say('redo.nothing'))
  show(act)
  const key = crypto.randomUUID()
  done.push({ ...act, key })
  put({ type: 'undo', key, of: act.key })
}

function show({ items, status }: Act): void {
  settled.value = new Map([...settled.value, ...items.map((id) => [id, status] as const)])
}
