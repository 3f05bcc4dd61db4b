import type { ItemState } from '../../domain/decision.ts'
import type { ItemKind } from '../../domain/item-kinds.ts'
import type { Finding } from '../../domain/record.ts'
import type { ReviewItem } from '../../domain/review-api.ts'
import { fieldsOf, type ValueField } from '../values/fields.ts'
import { writeDay, writeNumber, writeValue } from '../values/write-value.ts'
import { sayCode } from '../words/speak.ts'

type Naming = Pick<ReviewItem, 'kind' | 'slot'>

/** What an item is: 'Số, ký hiệu', 'Văn bản dẫn chiếu', … */
export function nameOf({ kind, slot }: Naming): string {
  return kind === 'header' && slot !== null ? sayCode('slot', slot) : sayCode('kind', kind)
}

export function valueFields({ kind, slot }: Naming): readonly ValueField[] {
  return kind === 'finding' ? [] : fieldsOf(kind, slot)
}

/** A state's values in one line. */
export function shownValue(item: Naming, values: ItemState['values'], finding?: Finding): string {
  if (item.kind === 'finding') return finding?.message ?? item.slot ?? ''
  if (values === null) return '—'
  return sentences[item.kind](values, item)
}

type Values = NonNullable<ItemState['values']>
type Sentence = (values: Values, item: Naming) => string

const plain: Sentence = (values, item) => writeValue(values['value'], valueFields(item)[0]?.form ?? 'text')

const sentences: Readonly<Record<Exclude<ItemKind, 'finding'>, Sentence>> = {
  header: plain,
  recipient: plain,
  signer: ({ name, position, authority }) =>
    [writeValue(authority, 'list'), textOf(position), textOf(name)].filter(Boolean).join(' · '),
  reference: ({ type, number, date, subject }) =>
    [[textOf(type), textOf(number)].filter(Boolean).join(' '), writeValue(date, 'day'), textOf(subject)]
      .filter(Boolean)
      .join(' · '),
  date({ start, end }) {
    if (typeof start !== 'string' || typeof end !== 'string') return '?'
    return start === end ? writeDay(start) : `${writeDay(start)} – ${writeDay(end)}`
  },
  metric: (values) => writeMetric(values),
  'form-row': ({ value, unit }) => [numberOf(value), textOf(unit)].filter(Boolean).join(' ') || '—',
}

/** The figure of a metric: '296/298 · 98 % · từ 5 xuống 4'. */
export function writeMetric(values: Values): string {
  const { value, unit, denominator, percent, from, to, change } = values
  const whole = numberOf(denominator)
  const figure = [numberOf(value) + (whole === '' ? '' : `/${whole}`), textOf(unit)].filter(Boolean).join(' ')
  const own = percent === value && unit === '%'
  const span = from === null && to === null ? '' : `${numberOf(from) || '?'} → ${numberOf(to) || '?'}`
  const grown = typeof change === 'number' ? `${change > 0 ? '+' : ''}${writeNumber(change)}` : ''
  const share = numberOf(percent)
  return [figure, share !== '' && !own ? `${share} %` : '', span, grown].filter(Boolean).join(' · ') || '—'
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : ''
}

function numberOf(value: unknown): string {
  return typeof value === 'number' ? writeNumber(value) : ''
}
