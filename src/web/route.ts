import { signal } from '@preact/signals'

/** Views live behind the hash: it never leaves the browser, so no log keeps what somebody searched for. */
export interface Route {
  readonly path: readonly string[]
  readonly query: URLSearchParams
}

export function parseRoute(hash: string): Route {
  const [path = '', query = ''] = hash.replace(/^#\/?/, '').split('?')
  return { path: path.split('/').filter(Boolean).map(decode), query: new URLSearchParams(query) }
}

export function writeRoute(path: readonly string[], query?: URLSearchParams): string {
  const search = query?.toString() ?? ''
  return `#/${path.map(encodeURIComponent).join('/')}${search === '' ? '' : `?${search}`}`
}

function decode(part: string): string {
  try {
    return decodeURIComponent(part)
  } catch {
    return part
  }
}

export const route = signal<Route>(parseRoute(location.hash))

/** Goes to a view; `replace` leaves no step for the way back. */
export function goTo(path: readonly string[], query?: URLSearchParams, replace = false): void {
  const hash = writeRoute(path, query)
  if (replace) history.replaceState(null, '', hash)
  else history.pushState(null, '', hash)
  route.value = parseRoute(hash)
}

export function followRoute(): void {
  addEventListener('popstate', () => (route.value = parseRoute(location.hash)))
  addEventListener('hashchange', () => (route.value = parseRoute(location.hash)))
}
