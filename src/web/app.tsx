import { useEffect, useState } from 'preact/hooks'
import { DashboardView } from './dashboard/dashboard-view.tsx'
import { redo, undo } from './document/decide.ts'
import { DocumentView } from './document/document-view.tsx'
import { queueFilters } from './document/next-document.ts'
import { GridView } from './grid/grid-view.tsx'
import { KeyList } from './keys/key-list.tsx'
import { claimKeys } from './keys/listen.ts'
import { KeyCap } from './parts/key-cap.tsx'
import { warmPdfJs } from './pages/pdf-source.ts'
import { QueueView } from './queue/queue-view.tsx'
import { goTo, route, writeRoute } from './route.ts'
import { SignIn } from './sign-in.tsx'
import { outboxTrouble, resumeOutbox, unsent } from './talk/outbox.ts'
import { loadSession, session, signOut } from './talk/session.ts'
import { sayTrouble, tellTrouble, toast } from './talk/toast.ts'
import { switchTheme, theme } from './theme.ts'
import { UsersView } from './users/users-view.tsx'
import { language, say, switchLanguage } from './words/speak.ts'

export function App() {
  const [trouble, setTrouble] = useState<string | null>(null)
  const load = () => {
    setTrouble(null)
    loadSession().catch((error: unknown) => setTrouble(sayTrouble(error)))
  }
  useEffect(load, [])
  const user = session.value?.user?.name
  useEffect(() => {
    if (user === undefined) return
    resumeOutbox()
    warmPdfJs()
  }, [user])
  if (session.value === null) {
    return (
      <main class="centred">
        <p>{trouble ?? say('loading')}</p>
        {trouble !== null && (
          <button type="button" onClick={load}>
            {say('retry')}
          </button>
        )}
      </main>
    )
  }
  return session.value.user === null ? <SignIn /> : <Shell />
}

/** By a key: out of the button pressed before, which would take the next Enter for itself. */
function leaveFor(path: readonly string[], query?: URLSearchParams): void {
  if (document.activeElement instanceof HTMLElement) document.activeElement.blur()
  goTo(path, query)
}

const views = [
  { path: '', name: 'nav.queue', key: 'to-queue' },
  { path: 'grid', name: 'nav.grid', key: 'to-grid' },
  { path: 'dashboard', name: 'nav.dashboard', key: 'to-dashboard' },
  { path: 'users', name: 'nav.users', key: null },
] as const

function Shell() {
  const [keysShown, setKeysShown] = useState(false)
  useEffect(
    () =>
      claimKeys('everywhere', {
        help: () => setKeysShown(true),
        'to-queue': () => leaveFor([], new URLSearchParams(queueFilters())),
        'to-grid': () => leaveFor(['grid']),
        'to-dashboard': () => leaveFor(['dashboard']),
        undo: () => void undo().catch(tellTrouble),
        redo: () => void redo().catch(tellTrouble),
      }),
    [],
  )
  const [view = ''] = route.value.path
  return (
    <div class="shell">
      <a class="skip" href="#main" onClick={skipToMain}>
        {say('skip')}
      </a>
      <header class="bar">
        <a class="brand" href="#/">
          {say('brand')}
        </a>
        <nav aria-label={say('nav.label')}>
          {views.map(({ path, name, key }) => (
            <a
              key={path}
              href={writeRoute(path === '' ? [] : [path])}
              aria-current={view === path || (path === '' && view === 'd') ? 'page' : undefined}
            >
              {say(name)} {key !== null && <KeyCap of={key} />}
            </a>
          ))}
        </nav>
        <div class="bar-middle" />
        <Saving />
        <div class="bar-end">
          <button type="button" class="quiet" onClick={() => setKeysShown(true)} aria-label={say('help.open')}>
            <kbd class="cap">?</kbd>
          </button>
          <button
            type="button"
            class="quiet"
            onClick={switchTheme}
            aria-label={say(theme.value === 'dark' ? 'theme.light' : 'theme.dark')}
          >
            {theme.value === 'dark' ? '☀' : '☾'}
          </button>
          <button
            type="button"
            class="quiet"
            lang={language.value === 'vi' ? 'en' : 'vi'}
            onClick={switchLanguage}
            title={say('language.switch')}
          >
            {say('language.short')}
          </button>
          <span class="small soft cut">{session.value?.user?.fullName}</span>
          <button type="button" class="quiet small" onClick={() => void signOut().catch(tellTrouble)}>
            {say('log-out')}
          </button>
        </div>
      </header>
      <main id="main" tabIndex={-1}>
        <View />
      </main>
      {keysShown && <KeyList onClose={() => setKeysShown(false)} />}
      <div role="status" aria-live="polite">
        {toast.value !== null && <p class="toast">{toast.value}</p>}
      </div>
    </div>
  )
}

function View() {
  const { path, query } = route.value
  const [view = '', id = ''] = path
  if (view === 'd' && id !== '') return <DocumentView key={id} id={id} item={query.get('item')} at={query.get('at')} />
  if (view === 'grid') return <GridView />
  if (view === 'dashboard') return <DashboardView />
  if (view === 'users') return <UsersView />
  return <QueueView />
}

/** The hash belongs to the views: the link moves the focus itself. */
function skipToMain(event: Event): void {
  event.preventDefault()
  document.getElementById('main')?.focus()
}

/** Whether what was decided is safe with the server. */
function Saving() {
  const count = unsent.value
  const trouble = outboxTrouble.value
  if (trouble !== null && count > 0) {
    return (
      <span class="saving trouble" role="alert">
        ⚠ {say('unsaved', { count })}
      </span>
    )
  }
  return <span class="saving">{count > 0 ? say('saving', { count }) : `✓ ${say('saved')}`}</span>
}
