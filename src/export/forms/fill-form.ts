import type { ExportForm, FormField } from '../../domain/export-form.ts'
import { foldText } from '../selection.ts'
import type { Absence, ValuesOf } from './form-values.ts'

/** Why a field is empty, or not all that was found stands in it. */
export type UnfilledReason =
  'needs-giving' | 'not-found' | 'in-doubt' | 'no-code' | 'too-long' | 'more-than-one' | 'not-readable' | Absence

const messages: Readonly<{ [reason in UnfilledReason]: string }> = {
  'needs-giving': 'không có trong văn bản',
  'not-found': 'không tìm thấy trong văn bản',
  'in-doubt': 'chưa đủ tin cậy, chưa được duyệt',
  'no-code': 'giá trị không có trong bảng mã',
  'too-long': 'dài hơn độ dài cho phép',
  'more-than-one': 'có nhiều giá trị, chỉ ghi giá trị đầu',
  'not-readable': 'không tách được số và ký hiệu',
  'not-enclosed': 'không đính kèm tệp gốc (--enclose)',
  'source-gone': 'không còn tệp gốc',
  incomplete: 'có văn bản chưa rõ giá trị này',
}

export interface Unfilled {
  readonly field: FormField
  readonly reason: UnfilledReason
  readonly message: string
  /** What was found and does not stand in the field. */
  readonly found: string | null
}

export interface FilledForm {
  /** By field name, in the form's order; a list has several. */
  readonly filled: ReadonlyMap<string, readonly string[]>
  readonly unfilled: readonly Unfilled[]
}

/** Fills a form from a document's values and from what is given for all documents. Nothing is made up: the rest is listed. */
export function fillForm(form: ExportForm, valuesOf: ValuesOf, given: ReadonlyMap<string, string>): FilledForm {
  const filled = new Map<string, readonly string[]>()
  const unfilled: Unfilled[] = []
  const leave = (field: FormField, reason: UnfilledReason, found: string | null = null) => {
    const message = reason === 'needs-giving' ? `${messages[reason]}: ${field.needs ?? ''}` : messages[reason]
    unfilled.push({ field, reason, message, found })
  }
  // Composed fields stand on others, wherever those are.
  for (const field of form.fields) if (field.compose === undefined) fillField(field, valuesOf, given, filled, leave)
  for (const field of form.fields) if (field.compose !== undefined) composeField(field, given, filled, leave)
  const ordered = form.fields.flatMap(({ name }) => (filled.has(name) ? [[name, filled.get(name)!] as const] : []))
  return { filled: new Map(ordered), unfilled }
}

type Leave = (field: FormField, reason: UnfilledReason, found?: string | null) => void

function fillField(
  field: FormField,
  valuesOf: ValuesOf,
  given: ReadonlyMap<string, string>,
  filled: Map<string, readonly string[]>,
  leave: Leave,
): void {
  const stated = given.get(field.name)
  if (stated !== undefined) return put(field, [stated], filled, leave)
  if (field.from === undefined) return leave(field, 'needs-giving')
  const { values, doubtful, absence } = valuesOf(field.from)
  if (absence !== undefined) return leave(field, absence.reason, absence.found)
  if (values.length === 0) return leave(field, doubtful ? 'in-doubt' : 'not-found')
  const written: string[] = []
  for (const value of values) {
    const one = write(field, value)
    if (typeof one === 'string') written.push(one)
    else leave(field, one.reason, value)
  }
  if (written.length > 0) put(field, written, filled, leave)
}

/** One value or, where the field takes a list, all of them; nothing is cut. */
function put(field: FormField, values: readonly string[], filled: Map<string, readonly string[]>, leave: Leave): void {
  const { list = 'first', length = Infinity } = field
  const entries = list === 'each' ? values : list === 'first' ? values.slice(0, 1) : [values.join(list.join)]
  if (list === 'first' && values.length > 1) leave(field, 'more-than-one', values.slice(1).join('; '))
  const fitting = entries.filter((entry) => Array.from(entry).length <= length)
  for (const entry of entries) if (!fitting.includes(entry)) leave(field, 'too-long', entry)
  if (fitting.length > 0) filled.set(field.name, fitting)
}

function composeField(
  field: FormField,
  given: ReadonlyMap<string, string>,
  filled: Map<string, readonly string[]>,
  leave: Leave,
): void {
  const stated = given.get(field.name)
  if (stated !== undefined) return put(field, [stated], filled, leave)
  const parts = field.compose!.matchAll(/\{([^{}]+)\}/g)
  const isMissing = Array.from(parts).some(([, name]) => filled.get(name!)?.[0] === undefined)
  const text = field.compose!.replace(/\{([^{}]+)\}/g, (_, name: string) => filled.get(name)?.[0] ?? '')
  if (isMissing) leave(field, 'not-found')
  else put(field, [text], filled, leave)
}

function write({ part, date, code }: FormField, value: string): string | { readonly reason: UnfilledReason } {
  if (part !== undefined) return splitNumber(value)?.[part] ?? { reason: 'not-readable' }
  if (date !== undefined) return writeDate(value, date)
  if (code === undefined) return value
  const key = Object.keys(code).find((one) => foldText(one) === foldText(value))
  return key === undefined ? { reason: 'no-code' } : code[key]!
}

/** '86/BC-UBND', '20/2018/NĐ-CP', '131-QĐ/TW', '482TC/HD-NS': the digits, which keep their zeros, and what follows them. */
export function splitNumber(value: string): { readonly number: string; readonly symbol: string } | null {
  const parts = /^(\d{1,5}\p{Ll}?)[/-]?(\p{L}.*|\d{4}\/.+)$/u.exec(value)
  return parts && { number: parts[1]!, symbol: parts[2]! }
}

function writeDate(day: string, pattern: string): string {
  const [year = '', month = '', date = ''] = day.split('-')
  return pattern.replace('yyyy', year).replace('MM', month).replace('dd', date)
}

export interface FormFailure {
  readonly form: string
  readonly example: number
  readonly expected: string
  readonly found: string
}

/** Runs the examples inside forms: each must fill exactly what it says. */
export function testForms(forms: readonly ExportForm[]): FormFailure[] {
  return forms.flatMap((form) =>
    form.examples.flatMap(({ values, given, gives }, index) => {
      const valuesOf: ValuesOf = (source) => {
        const value = values[source]
        return { values: value === undefined ? [] : typeof value === 'string' ? [value] : value, doubtful: false }
      }
      const { filled } = fillForm(form, valuesOf, new Map(Object.entries(given)))
      const found = Object.fromEntries([...filled].map(([name, list]) => [name, list.length === 1 ? list[0]! : list]))
      const [wanted, got] = [inOrder(gives), inOrder(found)]
      return wanted === got ? [] : [{ form: form.id, example: index + 1, expected: wanted, found: got }]
    }),
  )
}

function inOrder(values: { readonly [name: string]: unknown }): string {
  return JSON.stringify(Object.entries(values).sort(([a], [b]) => (a < b ? -1 : 1)))
}
