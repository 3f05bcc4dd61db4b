import { dayOf, partsOf, type Day } from './days.ts'
import { printNumber, total } from './numbers.ts'
import type { OwnDocument } from './registry.ts'
import type { Writer } from './writer.ts'

export interface RatioFields {
  readonly label: string
  readonly part: number
  readonly whole: number
  readonly unit: string
}

/** '296/298 hồ sơ, đạt 99,3%' in one of its forms, with what stands before it. */
export function ratio(w: Writer, lead: string, { label, part, whole, unit }: RatioFields): string {
  const isWrong = w.faulty('ratio')
  const right = w.percentOf(part, whole)
  const percent = isWrong ? w.wrongPercent(right) : right
  const [a, b, p] = [w.n(part), w.n(whole), w.percent(percent)]
  const said = w.random.pick([
    `${a}/${b} ${unit}, đạt ${p}`,
    `${a}/${b} ${unit} (đạt tỷ lệ ${p})`,
    `${a} ${unit}/${b} ${unit}, đạt ${p}`,
    `${a}/${b} ${unit}, tỷ lệ ${p}`,
    `${a}/${b} ${unit}, đạt tỷ lệ ${p}`,
  ])
  return w.metric({ label, value: part, unit, denominator: whole, percent }, lead + w.wrong(isWrong, said))
}

/** 'gồm 12 kế hoạch, 06 báo cáo và 03 công văn': parts that make the whole, which stands before. */
export interface Part {
  readonly label: string
  readonly value: number
  readonly unit: string
  /** What follows the unit: 'mầm non'. */
  readonly rest?: string
}

export function parts(w: Writer, list: readonly Part[]): string {
  const isWrong = w.faulty('sum')
  const slipped = isWrong ? w.slip.int(0, list.length - 1) : -1
  const said = list.map((part, at) => {
    const value = at === slipped ? part.value + w.slip.int(1, 4) : part.value
    return w.count(part.label, value, part.unit) + (part.rest ? ` ${part.rest}` : '')
  })
  return w.wrong(isWrong, listed(said))
}

export function listed(words: readonly string[]): string {
  return words.length < 2 ? words.join('') : `${words.slice(0, -1).join(', ')} và ${words.at(-1)!}`
}

/** Cites a document of the reporting body. */
export function cite(w: Writer, document: OwnDocument, about = ' về '): string {
  const { type, number, date, subject } = document
  const isLetter = type === 'Công văn'
  const isReversed = !isLetter && w.faulty('symbol-reversed')
  const isOther = !isLetter && w.faulty('symbol-type')
  const isImpossible = w.faulty('impossible-date')
  const isFuture = w.faulty('future-date')
  const isUnknown = !isLetter && w.faulty('symbol-unknown')
  if (w.faulty('symbol-missing'))
    return `${w.wrong(true, `${type} số ${number.split('/')[0]!} ${w.day(date)}`)}${about}${subject}`
  const [sequence = '', symbol = ''] = number.split('/')
  const [kind = '', body = ''] = symbol.split('-')
  const slipped = kind + kind.charAt(w.slip.int(0, kind.length - 1))
  const printed = isReversed ? `${sequence}/${body}-${kind}` : isUnknown ? `${sequence}/${slipped}-${body}` : number
  const word = isOther
    ? w.slip.pick(['Kế hoạch', 'Báo cáo', 'Tờ trình', 'Quyết định', 'Công văn'].filter((other) => other !== type))
    : type
  const day = isFuture ? laterThan(w) : date
  const dated = isImpossible ? impossibleDay(w, date) : w.day(day)
  const said = w.wrong(
    isReversed || isOther || isUnknown || isImpossible || isFuture,
    w.reference(
      { type: word, number: printed, date: isImpossible ? null : day, subject },
      `${word} số ${printed} ${dated}`,
    ),
  )
  if (!isReversed && !isOther && !isUnknown && !isImpossible && !isFuture && type === 'Kế hoạch') w.cited.push(document)
  return `${said}${about}${subject}`
}

function laterThan(w: Writer): Day {
  const { year } = partsOf(w.setting.issued)
  return dayOf(year + 1, w.slip.int(1, 12), w.slip.int(1, 28))
}

function impossibleDay(w: Writer, date: Day): string {
  const { year } = partsOf(date)
  const [day, month] = w.slip.pick([
    [31, 4],
    [30, 2],
    [31, 6],
    [31, 9],
    [31, 11],
    [12, 14],
    [32, 3],
  ] as const)
  return w.date('date', null, null, `ngày ${day}/${month}/${year}`)
}

/** A document of the body above. */
export function citeParent(w: Writer, subject: string): string {
  const { parent } = w.setting
  const [type, symbol] = w.random.pick([
    ['Kế hoạch', 'KH-UBND'],
    ['Quyết định', 'QĐ-UBND'],
    ['Chỉ thị', 'CT-UBND'],
  ] as const)
  const number = `${printNumber(w.random.int(3, 980)).padStart(2, '0')}/${symbol}`
  const date = w.earlier()
  const said = w.reference({ type, number, date, issuer: parent, subject }, `${type} số ${number} ${w.day(date)}`)
  return `${said} của ${parent} về ${subject}`
}

/** Amounts of money with one unit, that make a whole. */
export function amounts(w: Writer, labels: readonly string[], values: readonly number[], unit: string): string {
  return labels
    .map((label, at) => `${label} ${w.metric({ label, value: values[at]!, unit }, `${w.n(values[at]!)} ${unit}`)}`)
    .join('; ')
}

export function sumOf(list: readonly { readonly value: number }[]): number {
  return total(list.map(({ value }) => value))
}
