import { remembered } from './remembered.ts'
import { anyOf, foldTone, wholeWord } from './vietnamese.ts'

/** How the separators of a number were read. Vietnamese writes 3.232,311; both marks also occur the English way. */
export type NumberStyle =
  | 'integer'
  | 'vietnamese' // 3.232,311
  | 'english' // 1,234.5
  | 'decimal-comma' // 57,69
  | 'decimal-dot' // 83.7
  | 'dot-grouped' // 52.000.000
  | 'comma-grouped' // 50,000,000
  | 'space-grouped' // 1 278

export interface NumberCandidate {
  readonly value: number
  readonly style: NumberStyle
}

export interface NumberReading {
  readonly value: number
  /** Likeliest first; the first one's value is `value`. */
  readonly candidates: readonly NumberCandidate[]
  /** False where another reading is possible, or where the writing breaks the Vietnamese convention. */
  readonly certain: boolean
}

export interface NumberHint {
  /** The unit as written after the number, 'triệu đồng'. */
  readonly unit?: string | null
  readonly percent?: boolean
}

/** A number keeps its decimal text in a double up to 15 significant digits. */
const maxDigits = 15

/** What a number measures: countable things have no fractions, measured ones may. */
type Nature = 'counted' | 'measured' | 'unknown'

const space = String.raw`[ \u00a0\u2009\u202f]`
const spaces = new RegExp(space, 'gu')

/** A number in digits with its separators, whole: '3.232,311', '05', '83.7'. A letter may touch it ('đạt38,5%'). */
export const digitNumber = String.raw`(?<!\d|\d[.,])(?:\d{1,3}(?:\.\d{3})+(?:,\d+)?|\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:[.,]\d+)?)(?!\d|[.,]\d)`

/** Digits in groups of three with spaces: '1 278', '12 000,5'. Only evidence (a unit) tells it from two numbers. */
export const spacedNumber = String.raw`(?<!\d|\d[., ])\d{1,3}(?:${space}\d{3})+(?:,\d+)?(?!\d|[.,]\d)`

/** Digits torn by one space, as PDF and OCR text has them: '1 66,9', '15, 6', '2 600'. For `joinSplitNumber`. */
export const splitNumber = String.raw`(?<!\d|\d[., ])\d+(?:[.,]\d+)*(?:${space}[.,]?|[.,]${space})\d+(?:[.,]\d+)*(?!\d|[.,]\d)`

const scaleWords: Readonly<Record<string, number>> = {
  chục: 10,
  trăm: 100,
  nghìn: 1e3,
  ngàn: 1e3,
  vạn: 1e4,
  triệu: 1e6,
  tr: 1e6,
  tỷ: 1e9,
}
const scaleOf: ReadonlyMap<string, number> = new Map(
  Object.entries(scaleWords).map(([word, by]) => [foldTone(word), by]),
)

/** Money written as one word with its scale: trđ, tr.đ, tr.đồng. */
const shortMillion = /^tr\.?\s*đ(?:ồng)?$/u

/** What one unit stands for: 'triệu đồng' 1e6, 'nghìn tỷ đồng' 1e12, 'trđ' 1e6, 'ha' 1. Values are never multiplied by it here. */
export const unitScale = remembered(2_000, (unit): number => {
  const text = unit.normalize('NFC').toLowerCase().trim()
  if (shortMillion.test(text)) return 1e6
  let scale = 1
  for (const word of text.split(/\s+/u)) {
    const by = scaleOf.get(foldTone(word))
    if (by === undefined) break
    scale *= by
  }
  return scale
})

/** First words of units whose amounts are measured, so that a fraction is natural. Domain facts §5.3. */
const measured =
  /^(?:%|‰|phần|điểm|lần|ha|héc|hecta|sào|mẫu|m|m2|m²|m3|m³|km|km2|km²|cm|mm|lít|khối|mét|tấn|tạ|yến|kg|kilôgam|gam|kwh|mw|mwh|kv|kva|giờ|năm)(?![\p{L}\p{N}])/u

