import type { Extracted, Metric, Reason } from '../domain/record.ts'
import { parseNumber, parseNumberWords, type NumberReading } from '../text/numbers.ts'
import type { Match } from './match.ts'

/** How many of the smaller scale one of the larger is. */
const scales: Readonly<Record<string, readonly [smaller: RegExp, times: number]>> = {
  tỷ: [/^triệu(?!\p{L})/iu, 1000],
  triệu: [/^(?:nghìn|ngàn)(?!\p{L})/iu, 1000],
}

/** Units that do not belong together make two figures: '19 tỉnh, giảm 12 ca'; '12 xã 45 thôn'. */
export function isCoherent(match: Match, text: string): boolean {
  const words = (name: string) => {
    const span = match.groups[name]
    return span ? text.slice(span.start, span.end).trim().toLowerCase() : ''
  }
  if (match.rule.set.shape === 'amount') return scales[words('scale')]?.[0].test(words('unit')) === true
  if (match.rule.set.shape === 'ratio') return !isTwoCounts(words) && !(isWorded(match, text) && isNoPart(words))
  if (match.rule.set.shape !== 'level-change') return true
  const [unit, change] = [words('unit'), words('changeUnit')]
  if (unit === '' || change === '' || /^(?:[%‰]|lần|điểm)/u.test(change)) return true
  return unit.includes(change) || change.includes(unit) || (isMoney(unit) === isMoney(change) && isMoney(unit))
}

/** Said in words, the unit behind the whole only: '4 trong 9 xã'. */
function isWorded({ groups: { value, denominator, unit } }: Match, text: string): boolean {
  return (
    value !== undefined &&
    denominator !== undefined &&
    !unit &&
    /trong|trên/u.test(text.slice(value.end, denominator.start))
  )
}

/** 'thứ 3 trong 6 tháng', 'số 12 trong 3 xã' */
function isNoPart(words: (name: string) => string): boolean {
  return (
    /^(?:ngày|tháng|năm|quý|tuần|giờ|phút)(?!\p{L})/u.test(words('unit2')) ||
    Number(words('value')) > Number(words('denominator'))
  )
}

/** '27 đoàn/412 người': counts of different things, neither a part of the other, and no rate such as 'bé trai/100 bé gái'. */
function isTwoCounts(words: (name: string) => string): boolean {
  const [unit, other] = [words('unit'), words('unit2')]
  if (unit === '' || other === '' || words('percent') !== '' || /^10*$/u.test(words('denominator'))) return false
  // What was handed in for each of them.
  if (unit.startsWith('phiếu')) return false
  const isOneKind = unit.includes(other) || other.includes(unit) || (isMoney(unit) && isMoney(other))
  return !isOneKind && !(people.test(unit) && people.test(other))
}

/** Who may be a part of whom: '40 đồng chí/42 đảng viên'. */
const people =
  /^(?:người|đồng chí|đảng viên|cán bộ|công chức|viên chức|hội viên|đoàn viên|đại biểu|ủy viên|uỷ viên|học sinh|học viên|giáo viên|em|cháu|trẻ|lao động|thành viên)(?!\p{L})/u

function isMoney(unit: string): boolean {
  return /đồng|usd|tỷ|triệu|^đ$/iu.test(unit)
}

export type MetricValue = Omit<Metric, keyof Extracted | 'section'>
/** What the words and digits of a figure say by themselves. */
export type FigureValues = Omit<MetricValue, 'label' | 'period'>

/** A figure that says nothing yet. */
export const noFigure: FigureValues = {
  value: null,
  unit: null,
  denominator: null,
  percent: null,
  from: null,
  to: null,
  change: null,
  comparison: null,
}

/** A reading that another separator convention would change. */
const uncertainReading: Reason = { code: 'separators-ambiguous', delta: -0.1 }
/** A bare number that could be a year the date rules did not know for one: 'quy hoạch vùng 2019, …'. */
const yearLike: Reason = { code: 'may-be-year', delta: -0.3 }

export function readFigure(match: Match, text: string): { values: FigureValues; reasons: Reason[] } | null {
  const take = (name: string): string | null => {
    const group = match.rule.take[name]
    const span = group === undefined ? undefined : match.groups[group]
    return span ? text.slice(span.start, span.end).trim() : null
  }
  const written = take('unit') ?? take('unit2')
  const unit = written === '%o' ? '‰' : written
  const base = { ...noFigure, unit, comparison: take('comparison') }
  const read = (name: string): NumberReading | null => {
    const written = take(name)
    return written === null ? null : readNumber(written, unit)
  }
  const signed = (): number | null => {
    const change = take('change')
    const reading = change === null ? null : readNumber(change, '%')
    return reading && reading.value * signOf(take('direction'))
  }
  switch (match.rule.set.shape) {
    case 'none':
      return { values: { ...base, value: 0 }, reasons: [] }
    case 'change':
      return withReading(read('change'), (change) => ({
        ...base,
        change: change * signOf(take('direction')),
        percent: read('percent')?.value ?? null,
      }))
    case 'amount':
      return readAmount({ ...base, change: signed() }, read('value'), read('rest'), take('scale'), take('percent'))
    case 'level-change':
      return readLevelChange(base, read('value'), read('change'), take('direction'), read('percent'))
    case 'from-to':
      return readFromTo(base, read('from'), read('to'))
    case 'percent':
      return withReading(read('value'), (value) => ({ ...base, value, percent: base.unit === '%' ? value : null }))
    case 'keyed':
      return doubtYears(readCount(base, read('value'), null, take('percent')), take('value') ?? '')
    default:
      return readCount(
        { ...base, change: signed() },
        read('value'),
        read('denominator'),
        take('percent'),
        isBound(match, text),
      )
  }
}

