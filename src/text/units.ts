import { anyOf, escapePattern, foldTone, wordStart } from './vietnamese.ts'

export const unitClasses = [
  'money',
  'ratio',
  'area',
  'length',
  'volume',
  'mass',
  'energy',
  'people',
  'admin',
  'media',
  'things',
  'place',
  'time',
  'farm',
  'scale',
] as const
export type UnitClass = (typeof unitClasses)[number]

/** One entry of `rules/lexicon/units.yaml`. */
export interface UnitEntry {
  readonly class: UnitClass
  /** Matched in all spellings (case, tone placement, i and y). */
  readonly words?: readonly string[]
  /** Matched letter by letter: 'm2', 'kWh', 'USD'. */
  readonly symbols?: readonly string[]
  /** May stand after the slash of a rate: đồng/người/tháng, tạ/ha. */
  readonly per?: boolean
}

/** The longest chain of scale words before a unit: 'trăm nghìn tỷ'. */
const maxScales = 3
/** The longest chain of divisors: 'triệu đồng/ha/vụ/năm' has three. */
const maxDivisors = 3

/** Symbols letter by letter, longest first; their last letter or digit must not run on ('m' is not in 'm2'). */
function symbolSource(symbols: readonly string[]): string {
  const longestFirst = [...new Set(symbols)].sort((a, b) => b.length - a.length || (a < b ? -1 : 1))
  const sources = longestFirst.map((s) => escapePattern(s).replace(/\s+/gu, String.raw`\s+`))
  return `(?:${sources.join('|')})`
}

function wordsAndSymbols(entries: readonly UnitEntry[]): string {
  const words = entries.flatMap((entry) => entry.words ?? [])
  const symbols = entries.flatMap((entry) => entry.symbols ?? [])
  const sources = [...(words.length > 0 ? [anyOf(words)] : []), ...(symbols.length > 0 ? [symbolSource(symbols)] : [])]
  return sources.length > 0 ? `(?:${sources.map((s) => `${s}(?![\\p{L}\\p{M}\\p{N}])`).join('|')})` : '(?!)'
}

/** Ratio signs are no letters: nothing has to end them. */
const isSign = (symbol: string): boolean => !/[\p{L}\p{N}]$/u.test(symbol)

function signSource(entries: readonly UnitEntry[]): string {
  const signs = entries.flatMap((entry) => entry.symbols ?? []).filter(isSign)
  return signs.length > 0 ? symbolSource(signs) : '(?!)'
}

function withoutSigns(entry: UnitEntry): UnitEntry {
  return { ...entry, symbols: (entry.symbols ?? []).filter((symbol) => !isSign(symbol)) }
}

/**
 * The lexicon as the source of one pattern (flag v), no groups captured: longest unit first, scale words before it
 * ('nghìn tỷ đồng', 'triệu lượt người'), divisors after it ('đồng/người/tháng'); a scale word alone is a unit too ('3,2 tỷ').
 * Digits may touch its start ('271triệu'), letters may not; nothing may run on after it.
 */
export function compileUnits(entries: readonly UnitEntry[]): string {
  const plain = entries.map(withoutSigns)
  const scale = wordsAndSymbols(plain.filter((entry) => entry.class === 'scale'))
  const unit = wordsAndSymbols(plain.filter((entry) => entry.class !== 'scale'))
  const per = wordsAndSymbols(plain.filter((entry) => entry.per))
  const divisors = String.raw`(?:\s*\/\s*${per}){0,${maxDivisors}}`
  const scaled = String.raw`(?:${scale}\s+){0,${maxScales}}${unit}${divisors}`
  const bare = String.raw`${scale}(?:\s+${scale}){0,${maxScales - 1}}`
  return `${wordStart}(?:${signSource(entries)}|${scaled}|${bare})`
}

/** The last part of a written unit without scales and divisors: 'nghìn tỷ đồng/người' gives 'đồng'. */
function headKey(written: string, scales: ReadonlySet<string>): string {
  const words = foldTone(written.normalize('NFC').split('/')[0]!.trim()).split(/\s+/u)
  while (words.length > 1 && scales.has(words[0]!)) words.shift()
  return words.join(' ')
}

/** A function that says what class a unit has as written ('Triệu đồng', 'tỉ USD/tháng', 'lượt người'), or null. */
export function indexUnits(entries: readonly UnitEntry[]): (written: string) => UnitClass | null {
  const scales = new Set(entries.filter((e) => e.class === 'scale').flatMap((e) => (e.words ?? []).map(foldTone)))
  const classes = new Map<string, UnitClass>()
  for (const entry of entries) {
    for (const name of [...(entry.words ?? []), ...(entry.symbols ?? [])]) {
      const key = foldTone(name)
      if (!classes.has(key)) classes.set(key, entry.class)
    }
  }
  return (written) => classes.get(headKey(written, scales)) ?? null
}
