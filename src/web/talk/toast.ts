import { signal } from '@preact/signals'
import { Refusal } from './ask.ts'
import { sessionEnded } from './session.ts'
import { say } from '../words/speak.ts'

/** One short line at the foot of the page; the next replaces it. */
export const toast = signal<string | null>(null)

const shownFor = 4000
let clearing: ReturnType<typeof setTimeout> | undefined

export function tell(message: string): void {
  toast.value = message
  clearTimeout(clearing)
  clearing = setTimeout(() => (toast.value = null), shownFor)
}

export function sayTrouble(error: unknown): string {
  if (!(error instanceof Refusal)) return say('trouble', { message: String(error) })
  if (error.status === 0) return say('trouble.network')
  if (error.status === 401) return say('trouble.unauthorised')
  return error.message === '' ? say('trouble', { message: error.code }) : error.message
}

/** For what a view asked and did not get. */
export function tellTrouble(error: unknown): void {
  if (error instanceof DOMException && error.name === 'AbortError') return
  if (error instanceof Refusal && error.status === 401) sessionEnded()
  tell(sayTrouble(error))
}
