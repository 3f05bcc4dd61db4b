import type { Check } from '../../domain/check.ts'
import { formatPercent, ratioHolds, ratioOf, type Amount } from '../amounts.ts'
import { isConfirmed } from '../confirmed.ts'
import type { Suspicion } from '../draft.ts'
import type { Facts } from '../facts.ts'
import type { Figure } from '../figures.ts'
import { show, slipsOf } from '../slips.ts'
import { countCommon, overlap, phrasesOf, syllableKeys, wordKey } from '../word-key.ts'

type Complete = Figure & { readonly part: Amount; readonly whole: Amount; readonly percent: Amount }

/** C1: '188/192, đạt 95%' where the two make 97,92%. */
export function checkStatedRatios(facts: Facts): Suspicion[] {
  const slips = slipsOf(facts)
  return facts.figures.filter(isComplete).flatMap((figure) => {
    const part = slips.meant(figure.part)
    const whole = slips.meant(figure.whole)
    if (whole.value <= 0 || ratioHolds(part, whole, figure.percent)) return []
    const suspicion = mismatch(part, whole, figure.percent, [figure])
    const decided = [part, whole].every((amount) => isConfirmed(facts, amount, figure.unit, [figure]))
    return [decided ? { ...suspicion, proposed: rightPercent(figure.item.id, 'percent', part, whole) } : suspicion]
  })
}

/** The percentage two numbers make, for where those two are beyond doubt. */
export function rightPercent(
  item: string,
  field: 'percent' | 'value',
  part: Amount,
  whole: Amount,
): NonNullable<Suspicion['proposed']> {
  const value = Number(ratioOf(part, whole).toFixed(2))
  return { item, field, value, written: formatPercent(value) }
}

function isComplete(figure: Figure): figure is Complete {
  return figure.part !== null && figure.whole !== null && figure.percent !== null
}

/** A percentage that part and whole do not make. The first figure is the one that states it. */
export function mismatch(
  part: Amount,
  whole: Amount,
  percent: Amount,
  figures: readonly [Figure, ...Figure[]],
  extra: Suspicion['values'] = {},
): Suspicion {
  const [first, ...others] = figures
  const computed = formatPercent(ratioOf(part, whole), percent.decimals)
  const values = { part: show(part), whole: show(whole), percent: `${percent.written}%`, computed, ...extra }
  return {
    values,
    spans: [first, ...others],
    items: figures.map((figure) => figure.item.id),
    expected: computed,
    found: `${percent.written}%`,
    computation: `${show(part)}/${show(whole)} = ${computed}`,
  }
}

/** How many figures back the part and the whole of a named percentage may stand. */
const namedReach = 5

/** C1: 'Tổng hồ sơ trực tuyến: 241. Tổng hồ sơ: 288. Tỷ lệ hồ sơ trực tuyến: 83,7%'. */
export function checkNamedRatios(facts: Facts): Suspicion[] {
  const rate = facts.words('rate')
  return facts.figures.flatMap((figure, index) => {
    if (!figure.percent || figure.part || !rate.begin(labelKey(figure))) return []
    const before = facts.figures
      .slice(Math.max(0, index - namedReach), index)
      .filter((other) => isNear(facts, other, figure))
    const pairs = before.flatMap((part, at) =>
      before.slice(at + 1).flatMap((whole) => (whole === part ? [] : [[part, whole]])),
    )
    const strong = strongPair(facts, before, figure)
    const related = strong ? pairs.filter(([a, b]) => isNamed(figure, a!) || isNamed(figure, b!)) : pairs
    if (related.some(([a, b]) => eitherWay(a!, b!, figure.percent!))) return []
    return strong
      ? [mismatch(strong[0].part!, strong[1].part!, figure.percent, [figure, ...strong], { label: figure.item.label })]
      : []
  })
}

function labelKey(figure: Figure): string {
  return ` ${syllableKeys(figure.item.label).join(' ')} `
}

/** Same section, and no more than a few lines between. */
function isNear(facts: Facts, other: Figure, figure: Figure): boolean {
  if (other.item.section !== figure.item.section || other.part === null || other.whole !== null) return false
  return facts.text.slice(other.line.end, Math.max(other.line.end, figure.line.start)).split('\n').length <= 4
}