function doubtYears(
  figure: { values: FigureValues; reasons: Reason[] } | null,
  written: string,
): { values: FigureValues; reasons: Reason[] } | null {
  const isYear = figure?.values.percent === null && /^(?:19[4-9]|20[0-4])\d$/u.test(written)
  return figure && isYear ? { ...figure, reasons: [...figure.reasons, yearLike] } : figure
}

function withReading(
  reading: NumberReading | null,
  make: (value: number) => FigureValues,
): { values: FigureValues; reasons: Reason[] } | null {
  return reading ? { values: make(reading.value), reasons: reading.certain ? [] : [uncertainReading] } : null
}

/** '9 tỷ 845 triệu đồng' → 9845 triệu đồng. */
function readAmount(
  base: FigureValues,
  whole: NumberReading | null,
  rest: NumberReading | null,
  scale: string | null,
  percent: string | null,
): { values: FigureValues; reasons: Reason[] } | null {
  const times = scales[scale?.toLowerCase() ?? '']?.[1]
  if (!whole || !rest || times === undefined) return null
  const value = Math.round((whole.value * times + rest.value) * 1e6) / 1e6
  return {
    values: { ...base, value, percent: percent === null ? null : (readNumber(percent, '%')?.value ?? null) },
    reasons: [],
  }
}

function readLevelChange(
  base: FigureValues,
  level: NumberReading | null,
  change: NumberReading | null,
  direction: string | null,
  share: NumberReading | null,
): { values: FigureValues; reasons: Reason[] } | null {
  if (!level || !change) return null
  const percent = base.unit === '%' ? level.value : (share?.value ?? null)
  return withReading(level, (value) => ({ ...base, value, percent, change: change.value * signOf(direction) }))
}

function readFromTo(
  base: FigureValues,
  from: NumberReading | null,
  to: NumberReading | null,
): { values: FigureValues; reasons: Reason[] } | null {
  if (!from || !to) return null
  const values = {
    ...base,
    from: from.value,
    to: to.value,
    value: to.value,
    percent: base.unit === '%' ? to.value : null,
  }
  return { values, reasons: from.certain && to.certain ? [] : [uncertainReading] }
}

/** A count, with its whole and its percentage where stated; the percentage decides between readings of the separators. */
function readCount(
  base: FigureValues,
  value: NumberReading | null,
  denominator: NumberReading | null,
  percentText: string | null,
  bound = false,
): { values: FigureValues; reasons: Reason[] } | null {
  if (!value) return null
  const percent = percentText === null ? null : (readNumber(percentText, '%')?.value ?? null)
  const stated = { ...base, percent }
  if (!denominator) return withReading(value, (number) => ({ ...stated, value: number }))
  if (percent === null) {
    const certain = value.certain && denominator.certain
    return {
      values: { ...stated, value: value.value, denominator: denominator.value },
      reasons: certain ? [] : [uncertainReading],
    }
  }
  const tolerance = percentTolerance(percentText ?? '')
  for (const whole of denominator.candidates) {
    for (const part of value.candidates) {
      if (whole.value > 0 && Math.abs((100 * part.value) / whole.value - percent) <= tolerance) {
        return {
          values: { ...stated, value: part.value, denominator: whole.value },
          reasons: [{ code: 'ratio-agrees', delta: 0.03 }],
        }
      }
    }
  }
  const parts = { ...stated, value: value.value, denominator: denominator.value }
  // '03/12 xã đạt tỷ lệ trên 80%': what each of them reached, not what share they are.
  if (bound) return { values: { ...parts, percent: null }, reasons: [] }
  return { values: parts, reasons: [{ code: 'ratio-disagrees', delta: -0.15 }] }
}

/** The percentage behind a whole is a limit: 'trên 80%', 'từ 90% trở lên'. */
function isBound({ groups: { denominator, percent }, end }: Match, text: string): boolean {
  if (!denominator || !percent) return false
  return (
    /(?<!\p{L})(?:trên|dưới|từ|tối thiểu)\s*$/iu.test(text.slice(denominator.end, percent.start)) ||
    /^\s*trở (?:lên|xuống)/u.test(text.slice(end))
  )
}

/** Rounded or cut off: one unit of the last printed digit. */
function percentTolerance(text: string): number {
  const decimals = /[.,](\d+)$/u.exec(text.replace(/\s/gu, ''))?.[1]?.length ?? 0
  return 10 ** -decimals * 1.0001
}

export function readNumber(written: string, unit: string | null): NumberReading | null {
  if (/^\p{L}/u.test(written)) {
    const value = parseNumberWords(written)
    return value === null ? null : { value, candidates: [{ value, style: 'integer' }], certain: true }
  }
  return parseNumber(written.replace(/\s+/gu, ''), { unit, percent: unit === '%' })
}

function signOf(direction: string | null): number {
  return /^(?:giảm|hụt|thấp|ít|-)/iu.test(direction ?? '') ? -1 : 1
}
