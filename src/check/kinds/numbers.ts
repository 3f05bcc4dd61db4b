import { firstIndex } from '../../text/first-index.ts'
import type { Citation, SymbolParts } from '../citations.ts'
import { parseSymbol } from '../citations.ts'
import type { Suspicion } from '../draft.ts'
import type { Facts } from '../facts.ts'
import { overlap } from '../word-key.ts'
import { showDate } from './show-date.ts'

/** One document as it is cited: all mentions of a number with one date. */
interface Cited {
  readonly number: string
  readonly date: string
  readonly sequence: number
  readonly mentions: readonly [Citation, ...Citation[]]
}

/** Subjects that share so much of the shorter one's words are the same. */
const sameSubject = 0.6
/** Fewer words than these say nothing of a subject. */
const fewestWords = 3

/** C5: one number for two documents of one year. */
export function checkSharedNumbers(facts: Facts): Suspicion[] {
  const cited = conflicts(facts)
    .filter(({ same }) => !same)
    .map(({ documents }) => shared(documents))
  return [...cited, ...sharedWithOwn(facts)]
}

/** The document's own number stands for another document of its year, too. */
function sharedWithOwn(facts: Facts): Suspicion[] {
  const { number, issuedOn } = facts.draft.header
  if (!number || !issuedOn || parseSymbol(number.value)?.grammar !== 'state') return []
  const year = issuedOn.value.slice(0, 4)
  return facts.citations.flatMap(({ number: cited, issuer, date, item, start, end }) => {
    if (cited !== number.value || issuer !== 'own' || date?.slice(0, 4) !== year || date === issuedOn.value) return []
    const dates = `${showDate(issuedOn.value)}, ${showDate(date)}`
    return [
      {
        values: { number: cited, dates },
        spans: [{ start, end }, number.evidence[0]!, issuedOn.evidence[0]!],
        items: [item.id, number.id, issuedOn.id],
        expected: null,
        found: dates,
      },
    ]
  })
}

/** C5: one document with two dates. */
export function checkRedatedNumbers(facts: Facts): Suspicion[] {
  return conflicts(facts)
    .filter(({ same }) => same)
    .map(({ documents }) => redated(documents))
}

interface Conflict {
  readonly documents: readonly Cited[]
  /** They are one document, so one of the dates is wrong. */
  readonly same: boolean
}

function conflicts(facts: Facts): Conflict[] {
  return facts.keep(conflicts, () => [...byNumber(facts).values()].flatMap(conflictsOf))
}

/** Documents of one number and one issuer. */
function byNumber(facts: Facts): Map<string, Cited[]> {
  const groups = new Map<string, Cited[]>()
  for (const citation of facts.citations) {
    const { date, parts, issuer } = citation
    if (
      date === null ||
      parts === null ||
      parts.grammar === 'short' ||
      facts.vocabulary.laws.get(citation.number, date)
    )
      continue
    const key = `${citation.number}|${parts.year === null ? (issuer ?? '?') : ''}`
    const group = groups.get(key) ?? []
    const known = group.findIndex((cited) => cited.date === date)
    if (known < 0) group.push({ number: citation.number, date, sequence: parts.sequence, mentions: [citation] })
    else group[known] = { ...group[known]!, mentions: [...group[known]!.mentions, citation] }
    groups.set(key, group)
  }
  return groups
}

function conflictsOf(documents: readonly Cited[]): Conflict[] {
  if (documents.length < 2) return []
  const { parts } = documents[0]!.mentions[0]
  // The year is part of the number, or the body has but one counter a year: there is one such document.
  if (parts!.year !== null) return [{ documents, same: true }]
  const found: Conflict[] = []
  const years = new Map<string, Cited[]>()
  for (const document of documents) {
    const year = document.date.slice(0, 4)
    years.set(year, [...(years.get(year) ?? []), document])
  }
  for (const group of years.values()) {
    if (group.length > 1) found.push({ documents: group, same: allSame(group) })
  }
  return [...found, ...ofOtherYears([...years.values()])]
}

/** Documents of one subject in two years: for each document of a later year the first of an earlier one. */
function ofOtherYears(years: readonly (readonly Cited[])[]): Conflict[] {
  return years.flatMap((later, index) =>
    later.flatMap((document) => {
      const earlier = years.slice(0, index).flat()
      const other = earlier.find((candidate) => allSame([candidate, document]))
      return other ? [{ documents: [other, document], same: true }] : []
    }),
  )
}

