import type { Indicator, StatedFigure } from '../../domain/indicator.ts'
import { hasMarks } from '../../text/search-words.ts'
import { foldText } from '../selection.ts'
import { holdsPhrase, plainWordsOf, wordsOf } from './label-phrase.ts'

/** A label longer than this is a sentence that was not taken apart. */
const mostWords = 40
const percent = '%'
const percentUnits: ReadonlySet<string> = new Set([percent, foldText('phần trăm')])

/** What a stated figure is worth as an indicator. */
export interface IndicatorValue {
  readonly value: number
  /** Made from the figure's own number and denominator: the document states no percentage. */
  readonly computed: boolean
}

/** Takes figures for one indicator. */
export class IndicatorMatcher {
  readonly indicator: Indicator
  readonly #labels: readonly (readonly string[])[]
  readonly #not: readonly (readonly string[])[]
  readonly #factors: ReadonlyMap<string, number>

  constructor(indicator: Indicator) {
    this.indicator = indicator
    this.#labels = indicator.labels.map(wordsOf)
    this.#not = indicator.not.map(wordsOf)
    this.#factors = new Map(Object.entries(indicator.units).map(([unit, factor]) => [foldText(unit), factor]))
  }

  /** Whether a figure of that label may be one of the indicator's. */
  fits(label: string): boolean {
    const words = wordsOf(label)
    return (
      words.length <= mostWords &&
      this.#labels.some((phrase) => holdsPhrase(words, phrase)) &&
      !this.#not.some((phrase) => holdsPhrase(words, phrase))
    )
  }

  /** The indicator's value in its own unit; null where the figure is something else. */
  take(figure: StatedFigure): IndicatorValue | null {
    if (!this.fits(figure.label)) return null
    return this.indicator.unit === percent ? takePercent(figure) : this.#takeAmount(figure)
  }

  #takeAmount({ value, unit }: StatedFigure): IndicatorValue | null {
    const factor = unit === null ? undefined : this.#factors.get(foldText(unit))
    if (value === null || factor === undefined) return null
    // Ten thousandth parts of the unit: below them is what multiplying in binary left.
    return { value: Math.round(value * factor * 1e4) / 1e4, computed: factor !== 1 }
  }
}

function takePercent({ value, unit, denominator, percent: stated }: StatedFigure): IndicatorValue | null {
  if (stated !== null) return { value: stated, computed: false }
  if (value === null) return null
  if (unit !== null && percentUnits.has(foldText(unit))) return { value, computed: false }
  if (denominator === null || denominator <= 0 || value > denominator) return null
  return { value: Math.round((value / denominator) * 1e4) / 100, computed: true }
}

/**
 * The indicators a name may mean: what is called so, by id or name, else those it is a label of. Who writes no marks means all
 * spellings, as in a search.
 */
export function indicatorsNamed(name: string, indicators: readonly Indicator[]): Indicator[] {
  const split = hasMarks(name) ? wordsOf : plainWordsOf
  const asked = split(name)
  const called = indicators.filter((one) => one.id === name || split(one.name).join(' ') === asked.join(' '))
  if (called.length > 0) return called
  const holdsOne = (phrases: readonly string[]) => phrases.some((phrase) => holdsPhrase(asked, split(phrase)))
  return indicators.filter(({ labels, not }) => holdsOne(labels) && !holdsOne(not))
}

/** An example of an indicator that does not hold. */
export interface IndicatorFailure {
  readonly indicator: string
  readonly figure: string
  readonly expected: string
  readonly found: string
}

/** Runs every example and counterexample of indicators, each against all of them: a figure is of one indicator. */
export function testIndicators(indicators: readonly Indicator[]): IndicatorFailure[] {
  const matchers = indicators.map((indicator) => new IndicatorMatcher(indicator))
  return matchers.flatMap((matcher) => {
    const { id, examples, counterexamples } = matcher.indicator
    const wrongExamples = examples.flatMap((example) => {
      const found = matchers.flatMap((one) => {
        const taken = one.take(example)
        return taken ? [`${one.indicator.id}: ${taken.value}`] : []
      })
      const expected = `${id}: ${example.gives}`
      return found.join() === expected ? [] : [failure(id, example, expected, found.join() || 'nothing')]
    })
    const wrongCounterexamples = counterexamples.flatMap((example) => {
      const taken = matcher.take(example)
      return taken ? [failure(id, example, `nothing: ${example.why}`, String(taken.value))] : []
    })
    return [...wrongExamples, ...wrongCounterexamples]
  })
}

function failure(indicator: string, { label, unit, value }: StatedFigure, expected: string, found: string) {
  return { indicator, figure: `${label} (${value ?? 'none'} ${unit ?? ''})`, expected, found }
}
