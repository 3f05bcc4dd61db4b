import { longestPhrase } from '../store/search-entry.ts'
import { hasMarks, plainKey, searchWords } from '../text/search-words.ts'
import type { SearchWord } from '../text/search-words.ts'
import { searchFields } from './record-entry.ts'
import type { SearchField, Spelling } from './record-entry.ts'

/** Words that must stand one after the other in a field. */
export interface Term {
  readonly field: SearchField
  readonly words: readonly SearchWord[]
  /** The last word may go on: `nghị đ*`. */
  readonly prefix: boolean
  /** Documents that have it are left out. */
  readonly negative: boolean
}

export interface SearchQuery {
  readonly terms: readonly Term[]
  /** Marks count where the question is written with marks. */
  readonly spelling: Spelling
  /** ISO days, both inclusive, that the day of issue must lie in. */
  readonly issued: { readonly from: string; readonly to: string } | null
}

export type ParsedQuery =
  { readonly ok: true; readonly query: SearchQuery } | { readonly ok: false; readonly message: string }

export const longestQuery = 500
const mostTerms = 16

/** Under their keys; Vietnamese names besides ours. */
const fieldNames: Readonly<Partial<{ [name: string]: SearchField | 'date' }>> = {
  ...Object.fromEntries(searchFields.map((field) => [field, field])),
  date: 'date',
  'noi dung': 'text',
  loai: 'type',
  so: 'number',
  'co quan': 'issuer',
  'trich yeu': 'subject',
  ngay: 'date',
}

/** `-`, a field with `:`, a text in quotes or without, `*`. */
const part = /(-?)(?:([\p{L}\p{M}_-]{2,20}):(?=\S))?(?:"([^"]*)"?|(\S+?))(\*?)(?=\s|$)/gu

/**
 * Words that must all be there; `"in quotes"` one after the other; `field:word`; `-word` must not be there; `word*` its
 * beginning; `date:2024-03` or `date:2024-01-15..2024-06-30` the day of issue.
 */
export function parseQuery(text: string, spelling: Spelling | 'auto' = 'auto'): ParsedQuery {
  if (text.length > longestQuery) return { ok: false, message: `A search has at most ${longestQuery} characters.` }
  const terms: Term[] = []
  let issued: SearchQuery['issued'] = null
  let marked = false
  for (const [whole, minus, name, quoted, bare, star] of text.normalize('NFC').matchAll(part)) {
    const field = name === undefined ? 'text' : fieldNames[plainKey(name)]
    const value = quoted ?? bare ?? ''
    if (field === 'date') {
      issued = parseDays(value)
      if (issued === null) return { ok: false, message: `No day, month, year or range of them: ${value}` }
      continue
    }
    const words = searchWords(field === undefined ? whole : value)
    marked ||= hasMarks(value)
    if (words.length > longestPhrase) return { ok: false, message: `A phrase has at most ${longestPhrase} words.` }
    if (words.length > 0)
      terms.push({
        field: field ?? 'text',
        words,
        prefix: star === '*' || value.endsWith('*'),
        negative: minus === '-',
      })
  }
  if (terms.length > mostTerms) return { ok: false, message: `A search has at most ${mostTerms} parts.` }
  if (issued === null && !terms.some(({ negative }) => !negative)) {
    return { ok: false, message: 'Say what to look for: a word, a phrase in quotes, field:word or date:2024.' }
  }
  const auto = marked ? 'marked' : 'plain'
  return { ok: true, query: { terms, issued, spelling: spelling === 'auto' ? auto : spelling } }
}

/** '2024', '2024-03', '2024-03-05', '05/3/2024', '3/2024', or two of them with '..' between. */
function parseDays(text: string): { readonly from: string; readonly to: string } | null {
  const [first, last, ...more] = text.split('..')
  const [from, to] = [spanOf(first!), spanOf(last ?? first!)]
  return more.length > 0 || !from || !to || from.from > to.to ? null : { from: from.from, to: to.to }
}

const written =
  /^(?<year>\d{4})(?:-(?<month>\d\d)(?:-(?<day>\d\d))?)?$|^(?:(?:(?<d>\d\d?)\/)?(?<m>\d\d?)\/)(?<y>\d{4})$/

function spanOf(text: string): { readonly from: string; readonly to: string } | null {
  const parts = written.exec(text)?.groups
  if (!parts) return null
  const year = parts.year ?? parts.y!
  const [month, day] = [parts.month ?? parts.m, parts.day ?? parts.d].map((digits) => digits?.padStart(2, '0'))
  if (month !== undefined && (month < '01' || month > '12')) return null
  if (day !== undefined && (day < '01' || day > '31')) return null
  return { from: `${year}-${month ?? '01'}-${day ?? '01'}`, to: `${year}-${month ?? '12'}-${day ?? '31'}` }
}
