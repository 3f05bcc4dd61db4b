import type { DateMention, Form, FormRow, Metric, Reference } from '../domain/record.ts'
import { comparableNumber, likeness, sameNumber, sameText } from './compare.ts'
import type { GoldDate, GoldForm, GoldMetric, GoldReference, GoldRow } from './gold.ts'

/** How items of one kind are told to be the same, and when they are right. */
export interface Likeness<G, F> {
  /** 0 where the two cannot be the same item. */
  readonly alike: (gold: G, found: F) => number
  /** Of two that are the same item: whether its value is right. */
  readonly right: (gold: G, found: F) => boolean
  /** Whether everything else about it is right too: type, unit, label, … */
  readonly full: (gold: G, found: F) => boolean
}

/** Texts of which this share is the same name the same thing. */
const sameThing = 0.5

export const references: Likeness<GoldReference, Reference> = {
  alike: (gold, found) => {
    if ((gold.number === null) !== (found.number === null)) return 0
    if (gold.number === null) return likeness(gold.quote, found.raw) >= sameThing ? likeness(gold.quote, found.raw) : 0
    if (comparableNumber(gold.number) !== comparableNumber(found.number)) return 0
    return 1 + (sameDay(gold, found) ? 2 : 0) + (sameText(gold.type, found.type) ? 1 : 0) + nearness(gold, found)
  },
  right: sameDay,
  full: (gold, found) => sameText(gold.type, found.type),
}

function sameDay(gold: GoldReference, found: Reference): boolean {
  return gold.date === found.date || (gold.date_accept ?? []).includes(found.date)
}

export const dates: Likeness<GoldDate, DateMention> = {
  alike: (gold, found) => {
    if (gold.start_iso !== found.start || gold.end_iso !== found.end) return 0
    // Where neither day is known only the words tell one date from another.
    return gold.start_iso === null && gold.end_iso === null ? nearness(gold, found) : 1 + nearness(gold, found)
  },
  right: () => true,
  full: () => true,
}

export const metrics: Likeness<GoldMetric, Metric> = {
  alike: (gold, found) =>
    !sameFigure(gold, found)
      ? 0
      : 1 +
        (sameWhole(gold, found) ? 1 : 0) +
        likeness(gold.label, found.label) +
        (sameText(gold.unit, found.unit) ? 0.5 : 0) +
        nearness(gold, found),
  right: () => true,
  full: (gold, found) =>
    sameUnit(gold, found) &&
    likeness(gold.label, found.label) >= sameThing &&
    sameWhole(gold, found) &&
    (gold.percent === null ||
      accepts(gold, 'percent', found.percent) ||
      (gold.unit === '%' && accepts(gold, 'percent', found.value))) &&
    (gold.change === null || accepts(gold, 'change', found.change)),
}

/** The one number a figure is about: a change from one to another, a value, or for want of it a share or a change. */
function sameFigure(gold: GoldMetric, found: Metric): boolean {
  const { from, to, value, unit } = gold
  if (from != null && to != null && sameNumber(from, found.from) && sameNumber(to, found.to)) return true
  if (accepts(gold, 'value', found.value)) return true
  if (unit === '%' && accepts(gold, 'value', found.percent)) return true
  if (value !== null) return false
  return (
    accepts(gold, 'change', found.change) ||
    accepts(gold, 'percent', found.percent) ||
    (found.unit === '%' && accepts(gold, 'percent', found.value))
  )
}

function sameWhole(gold: GoldMetric, found: Metric): boolean {
  return gold.denominator === null || accepts(gold, 'denominator', found.denominator)
}

function sameUnit(gold: GoldMetric, found: Metric): boolean {
  if ([gold.unit, ...(gold.unit_accept ?? [])].some((unit) => sameText(unit, found.unit))) return true
  return (gold.unit_in_label === true && found.unit === null) || (gold.unit === '%' && found.percent !== null)
}

function accepts(gold: GoldMetric, key: 'value' | 'percent' | 'denominator' | 'change', found: number | null): boolean {
  const others = (gold.accept?.[key] ?? []).filter((value) => typeof value !== 'string')
  return [gold[key], ...others].some((value) => value !== null && sameNumber(value, found))
}

export const rows: Likeness<GoldRow, FormRow> = {
  alike: (gold, found) => {
    if (gold.stt !== found.stt) return 0
    return (gold.stt === null ? 0 : 1) + likeness(gold.indicator, found.indicator)
  },
  right: (gold, found) => sameNumber(gold.value, found.value),
  full: (gold, found) => sameText(gold.indicator, found.indicator) && sameText(gold.unit, found.unit),
}

export function alikeForms(gold: GoldForm, found: Form): number {
  const known = new Set(gold.rows.map(({ stt }) => stt))
  const shared = found.rows.filter(({ stt }) => known.has(stt)).length / Math.max(1, gold.rows.length)
  const digits = (text: string | number | null | undefined): string => String(text ?? '').replace(/\D/g, '')
  const number = digits(gold.form) !== '' && digits(gold.form) === digits(found.number) ? 1 : 0
  return 2 * likeness(gold.title, found.title) + number + Math.min(1, shared)
}

/** Of several that fit, the one in the same words: never enough to outweigh a value. */
function nearness(gold: { readonly quote: string }, found: { readonly raw: string }): number {
  return likeness(gold.quote, found.raw) / 4
}
