import { effect, signal } from '@preact/signals'
import { remember, remembered } from '../remembered.ts'
import { english } from './english.ts'
import { vietnamese, type Words } from './vietnamese.ts'

export type Language = 'vi' | 'en'
type Key = keyof Words

export const language = signal<Language>(remembered('language') === 'en' ? 'en' : 'vi')

export function switchLanguage(): void {
  language.value = language.value === 'vi' ? 'en' : 'vi'
  remember('language', language.value)
}

/** The page's words in the language chosen; `{name}` is filled in. */
export function say(key: Key, values: Readonly<Record<string, string | number>> = {}): string {
  const text: string = (language.value === 'en' ? english : vietnamese)[key]
  return text.replaceAll(/\{(\w+)\}/g, (_, name: string) => String(values[name] ?? ''))
}

/** Words for a code of the record (a rule's kind, a reason, a status); the code itself where there are none. */
export function sayCode(prefix: string, code: string): string {
  const key = `${prefix}.${code}`
  return key in vietnamese ? say(key as Key) : code
}

export function sayNumber(value: number, digits = 0): string {
  return new Intl.NumberFormat(language.value, { minimumFractionDigits: digits, maximumFractionDigits: digits }).format(
    value,
  )
}

/** A moment: milliseconds since 1970. */
export function sayTime(at: number): string {
  // Days before months in English too, as in the documents.
  return new Intl.DateTimeFormat(language.value === 'en' ? 'en-GB' : 'vi', {
    dateStyle: 'short',
    timeStyle: 'short',
  }).format(at)
}

effect(() => {
  document.documentElement.lang = language.value
})
