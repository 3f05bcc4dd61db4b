import { signal } from '@preact/signals'
import { remember, remembered } from '../remembered.ts'
import { commands, type CommandId, type Scope } from './commands.ts'
import { commandFor, isSingle, keysOf, writeKey, type Remapped } from './keymap.ts'

type Handler = () => void

export const remapped = signal<Remapped>(readRemapped())
/** Single keys can be switched off altogether (WCAG 2.1.4); keys with Ctrl and those in inputs stay. */
export const singleKeys = signal(remembered('single-keys') !== 'off')

/** The scope the view in front has claimed, with what its commands do. The last one claimed counts. */
const claims: { readonly scope: Scope; readonly handlers: Handlers }[] = []
type Handlers = Readonly<Partial<Record<CommandId, Handler>>> & { readonly digit?: (digit: number) => boolean }

/** Makes a view's commands work until the returned function is called. */
export function claimKeys(scope: Scope, handlers: Handlers): () => void {
  const claim = { scope, handlers }
  claims.push(claim)
  return () => {
    const at = claims.indexOf(claim)
    if (at >= 0) claims.splice(at, 1)
  }
}

export function keyFor(id: CommandId): string | null {
  const command = commands.find((one) => one.id === id)
  return command === undefined ? null : (keysOf(command, remapped.value)[0] ?? null)
}

export function remapKey(id: CommandId, keys: readonly string[] | null): void {
  const others = Object.entries(remapped.value).filter(([other]) => other !== id)
  remapped.value = Object.fromEntries(keys === null ? others : [...others, [id, keys]])
  remember('keys', JSON.stringify(remapped.value))
}

export function switchSingleKeys(on: boolean): void {
  singleKeys.value = on
  remember('single-keys', on ? null : 'off')
}

/** An input method has the key and tells later what came of it. */
export function isComposed(event: KeyboardEvent): boolean {
  return event.isComposing || event.key === 'Process'
}

export function listenToKeys(): void {
  addEventListener('keydown', (event) => {
    if (event.defaultPrevented || isComposed(event)) return
    if (document.querySelector('dialog[open]') !== null) return
    const key = writeKey(event)
    if (isForTheElement(event.target, key)) return
    if (!singleKeys.value && isSingle(key)) return
    if (run(key)) event.preventDefault()
  })
}

function run(key: string): boolean {
  const top = claims.findLast((claim) => claim.scope !== 'everywhere')
  if (/^[1-9]$/.test(key) && top?.handlers.digit?.(Number(key)) === true) return true
  const id = commandFor(key, top?.scope ?? 'everywhere', remapped.value)
  if (id === null) return false
  const handler = claims.findLast((claim) => claim.handlers[id] !== undefined)?.handlers[id]
  handler?.()
  return handler !== undefined
}

/** Keys an element has a use for itself: all in a text input, Enter and space on what can be pressed. */
function isForTheElement(target: EventTarget | null, key: string): boolean {
  if (!(target instanceof HTMLElement)) return false
  if (target.matches('textarea, select, [contenteditable], input:not([type=checkbox], [type=radio], [type=range])'))
    return true
  return (key === 'Enter' || key === ' ') && target.matches('a[href], button, summary, [role=button], input')
}

function readRemapped(): Remapped {
  try {
    const kept: unknown = JSON.parse(remembered('keys') ?? '{}')
    if (typeof kept !== 'object' || kept === null) return {}
    const known = new Set<string>(commands.map(({ id }) => id))
    return Object.fromEntries(
      Object.entries(kept).filter(
        ([id, keys]) => known.has(id) && Array.isArray(keys) && keys.every((key) => typeof key === 'string'),
      ),
    )
  } catch {
    return {}
  }
}
