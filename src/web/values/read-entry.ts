import type { FieldForm } from './fields.ts'

export type Entered = { readonly ok: true; readonly value: unknown } | { readonly ok: false }

const refused: Entered = { ok: false }
const taken = (value: unknown): Entered => ({ ok: true, value })

/** What a person typed as the value it means; an empty entry is no value. */
export function readEntry(entry: string, form: FieldForm): Entered {
  const trimmed = entry.normalize('NFC').trim()
  if (form === 'list') return taken(trimmed.split(/\s+/).filter(Boolean))
  if (trimmed === '') return taken(null)
  switch (form) {
    case 'number':
      return readNumber(trimmed)
    case 'day':
      return readDay(trimmed)
    case 'interval':
      return readInterval(trimmed)
    default:
      return taken(trimmed)
  }
}

/** '1.234.567,8', '12,5', '1234.5', '-3'; a point before exactly three digits parts thousands, as in every report. */
function readNumber(entry: string): Entered {
  const plain = entry.replaceAll(/[\s\u00a0]/g, '').replace(/%$/, '')
  const match = /^([+\-−]?)([1-9]\d{0,2}(?:\.\d{3})+|\d+)(?:[,.](\d+))?$/.exec(plain)
  if (match === null) return refused
  const [, sign = '', whole = '', fraction = '0'] = match
  const size = Number(`${whole.replaceAll('.', '')}.${fraction}`)
  return taken(sign === '-' || sign === '−' ? -size : size)
}

/** '15/01/2024', '5-1-2024', '15.1.2024' or '2024-01-15'. */
function readDay(entry: string): Entered {
  const iso = /^(\d{4})-(\d{1,2})-(\d{1,2})$/.exec(entry)
  const usual = /^(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})$/.exec(entry)
  const [year, month, day] = iso ? iso.slice(1) : usual ? usual.slice(1).reverse() : []
  if (year === undefined || month === undefined || day === undefined) return refused
  const date = new Date(Date.UTC(Number(year), Number(month) - 1, Number(day)))
  const real = date.getUTCMonth() === Number(month) - 1 && date.getUTCDate() === Number(day)
  return real ? taken(`${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`) : refused
}

/** Two days with a dash or slash between them, or one that is both. */
function readInterval(entry: string): Entered {
  const parts =
    /^(\S+)(?:\s*[–—]\s*|\s+-\s+|\s+\/\s+)(\S+)$/.exec(entry) ?? /^(\d{4}-\d\d-\d\d)\/(\d{4}-\d\d-\d\d)$/.exec(entry)
  const [start, end] = parts === null ? [readDay(entry), readDay(entry)] : [readDay(parts[1]!), readDay(parts[2]!)]
  return start.ok && end.ok ? taken(`${String(start.value)}/${String(end.value)}`) : refused
}