function allSame(documents: readonly Cited[]): boolean {
  const [first, ...others] = documents
  return others.every((other) =>
    first!.mentions.some((a) =>
      other.mentions.some(
        (b) => Math.min(a.subject.size, b.subject.size) >= fewestWords && overlap(a.subject, b.subject) >= sameSubject,
      ),
    ),
  )
}

function mentionsOf(documents: readonly Cited[]): [Citation, ...Citation[]] {
  return documents.flatMap(({ mentions }) => [...mentions]) as [Citation, ...Citation[]]
}

function shared(documents: readonly Cited[]): Suspicion {
  const dates = documents.map(({ date }) => showDate(date)).join(', ')
  const mentions = mentionsOf(documents)
  return {
    values: { number: documents[0]!.number, dates },
    spans: mentions,
    items: mentions.map(({ item }) => item.id),
    expected: null,
    found: dates,
  }
}

function redated(documents: readonly Cited[]): Suspicion {
  const counted = [...documents].sort((a, b) => b.mentions.length - a.mentions.length)
  const [usual, other] = counted
  const decided = usual!.mentions.length > other!.mentions.length
  const wrong = decided ? counted.slice(1) : counted
  const mentions = mentionsOf(decided ? [...wrong, usual!] : counted)
  const dates = documents.map(({ date }) => showDate(date)).join(', ')
  return {
    values: { number: usual!.number, dates, usual: decided ? showDate(usual!.date) : dates },
    spans: mentions,
    items: mentions.map(({ item }) => item.id),
    expected: decided ? usual!.date : null,
    found: decided ? other!.date : dates,
    ...(decided && {
      proposed: {
        item: wrong[0]!.mentions[0].item.id,
        field: 'date',
        value: usual!.date,
        written: showDate(usual!.date),
      },
    }),
  }
}

/** Numbers this far apart are hardly of one counter, unless the issuer is stated. */
const largestLeap = 2.5
const smallestLeap = 20

interface Counted {
  /** Its symbol names the document's own issuer, and no body of every level as UBND. */
  readonly own: boolean
  readonly sequence: number
  readonly date: string
  readonly name: string
  readonly spans: readonly [{ start: number; end: number }, ...{ start: number; end: number }[]]
  readonly ids: readonly string[]
}

/** C6: in one counter a higher number has no earlier date. */
export function checkNumberOrder(facts: Facts): Suspicion[] {
  return [...counters(facts).values()].flatMap((counter) => {
    const ordered = [...counter].sort((a, b) => a.sequence - b.sequence || (a.date < b.date ? -1 : 1))
    const rise = longestRise(ordered)
    if (rise.length === ordered.length) return []
    const kept = new Set(rise)
    return ordered.flatMap((document) => {
      if (kept.has(document)) return []
      const rival = nearestRival(document, rise)
      if (!rival || (isLeap(document, rival) && !(document.own && rival.own))) return []
      const [earlier, later] = document.sequence < rival.sequence ? [document, rival] : [rival, document]
      return [
        {
          values: {
            later: later.name,
            laterDate: showDate(later.date),
            earlier: earlier.name,
            earlierDate: showDate(earlier.date),
          },
          spans: [...document.spans, ...rival.spans] as Suspicion['spans'],
          items: [...document.ids, ...rival.ids],
          expected: `≥ ${earlier.date}`,
          found: later.date,
        },
      ]
    })
  })
}

function counters(facts: Facts): Map<string, Counted[]> {
  const groups = new Map<string, Counted[]>()
  const seen = new Set<string>()
  const add = (key: string, document: Counted): void => {
    const own = `${key}|${document.sequence}|${document.date}`
    if (seen.has(own)) return
    seen.add(own)
    const group = groups.get(key)
    if (group) group.push(document)
    else groups.set(key, [document])
  }
  const ownSegment = ownSegmentOf(facts)
  for (const citation of facts.citations) {
    const { parts, date, issuer } = citation
    if (!parts || date === null || issuer === null || !isCounted(facts, citation, date)) continue
    const { number: name, start, end, item } = citation
    const key = `${parts.symbol}|${date.slice(0, 4)}|${issuer}`
    const own = issuer === 'own' && parts.segments.some((segment) => segment === ownSegment)
    add(key, { own, sequence: parts.sequence, date, name, spans: [{ start, end }], ids: [item.id] })
  }
  addOwn(facts, add)
  return groups
}

