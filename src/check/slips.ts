import { formatNumber, formatPercent, ratioHolds, ratioOf, sumHolds, absolute, type Amount } from './amounts.ts'
import { enumerationsOf, type Enumeration } from './enumerations.ts'
import type { Facts } from './facts.ts'
import type { Figure } from './figures.ts'

export type Field = 'part' | 'whole'

/** A number that was not written as it was meant, as other numbers of the document show. */
export interface Slip {
  readonly how: 'separator' | 'digit' | 'unit'
  readonly figure: Figure
  readonly field: Field
  /** As meant. */
  readonly meant: Amount
  /** How it should have been written. */
  readonly regular: string
  /** The calculations that show it. */
  readonly because: string
  /** Figures whose numbers show it. */
  readonly witnesses: readonly Figure[]
}

/** What an enumeration's members count: their own numbers, or the wholes they are measured by. */
interface SumOfField {
  readonly whole: Figure
  readonly parts: readonly Figure[]
  readonly field: Field
  readonly members: readonly { readonly figure: Figure; readonly amount: Amount }[]
  readonly total: Amount
}

/** Slips of the pen, each known from a ratio or a sum that only another reading makes true. */
export class Slips {
  readonly found: readonly Slip[]
  readonly #meant = new Map<Amount, Amount>()
  readonly sums: readonly SumOfField[]

  constructor(facts: Facts) {
    this.sums = enumerationsOf(facts).flatMap(sumsOf)
    const found: Slip[] = []
    for (const figure of facts.figures) {
      const slip = this.#ofRatio(figure)
      if (slip) found.push(slip)
    }
    for (const slip of found) this.#meant.set(slip.figure[slip.field]!, slip.meant)
    for (const sum of this.sums) {
      const slip = this.#ofSum(sum)
      if (!slip || this.#meant.has(slip.figure[slip.field]!)) continue
      found.push(slip)
      this.#meant.set(slip.figure[slip.field]!, slip.meant)
    }
    this.found = found
  }

  /** The amount as it was meant. */
  meant(amount: Amount): Amount {
    return this.#meant.get(amount) ?? amount
  }

  #ofRatio(figure: Figure): Slip | null {
    const { part, whole, percent } = figure
    if (!part || !whole || !percent || whole.value <= 0) return null
    if (ratioHolds(part, whole, percent)) return unusualReading(figure, part, whole, percent)
    for (const field of ['whole', 'part'] as const) {
      const amount = field === 'whole' ? whole : part
      const repaired = this.#repair(figure, field, amount, (other) =>
        field === 'whole' ? ratioHolds(part, other, percent) : ratioHolds(other, whole, percent),
      )
      if (!repaired) continue
      const [newPart, newWhole] = field === 'whole' ? [part, repaired] : [repaired, whole]
      const support = this.#support(figure, field, repaired)
      const because = [ratioText(newPart, newWhole, percent), ...support.map((sum) => sumText(sum, figure, repaired))]
      const witnesses = support.flatMap((sum) => [sum.whole, ...sum.parts]).filter((other) => other !== figure)
      const regular = formatNumber(repaired.value, repaired.decimals)
      return { how: 'digit', figure, field, meant: repaired, regular, because: because.join('; '), witnesses }
    }
    return null
  }

  /** The one number with a digit more or moved separators that makes the ratio true; sums decide where there are several. */
  #repair(figure: Figure, field: Field, amount: Amount, holds: (amount: Amount) => boolean): Amount | null {
    const malformed = /^\d{1,3}(?:\.\d{3})*\.(?:\d{1,2}|\d{4,})$/u.test(amount.written)
    const candidates = [...(malformed ? withDigit(amount) : []), ...shifted(amount)].filter(holds)
    const supported = candidates.filter((other) => this.#support(figure, field, other).length > 0)
    if (supported.length === 1) return supported[0]!
    return malformed && candidates.length === 1 ? candidates[0]! : null
  }

  /** Sums the figure is in that hold once it has this amount. */
  #support(figure: Figure, field: Field, amount: Amount): SumOfField[] {
    return this.sums.filter((sum) => {
      if (sum.field !== field || (sum.whole !== figure && !sum.parts.includes(figure))) return false
      return holdsWith(sum, figure, amount)
    })
  }

  #ofSum(sum: SumOfField): Slip | null {
    const members = [{ figure: sum.whole, amount: sum.total }, ...sum.members]
    if (
      sumHolds(
        this.meant(sum.total),
        sum.members.map(({ amount }) => this.meant(amount)),
      )
    )
      return null
    const repairs = members.flatMap(({ figure, amount }) =>
      otherReadings(amount)
        .filter(({ meant }) => holdsWith(sum, figure, meant))
        .map((reading) => ({ figure, ...reading })),
    )
    // A wrong separator is likelier than a wrong unit.
    const likely = repairs.some(({ how }) => how === 'separator')
      ? repairs.filter(({ how }) => how === 'separator')
      : repairs
    const [only] = likely
    if (!only || likely.length > 1) return null
    const { figure, meant, how } = only
    return {
      how,
      figure,
      field: sum.field,
      meant,
      regular: how === 'unit' ? only.regular : formatNumber(meant.value, meant.decimals),
      because: sumText(sum, figure, meant),
      witnesses: [sum.whole, ...sum.parts].filter((other) => other !== figure),
    }
  }
}

