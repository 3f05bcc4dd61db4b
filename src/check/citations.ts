import type { Reference } from '../domain/record.ts'
import type { Draft, LexiconEntry, Span } from './draft.ts'
import { lineAt } from './figures.ts'
import { syllableKeys, wordKey } from './word-key.ts'

/** The parts of a number and symbol in the grammars that are in use: domain facts §1.1 and §1.2. */
export interface SymbolParts {
  readonly grammar: 'state' | 'normative' | 'party' | 'assembly' | 'short'
  readonly sequence: number
  /** Part of the number itself: 30/2020/NĐ-CP. */
  readonly year: number | null
  /** Segments of the symbol: ['KH', 'UBND']. */
  readonly segments: readonly string[]
  /** The symbol without number and year: 'KH-UBND'. */
  readonly symbol: string
}

const letters = String.raw`[\p{L}\p{M}\d.&]`
const grammars: readonly (readonly [SymbolParts['grammar'], RegExp])[] = [
  ['short', /^(?<sequence>\d{1,5})\/(?<year>(?:19|20)\d\d)$/u],
  ['assembly', /^(?<sequence>\d{1,5})\/(?<year>(?:19|20)\d\d)\/(?<symbol>(?:PL-|NQ-)?(?:QH|UBTVQH)\d{1,2})$/u],
  [
    'normative',
    new RegExp(
      String.raw`^(?<sequence>\d{1,5})[a-z]?\/(?<year>(?:19|20)\d\d)\/(?<symbol>${letters}+(?:[-/]${letters}+)*)$`,
      'u',
    ),
  ],
  ['state', new RegExp(String.raw`^(?<sequence>\d{1,5})[a-z]?\/(?<symbol>${letters}+(?:-${letters}+)*)$`, 'u')],
  ['party', new RegExp(String.raw`^(?<sequence>\d{1,5})-(?<symbol>${letters}+\/${letters}+(?:-${letters}+)*)$`, 'u')],
]

/** Null for the forms of before 2000 and for what is no number of a document. */
export function parseSymbol(number: string): SymbolParts | null {
  for (const [grammar, pattern] of grammars) {
    const groups = pattern.exec(number)?.groups
    if (!groups) continue
    const symbol = groups['symbol'] ?? ''
    return {
      grammar,
      sequence: Number(groups['sequence']),
      year: groups['year'] === undefined ? null : Number(groups['year']),
      segments: symbol === '' ? [] : symbol.split(/[-/]/u),
      symbol,
    }
  }
  return null
}

/** A mention of a document with a number. */
export interface Citation extends Span {
  readonly item: Reference
  readonly number: string
  readonly parts: SymbolParts | null
  readonly date: string | null
  /** Whose counter the number is from: 'own', the issuer's key, or null where it cannot be told. */
  readonly issuer: string | null
  /** The words from where its subject begins to the end of the paragraph, or as many as a title may have: titles have semicolons. */
  readonly words: readonly string[]
  /** Words of what it is about, from the record or from the text behind it. */
  readonly subject: ReadonlySet<string>
}

/** All mentions of documents with a number, in reading order. */
export function listCitations(draft: Draft): Citation[] {
  const own = ownLevel(draft)
  return draft.references.flatMap((item) => {
    if (item.number === null) return []
    const { start, end } = item.evidence[0]!
    const parts = parseSymbol(item.number)
    const subject = item.subject ?? behind(draft.text, end)
    return [
      {
        item,
        start,
        end,
        number: item.number,
        parts,
        date: item.date,
        issuer: issuerOf(item, parts, draft.text, start, own),
        words: syllableKeys(titleText(draft.text, end, item.subject)),
        subject: new Set(syllableKeys(subject)),
      },
    ]
  })
}

/** How much text behind a citation may tell its subject. */
const longestSubject = 120

function behind(text: string, end: number): string {
  const line = lineAt(text, end)
  return /^[^;.()]*/u.exec(text.slice(end, Math.min(line.end, end + longestSubject)))?.[0] ?? ''
}

const longestTitle = 400

function titleText(text: string, end: number, subject: string | null): string {
  const line = lineAt(text, end)
  const rest = text.slice(end, Math.min(line.end, end + longestTitle))
  const at = subject === null ? 0 : rest.indexOf(subject)
  return at < 0 ? subject! : rest.slice(at)
}

const levels = ['thị xã', 'thị trấn', 'thành phố', 'phường', 'huyện', 'quận', 'tỉnh', 'xã', 'bộ', 'sở', 'phòng', 'ban']
const levelKeys = levels.map((level) => wordKey(level))
const bodies = String.raw`(?:[Cc]hủ tịch\s+)?(?:UBND|HĐND|Ủy ban nhân dân|Uỷ ban nhân dân|Hội đồng nhân dân|Tỉnh ủy|Huyện ủy|Thị ủy|Thành ủy|Thủ tướng|Chính phủ|Bộ|Sở)`
const otherBody = new RegExp(`(?<![\\p{L}])(${bodies}(?:\\s+(?:${levels.join('|')}))?)(?![\\p{L}])`, 'gu')

/** The level of the document's own issuer: 'phường' of 'ỦY BAN NHÂN DÂN PHƯỜNG 1'. */
function ownLevel({ header }: Draft): string | null {
  return header.issuer ? levelOf(header.issuer.value) : null
}

function levelOf(name: string): string | null {
  const key = wordKey(name)
  return levelKeys.find((level) => key.includes(level)) ?? null
}

/** Symbols whose issuer there is one of. */
const single = /^(?:CP|TTg|TTG|CTN|TW|QH\d*|UBTVQH\d*|B[\p{Lu}]{1,10}|VPCP|TTCP|NHNN|TANDTC|VKSNDTC)$/u

function issuerOf(
  item: Reference,
  parts: SymbolParts | null,
  text: string,
  start: number,
  own: string | null,
): string | null {
  if (parts?.grammar === 'assembly' || parts?.segments.slice(1).some((segment) => single.test(segment)))
    return parts.segments.join('-')
  if (item.issuer !== null) {
    const level = levelOf(item.issuer)
    return level !== null && level === own ? 'own' : wordKey(item.issuer)
  }
  const before = text.slice(lineAt(text, start).start, start)
  const sentence = before.slice(Math.max(...['.', ';', '('].map((mark) => before.lastIndexOf(mark))) + 1)
  const named = [...sentence.matchAll(otherBody)].at(-1)?.[1]
  const level = named === undefined ? null : levelOf(named)
  // 'được Chủ tịch UBND thị xã công nhận tại Quyết định …': somebody else's counter, but whose is not certain.
  if (level !== null && own !== null && level !== own) return null
  return 'own'
}

/** Known document types by word, and what may stand for each in a symbol. */
export class TypeAbbreviations {
  readonly #ofType = new Map<string, readonly string[]>()
  readonly #typeOf = new Map<string, string>()

  constructor(entries: readonly LexiconEntry[]) {
    for (const { name, facts } of entries) {
      const abbreviations = Array.isArray(facts['abbr']) ? facts['abbr'].map(String) : []
      this.#ofType.set(name, abbreviations)
      for (const abbreviation of abbreviations)
        if (!this.#typeOf.has(abbreviation)) this.#typeOf.set(abbreviation, name)
    }
  }

  /** What a segment of a symbol stands for: 'KH' → 'Kế hoạch'. */
  named(segment: string): string | null {
    return this.#typeOf.get(segment) ?? null
  }

  of(type: string): readonly string[] {
    return this.#ofType.get(type) ?? []
  }
}
