/** Where a key works. A document's keys work only outside text inputs; `everywhere` too. */
export type Scope = 'everywhere' | 'queue' | 'document' | 'grid'

export interface Command {
  readonly id: CommandId
  readonly scope: Scope
  readonly keys: readonly string[]
}

const list = [
  // Everywhere
  ['help', 'everywhere', ['?']],
  ['to-queue', 'everywhere', ['q']],
  ['to-grid', 'everywhere', ['r']],
  ['to-dashboard', 'everywhere', ['c']],
  ['undo', 'everywhere', ['z', 'Ctrl+z']],
  ['redo', 'everywhere', ['Shift+Z', 'Ctrl+y', 'Ctrl+Shift+Z']],
  // The queue
  ['queue-open', 'queue', ['Enter']],
  ['queue-down', 'queue', ['ArrowDown', 'n']],
  ['queue-up', 'queue', ['ArrowUp', 'b']],
  ['queue-search', 'queue', ['/']],
  // One document
  ['accept', 'document', ['Enter']],
  ['edit', 'document', ['s', 'F2']],
  ['proposal', 'document', ['p']],
  ['reject', 'document', ['x']],
  ['absent', 'document', ['k']],
  ['unreadable', 'document', ['m']],
  ['comment', 'document', ['g']],
  ['add', 'document', ['t']],
  ['accept-above', 'document', ['l']],
  ['next-doubtful', 'document', ['n']],
  ['previous-doubtful', 'document', ['b']],
  ['next-item', 'document', ['ArrowDown']],
  ['previous-item', 'document', ['ArrowUp']],
  ['next-group', 'document', ['ArrowRight']],
  ['previous-group', 'document', ['ArrowLeft']],
  ['next-document', 'document', ['v']],
  ['history', 'document', ['h']],
  ['learn-rule', 'document', ['j']],
  ['learn-gold', 'document', ['Shift+J']],
  ['all-items', 'document', ['Shift+N']],
  ['zoom-in', 'document', ['+', '=']],
  ['zoom-out', 'document', ['-']],
  ['zoom-fit', 'document', ['f']],
  ['page-next', 'document', ['PageDown']],
  ['page-previous', 'document', ['PageUp']],
  // The grid
  ['grid-accept', 'grid', ['Enter']],
  ['grid-toggle', 'grid', [' ']],
  ['grid-reject', 'grid', ['x']],
  ['grid-next', 'grid', ['ArrowRight', 'n']],
  ['grid-previous', 'grid', ['ArrowLeft', 'b']],
  ['grid-down', 'grid', ['ArrowDown']],
  ['grid-up', 'grid', ['ArrowUp']],
  ['grid-open', 'grid', ['s']],
] as const satisfies readonly (readonly [string, Scope, readonly string[]])[]

export type CommandId = (typeof list)[number][0]

/** Every command there is, in the order the list under `?` shows them. Digits take candidates and are not remappable. */
export const commands: readonly Command[] = list.map(([id, scope, keys]) => ({ id, scope, keys }))