export function slipsOf(facts: Facts): Slips {
  return facts.keep(Slips, () => new Slips(facts))
}

function sumsOf({ whole, parts, mixed }: Enumeration): SumOfField[] {
  if (mixed || parts.length < 2) return []
  const own: SumOfField = {
    whole,
    parts,
    field: 'part',
    total: whole.part,
    members: parts.map((figure) => ({ figure, amount: figure.part })),
  }
  const wholes = parts.flatMap((figure) => (figure.whole ? [{ figure, amount: figure.whole }] : []))
  if (!whole.whole || wholes.length < parts.length) return [own]
  return [own, { whole, parts, field: 'whole', total: whole.whole, members: wholes }]
}

function holdsWith(sum: SumOfField, figure: Figure, amount: Amount): boolean {
  const total = sum.whole === figure ? amount : sum.total
  return sumHolds(
    total,
    sum.members.map((member) => (member.figure === figure ? amount : member.amount)),
  )
}

/** A ratio that holds, but only if a separator is read against the convention. */
function unusualReading(figure: Figure, part: Amount, whole: Amount, percent: Amount): Slip | null {
  for (const field of ['part', 'whole'] as const) {
    const amount = field === 'part' ? part : whole
    const [usual] = amount.readings
    if (!usual || usual.value === amount.value) continue
    return {
      how: 'separator',
      figure,
      field,
      meant: amount,
      regular: formatNumber(amount.value, amount.decimals),
      because: ratioText(part, whole, percent),
      witnesses: [],
    }
  }
  return null
}

/** '2.70' → 2.700 … 2.709, 2.070 …: one digit more in its last group. */
function withDigit(amount: Amount): Amount[] {
  const at = amount.written.lastIndexOf('.') + 1
  const head = amount.written.slice(0, at)
  const tail = amount.written.slice(at)
  if (tail.length !== 2) return []
  const written = new Set<string>()
  for (let place = tail.length; place >= 0; place--) {
    for (let digit = 0; digit <= 9; digit++)
      written.add(head + tail.slice(0, place) + String(digit) + tail.slice(place))
  }
  return [...written].map((text) => ({
    ...amount,
    written: text,
    value: Number(text.replaceAll('.', '')),
    decimals: 0,
    step: 0,
  }))
}

/** The digits as they are, the decimal mark or the zeros at the end moved. */
const shifts = [1e-3, 1e-2, 1e-1, 1e1, 1e2, 1e3]

function shifted(amount: Amount): Amount[] {
  return shifts.map((by) => {
    const value = Number((amount.value * by).toPrecision(12))
    const decimals = /\.(\d+)$/u.exec(String(value))?.[1]?.length ?? 0
    return { ...amount, value, decimals, step: decimals === 0 ? 0 : 10 ** -decimals }
  })
}

interface OtherReading {
  readonly meant: Amount
  readonly how: 'separator' | 'unit'
  readonly regular: string
}

/** What else a member of a sum may mean: its separators read the other way, or nghìn, triệu and tỷ mistaken for each other. */
function otherReadings(amount: Amount): OtherReading[] {
  const separators = amount.readings
    .filter((reading) => reading.value !== amount.value)
    .map(({ value }): OtherReading => {
      const decimals = /\.(\d+)$/u.exec(String(value))?.[1]?.length ?? 0
      const meant = { ...amount, value, decimals, step: decimals === 0 ? 0 : 10 ** -decimals }
      return { meant, how: 'separator', regular: formatNumber(value, decimals) }
    })
  if (amount.scale < 1e3) return separators
  const units = [1e-3, 1e3]
    .map((by) => amount.scale * by)
    .flatMap((scale): OtherReading[] => {
      const name = scaleNames.get(scale)
      const written = formatNumber(amount.value, amount.decimals)
      return name === undefined
        ? []
        : [{ meant: { ...amount, scale }, how: 'unit', regular: `${written} ${name} đồng` }]
    })
  return [...separators, ...units]
}

const scaleNames = new Map([
  [1e3, 'nghìn'],
  [1e6, 'triệu'],
  [1e9, 'tỷ'],
])

/** '1.350/2.704 = 49,93%'. */
export function ratioText(part: Amount, whole: Amount, percent?: Amount): string {
  return `${show(part)}/${show(whole)} = ${formatPercent(ratioOf(part, whole), percent?.decimals)}`
}

export function show(amount: Amount): string {
  return formatNumber(amount.value, amount.decimals)
}

function sumText(sum: SumOfField, figure: Figure, amount: Amount): string {
  const of = (member: { figure: Figure; amount: Amount }): Amount => (member.figure === figure ? amount : member.amount)
  return additionText(sum.members.map(of), sum.whole === figure ? amount : sum.total)
}

/** '2.554 + 150 = 2.704', in the unit of the whole where the parts have others. */
export function additionText(parts: readonly Amount[], whole: Amount): string {
  return `${parts.map((part) => showIn(part, whole.scale)).join(' + ')} = ${show(whole)}`
}

export function showIn(amount: Amount, scale: number): string {
  if (amount.scale === scale) return show(amount)
  return formatNumber(Number((absolute(amount) / scale).toPrecision(12)))
}
