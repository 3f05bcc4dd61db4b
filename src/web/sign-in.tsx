import { useState } from 'preact/hooks'
import { session, signIn } from './talk/session.ts'
import { sayTrouble } from './talk/toast.ts'
import { unsent } from './talk/outbox.ts'
import { say } from './words/speak.ts'

export function SignIn() {
  const [name, setName] = useState('')
  const [password, setPassword] = useState('')
  const [trouble, setTrouble] = useState<string | null>(null)
  const send = (event: Event) => {
    event.preventDefault()
    signIn(name.trim(), password).catch((error: unknown) => {
      setTrouble(
        error instanceof Error && 'status' in error && error.status === 401 ? say('sign-in.wrong') : sayTrouble(error),
      )
      setPassword('')
    })
  }
  return (
    <main class="centred">
      <form class="form sign-in" onSubmit={send}>
        <h1>{say('brand')}</h1>
        {session.value?.passwords === false && <p class="notice small">{say('sign-in.link')}</p>}
        {unsent.value > 0 && <p class="notice unsure small">{say('sign-in.unsent', { count: unsent.value })}</p>}
        <label>
          {say('sign-in.name')}
          <input
            value={name}
            autocomplete="username"
            autocapitalize="none"
            spellcheck={false}
            required
            onInput={(event) => setName(event.currentTarget.value)}
          />
        </label>
        <label>
          {say('sign-in.password')}
          <input
            type="password"
            value={password}
            autocomplete="current-password"
            required
            onInput={(event) => setPassword(event.currentTarget.value)}
          />
        </label>
        {trouble !== null && (
          <p class="notice doubt small" role="alert">
            {trouble}
          </p>
        )}
        <button class="first">{say('sign-in.do')}</button>
      </form>
    </main>
  )
}
