import { digitNumber, parseNumber, unitScale, type NumberCandidate } from '../text/numbers.ts'

/** A number as it stands in the text, with what its writing says about it. */
export interface Amount {
  /** In its own unit, without the scale. */
  readonly value: number
  /** 1e6 for triệu đồng. */
  readonly scale: number
  /** One unit of the last printed digit; 0 for a whole number, which is taken to be exact. */
  readonly step: number
  readonly decimals: number
  readonly written: string
  /** What the convention of separators alone would read, and everything else it might be. */
  readonly readings: readonly NumberCandidate[]
  readonly start: number
  readonly end: number
}

const token = new RegExp(digitNumber, 'gu')
const scaleAfter = /^\s*((?:nghìn|ngàn|triệu|tỷ|tỉ)(?:\s+(?:tỷ|tỉ))?|tr\.?\s?đ)(?![\p{L}\p{M}])/iu

/** The numbers written in a piece of text, in order. */
export function listAmounts(text: string, offset: number, unit: string | null): Amount[] {
  return Array.from(text.matchAll(token)).flatMap((match) => {
    const written = match[0]
    const after = text.slice(match.index + written.length)
    const percent = /^\s*(?:%|‰|phần trăm)/u.test(after)
    const own = scaleAfter.exec(after)?.[1]
    const reading = parseNumber(written, { unit: own ?? unit, percent })
    if (!reading) return []
    return [
      {
        ...withValue(written, reading.value),
        scale: own === undefined ? 1 : unitScale(own),
        readings: reading.candidates,
        start: offset + match.index,
        end: offset + match.index + written.length,
      },
    ]
  })
}

/** How precise a number is follows from which of its marks is the decimal one, and that from its value. */
export function withValue(written: string, value: number): Pick<Amount, 'value' | 'written' | 'decimals' | 'step'> {
  const decimals = Number.isInteger(value) && !/[.,]0+$/u.test(written) ? 0 : decimalsOf(written, value)
  return { value, written, decimals, step: decimals === 0 ? 0 : 10 ** -decimals }
}

function decimalsOf(written: string, value: number): number {
  const tail = /[.,](\d+)$/u.exec(written)?.[1] ?? ''
  // '1.000' as a whole number ends in a group, not in decimals.
  return Number.isInteger(value) && tail.length === 3 ? 0 : tail.length
}

/** The amount in units of scale 1. */
export function absolute(amount: Amount): number {
  return amount.value * amount.scale
}

const slack = 1e-9

/**
 * Whether a printed percentage is that of part and whole: rounded or cut off at its last digit, and part and whole
 * themselves rounded where they have decimals. `percent` in hundredths; its step is 1 for a whole number.
 */
export function ratioHolds(part: Amount, whole: Amount, percent: Amount): boolean {
  if (whole.value <= 0) return part.value === 0 || percent.value === 0
  const half = (amount: Amount): number => (amount.step * amount.scale) / 2
  const low = (100 * (absolute(part) - half(part))) / (absolute(whole) + half(whole))
  const high = (100 * (absolute(part) + half(part))) / (absolute(whole) - half(whole))
  const step = percent.decimals === 0 ? 1 : percent.step
  const tolerance = slack * Math.max(1, Math.abs(percent.value))
  return high >= percent.value - step / 2 - tolerance && low <= percent.value + step + tolerance
}

export function ratioOf(part: Amount, whole: Amount): number {
  return (100 * absolute(part)) / absolute(whole)
}

/** Whole numbers that stand among decimals are rounded themselves. */
function stepAmong(amount: Amount, mixed: boolean): number {
  if (amount.step > 0) return amount.step * amount.scale
  return mixed ? amount.scale : 0
}

/** Whether parts add up to a whole, each of them rounded at its last printed digit. */
export function sumHolds(whole: Amount, parts: readonly Amount[]): boolean {
  const all = [whole, ...parts]
  const mixed = all.some((amount) => amount.step > 0) || new Set(all.map((amount) => amount.scale)).size > 1
  const tolerance = all.reduce((total, amount) => total + stepAmong(amount, mixed) / 2, 0)
  return Math.abs(sumOf(parts) - absolute(whole)) <= tolerance * (1 + slack) + slack * absolute(whole)
}

export function sumOf(parts: readonly Amount[]): number {
  return parts.reduce((total, part) => total + absolute(part), 0)
}

/** 6842.125 → '6.842,125', the Vietnamese way. Decimals beyond 9 are cut, zeros at the end of them dropped unless asked for. */
export function formatNumber(value: number, decimals?: number): string {
  const fixed = roundHalfUp(Math.abs(value), decimals ?? 9).toFixed(decimals ?? 9)
  const [whole = '', fraction = ''] = fixed.split('.')
  const tail = decimals === undefined ? fraction.replace(/0+$/u, '') : fraction
  const grouped = whole.replace(/\B(?=(?:\d{3})+$)/gu, '.')
  return `${value < 0 ? '-' : ''}${grouped}${tail === '' ? '' : `,${tail}`}`
}

/** 62.525 is 62.53 to two decimals, though the nearest double is a little less. */
function roundHalfUp(value: number, decimals: number): number {
  const shifted = Number((value * 10 ** decimals).toPrecision(14))
  return Number.isSafeInteger(Math.round(shifted)) ? Math.round(shifted) / 10 ** decimals : value
}

/** A percentage to as many decimals as the printed one has, at least two. */
export function formatPercent(value: number, decimals = 2): string {
  return `${formatNumber(value, Math.max(2, decimals)).replace(/,?0+$/u, '')}%`
}