function natureOf(hint: NumberHint): Nature {
  if (hint.percent) return 'measured'
  const unit = hint.unit?.normalize('NFC').toLowerCase().trim()
  if (!unit) return 'unknown'
  return unitScale(unit) > 1 || measured.test(unit) ? 'measured' : 'counted'
}

function exact(digits: string): number | null {
  return digits.replace(/^[-+0.]+|\./gu, '').length > maxDigits ? null : Number(digits)
}

function candidate(digits: string, style: NumberStyle): NumberCandidate[] {
  const value = exact(digits)
  return value === null ? [] : [{ value, style }]
}

interface Shape {
  readonly pattern: RegExp
  readonly read: (text: string, hint: NumberHint) => { candidates: NumberCandidate[]; certain: boolean }
}

const withoutDots = (text: string): string => text.replaceAll('.', '')
const withoutCommas = (text: string): string => text.replaceAll(',', '')
const decimalComma = (text: string): string => text.replace(',', '.')

function single(digits: string, style: NumberStyle, certain = true): ReturnType<Shape['read']> {
  return { candidates: candidate(digits, style), certain }
}

/** '4.690': thousands by convention; a percentage has no thousands. '250.289 triệu đồng' may be either. Domain facts §5.1. */
function readOneDotGroup(text: string, hint: NumberHint): ReturnType<Shape['read']> {
  const grouped = candidate(withoutDots(text), 'dot-grouped')
  const decimal = candidate(text, 'decimal-dot')
  if (hint.percent) return { candidates: [...decimal, ...grouped], certain: false }
  if (natureOf(hint) === 'counted') return { candidates: [...grouped, ...decimal], certain: true }
  return { candidates: [...grouped, ...decimal], certain: false }
}

/** '412,518 triệu đồng' and percentages are decimals by convention; '3,500 đồng' is written the English way. */
function readOneCommaGroup(text: string, hint: NumberHint): ReturnType<Shape['read']> {
  const grouped = candidate(withoutCommas(text), 'comma-grouped')
  const decimal = candidate(decimalComma(text), 'decimal-comma')
  if (natureOf(hint) === 'measured') return { candidates: [...decimal, ...grouped], certain: true }
  return { candidates: [...grouped, ...decimal], certain: false }
}

/** The token shapes of domain facts §5.1; the first that fits reads the number. */
const shapes: readonly Shape[] = [
  { pattern: /^\d+$/u, read: (t) => single(t, 'integer') },
  { pattern: /^\d{1,3}(?:\.\d{3})+,\d+$/u, read: (t) => single(decimalComma(withoutDots(t)), 'vietnamese') },
  { pattern: /^\d{1,3}(?:,\d{3})+\.\d+$/u, read: (t) => single(withoutCommas(t), 'english') },
  { pattern: /^[1-9]\d{0,2}(?:\.\d{3}){2,}$/u, read: (t) => single(withoutDots(t), 'dot-grouped') },
  { pattern: /^[1-9]\d{0,2}(?:,\d{3}){2,}$/u, read: (t) => single(withoutCommas(t), 'comma-grouped') },
  { pattern: /^[1-9]\d{0,2}\.\d{3}$/u, read: readOneDotGroup },
  { pattern: /^[1-9]\d{0,2},\d{3}$/u, read: readOneCommaGroup },
  { pattern: /^\d+,\d+$/u, read: (t) => single(decimalComma(t), 'decimal-comma') },
  // A dot is not the decimal mark here: '2.70' turned out to be 2.704 with a digit lost.
  { pattern: /^\d+\.\d+$/u, read: (t, hint) => single(t, 'decimal-dot', hint.percent ?? false) },
  {
    pattern: /^[1-9]\d{0,2}(?: \d{3})+(?:,\d+)?$/u,
    read: (t, hint) => single(decimalComma(t.replaceAll(' ', '')), 'space-grouped', natureOf(hint) !== 'unknown'),
  },
]

/**
 * A number written in digits, with every reading its separators allow. The unit stays a unit: '5 triệu' has the value 5.
 * Null where the text is no such number, or has more digits than a double keeps.
 */
