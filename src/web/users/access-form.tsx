import { useEffect, useState } from 'preact/hooks'
import type { AccessList, User } from '../../domain/review-api.ts'
import { Dialog } from '../parts/dialog.tsx'
import { get, put } from '../talk/ask.ts'
import { tell, tellTrouble } from '../talk/toast.ts'
import { say } from '../words/speak.ts'

type Classified = AccessList['documents'][number]

/** Classified documents, and who may open each: an administrator says so, and may open none by that. */
export function AccessForm({ users }: { readonly users: readonly User[] }) {
  const [list, setList] = useState<AccessList | null>(null)
  const [chosen, setChosen] = useState<Classified | null>(null)
  const load = (cursor: string | null, before: readonly Classified[]) =>
    get<AccessList>('/access', { cursor })
      .then((next) => setList({ documents: [...before, ...next.documents], cursor: next.cursor }))
      .catch(tellTrouble)
  useEffect(() => void load(null, []), [])
  if (list === null) return null
  const fullNames = new Map(users.map(({ name, fullName }) => [name, fullName]))
  const keep = (document: string, names: readonly string[]) => {
    put(`/documents/${document}/access`, { users: names })
      .then(() => {
        const documents = list.documents.map((one) => (one.document === document ? { ...one, users: [...names] } : one))
        setList({ ...list, documents })
        setChosen(null)
        tell(say('saved'))
      })
      .catch(tellTrouble)
  }
  return (
    <section class="access">
      <h2>{say('access.title')}</h2>
      <p class="soft small">{say('access.how')}</p>
      {list.documents.length === 0 ? (
        <p class="soft">{say('access.none')}</p>
      ) : (
        <table class="plain-table">
          <thead>
            <tr>
              <th>{say('access.mark')}</th>
              <th>{say('access.document')}</th>
              <th>{say('access.users')}</th>
              <th />
            </tr>
          </thead>
          <tbody>
            {list.documents.map((one) => (
              <tr key={one.document}>
                <td>
                  <span class="chip doubt">{one.secrecy}</span>
                </td>
                <td title={one.document}>{one.name}</td>
                <td>
                  {one.users.length === 0 ? (
                    <span class="soft">{say('access.nobody')}</span>
                  ) : (
                    one.users.map((name) => fullNames.get(name) ?? name).join(', ')
                  )}
                </td>
                <td class="narrow">
                  <button
                    type="button"
                    class="small"
                    onClick={() => setChosen(one)}
                    aria-label={say('access.change-of', { name: one.name })}
                  >
                    {say('access.change')}
                  </button>
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      {list.cursor !== null && (
        <button type="button" onClick={() => void load(list.cursor, list.documents)}>
          {say('more')}
        </button>
      )}
      {chosen !== null && <Chooser document={chosen} users={users} onKeep={keep} onClose={() => setChosen(null)} />}
    </section>
  )
}

interface ChooserProps {
  readonly document: Classified
  readonly users: readonly User[]
  readonly onKeep: (document: string, names: readonly string[]) => void
  readonly onClose: () => void
}

function Chooser({ document, users, onKeep, onClose }: ChooserProps) {
  const [names, setNames] = useState<ReadonlySet<string>>(new Set(document.users))
  const set = (name: string, on: boolean) =>
    setNames(new Set(on ? [...names, name] : [...names].filter((one) => one !== name)))
  // Who is named stays in sight, also when they do not work here any more.
  const shown = users.filter(({ active, name }) => active || document.users.includes(name))
  return (
    <Dialog title={say('access.title-of', { name: document.name })} onClose={onClose}>
      <form
        class="form"
        onSubmit={(event) => {
          event.preventDefault()
          onKeep(document.document, [...names].sort())
        }}
      >
        <fieldset>
          <legend>{say('access.legend', { mark: document.secrecy ?? '' })}</legend>
          {shown.map(({ name, fullName, active }) => (
            <label key={name} class="tick">
              <input
                type="checkbox"
                checked={names.has(name)}
                onChange={(event) => set(name, event.currentTarget.checked)}
              />
              {fullName} <span class="soft small">{active ? name : `${name} · ${say('access.inactive')}`}</span>
            </label>
          ))}
        </fieldset>
        <div class="dialog-end">
          <button type="button" onClick={onClose}>
            {say('cancel')}
          </button>
          <button class="first">{say('save')}</button>
        </div>
      </form>
    </Dialog>
  )
}
