import type { Values } from '../../domain/decision.ts'
import { figureWords } from '../../domain/figure-words.ts'

const longest = 160
const vietnamese = new Intl.NumberFormat('vi', { maximumFractionDigits: 12 })

/** The values of an item in a few words, as a clerk writes them: 1.850,5 ha and 15/01/2024. */
export function shownValues(values: Values | null): string {
  if (values === null) return ''
  const parts = Object.entries(figured(values)).map(([key, value]) => {
    // A date's kind is a code; a day is its own end; a row has its number, that of the one over it says no more.
    const unsaid = key === 'cells' || key === 'kind' || key === 'parent' || (key === 'end' && value === values['start'])
    return value === null || unsaid ? '' : written(value)
  })
  const text = parts.filter((part) => part !== '').join(' · ')
  return text.length > longest ? `${text.slice(0, longest - 1)}…` : text
}

/** Figures with what belongs to them, in place of one by one: '296/298 hồ sơ', '98 %', '5 → 4', '+6,9 %'. */
function figured(values: Values): Values {
  if (!('unit' in values)) return values
  const { figure, share, more } = figureWords(values, written, (change) => `${change > 0 ? '+' : ''}${written(change)}`)
  const said = { unit: null, denominator: null, from: null, to: null }
  return { ...values, ...said, value: figure, percent: share, change: more.join(' · ') }
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