export function parseNumber(text: string, hint: NumberHint = {}): NumberReading | null {
  if (/^\d{1,15}$/u.test(text)) return readDigits(Number(text))
  const [, sign, digits, percent] = /^([-+−–]?)(\d[\d., ]*)(%?)$/u.exec(text.trim().replace(spaces, ' ')) ?? []
  if (digits === undefined) return null
  const asked: NumberHint = percent ? { ...hint, percent: true } : hint
  const body = digits.trim()
  const shape = shapes.find((s) => s.pattern.test(body))
  if (!shape) return null
  const read = shape.read(body, asked)
  const negative = sign !== undefined && sign !== '' && sign !== '+'
  const candidates = read.candidates.map((c) => (negative && c.value !== 0 ? { ...c, value: -c.value } : c))
  const [first] = candidates
  return first ? { value: first.value, candidates, certain: read.certain } : null
}

function readDigits(value: number): NumberReading {
  return { value, candidates: [{ value, style: 'integer' }], certain: true }
}

/** The number without the spaces that a PDF or OCR put into it ('1 66,9' → '166,9'); null where that gives no number. */
export function joinSplitNumber(text: string): string | null {
  const joined = text.trim().replace(spaces, '')
  return joined !== text.trim() && parseNumber(joined) ? joined : null
}

/** The value of a Roman number in its normal form (IV, not IIII), in capitals or small letters. */
export function parseRoman(text: string): number | null {
  if (!/^M{0,3}(?:C[MD]|D?C{0,3})(?:X[CL]|L?X{0,3})(?:I[XV]|V?I{0,3})$/u.test(text.toUpperCase()) || text === '')
    return null
  const values: Readonly<Record<string, number>> = { I: 1, V: 5, X: 10, L: 50, C: 100, D: 500, M: 1000 }
  const digits = Array.from(text.toUpperCase(), (letter) => values[letter] ?? 0)
  return digits.reduce((sum, digit, i) => sum + (digit < (digits[i + 1] ?? 0) ? -digit : digit), 0)
}

const units = ['không', 'một', 'hai', 'ba', 'bốn', 'năm', 'sáu', 'bảy', 'tám', 'chín']

function wordTable(table: Readonly<Record<string, number>>): ReadonlyMap<string, number> {
  return new Map(Object.entries(table).map(([word, value]) => [foldTone(word), value]))
}

const unitWords = wordTable({ ...Object.fromEntries(units.map((word, value) => [word, value])), bẩy: 7, tư: 4 })
/** Units as they stand after mười or mươi. 'năm' is not among them: 'mười năm' is ten years, fifteen is 'mười lăm'. */
const afterTen = wordTable({
  mốt: 1,
  một: 1,
  hai: 2,
  ba: 3,
  tư: 4,
  bốn: 4,
  lăm: 5,
  nhăm: 5,
  sáu: 6,
  bảy: 7,
  bẩy: 7,
  tám: 8,
  chín: 9,
})
/** Units that stand only after tens, so that 'hai lăm' is 25. */
const onlyAfterTen = wordTable({ mốt: 1, lăm: 5, nhăm: 5 })
const [ten, tens, hundred, dozen, half] = ['mười', 'mươi', 'trăm', 'tá', 'rưỡi'].map(foldTone)
const skips = new Set(['linh', 'lẻ'].map(foldTone))

/** A number in words, as far as a pattern can tell; whether it is one, `parseNumberWords` says. The caller anchors it. */
export const numberWords = ((): string => {
  const first = anyOf([...units, 'bẩy', 'mười'])
  const later = [
    ...units,
    'bẩy',
    'tư',
    'mười',
    'mươi',
    'mốt',
    'lăm',
    'nhăm',
    'linh',
    'lẻ',
    'rưỡi',
    'tá',
    ...Object.keys(scaleWords),
  ]
  return wholeWord(String.raw`${first}(?:\s+${anyOf(later.filter((word) => word !== 'tr'))})*`)
})()

interface Group {
  readonly value: number
  readonly next: number
  /** Digits take any scale ('2 trăm'); a bare unit after a scale is colloquial ('hai triệu năm' is 2.5 million). */
  readonly kind: 'digits' | 'unit' | 'tens' | 'hundreds'
}

