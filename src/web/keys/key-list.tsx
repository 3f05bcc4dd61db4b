import { useLayoutEffect, useState } from 'preact/hooks'
import { Dialog } from '../parts/dialog.tsx'
import { showKey } from '../parts/key-cap.tsx'
import { say, sayCode } from '../words/speak.ts'
import { commands, type Command, type CommandId, type Scope } from './commands.ts'
import { keysOf, keyTrouble, resetTrouble, withOwnKey, writeKey, type KeyTrouble } from './keymap.ts'
import { remapKey, remapped, singleKeys, switchSingleKeys } from './listen.ts'

const scopes: readonly Scope[] = ['document', 'queue', 'grid', 'everywhere']

/** Every key there is, each of which can be changed by pressing another. */
export function KeyList({ onClose }: { readonly onClose: () => void }) {
  const [listening, setListening] = useState<CommandId | null>(null)
  const [trouble, setTrouble] = useState<string | null>(null)

  // Before the next key, however soon it comes.
  useLayoutEffect(() => {
    if (listening === null) return
    const press = (event: KeyboardEvent) => {
      if (['Shift', 'Control', 'Alt', 'Meta'].includes(event.key)) return
      event.preventDefault()
      event.stopPropagation()
      setListening(null)
      if (event.key === 'Escape') return
      const key = writeKey(event)
      const found = keyTrouble(key, listening, remapped.value)
      const command = commands.find(({ id }) => id === listening)!
      if (found === null) remapKey(listening, withOwnKey(command, key))
      setTrouble(found && sayTrouble(key, found))
    }
    addEventListener('keydown', press, true)
    return () => removeEventListener('keydown', press, true)
  }, [listening])

  const reset = (command: Command) => {
    const found = resetTrouble(command, remapped.value)
    if (found === null) remapKey(command.id, null)
    setTrouble(found && sayTrouble(...found))
  }

  return (
    <Dialog title={say('help.open')} wide onClose={onClose}>
      <p class="soft small">{say('keys.how')}</p>
      <p class="small" role="alert">
        {trouble}
      </p>
      <div class="key-groups">
        {scopes.map((scope) => (
          <section key={scope}>
            <h3>{sayCode('scope', scope)}</h3>
            {scope === 'document' && <FixedKey name={say('keys.candidate')} keys={['1', '9']} />}
            {scope === 'document' && <FixedKey name={say('keys.leave-input')} keys={['Esc']} />}
            {commands
              .filter((command) => command.scope === scope)
              .map((command) => (
                <KeyRow
                  key={command.id}
                  command={command}
                  listening={listening === command.id}
                  onListen={() => setListening(command.id)}
                  onReset={() => reset(command)}
                />
              ))}
          </section>
        ))}
      </div>
      <div class="dialog-end">
        <label class="tick">
          <input
            type="checkbox"
            checked={singleKeys.value}
            onChange={(event) => switchSingleKeys(event.currentTarget.checked)}
          />{' '}
          {say('keys.single')}
        </label>
      </div>
    </Dialog>
  )
}

interface RowProps {
  readonly command: Command
  readonly listening: boolean
  readonly onListen: () => void
  readonly onReset: () => void
}

function KeyRow({ command, listening, onListen, onReset }: RowProps) {
  const name = sayCode('command', command.id)
  const changed = remapped.value[command.id] !== undefined
  return (
    <div class="key-row">
      <span>{name}</span>
      {changed && (
        <button class="quiet small" type="button" onClick={onReset}>
          {say('keys.reset')}
        </button>
      )}
      <button
        type="button"
        class={listening ? 'listening' : ''}
        aria-label={say('keys.change', { command: name })}
        onClick={onListen}
      >
        {listening
          ? say('keys.press')
          : keysOf(command, remapped.value).map((key) => (
              <kbd class="cap" key={key}>
                {showKey(key)}
              </kbd>
            ))}
      </button>
    </div>
  )
}

function FixedKey({ name, keys }: { readonly name: string; readonly keys: readonly string[] }) {
  return (
    <div class="key-row">
      <span>{name}</span>
      <span>
        {keys.map((key, index) => (
          <span key={key}>
            {index > 0 && ' … '}
            <kbd class="cap">{key}</kbd>
          </span>
        ))}
      </span>
    </div>
  )
}

function sayTrouble(key: string, trouble: KeyTrouble): string {
  const shown = showKey(key)
  if (trouble.code === 'taken') return say('keys.taken', { key: shown, by: sayCode('command', trouble.by) })
  const words = { typing: 'keys.typing', candidate: 'keys.is-candidate', reserved: 'keys.reserved' } as const
  return say(words[trouble.code], { key: shown })
}
