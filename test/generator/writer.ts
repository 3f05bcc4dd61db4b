import type { Truth } from '../../samples/truth-schema.ts'
import { addDays, dayOf, partsOf, twoDigits, type Day } from './days.ts'
import type { FaultKind } from './faults.ts'
import { mark } from './marked-text.ts'
import { percentOf, printExactly, printNumber } from './numbers.ts'
import { Registry, type OwnDocument } from './registry.ts'
import { Random } from './random.ts'
import { makeSetting, type Setting } from './setting.ts'

type TruthMetric = Truth['metrics'][number]
type TruthDate = Truth['dates'][number]
type TruthReference = Truth['references'][number]

export type MetricFields = Pick<TruthMetric, 'label'> & Partial<Omit<TruthMetric, 'label' | 'quote'>>

/** What a mark stands for, but for its quote. */
export type Marked =
  | { readonly list: 'metrics'; readonly item: Omit<TruthMetric, 'quote'> }
  | { readonly list: 'dates'; readonly item: Omit<TruthDate, 'quote'> }
  | { readonly list: 'references'; readonly item: Omit<TruthReference, 'quote'> }
  | { readonly list: 'faults' }

/** Which fault a report gets and at which of the places that offer themselves. */
export interface ChosenFault {
  readonly kind: FaultKind
  readonly site: number
}

/** How one clerk writes. */
interface Habits {
  /** 05 for 5. */
  readonly padded: boolean
  readonly percentDecimals: number
  /** Percentages are cut off, not rounded. */
  readonly cut: boolean
  readonly percentSign: string
  readonly dateForm: 'short' | 'padded' | 'long' | 'dots' | 'dashes'
  readonly bullet: string
}

/** Writes the passages of one report and remembers what they state. */
export class Writer {
  readonly random: Random
  /** For faults alone, so that the rest of the report is the same with and without one. */
  readonly slip: Random
  readonly setting: Setting
  readonly own: Registry
  readonly habits: Habits
  /** Own documents cited as they are, that may be cited again. */
  readonly cited: OwnDocument[] = []
  readonly marks: Marked[] = []
  readonly sites = new Map<FaultKind, number>()
  readonly #fault: ChosenFault | null

  constructor(seed: string, fault: ChosenFault | null) {
    this.random = new Random(seed)
    this.slip = new Random(`${seed} ${fault?.kind ?? ''} ${fault?.site ?? ''}`)
    this.#fault = fault
    this.setting = makeSetting(this.random)
    this.own = new Registry(this.random, this.setting)
    this.habits = {
      padded: this.random.chance(0.6),
      percentDecimals: this.random.pick([0, 1, 1, 2, 2, 2]),
      cut: this.random.chance(0.2),
      percentSign: this.random.pick(['%', '%', '%', ' %']),
      dateForm: this.random.pick(['short', 'short', 'padded', 'padded', 'long', 'dots', 'dashes']),
      bullet: this.random.pick(['- ', '- ', '+ ']),
    }
  }

  /** Whether the fault of this report belongs here. Every call is one place that could have it. */
  faulty(kind: FaultKind): boolean {
    const site = this.sites.get(kind) ?? 0
    this.sites.set(kind, site + 1)
    return this.#fault?.kind === kind && this.#fault.site === site
  }

  /** Marks where the fault stands. */
  wrong(isWrong: boolean, text: string): string {
    return isWrong ? this.#mark({ list: 'faults' }, text) : text
  }

  metric(fields: MetricFields, text: string): string {
    const empty = { value: null, unit: null, denominator: null, percent: null, change: null, comparison: null }
    return this.#mark({ list: 'metrics', item: { ...empty, period: null, optional: false, ...fields } }, text)
  }

  reference(fields: Partial<Omit<TruthReference, 'quote'>>, text: string): string {
    const empty = { type: null, number: null, date: null, issuer: null, subject: null, optional: false }
    return this.#mark({ list: 'references', item: { ...empty, ...fields } }, text)
  }

  date(kind: TruthDate['kind'], start: Day | null, end: Day | null, text: string): string {
    return this.#mark({ list: 'dates', item: { kind, start_iso: start, end_iso: end, optional: false } }, text)
  }

  /** 'ngày 05/3/2024', in this clerk's form. */
  day(day: Day, lead = 'ngày '): string {
    return this.date('date', day, day, lead + this.printDay(day))
  }

  printDay(day: Day): string {
    const { year, month, day: date } = partsOf(day)
    // Nghị định 30/2020/NĐ-CP: days below 10 and the months 1 and 2 have a zero before them.
    const shortMonth = month < 3 ? twoDigits(month) : String(month)
    switch (this.habits.dateForm) {
      case 'short':
        return `${twoDigits(date)}/${shortMonth}/${year}`
      case 'padded':
        return `${twoDigits(date)}/${twoDigits(month)}/${year}`
      case 'long':
        return `${twoDigits(date)} tháng ${shortMonth} năm ${year}`
      case 'dots':
        return `${twoDigits(date)}.${shortMonth}.${year}`
      case 'dashes':
        return `${twoDigits(date)}-${shortMonth}-${year}`
    }
  }

  /** The period of the report, as its words say it. */
  period(words = this.setting.period.words): string {
    const { kind, start, end } = this.setting.period
    return this.date(kind, start, end, words)
  }

  year(year = this.setting.year): string {
    return this.date('year', dayOf(year, 1, 1), dayOf(year, 12, 31), `năm ${year}`)
  }

  window({ start, end } = this.setting.window, lead = 'từ'): string {
    return this.date('date-range', start, end, `${lead} ngày ${this.printDay(start)} đến ngày ${this.printDay(end)}`)
  }

  n(value: number, decimals = 0): string {
    if (Number.isInteger(value) && decimals === 0)
      return this.habits.padded && value > 0 && value < 10 ? `0${value}` : printNumber(value)
    return decimals > 0 ? printNumber(value, decimals) : printExactly(value)
  }

  /** '124 hồ sơ'. */
  count(label: string, value: number, unit: string, more: Partial<MetricFields> = {}): string {
    return this.metric({ label, value, unit, ...more }, `${this.n(value)} ${unit}`)
  }

  percent(value: number): string {
    return `${printExactly(value)}${this.habits.percentSign}`
  }

  percentOf(part: number, whole: number): number {
    return percentOf(part, whole, this.habits.percentDecimals, this.habits.cut)
  }

  /** A percentage no rounding explains. */
  wrongPercent(right: number): number {
    const moved = [5, -5, 11, -11, 3, -3, 20, -20].map((by) => Number((right + by).toFixed(2)))
    return this.slip.pick(moved.filter((value) => value > 1 && value <= 100))
  }

  /** Some day of the past year before the report, for documents of others. */
  earlier(): Day {
    return addDays(this.setting.issued, -this.random.int(40, 300))
  }

  #mark(marked: Marked, text: string): string {
    return mark(this.marks.push(marked) - 1, text)
  }
}
