import type { Values } from './decision.ts'

/** What a figure says in words, in the order in which it is read. '' and [] where it does not say that. */
export interface FigureWords {
  /** '296/298 hồ sơ', '5 → 4 ngày', '+6,9 %': the first of value, span and change, with the unit. */
  readonly figure: string
  /** '98 %', where the value itself is no percentage. */
  readonly share: string
  /** Span and change beside a value. */
  readonly more: readonly string[]
}

/** The words of a metric's values, for the queue and the page alike; numbers as the two functions write them. */
export function figureWords(
  { value, unit, denominator, percent, from, to, change }: Values,
  writeNumber: (value: number) => string,
  writeChange: (change: number) => string,
): FigureWords {
  const number = (one: unknown) => (typeof one === 'number' ? writeNumber(one) : '')
  const whole = number(denominator)
  const share = percent === value && unit === '%' ? '' : number(percent)
  const span = number(from) === '' && number(to) === '' ? '' : `${number(from) || '?'} → ${number(to) || '?'}`
  const [first = '', ...more] = [
    number(value) + (whole === '' ? '' : `/${whole}`),
    span,
    typeof change === 'number' ? writeChange(change) : '',
  ].filter(Boolean)
  const named = typeof unit === 'string' ? unit : ''
  const figure = first === '' && share !== '' ? '' : `${first} ${named}`.trim()
  return { figure, share: share && `${share} %`, more }
}
