import type { ItemState } from '../../domain/decision.ts'
import { figureWords } from '../../domain/figure-words.ts'
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

/** The figure of a metric: '296/298 · 98 %', '5 → 4 ngày', '−25 %'. The unit goes with the first that is there. */
function writeMetric(values: Values): string {
  const { figure, share, more } = figureWords(values, writeNumber, writeChange)
  return [figure, share, ...more].filter(Boolean).join(' · ') || '—'
}

function writeChange(change: number): string {
  return `${change > 0 ? '+' : change < 0 ? '−' : ''}${writeNumber(Math.abs(change))}`
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : ''
}

function numberOf(value: unknown): string {
  return typeof value === 'number' ? writeNumber(value) : ''
}
