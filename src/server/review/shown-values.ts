import type { Values } from '../../domain/decision.ts'

const longest = 160
const vietnamese = new Intl.NumberFormat('vi', { maximumFractionDigits: 12 })

/** The values of an item in a few words, as a clerk writes them: 1.850,5 and 15/01/2024. */
export function shownValues(values: Values | null): string {
  if (values === null) return ''
  const parts = Object.entries(values).flatMap(([key, value]) => {
    if (value === null || key === 'cells') return []
    return Array.isArray(value)
      ? [
          value
            .filter((one) => one !== null)
            .map(written)
            .join(' '),
        ]
      : [written(value)]
  })
  const text = parts.filter((part) => part !== '').join(' · ')
  return text.length > longest ? `${text.slice(0, longest - 1)}…` : text
}

function written(value: unknown): string {
  if (typeof value === 'number') return vietnamese.format(value)
  return String(value).replace(/^(\d{4})-(\d{2})-(\d{2})$/, '$3/$2/$1')
}
