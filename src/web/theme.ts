import { effect, signal } from '@preact/signals'
import { remember, remembered } from './remembered.ts'

export type Theme = 'light' | 'dark'

const system = matchMedia('(prefers-color-scheme: dark)')
const chosen = remembered('theme')

export const theme = signal<Theme>(chosen === 'light' || chosen === 'dark' ? chosen : system.matches ? 'dark' : 'light')

system.addEventListener('change', ({ matches }) => {
  if (remembered('theme') === null) theme.value = matches ? 'dark' : 'light'
})

export function switchTheme(): void {
  theme.value = theme.value === 'dark' ? 'light' : 'dark'
  remember('theme', theme.value)
}

effect(() => {
  document.documentElement.dataset['theme'] = theme.value
})
