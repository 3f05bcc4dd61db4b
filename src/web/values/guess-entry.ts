import type { AddKind } from '../document/add-kinds.ts'
import { fieldsOf } from './fields.ts'

/** What a person fills in, by key. */
export type Entries = Readonly<Record<string, string>>

const number = String.raw`[+\-−]?\d+(?:[.,]\d+)*`
const day = /(?<!\d)(\d{1,2})(?:[/.-]|\s*tháng\s*)(\d{1,2})(?:[/.-]|\s*năm\s*)(\d{4})(?!\d)/iu
const year = /năm\s+(\d{4})(?!\d)/iu
const symbol = /\d+(?:\/\d{4})?\/\p{Lu}[\p{L}\d]*(?:-[\p{L}\d]+)*/u
const figure = new RegExp(
  String.raw`^(?<label>\D*?)(?<value>${number})(?:\s*\/\s*(?<denominator>${number}))?\s*(?<unit>%|[^\d%.,;:()]*)`,
  'u',
)

/** What words that were missed most likely are. */
export function guessKind(words: string): AddKind {
  const text = words.normalize('NFC')
  if (symbol.test(text)) return 'reference'
  if (day.test(text) || year.test(text)) return 'date'
  return /\d/.test(text) ? 'metric' : 'header'
}

/** What the fields of a missed value most likely say, from its words; whoever adds it reads and corrects them. */
export function guessEntries(kind: AddKind, slot: string | null, words: string): Entries {
  const text = words.normalize('NFC').replaceAll(/\s+/g, ' ').trim()
  switch (kind) {
    case 'metric':
      return guessMetric(text)
    case 'reference':
      return guessReference(text)
    case 'date':
      return guessSpan(text)
    case 'signer':
      return { name: text }
    case 'recipient':
      return { value: text }
    case 'header': {
      const span = guessSpan(text)
      const [field] = fieldsOf(kind, slot)
      if (field?.form === 'day') return { value: span['start'] ?? text }
      return { value: field?.form === 'interval' && span['start'] ? `${span['start']} – ${span['end']}` : text }
    }
  }
}

function guessMetric(text: string): Entries {
  const found = figure.exec(text)?.groups
  if (found === undefined) return { value: text }
  const { label = '', value = '', denominator = '', unit = '' } = found
  const share = unit === '%' ? { percent: value } : {}
  return { label: label.replace(/[\s:,;–-]+$/u, ''), value, denominator, unit: unit.trim(), ...share }
}

function guessReference(text: string): Entries {
  const number = symbol.exec(text)
  const before = number === null ? text : text.slice(0, number.index)
  const date = day.exec(text)
  return {
    type: before.replace(/^[\s+\-–•]+/u, '').replace(/\s*(?:số)?\s*:?\s*$/iu, ''),
    number: number?.[0] ?? '',
    ...(date === null ? {} : { date: writeDay(date) }),
  }
}

function guessSpan(text: string): Entries {
  const found = day.exec(text)
  if (found !== null) return { start: writeDay(found), end: writeDay(found) }
  const whole = year.exec(text)?.[1]
  return whole === undefined ? { start: text, end: text } : { start: `01/01/${whole}`, end: `31/12/${whole}` }
}

function writeDay([, date = '', month = '', year = '']: RegExpExecArray): string {
  return `${date.padStart(2, '0')}/${month.padStart(2, '0')}/${year}`
}
