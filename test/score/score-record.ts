import type { DateMention, Form, FormRow, Metric, Record, Reference } from '../../src/domain/record.ts'
import type { Truth } from '../../samples/truth-schema.ts'
import { comparableNumber, likeness, sameNumber, sameText } from '../../src/evaluate/compare.ts'
import { pairItems } from '../../src/evaluate/pair-items.ts'
import { scoreHeader } from './score-header.ts'
import { sumScores } from './tally.ts'
import type { Miss, Score } from './tally.ts'

type GoldReference = Truth['references'][number]
type GoldDate = Truth['dates'][number]
type GoldMetric = Truth['metrics'][number]
type GoldForm = Truth['forms'][number]
type GoldRow = GoldForm['rows'][number]

/** How one kind of item is compared. */
interface Comparison<Gold, Found> {
  readonly kind: string
  /** 0 where the two cannot be the same item. */
  readonly alike: (gold: Gold, found: Found) => number
  /** Of two that are the same item: is everything right that counts here? */
  readonly right: (gold: Gold, found: Found) => boolean
  readonly printGold: (gold: Gold) => string
  readonly printFound: (found: Found) => string
}

/** `name` stands before every miss: the case and the file. */
export function scoreRecord(truth: Truth, record: Record, name: string): Score {
  const numbered = <T extends { readonly number: string | null }>(items: readonly T[]): T[] =>
    items.filter(({ number }) => number !== null)
  const unnumbered = <T extends { readonly number: string | null }>(items: readonly T[]): T[] =>
    items.filter(({ number }) => number === null)
  return sumScores([
    scoreHeader(truth.header, record.header, name),
    scoreItems(name, references, numbered(truth.references), numbered(record.references)),
    scoreItems(name, unnumberedReferences, unnumbered(truth.references), unnumbered(record.references)),
    ...(['type', 'issuer', 'subject'] as const).map((part) =>
      scoreItems(name, partOfReference(part), numbered(truth.references), numbered(record.references)),
    ),
    scoreItems(name, dates, truth.dates, record.dates),
    scoreItems(name, figures, truth.metrics, record.metrics),
    scoreItems(name, figuresInFull, truth.metrics, record.metrics),
    scoreForms(name, truth.forms, record.forms),
  ])
}

/** Optional gold items are neither rewarded nor punished: they only excuse what answers to them. */
function scoreItems<Gold extends { readonly optional?: boolean | undefined }, Found>(
  name: string,
  { kind, alike, right, printGold, printFound }: Comparison<Gold, Found>,
  gold: readonly Gold[],
  found: readonly Found[],
): Score {
  const required = gold.filter(({ optional }) => optional !== true)
  const { pairs, extra } = pairItems(required, found, alike)
  const optional = gold.filter((item) => item.optional === true)
  const unexcused = pairItems(optional, extra, alike).extra
  const misses: Miss[] = []
  const miss = (text: string): number => misses.push({ kind, text: `${name} ${kind} ${text}` })
  let [rightOnes, inexact] = [0, 0]
  for (const [item, other] of pairs) {
    if (other === null) miss(`missed: ${printGold(item)}`)
    else if (right(item, other)) rightOnes++
    else {
      inexact++
      miss(`inexact: ${printGold(item)} → ${printFound(other)}`)
    }
  }
  for (const other of unexcused) miss(`not in truth: ${printFound(other)}`)
  const tally = { gold: required.length, right: rightOnes, wrong: inexact + unexcused.length }
  return { tallies: new Map([[kind, tally]]), misses }
}

const dateOf = (gold: GoldReference, found: Reference): boolean =>
  gold.date === found.date || (gold.date_accept ?? []).includes(found.date)

const references: Comparison<GoldReference, Reference> = {
  kind: 'references',
  alike: (gold, found) =>
    comparableNumber(gold.number) !== comparableNumber(found.number)
      ? 0
      : 1 + (dateOf(gold, found) ? 2 : 0) + (sameText(gold.type, found.type) ? 1 : 0) + nearness(gold, found),
  right: dateOf,
  printGold: ({ quote, number, date }) => print({ quote, number, date }),
  printFound: ({ raw, number, date }) => print({ raw, number, date }),
}

const unnumberedReferences: Comparison<GoldReference, Reference> = {
  ...references,
  kind: 'references.unnumbered',
  alike: (gold, found) => (likeness(gold.quote, found.raw) >= 0.5 ? likeness(gold.quote, found.raw) : 0),
  printGold: ({ quote, type, date }) => print({ quote, type, date }),
  printFound: ({ raw, type, date }) => print({ raw, type, date }),
}

function partOfReference(part: 'type' | 'issuer' | 'subject'): Comparison<GoldReference, Reference> {
  return {
    ...references,
    kind: `references.${part}`,
    right: (gold, found) => sameText(gold[part], found[part]),
    printGold: (gold) => print({ quote: gold.quote, [part]: gold[part] }),
    printFound: (found) => print({ raw: found.raw, [part]: found[part] }),
  }
}