function eitherWay(a: Figure, b: Figure, percent: Amount): boolean {
  return [
    [a, b],
    [b, a],
  ].some(([part, whole]) => whole!.part!.value > 0 && ratioHolds(part!.part!, whole!.part!, percent))
}

/** Words of a percentage's label behind 'Tỷ lệ'. */
function nameOf({ item }: Figure): ReadonlySet<string> {
  return new Set(syllableKeys(item.label).slice(2))
}

/** At least half of the percentage's name stands in the other's label: two counts of another kind make it only by chance. */
function isNamed(figure: Figure, other: Figure): boolean {
  const name = nameOf(figure)
  return countCommon(name, new Set(syllableKeys(other.item.label))) >= name.size / 2
}

/** The two figures right before, the second called a total, the first named as the percentage is. */
function strongPair(facts: Facts, before: readonly Figure[], figure: Figure): [Figure, Figure] | null {
  const [a, b] = before.slice(-2)
  if (!a || !b || a.unit !== b.unit) return null
  const [part, whole] = a.part!.value <= b.part!.value ? [a, b] : [b, a]
  const name = nameOf(figure)
  const isTotal = facts.words('total').begin(labelKey(whole))
  const named = overlap(name, new Set(syllableKeys(part.item.label))) === 1 && name.size > 1
  return isTotal && named && overlap(name, new Set(syllableKeys(whole.item.label))) >= 0.5 ? [part, whole] : null
}

/** C1: 'rà soát 214 văn bản, … 51 văn bản hết hiệu lực (chiếm 23,83%)'. */
export function checkShares(facts: Facts, { growth }: Check<'ratio-share'>): Suspicion[] {
  return facts.figures.flatMap((figure, index) => {
    const { part, whole, percent } = figure
    if (!part || whole || !percent || figure.item.comparison !== null) return []
    if (!/(?:chiếm|\()\s*(?:tỷ lệ\s*)?\d[\d.,]*\s*%$/u.test(facts.slice(figure).replace(/\)$/u, ''))) return []
    // 'trong đó tăng do giá 1,4 tỷ, chiếm 35%' is a share of the rise.
    if (phrasesOf(growth).in(wordKey(figure.before))) return []
    const before = facts.figures
      .slice(0, index)
      .filter((other) => other.line.start === figure.line.start && other.unit === figure.unit && other.part !== null)
    const larger = before.filter((other) => other.part!.value >= part.value && other.item.percent === null)
    if (larger.length === 0 || larger.some((other) => ratioHolds(part, other.part!, percent))) return []
    const total = larger.at(-1)!
    // 'chiếm 28% tổng số vi phạm' looks back over the sentence.
    const ofTotal = facts.words('total').begin(wordKey(figure.after))
    if (larger.length > 1 || !(ofTotal || /^[^.;]*$/u.test(facts.text.slice(total.end, figure.start)))) return []
    return [mismatch(part, total.part!, percent, [figure, total])]
  })
}

/** C2: '190 phiếu/200 hồ sơ, …; số phiếu chưa đánh giá: 12': what is left of the whole. */
export function checkRemainders(facts: Facts, { rest }: Check<'remainder'>): Suspicion[] {
  const words = phrasesOf(rest)
  return facts.figures.flatMap((figure, index) => {
    const next = facts.figures[index + 1]
    if (!figure.part || !figure.whole || !next?.part || next.whole || next.line.start !== figure.line.start) return []
    const between = next.before
    if (!words.in(` ${syllableKeys(between).join(' ')} `) || between.length > 60 || /[.]\s/u.test(between)) return []
    if (next.unit !== '' && next.unit !== figure.unit && !facts.slice(figure).includes(next.item.unit ?? '')) return []
    const left = figure.whole.value - figure.part.value
    if (left === next.part.value || figure.part.scale !== next.part.scale) return []
    const computed = show({
      ...next.part,
      value: left,
      decimals: Math.max(figure.part.decimals, figure.whole.decimals),
    })
    return [
      {
        values: { part: show(figure.part), whole: show(figure.whole), rest: show(next.part), computed },
        spans: [next, figure],
        items: [next.item.id, figure.item.id],
        expected: computed,
        found: next.part.written,
        computation: `${show(figure.whole)} - ${show(figure.part)} = ${computed}`,
      },
    ]
  })
}
