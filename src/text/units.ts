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

/**
 * One entry of `rules/lexicon/units.yaml` as the rules layer hands it on. Facts: `class`; `exact: true` for what is matched
 * letter by letter ('m2', 'kWh', 'USD'), all else in every spelling; `per: true` for what may stand after the slash of a rate.
 */
export interface UnitEntry {
  readonly name: string
  readonly aliases: readonly string[]
  readonly facts: Readonly<Record<string, unknown>>
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

const namesOf = (entry: UnitEntry): string[] => [entry.name, ...entry.aliases]

/** Signs such as % are no letters: nothing has to end them. */
const isSign = (name: string): boolean => !/[\p{L}\p{M}\p{N}]$/u.test(name)

function sourceOf(entries: readonly UnitEntry[]): string {
  const names = (exact: boolean): string[] =>
    entries.filter((entry) => (entry.facts['exact'] === true) === exact).flatMap(namesOf)
  const words = names(false)
  const symbols = names(true).filter((name) => !isSign(name))
  const sources = [...(words.length > 0 ? [anyOf(words)] : []), ...(symbols.length > 0 ? [symbolSource(symbols)] : [])]
  return sources.length > 0 ? String.raw`(?:${sources.join('|')})(?![\p{L}\p{M}\p{N}])` : '(?!)'
}

function signSource(entries: readonly UnitEntry[]): string {
  const signs = entries.flatMap(namesOf).filter(isSign)
  return signs.length > 0 ? symbolSource(signs) : '(?!)'
}

/**
 * The lexicon as the source of one pattern (flag v), no groups captured: longest unit first, scale words before it
 * ('nghìn tỷ đồng', 'triệu lượt người'), divisors after it ('đồng/người/tháng'); a scale word alone is a unit too ('3,2 tỷ').
 * Digits may touch its start ('271triệu'), letters may not; nothing may run on after it.
 */
export function compileUnits(entries: readonly UnitEntry[]): string {
  const isScale = (entry: UnitEntry): boolean => entry.facts['class'] === 'scale'
  const scale = sourceOf(entries.filter(isScale))
  const unit = sourceOf(entries.filter((entry) => !isScale(entry)))
  const per = sourceOf(entries.filter((entry) => entry.facts['per'] === true))
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
  const classes = new Map<string, UnitClass>()
  for (const entry of entries) {
    const unitClass = unitClasses.find((name) => name === entry.facts['class'])
    if (!unitClass) continue
    for (const name of namesOf(entry)) {
      const key = foldTone(name)
      if (!classes.has(key)) classes.set(key, unitClass)
    }
  }
  const scales = new Set([...classes].filter(([, unitClass]) => unitClass === 'scale').map(([key]) => key))
  return (written) => classes.get(headKey(written, scales)) ?? null
}