const dates: Comparison<GoldDate, DateMention> = {
  kind: 'dates',
  alike: (gold, found) => {
    if (gold.start_iso !== found.start || gold.end_iso !== found.end) return 0
    // Where neither day is known only the words tell one date from another.
    return gold.start_iso === null && gold.end_iso === null ? nearness(gold, found) : 1 + nearness(gold, found)
  },
  right: () => true,
  printGold: ({ quote, start_iso, end_iso }) => print({ quote, start_iso, end_iso }),
  printFound: ({ raw, start, end }) => print({ raw, start, end }),
}

type Accepted = 'value' | 'percent' | 'denominator' | 'change'

function accepts(gold: GoldMetric, key: Accepted, found: number | null): boolean {
  const others = (gold.accept?.[key] ?? []).filter((value) => typeof value !== 'string')
  return [gold[key], ...others].some((value) => value !== null && sameNumber(value, found))
}

/** The one number the figure is about: a change from one to another, a value, or for want of it a share or a change. */
function sameFigure(gold: GoldMetric, found: Metric): boolean {
  const { from, to, value } = gold
  if (from !== undefined && to !== undefined && sameNumber(from, found.from) && sameNumber(to, found.to)) return true
  if (accepts(gold, 'value', found.value)) return true
  if (gold.unit === '%' && accepts(gold, 'value', found.percent)) return true
  if (value !== null) return false
  return (
    accepts(gold, 'change', found.change) ||
    accepts(gold, 'percent', found.percent) ||
    (found.unit === '%' && accepts(gold, 'percent', found.value))
  )
}

const denominatorOf = (gold: GoldMetric, found: Metric): boolean =>
  gold.denominator === null || accepts(gold, 'denominator', found.denominator)

function unitOf(gold: GoldMetric, found: Metric): boolean {
  if ([gold.unit, ...(gold.unit_accept ?? [])].some((unit) => sameText(unit, found.unit))) return true
  return (gold.unit_in_label === true && found.unit === null) || (gold.unit === '%' && found.percent !== null)
}

const figures: Comparison<GoldMetric, Metric> = {
  kind: 'metrics',
  alike: (gold, found) =>
    !sameFigure(gold, found)
      ? 0
      : 1 +
        (denominatorOf(gold, found) ? 1 : 0) +
        likeness(gold.label, found.label) +
        (sameText(gold.unit, found.unit) ? 0.5 : 0) +
        nearness(gold, found),
  right: () => true,
  printGold: ({ quote, label, value, unit, denominator, percent, change }) =>
    print({ quote, label, value, unit, denominator, percent, change }),
  printFound: ({ raw, label, value, unit, denominator, percent, change }) =>
    print({ raw, label, value, unit, denominator, percent, change }),
}

/** Half the words of the label in common: two people seldom name a figure in the same words. */
const sameLabel = 0.5

const figuresInFull: Comparison<GoldMetric, Metric> = {
  ...figures,
  kind: 'metrics.full',
  right: (gold, found) =>
    unitOf(gold, found) &&
    likeness(gold.label, found.label) >= sameLabel &&
    denominatorOf(gold, found) &&
    (gold.percent === null ||
      accepts(gold, 'percent', found.percent) ||
      (gold.unit === '%' && accepts(gold, 'percent', found.value))) &&
    (gold.change === null || accepts(gold, 'change', found.change)),
}

function rowsOf(form: string): Comparison<GoldRow, FormRow> {
  return {
    kind: 'forms',
    alike: (gold, found) => (gold.stt === found.stt ? 1 + likeness(gold.indicator, found.indicator) : 0),
    right: (gold, found) =>
      sameText(gold.indicator, found.indicator) &&
      sameText(gold.unit, found.unit) &&
      sameNumber(gold.value, found.value),
    printGold: ({ stt, indicator, unit, value }) => `${form} ${print({ stt, indicator, unit, value })}`,
    printFound: ({ stt, indicator, unit, value }) => `${form} ${print({ stt, indicator, unit, value })}`,
  }
}

function scoreForms(name: string, gold: readonly GoldForm[], found: readonly Form[]): Score {
  const { pairs, extra } = pairItems(gold, found, alikeForms)
  const scores = pairs.map(([form, other]) =>
    scoreItems(name, rowsOf(form.form ?? '–'), form.rows, other === null ? [] : other.rows),
  )
  const strangers = extra.map(({ number, rows }) => scoreItems(name, rowsOf(number ?? '–'), [], rows))
  return sumScores([...scores, ...strangers])
}

function alikeForms(gold: GoldForm, found: Form): number {
  const known = new Set(gold.rows.map(({ stt }) => stt))
  const shared = found.rows.filter(({ stt }) => known.has(stt)).length / gold.rows.length
  const number = gold.form !== null && sameNumber(Number(gold.form), Number(found.number ?? NaN)) ? 1 : 0
  return 2 * likeness(gold.title, found.title) + number + Math.min(1, shared)
}

/** Of several that fit, the one in the same words: never enough to outweigh a value. */
function nearness(gold: { readonly quote: string }, found: { readonly raw: string }): number {
  return likeness(gold.quote, found.raw) / 4
}

function print(values: object): string {
  return JSON.stringify(values)
}
