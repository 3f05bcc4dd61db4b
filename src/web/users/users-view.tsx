import { useEffect, useState } from 'preact/hooks'
import type { NewUser, Role, Settings, User, UserChange } from '../../domain/review-api.ts'
import { get, post, put } from '../talk/ask.ts'
import { session } from '../talk/session.ts'
import { sayTrouble, tell, tellTrouble } from '../talk/toast.ts'
import { say, sayCode } from '../words/speak.ts'
import { AccessForm } from './access-form.tsx'

/** As in domain/review-api.ts, whose values zod would come along with. */
const roles: readonly Role[] = ['reviewer', 'supervisor', 'administrator']
const shortestPassword = 10

/** Who may work here, and one's own password. */
export function UsersView() {
  const [users, setUsers] = useState<readonly User[] | null>(null)
  const administrator = session.value?.user?.role === 'administrator'
  const load = () =>
    get<{ users: User[] }>('/users')
      .then((answer) => setUsers(answer.users))
      .catch((error: unknown) => {
        setUsers([])
        tellTrouble(error)
      })
  useEffect(() => void load(), [])
  const change = (name: string, changed: UserChange) => {
    put<User>(`/users/${encodeURIComponent(name)}`, changed)
      .then(load)
      .then(() => tell(say('saved')))
      .catch(tellTrouble)
  }
  return (
    <div class="users">
      <section>
        <h1>{say('nav.users')}</h1>
        {users === null ? (
          <p>{say('loading')}</p>
        ) : (
          <table class="plain-table">
            <thead>
              <tr>
                <th>{say('users.name')}</th>
                <th>{say('users.full-name')}</th>
                <th>{say('users.role')}</th>
                <th>{say('users.personal')}</th>
                <th>{say('users.active')}</th>
              </tr>
            </thead>
            <tbody>
              {users.map((user) => (
                <UserRow key={user.name} user={user} changeable={administrator} onChange={change} />
              ))}
            </tbody>
          </table>
        )}
        {administrator && users !== null && <AccessForm users={users} />}
      </section>
      <div>
        {administrator && <NewUserForm onDone={() => void load()} />}
        {administrator && <SettingsForm />}
        <PasswordForm />
      </div>
    </div>
  )
}

interface RowProps {
  readonly user: User
  readonly changeable: boolean
  readonly onChange: (name: string, changed: UserChange) => void
}

function UserRow({ user, changeable, onChange }: RowProps) {
  const own = user.name === session.value?.user?.name
  return (
    <tr>
      <td>{user.name}</td>
      <td>{user.fullName}</td>
      <td>
        {changeable ? (
          <select
            value={user.role}
            disabled={own}
            aria-label={say('users.role-of', { name: user.fullName })}
            onChange={(event) => onChange(user.name, { role: event.currentTarget.value as Role })}
          >
            {roles.map((role) => (
              <option key={role} value={role}>
                {sayCode('role', role)}
              </option>
            ))}
          </select>
        ) : (
          sayCode('role', user.role)
        )}
      </td>
      <td>
        <input
          type="checkbox"
          checked={user.personalNumbers}
          disabled={!changeable}
          aria-label={say('users.personal-of', { name: user.fullName })}
          onChange={(event) => onChange(user.name, { personalNumbers: event.currentTarget.checked })}
        />
      </td>
      <td>
        <input
          type="checkbox"
          checked={user.active}
          disabled={!changeable || own}
          aria-label={say('users.active-of', { name: user.fullName })}
          onChange={(event) => onChange(user.name, { active: event.currentTarget.checked })}
        />
      </td>
    </tr>
  )
}

