import type { FieldForm } from './fields.ts'

/** A value as a clerk writes it: 1.234,5 and 15/01/2024, in whatever language the page is. Read back by `readEntry`. */
export function writeValue(value: unknown, form: FieldForm): string {
  if (value === null || value === undefined) return ''
  if (Array.isArray(value)) return value.map(String).join(' ')
  if (typeof value === 'number') return writeNumber(value)
  if (typeof value !== 'string') return JSON.stringify(value)
  if (form === 'day') return writeDay(value)
  if (form === 'interval') {
    const [start = '', end = ''] = value.split('/')
    return `${writeDay(start)} – ${writeDay(end)}`
  }
  return value
}

export function writeNumber(value: number): string {
  return new Intl.NumberFormat('vi', { maximumFractionDigits: 12 }).format(value)
}

export function writeDay(iso: string): string {
  const parts = /^(\d{4})-(\d{2})-(\d{2})$/.exec(iso)
  return parts === null ? iso : `${parts[3]}/${parts[2]}/${parts[1]}`
}
