import type { Check } from '../../domain/check.ts'
import type { Citation, SymbolParts } from '../citations.ts'
import { parseSymbol } from '../citations.ts'
import { anyOf, wordStart } from '../../text/vietnamese.ts'
import type { Span, Suspicion } from '../draft.ts'
import type { Facts } from '../facts.ts'
import { lawMeant } from './laws.ts'
import { showDate } from './show-date.ts'

interface Named extends Span {
  readonly id: string
  readonly type: string
  readonly number: string
  readonly parts: SymbolParts
}

/** Cited documents and the document itself, each with type and number. */
function named(facts: Facts): Named[] {
  return facts.keep(named, () => {
    const { type, number } = facts.draft.header
    const own = number && parseSymbol(number.value)
    const self: Named[] =
      type && number && own
        ? [{ id: number.id, type: type.value, number: number.value, parts: own, ...number.evidence[0]! }]
        : []
    const cited = facts.citations.flatMap(({ item, number: cited, parts, start, end }): Named[] =>
      item.type !== null && parts ? [{ id: item.id, type: item.type, number: cited, parts, start, end }] : [],
    )
    return [...self, ...cited]
  })
}

/** Segments that are units or subjects of letters, too: only what no office is called tells against a letter. */
const neverUnits: ReadonlySet<string> = new Set(['KH', 'BC', 'QĐ', 'TTr', 'NĐ', 'NQ', 'TB'])

/** C7: 'Quyết định số 41/KH-UBND'. */
export function checkSymbolTypes(facts: Facts, { issuedBy }: Check<'symbol-type'>): Suspicion[] {
  const carried = new Set(issuedBy)
  const { types } = facts.vocabulary
  return named(facts).flatMap((document) => {
    const { type, parts } = document
    const segment = typeSegment(parts)
    if (segment === null || type === 'Văn bản') return []
    const other = types.named(segment)
    if (other === null || types.of(type).includes(segment) || (/liên/u.test(type) && segment.startsWith('TT')))
      return []
    const isLetter = types.of(type).includes('CV')
    if (isLetter ? !neverUnits.has(segment) : types.of(type).length === 0) return []
    if (carried.has(type) && types.of('Quyết định').includes(segment)) return []
    const rightly = facts.citations.find(({ item, number }) => number === document.number && item.type === other)
    return [
      {
        values: { type, number: document.number, other },
        spans: [document, ...(rightly ? [rightly] : [])],
        items: [document.id, ...(rightly ? [rightly.item.id] : [])],
        expected: types.of(type)[0] === undefined || isLetter ? other : `${types.of(type)[0]!} (${type})`,
        found: `${segment} (${other})`,
        ...(rightly && { proposed: { item: document.id, field: 'type', value: other, written: other } }),
      },
    ]
  })
}

/** What follows TYPE in a symbol of the Party: TW, TU, ĐU, UBKT…; in others ('212-TC/CĐKT') it is no issuer. */
const partyBodies = /^(?:TW|\p{Lu}{0,4}U|UBKT|BTV|BCH|BTC|BTG|BDV|BNC|VP|CB|MTTQ|\p{Lu}*ĐTN)/u

/** The segment of a symbol that names the type; null where none stands in its place. */
function typeSegment({ grammar, segments }: SymbolParts): string | null {
  const [first = null, second = ''] = segments
  if (segments.length < 2 || grammar === 'short' || grammar === 'assembly') return null
  return grammar === 'party' && !partyBodies.test(second) ? null : first
}

/** C8: '14/UBND-TB' for 14/TB-UBND, '12/NQ-ĐU' for 12-NQ/ĐU. */
export function checkReversedSymbols(facts: Facts): Suspicion[] {
  const { types } = facts.vocabulary
  return named(facts).flatMap((document) => {
    const { type, parts } = document
    const [first = '', second = ''] = parts.segments
    if (parts.segments.length !== 2 || (parts.grammar !== 'state' && parts.grammar !== 'normative')) return []
    const own = types.of(type)
    if (!own.includes(second) || own.includes(first) || own.includes('CV')) return []
    const head = document.number.slice(0, document.number.length - parts.symbol.length)
    const regular = `${head}${second}-${first}`
    return [
      {
        values: { number: document.number, regular },
        spans: [document],
        items: [document.id],
        expected: regular,
        found: document.number,
        proposed: { item: document.id, field: 'number', value: regular, written: regular },
      },
    ]
  })
}

