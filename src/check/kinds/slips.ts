import { absolute, formatNumber, type Amount } from '../amounts.ts'
import type { Suspicion } from '../draft.ts'
import type { Facts } from '../facts.ts'
import type { Figure } from '../figures.ts'
import { slipsOf, type Slip } from '../slips.ts'

const fieldOf = { part: 'value', whole: 'denominator' } as const

function report(slip: Slip): Suspicion {
  const { figure, regular, because, witnesses } = slip
  const written = figure[slip.field]!.written
  const proposed = propose(slip)
  return {
    values: { written, regular, because, unit: figure.item.unit ?? '' },
    spans: [figure, ...witnesses],
    items: [figure, ...witnesses].map(({ item }) => item.id),
    expected: regular,
    found: written,
    computation: because,
    ...(proposed !== null && { proposed }),
  }
}

/** The digits, or the unit; not the unit of an item that counts another amount in it. */
function propose({ how, figure, field, meant, regular }: Slip): NonNullable<Suspicion['proposed']> | null {
  const item = figure.item.id
  if (how !== 'unit') return { item, field: fieldOf[field], value: meant.value, written: regular }
  if (figure.part && figure.whole) return null
  const unit = regular.slice(regular.indexOf(' ') + 1)
  return { item, field: 'unit', value: unit, written: regular }
}

/** C10: '180.275' where only 180,275 makes the ratio or the sum true. */
export function checkSeparators(facts: Facts): Suspicion[] {
  return slipsOf(facts)
    .found.filter(({ how }) => how === 'separator')
    .map(report)
}

/** C10: '2.70' for 2.704: a digit lost, or zeros too many. */
export function checkDigits(facts: Facts): Suspicion[] {
  return slipsOf(facts)
    .found.filter(({ how }) => how === 'digit')
    .map(report)
}

/** C11: tỷ for triệu, as a sum shows; or an amount in đồng in a list in triệu đồng. */
export function checkScales(facts: Facts): Suspicion[] {
  const mistaken = slipsOf(facts)
    .found.filter(({ how }) => how === 'unit')
    .map(report)
  return [...mistaken, ...plainAmong(facts)]
}

/** Amounts in đồng smaller than this are prices, not shares of a budget. */
const smallestPlain = 1e6
const million = 1e6

function plainAmong(facts: Facts): Suspicion[] {
  return moneyLists(facts).flatMap((list) => {
    const scaled = list.filter(({ part }) => part.scale >= million)
    return list.flatMap((figure): Suspicion[] => {
      const amount = figure.part
      if (amount.scale !== 1 || amount.value < smallestPlain || scaled.length === 0) return []
      const scale = Math.min(...scaled.map(({ part }) => part.scale))
      const name = scale === million ? 'triệu đồng' : 'tỷ đồng'
      const regular = `${formatNumber(absolute(amount) / scale)} ${name}`
      return [
        {
          values: { written: facts.slice(figure), regular, unit: name },
          spans: [figure, ...scaled],
          items: [figure, ...scaled].map(({ item }) => item.id),
          expected: regular,
          found: facts.slice(figure),
          computation: `${amount.written} đồng = ${regular}`,
          proposed: {
            item: figure.item.id,
            field: 'value',
            value: absolute(amount) / scale,
            written: regular,
            with: { unit: name },
          },
        },
      ]
    })
  })
}

type Money = Figure & { readonly part: Amount }

/** Amounts of money that follow each other in one sentence, divided by semicolons. */
function moneyLists(facts: Facts): Money[][] {
  const lists: Money[][] = []
  for (const figure of facts.figures) {
    if (!figure.part || figure.whole || !isMoney(figure)) continue
    const last = lists.at(-1)
    const before = last?.at(-1)
    const between = before ? facts.text.slice(before.end, figure.start) : ''
    if (before?.line.start === figure.line.start && /^[^;.(]*;[^;.]*(?:\([^()]*\))?[^;.]*$/u.test(between))
      last!.push(figure as Money)
    else lists.push([figure as Money])
  }
  return lists.filter((list) => list.length > 1)
}

function isMoney({ item }: Figure): boolean {
  return /đồng$/u.test(item.unit ?? '')
}
