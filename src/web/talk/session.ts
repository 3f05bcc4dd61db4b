import { signal } from '@preact/signals'
import type { Session } from '../../domain/review-api.ts'
import { get, post, remove } from './ask.ts'

/** Null until the server has said who is there. */
export const session = signal<Session | null>(null)

export async function loadSession(): Promise<void> {
  session.value = await get<Session>('/session')
}

export async function signIn(name: string, password: string): Promise<void> {
  session.value = await post<Session>('/session', { name, password })
}

export async function signOut(): Promise<void> {
  await remove('/session')
  await loadSession()
}

/** The server no longer knows us: the login comes up, and what is not sent yet stays where it is. */
export function sessionEnded(): void {
  if (session.value !== null) session.value = { ...session.value, user: null }
}