/** C8: '12/KHH-UBND': a slip in the segment that names the type. */
export function checkUnknownSymbols(facts: Facts): Suspicion[] {
  const { types } = facts.vocabulary
  return named(facts).flatMap(({ id, type, number, parts, start, end }) => {
    const [first = '', ...others] = parts.segments
    const own = types.of(type)
    if ((parts.grammar !== 'state' && parts.grammar !== 'normative') || others.length === 0 || own.includes('CV'))
      return []
    if (types.named(first) !== null || others.some((segment) => types.named(segment) !== null)) return []
    const meant = own.find((abbreviation) => isSlipOf(first, abbreviation))
    if (meant === undefined) return []
    const regular = `${number.slice(0, number.length - parts.symbol.length)}${[meant, ...others].join('-')}`
    return [
      {
        values: { number, type, regular },
        spans: [{ start, end }],
        items: [id],
        expected: regular,
        found: number,
        proposed: { item: id, field: 'number', value: regular, written: regular },
      },
    ]
  })
}

/** A letter more or less, or two that changed places: another letter may make another office. */
function isSlipOf(written: string, meant: string): boolean {
  const [short, long] = written.length < meant.length ? [written, meant] : [meant, written]
  if (long.length === short.length + 1) return Array.from(long, (_, at) => cut(long, at)).includes(short)
  return written !== meant && written.length === 2 && written === `${meant.charAt(1)}${meant.charAt(0)}`
}

function cut(text: string, at: number): string {
  return text.slice(0, at) + text.slice(at + 1)
}

/** C8: 'Kế hoạch số 12 ngày 05/01/2024': a number and a day, and no symbol. */
export function checkMissingSymbols(facts: Facts, { types }: Check<'symbol-missing'>): Suspicion[] {
  const pattern = facts.vocabulary.keep(types, () => bareNumber(types))
  return [...facts.text.matchAll(pattern)].map((match) => {
    const span = { start: match.index - match.groups!.type!.length, end: match.index + match[0].length }
    const what = facts.slice(span).replace(/\s+/gu, ' ')
    const inside = facts.draft.references.filter(
      ({ evidence: [place] }) => place!.start < span.end && span.start < place!.end,
    )
    return { values: { what }, spans: [span], items: inside.map(({ id }) => id), expected: null, found: what }
  })
}

/** Found by its 'số', which stands in few places; what comes before it is looked at only there. */
function bareNumber(types: readonly string[]): RegExp {
  const day = String.raw`ngày\s+\d{1,2}(?:[\/.\-]\d{1,2}[\/.\-]|\s+tháng\s+\d{1,2}\s+năm\s+)(?:19|20)\d\d`
  const type = String.raw`(?<type>${wordStart}${anyOf(types)}\s+)`
  return new RegExp(String.raw`số(?<=${type}số)\s*:?\s*\d{1,5},?\s+${day}(?!\d)`, 'gv')
}

/** C8: a normative document's number has the year of its date. */
export function checkSymbolYears(facts: Facts): Suspicion[] {
  return facts.citations.flatMap((citation) => {
    const { parts, date, number } = citation
    if (!parts || date === null || parts.year === null || parts.year === Number(date.slice(0, 4))) return []
    if (facts.vocabulary.laws.get(number, date) || lawMeant(facts, citation)) return []
    return [
      {
        values: { number, date: showDate(date) },
        spans: [citation],
        items: [citation.item.id],
        expected: String(parts.year),
        found: date.slice(0, 4),
      },
    ]
  })
}

/** Decrees and circulars have carried the year since the law on normative documents of 1996. */
const yearsSince = '1997-01-01'

/** C8: 'Nghị định số 61/NĐ-CP' without its year. */
export function checkYearlessSymbols(facts: Facts, { types }: Check<'symbol-yearless'>): Suspicion[] {
  const normative = new Set(types)
  return facts.citations.flatMap((citation) => {
    const { parts, date, number, item } = citation
    if (parts?.grammar !== 'state' || item.type === null || !normative.has(item.type)) return []
    if (
      date === null ||
      date < yearsSince ||
      lawMeant(facts, citation) ||
      !facts.vocabulary.types.of(item.type).includes(parts.segments[0] ?? '')
    )
      return []
    const regular = number.replace('/', `/${date.slice(0, 4)}/`)
    return [
      {
        values: { number, regular },
        spans: [citation],
        items: [item.id],
        expected: regular,
        found: number,
        proposed: { item: item.id, field: 'number', value: regular, written: regular },
      },
    ]
  })
}

/** C8: 'Nghị định 151/2017' in a document that nowhere cites it in full; completed where the register knows it. */
export function checkShortSymbols(facts: Facts): Suspicion[] {
  return facts.citations.flatMap((citation) => {
    const { parts, number, item } = citation
    if (parts?.grammar !== 'short' || isFullElsewhere(facts, citation)) return []
    const known = facts.vocabulary.laws.complete(item.type, number)
    if (!known) return []
    return [
      {
        values: { number, regular: known.number, date: showDate(known.date) },
        spans: [citation],
        items: [item.id],
        expected: known.number,
        found: number,
        proposed: { item: item.id, field: 'number', value: known.number, written: known.number },
      },
    ]
  })
}

function isFullElsewhere(facts: Facts, { number }: Citation): boolean {
  return facts.citations.some((other) => other.number.startsWith(`${number}/`))
}
