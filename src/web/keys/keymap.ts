import { commands, type Command, type CommandId, type Scope } from './commands.ts'

/** Command → its keys, where a person has chosen others than those it comes with. */
export type Remapped = Readonly<Partial<Record<CommandId, readonly string[]>>>

export interface PressedKey {
  readonly key: string
  readonly ctrlKey: boolean
  readonly metaKey: boolean
  readonly altKey: boolean
  readonly shiftKey: boolean
}

/**
 * How a key is written: 'n', '?', 'Enter', 'Ctrl+z', 'Shift+Z'. Shift is named only for letters and for keys that print
 * nothing: '?' is what it is on whatever layout.
 */
export function writeKey(pressed: PressedKey): string {
  const letter = /^\p{L}$/u.test(pressed.key)
  const key = letter && !pressed.shiftKey ? pressed.key.toLowerCase() : pressed.key
  const parts = []
  if (pressed.ctrlKey || pressed.metaKey) parts.push('Ctrl')
  if (pressed.altKey) parts.push('Alt')
  if (pressed.shiftKey && (letter || key.length > 1)) parts.push('Shift')
  return [...parts, letter && pressed.shiftKey ? key.toUpperCase() : key].join('+')
}

export function keysOf(command: Command, remapped: Remapped): readonly string[] {
  return remapped[command.id] ?? command.keys
}

/** The command a key means in a scope; the scope's own before those that work everywhere. */
export function commandFor(key: string, scope: Scope, remapped: Remapped): CommandId | null {
  const own = (wanted: Scope) =>
    commands.find((command) => command.scope === wanted && keysOf(command, remapped).includes(key))
  return (own(scope) ?? own('everywhere'))?.id ?? null
}

export type KeyTrouble =
  { readonly code: 'taken'; readonly by: CommandId } | { readonly code: 'typing' | 'candidate' | 'reserved' }

/**
 * What speaks against a key. A Vietnamese input method (Telex, VNI; UniKey hooks the keyboard outside inputs as well) watches
 * what is typed and rewrites a vowel with what follows it, and d, w, [ and ] by themselves. Commands of consonants
 * and digits alone never give it a vowel to work on.
 */
export function keyTrouble(key: string, of: CommandId, remapped: Remapped): KeyTrouble | null {
  if (isComposing(key)) return { code: 'typing' }
  if (/^[1-9]$/.test(key)) return { code: 'candidate' }
  const { scope, keys } = commands.find((command) => command.id === of)!
  if (isReserved(key) && !keys.includes(key)) return { code: 'reserved' }
  const rival = commands.find(
    (other) =>
      other.id !== of &&
      (other.scope === scope || other.scope === 'everywhere' || scope === 'everywhere') &&
      keysOf(other, remapped).includes(key),
  )
  return rival === undefined ? null : { code: 'taken', by: rival.id }
}

/** A plain key with which an input method begins or changes a letter. */
export function isComposing(key: string): boolean {
  return /^(?:Shift\+)?[aeiouydw[\]{}]$/i.test(key)
}

/**
 * Keys by which one moves about the page, copies, searches or reloads, and those an input method is switched by: what has no
 * sign of its own but for a few, and what is pressed with Ctrl or Alt.
 */
function isReserved(key: string): boolean {
  if (/^(?:Ctrl|Alt)\+./.test(key)) return true
  const named = key.replace(/^Shift\+/, '')
  return named.length > 1 && !free.test(named)
}

const free = /^(?:Enter|Arrow\w+|Page(?:Up|Down)|Home|End|Insert|Delete|Backspace|F[24789]|F10)$/

/** What a person chose for a command; keys with Ctrl that it comes with stay, as every program has them. */
export function withOwnKey({ keys }: Command, chosen: string): readonly string[] {
  return [chosen, ...keys.filter((key) => key.startsWith('Ctrl+') && key !== chosen)]
}

/** What speaks against the keys a command comes with: others may have been given them since. */
export function resetTrouble({ id, keys }: Command, remapped: Remapped): readonly [string, KeyTrouble] | null {
  for (const key of keys) {
    const trouble = keyTrouble(key, id, remapped)
    if (trouble !== null) return [key, trouble]
  }
  return null
}

/** A key of one sign, small or capital, which WCAG 2.1.4 wants to be able to switch off. */
export function isSingle(key: string): boolean {
  return key.replace(/^Shift\+/, '').length === 1
}