function NewUserForm({ onDone }: { readonly onDone: () => void }) {
  const empty: NewUser = { name: '', fullName: '', role: 'reviewer', password: '' }
  const [user, setUser] = useState(empty)
  const [trouble, setTrouble] = useState<string | null>(null)
  const send = (event: Event) => {
    event.preventDefault()
    post<User>('/users', user)
      .then(() => {
        setUser(empty)
        setTrouble(null)
        tell(say('users.added', { name: user.fullName }))
        onDone()
      })
      .catch((error: unknown) => setTrouble(sayTrouble(error)))
  }
  return (
    <form class="panel form" onSubmit={send}>
      <h2>{say('users.new')}</h2>
      <label>
        {say('users.name')}
        <input
          value={user.name}
          required
          pattern="[a-z0-9][a-z0-9._\-]{1,39}"
          autocomplete="off"
          autocapitalize="none"
          spellcheck={false}
          title={say('users.name-form')}
          onInput={(event) => setUser({ ...user, name: event.currentTarget.value })}
        />
      </label>
      <label>
        {say('users.full-name')}
        <input
          value={user.fullName}
          required
          maxLength={120}
          lang="vi"
          autocomplete="off"
          onInput={(event) => setUser({ ...user, fullName: event.currentTarget.value })}
        />
      </label>
      <label>
        {say('users.role')}
        <select value={user.role} onChange={(event) => setUser({ ...user, role: event.currentTarget.value as Role })}>
          {roles.map((role) => (
            <option key={role} value={role}>
              {sayCode('role', role)}
            </option>
          ))}
        </select>
      </label>
      <label>
        {say('users.password', { least: shortestPassword })}
        <input
          type="password"
          value={user.password}
          required
          minLength={shortestPassword}
          autocomplete="new-password"
          onInput={(event) => setUser({ ...user, password: event.currentTarget.value })}
        />
      </label>
      <Trouble text={trouble} />
      <button class="first">{say('users.add')}</button>
    </form>
  )
}

function SettingsForm() {
  const [settings, setSettings] = useState<Settings | null>(null)
  useEffect(() => void get<Settings>('/settings').then(setSettings).catch(tellTrouble), [])
  if (settings === null) return null
  const percent = Math.round(settings.doubleKeying * 100)
  const send = (event: Event) => {
    event.preventDefault()
    put<Settings>('/settings', settings)
      .then(() => tell(say('saved')))
      .catch(tellTrouble)
  }
  return (
    <form class="panel form" onSubmit={send}>
      <h2>{say('settings')}</h2>
      <label>
        {say('settings.double', { percent })}
        <input
          type="range"
          min={0}
          max={100}
          value={percent}
          onInput={(event) => setSettings({ ...settings, doubleKeying: Number(event.currentTarget.value) / 100 })}
        />
      </label>
      <button>{say('save')}</button>
    </form>
  )
}

function PasswordForm() {
  const [old, setOld] = useState('')
  const [next, setNext] = useState('')
  const [trouble, setTrouble] = useState<string | null>(null)
  const send = (event: Event) => {
    event.preventDefault()
    put('/session/password', { old, new: next })
      .then(() => {
        setOld('')
        setNext('')
        setTrouble(null)
        tell(say('password.changed'))
      })
      .catch((error: unknown) => setTrouble(sayTrouble(error)))
  }
  return (
    <form class="panel form" onSubmit={send}>
      <h2>{say('password.title')}</h2>
      <label>
        {say('password.old')}
        <input
          type="password"
          value={old}
          autocomplete="current-password"
          onInput={(event) => setOld(event.currentTarget.value)}
        />
      </label>
      <label>
        {say('users.password', { least: shortestPassword })}
        <input
          type="password"
          value={next}
          required
          minLength={shortestPassword}
          autocomplete="new-password"
          onInput={(event) => setNext(event.currentTarget.value)}
        />
      </label>
      <Trouble text={trouble} />
      <button>{say('password.change')}</button>
    </form>
  )
}

function Trouble({ text }: { readonly text: string | null }) {
  return text === null ? null : (
    <p class="notice doubt small" role="alert">
      {text}
    </p>
  )
}
