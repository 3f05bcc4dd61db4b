import type { Metric } from '../domain/record.ts'
import { unitScale } from '../text/numbers.ts'
import { listAmounts, type Amount } from './amounts.ts'
import type { Draft, Span } from './draft.ts'
import { wordKey } from './word-key.ts'

/** A figure of the prose with the numbers it was read from and the words around it. */
export interface Figure extends Span {
  readonly item: Metric
  /** Null where the figure states none, or only a change. */
  readonly part: Amount | null
  readonly whole: Amount | null
  readonly percent: Amount | null
  /** What is counted, without scale words: 'đồng' of 'triệu đồng'; '' where only the label says it. */
  readonly unit: string
  /** Its paragraph. */
  readonly line: Span
  /** Text of the paragraph between the figure before and this one, and between this one and the next. */
  readonly before: string
  readonly after: string
  /** Key of label and raw text: what the figure says of itself. */
  readonly key: string
  /** Key of the words of its own clause: from the last comma, semicolon or full stop to the next. */
  readonly clause: string
}

/** The figures of a record in reading order. */
export function listFigures({ text, metrics }: Draft): Figure[] {
  const ordered = [...metrics].sort((a, b) => a.evidence[0]!.start - b.evidence[0]!.start)
  return ordered.map((metric, index) => {
    const { start, end } = metric.evidence[0]!
    const line = lineAt(text, start, end)
    const previous = ordered[index - 1]?.evidence[0]?.end ?? 0
    const next = ordered[index + 1]?.evidence[0]?.start ?? text.length
    const before = text.slice(Math.max(line.start, Math.min(previous, start)), start)
    const after = text.slice(end, Math.max(end, Math.min(next, line.end)))
    const raw = text.slice(start, end)
    return {
      item: metric,
      start,
      end,
      ...readFigure(metric, text, raw, start),
      unit: baseUnit(metric.unit),
      line,
      before,
      after,
      key: wordKey(`${metric.label} ${raw}`),
      clause: wordKey(`${lastClause(before)} ${raw} ${firstClause(after)}`),
    }
  })
}

export function lineAt(text: string, start: number, end = start): Span {
  const from = text.lastIndexOf('\n', start - 1) + 1
  const to = text.indexOf('\n', end)
  return { start: from, end: to < 0 ? text.length : to }
}

function lastClause(before: string): string {
  const at = Math.max(...[',', ';', '. ', '('].map((mark) => before.lastIndexOf(mark)))
  return before.slice(at + 1)
}

function firstClause(after: string): string {
  return /^[^,;.()]*/u.exec(after)?.[0] ?? ''
}

/** The unit of all amounts of money. */
export const money = wordKey('đồng').trim()

/** 'triệu đồng' → 'đồng', folded; scale words alone are money left unsaid, and stay. */
export function baseUnit(unit: string | null): string {
  if (unit === null) return ''
  const words = unit.trim().split(/\s+/u)
  while (words.length > 1 && unitScale(words[0]!) > 1) words.shift()
  if (words.length === 1 && unitScale(words[0]!) > 1) return money
  return wordKey(words.join(' ')).trim()
}

type Numbers = Pick<Figure, 'part' | 'whole' | 'percent'>

function readFigure(metric: Metric, text: string, raw: string, start: number): Numbers {
  const none: Numbers = { part: null, whole: null, percent: null }
  if (isTorn(text, start, start + raw.length)) return none
  if (metric.from !== null || metric.to !== null) return none
  const amounts = listAmounts(raw, start, metric.unit)
  const left = new Set(amounts)
  const take = (value: number | null, fits: (amount: Amount) => boolean): Amount | null => {
    if (value === null) return null
    const found = [...left].find((amount) => fits(amount) && reads(amount, value))
    if (found) left.delete(found)
    return found ? asRead(found, value, metric.unit) : null
  }
  const isPercent = (amount: Amount): boolean => /^\s*(?:%|‰|phần trăm)/u.test(raw.slice(amount.end - start))
  const percent = take(metric.percent, isPercent)
  if (metric.denominator === null && metric.unit === '%') return { ...none, percent }
  const whole = take(metric.denominator, (amount) => /\/\s*(?:tổng số\s*)?$/iu.test(raw.slice(0, amount.start - start)))
  const part = take(metric.value, () => true)
  if (part && whole) return { part: alike(part, whole), whole: alike(whole, part), percent }
  return { part, whole, percent }
}

/** A misread digit or a space tore the number apart: '1.O01', '1.20O,57', '2 .398'. */
function isTorn(text: string, start: number, end: number): boolean {
  return (
    /\d[Ool|I]*\s?[.,]$|\d[Ool|I]+$|\d\.\s$/u.test(text.slice(Math.max(0, start - 6), start)) ||
    /^(?:\s?[.,][Ool|I\d]|[Ool|I]+\d|\.\s\d{3}(?!\d))/u.test(text.slice(end, end + 6)) ||
    /\d[O|I](?!\p{L})|(?<!\p{L})[O|I]\d/u.test(text.slice(start, end))
  )
}

function reads(amount: Amount, value: number): boolean {
  return amount.readings.some((reading) => reading.value === value)
}

function asRead(amount: Amount, value: number, unit: string | null): Amount {
  const tail = /[.,](\d+)$/u.exec(amount.written)?.[1]?.length ?? 0
  const decimals = Number.isInteger(value) && (tail === 3 || tail === 0) ? 0 : tail
  const scale = amount.scale > 1 || unit === null || unit === '%' ? amount.scale : unitScale(unit)
  return { ...amount, value, decimals, step: decimals === 0 ? 0 : 10 ** -decimals, scale }
}

/** '398/405 tỷ đồng': what only one of the two says holds for both. */
function alike(amount: Amount, other: Amount): Amount {
  return amount.scale === 1 && other.scale > 1 ? { ...amount, scale: other.scale } : amount
}
