import type { RuleSet } from '../rules/rule-set.ts'
import { indexUnits } from '../text/units.ts'
import { foldTone, wordEnd, wordStart } from '../text/vietnamese.ts'

/** Known document types: by their words in any spelling, and by the abbreviation in a symbol. */
export class TypeLexicon {
  readonly #byWord = new Map<string, string>()
  readonly #byAbbreviation = new Map<string, string>()
  readonly #abbreviations = new Map<string, readonly string[]>()
  readonly #timely = new Set<string>()

  constructor(rules: RuleSet) {
    for (const entry of rules.lexicons.get('types') ?? []) {
      for (const word of [entry.name, ...entry.aliases]) this.#byWord.set(key(word), entry.name)
      if (entry.facts.timely === true) this.#timely.add(entry.name)
      const abbreviations = stringList(entry.facts.abbr)
      this.#abbreviations.set(entry.name, abbreviations)
      for (const abbreviation of abbreviations) {
        if (!this.#byAbbreviation.has(abbreviation)) this.#byAbbreviation.set(abbreviation, entry.name)
      }
    }
  }

  /** 'QUYẾT ĐỊNH' → 'Quyết định'; null for what is no type. */
  fromWord(word: string): string | null {
    return this.#byWord.get(key(word)) ?? this.#byAbbreviation.get(word) ?? null
  }

  /** The type a symbol names by one of its segments: '16/KH-UBND' → 'Kế hoạch', '131-QĐ/TW' → 'Quyết định'. */
  fromSymbol(number: string): string | null {
    for (const segment of number.split(/[/-]/)) {
      const type = this.#byAbbreviation.get(segment)
      if (type) return type
    }
    return null
  }

  /** Whether documents of the type report on a time or plan it, unlike laws. */
  isTimely(type: string): boolean {
    return this.#timely.has(type)
  }

  /** Whether type word and symbol agree; null where the symbol names no type. */
  agrees(type: string, number: string): boolean | null {
    const segments = number.split(/[/-]/)
    const known = segments.filter((segment) => this.#byAbbreviation.has(segment))
    if (known.length === 0) return null
    return known.some((segment) => this.#abbreviations.get(type)?.includes(segment))
  }
}

/** What extractors look words up in, made once for a rule set. */
export interface Vocabulary {
  readonly types: TypeLexicon
  /** Roles of form columns by the folded head. */
  readonly columns: ReadonlyMap<string, string>
  /** Whether it is a unit, as written. */
  readonly isUnit: (written: string) => boolean
  /** Folded words a name of an issuing body begins with. */
  readonly issuerHeads: readonly string[]
  /** Words always written together with a comma between; null where there are none. */
  readonly pairs: RegExp | null
}

const made = new WeakMap<RuleSet, Vocabulary>()

export function vocabularyOf(rules: RuleSet): Vocabulary {
  let vocabulary = made.get(rules)
  if (!vocabulary) {
    vocabulary = makeVocabulary(rules)
    made.set(rules, vocabulary)
  }
  return vocabulary
}

function makeVocabulary(rules: RuleSet): Vocabulary {
  const columns = new Map<string, string>()
  for (const entry of rules.lexicons.get('columns') ?? []) {
    for (const word of [entry.name, ...entry.aliases]) columns.set(headKey(word), String(entry.facts.role))
  }
  const agencies = rules.lexicons.get('agencies') ?? []
  const classOf = indexUnits(rules.lexicons.get('units') ?? [])
  return {
    types: new TypeLexicon(rules),
    columns,
    isUnit: (written) => classOf(written) !== null,
    issuerHeads: agencies.flatMap((entry) => [entry.name, ...entry.aliases]).map(key),
    pairs: pairsPattern(rules),
  }
}

/** The comma of a pair of words: a text is searched for it, which stands in fewer places than the beginnings of words do. */
function pairsPattern(rules: RuleSet): RegExp | null {
  const words = (rules.lexicons.get('pairs') ?? []).flatMap((entry) => [entry.name, ...entry.aliases])
  const commas = words.flatMap((phrase) => {
    const parts = phrase.split(', ')
    return parts.slice(1).map((_, at) => {
      const [before, behind] = [parts.slice(0, at + 1), parts.slice(at + 1)].map((side) => side.join(String.raw`,\s+`))
      return `(?<=${wordStart}${before!},)(?=\\s+${behind!}${wordEnd})`
    })
  })
  return commas.length === 0 ? null : new RegExp(`,(?:${commas.join('|')})`, 'giu')
}

/** The head of a column as a key: marks and spaces do not count. */
export function headKey(text: string): string {
  return foldTone(text.replace(/[\s:.*]+/gu, ' ').trim())
}

function key(word: string): string {
  return foldTone(word.replace(/\s+/g, ' ').trim())
}

export function stringList(value: unknown): string[] {
  return Array.isArray(value) ? value.filter((item) => typeof item === 'string') : []
}