/** Its number is of a counter that only rises within the year of its date. */
function isCounted(facts: Facts, { parts, item }: Citation, date: string): boolean {
  if (parts?.grammar === 'state') return true
  if (parts?.grammar !== 'party' || !isPartyCounter(parts, date)) return false
  // 'TU' alone may be the committee of the province or of the town.
  return parts.segments[1] === 'TW' || item.issuer !== null || parts.segments[1] === ownCommittee(facts)
}

/** Committees, not their offices nor the mass organisations, which have terms of their own. */
const committee = /^(?:TW|\p{L}{0,3}U)$/u
/** Quyết định and Quy định have a counter each and one symbol; a reporter may take one for the other. */
const sharedSymbol = 'QĐ'

/** Party committees count by term, so within a year without congresses numbers only rise: domain facts §1.2. */
function isPartyCounter({ segments }: SymbolParts, date: string): boolean {
  const [type = '', body = ''] = segments
  const yearOfTerm = Number(date.slice(0, 4)) % yearsOfTerm
  return segments.length === 2 && type !== sharedSymbol && committee.test(body) && yearOfTerm > 1
}

/** Congresses are held in years that end in 0 and 5, the national one early in the year after. */
const yearsOfTerm = 5

/** The committee whose document this is, by its own number. */
function ownCommittee({ draft }: Facts): string | null {
  const parts = draft.header.number && parseSymbol(draft.header.number.value)
  return parts?.grammar === 'party' ? (parts.segments[1] ?? null) : null
}

/** Bodies there are of at every level: their symbols tell no issuer. */
const everywhere: ReadonlySet<string> = new Set(['UBND', 'UB', 'HĐND', 'BCĐ', 'BCH', 'ĐU', 'MTTQ'])

/** The part of the document's own symbol that names its issuer: 'STP' of 38/BC-STP. */
function ownSegmentOf({ draft }: Facts): string | null {
  const parts = draft.header.number && parseSymbol(draft.header.number.value)
  const segment = parts?.grammar === 'state' ? parts.segments[1] : undefined
  return segment === undefined || everywhere.has(segment) ? null : segment
}

/** The document's own number counts on from those it cites. */
function addOwn({ draft }: Facts, add: (key: string, document: Counted) => void): void {
  const { number, issuedOn } = draft.header
  const parts = number && parseSymbol(number.value)
  if (!number || !issuedOn || !parts) return
  if (parts.grammar !== 'state' && !(parts.grammar === 'party' && isPartyCounter(parts, issuedOn.value))) return
  const [{ start, end } = { start: 0, end: 0 }] = number.evidence
  const [day = { start, end }] = issuedOn.evidence
  add(`${parts.symbol}|${issuedOn.value.slice(0, 4)}|own`, {
    own: true,
    sequence: parts.sequence,
    date: issuedOn.value,
    name: number.value,
    spans: [
      { start, end },
      { start: day.start, end: day.end },
    ],
    ids: [number.id, issuedOn.id],
  })
}

/** The longest run of documents whose dates do not fall, the earliest of several: what is outside it is out of order. */
function longestRise(documents: readonly Counted[]): Counted[] {
  // By the length of the longest run that ends there; within one length dates fall, or the run would be longer.
  const ends: { document: Counted; before: number }[][] = []
  for (const document of documents) {
    const length = firstIndex(ends.length, (at) => ends[at]!.at(-1)!.document.date > document.date)
    const shorter = ends[length - 1] ?? []
    const before = firstIndex(shorter.length, (at) => shorter[at]!.document.date <= document.date)
    const list = ends[length]
    if (list) list.push({ document, before })
    else ends.push([{ document, before }])
  }
  const run: Counted[] = []
  let at = 0
  for (let length = ends.length - 1; length >= 0; length--) {
    const { document, before } = ends[length]![at]!
    run.push(document)
    at = before
  }
  return run.reverse()
}

/** The kept document nearest in number that the other contradicts. */
function nearestRival(document: Counted, kept: readonly Counted[]): Counted | null {
  const rivals = kept.filter((other) =>
    other.sequence < document.sequence
      ? other.date > document.date
      : other.sequence > document.sequence && other.date < document.date,
  )
  const distance = (other: Counted): number => Math.abs(other.sequence - document.sequence)
  return rivals.reduce<Counted | null>(
    (best, other) => (best && distance(best) <= distance(other) ? best : other),
    null,
  )
}

function isLeap(a: Counted, b: Counted): boolean {
  const [low, high] = a.sequence < b.sequence ? [a.sequence, b.sequence] : [b.sequence, a.sequence]
  return high > low * largestLeap && high - low > smallestLeap
}
