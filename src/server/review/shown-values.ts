import type { Values } from '../../domain/decision.ts'

const longest = 160

/** The values of an item in a few words. */
export function shownValues(values: Values | null): string {
  if (values === null) return ''
  const parts = Object.entries(values).flatMap(([key, value]) => {
    if (value === null || key === 'cells') return []
    return Array.isArray(value) ? [value.filter((one) => one !== null).join(' ')] : [String(value)]
  })
  const text = parts.filter((part) => part !== '').join(' · ')
  return text.length > longest ? `${text.slice(0, longest - 1)}…` : text
}
