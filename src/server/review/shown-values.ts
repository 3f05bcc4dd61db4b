import type { Values } from '../../domain/decision.ts'

const longest = 160
const vietnamese = new Intl.NumberFormat('vi', { maximumFractionDigits: 12 })

/** The values of an item in a few words, as a clerk writes them: 1.850,5 and 15/01/2024. */
export function shownValues(values: Values | null): string {
  if (values === null) return ''
  const parts = Object.entries(values).flatMap(([key, value]) => {
    // `kind` is a date's, a code; a day is its own end.
    if (value === null || key === 'cells' || key === 'kind' || (key === 'end' && value === values['start'])) return []
    return [written(value)]
  })
  const text = parts.filter((part) => part !== '').join(' · ')
  return text.length > longest ? `${text.slice(0, longest - 1)}…` : text
}

function written(value: unknown): string {
  if (Array.isArray(value))
    return value
      .filter((one) => one !== null)
      .map(written)
      .join(' ')
  if (typeof value === 'number') return vietnamese.format(value)
  const text = String(value)
  return isoTime.test(text) ? text.split('/').map(writeDay).join(' – ') : text
}

const isoTime = /^\d{4}-\d{2}-\d{2}(?:\/\d{4}-\d{2}-\d{2})?$/

function writeDay(iso: string): string {
  return iso.split('-').toReversed().join('/')
}