function readTens(words: readonly string[], at: number): Group | null {
  if (words[at] === ten) {
    const unit = afterTen.get(words[at + 1] ?? '')
    return { value: 10 + (unit ?? 0), next: at + (unit === undefined ? 1 : 2), kind: 'tens' }
  }
  const digit = unitWords.get(words[at] ?? '')
  if (digit === undefined) return null
  if (words[at + 1] === tens) {
    const unit = afterTen.get(words[at + 2] ?? '')
    return { value: digit * 10 + (unit ?? 0), next: at + (unit === undefined ? 2 : 3), kind: 'tens' }
  }
  const short = onlyAfterTen.get(words[at + 1] ?? '')
  if (short !== undefined) return { value: digit * 10 + short, next: at + 2, kind: 'tens' }
  return { value: digit, next: at + 1, kind: 'unit' }
}

function readAfterHundreds(words: readonly string[], at: number): Group | null {
  if (!skips.has(words[at] ?? '')) {
    const rest = readTens(words, at)
    return rest?.kind === 'tens' ? rest : null
  }
  const unit = unitWords.get(words[at + 1] ?? '')
  return unit ? { value: unit, next: at + 2, kind: 'hundreds' } : null
}

/** One group below a thousand: `[d trăm] [(d mươi | mười | linh | lẻ) [u]]`, or a number in digits. */
function readGroup(words: readonly string[], at: number): Group | null {
  const word = words[at] ?? ''
  if (/^\d/u.test(word)) {
    const number = parseNumber(word, { unit: 'triệu' })
    return number && { value: number.value, next: at + 1, kind: 'digits' }
  }
  if (skips.has(word)) return readAfterHundreds(words, at)
  const digit = unitWords.get(word)
  if (digit === undefined || words[at + 1] !== hundred) return readTens(words, at)
  const rest = readAfterHundreds(words, at + 2)
  return { value: digit * 100 + (rest?.value ?? 0), next: rest?.next ?? at + 2, kind: 'hundreds' }
}

function readScale(words: readonly string[], at: number, kind: Group['kind']): { scale: number; next: number } {
  let scale = 1
  let next = at
  for (let word = words[next]; word !== undefined; word = words[++next]) {
    const by = word === dozen ? 12 : scaleOf.get(word)
    if (by === undefined || (word === hundred && kind !== 'digits')) break
    scale *= by
  }
  return { scale, next }
}

/**
 * A number in words: 'hai mươi mốt', 'một trăm linh năm', 'hai nghìn không trăm hai mươi tư', 'một triệu rưỡi', '2 triệu rưỡi'.
 * Null where the words are no number, say something else as well ('mười năm'), or are colloquial and could mean two ('hai triệu năm').
 */
export function parseNumberWords(text: string): number | null {
  const words = foldTone(text.normalize('NFC'))
    .split(/\s+|,\s+/u)
    .filter(Boolean)
  let total = 0
  let last = Infinity
  for (let at = 0; at < words.length;) {
    const group = readGroup(words, at)
    if (!group) return null
    const { scale, next } = readScale(words, group.next, group.kind)
    const compound = last === 1e3 && scale >= 1e6 // 'hai nghìn năm trăm tỷ'
    if (scale >= last && !compound) return null
    if (scale === 1 && last < Infinity && (group.kind === 'unit' || group.kind === 'digits' || last > 1e3)) return null
    if (scale === 1 && last === Infinity && (group.kind === 'digits' || skips.has(words[at]!))) return null
    total = compound ? (total + group.value) * scale : total + group.value * scale
    at = next
    if (words[at] === half) {
      const whole = scale > 1 ? scale : group.kind === 'hundreds' && group.value % 100 === 0 ? 100 : null
      return whole !== null && at + 1 === words.length ? exactTotal(total + whole / 2) : null
    }
    if (at < words.length && scale === 1) return null
    last = scale
  }
  return words.length > 0 ? exactTotal(total) : null
}

/** Sums of decimals and scales ('2,3 triệu') lose their last digits in binary; 1e-6 is below any stated amount. */
function exactTotal(total: number): number | null {
  const rounded = Math.round(total * 1e6) / 1e6
  return Number.isSafeInteger(Math.trunc(total)) ? rounded : null
}
