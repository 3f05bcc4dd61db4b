import type { Citation } from '../citations.ts'
import type { Suspicion } from '../draft.ts'
import type { Facts } from '../facts.ts'
import { titleShare, type Law } from '../laws.ts'
import { syllableKeys } from '../word-key.ts'
import { showDate } from './show-date.ts'

/** C16: a number the register knows, with another date. */
export function checkLawDates(facts: Facts): Suspicion[] {
  const numbered = facts.citations.flatMap((citation) => {
    const { item, number, date, start, end } = citation
    // The number is wrong, not the date.
    if (lawMeant(facts, citation)) return []
    const law = facts.vocabulary.laws.get(number, date) ?? titledLaw(facts, citation)
    if (!law || date === null || date === law.date || (item.type !== null && item.type !== law.type)) return []
    return [wrongDate(item.id, { start, end }, number, date, law)]
  })
  return [...numbered, ...namedLaws(facts)]
}

/** The law of a number without its year, which comes again, by its title too. */
function titledLaw({ vocabulary }: Facts, { item, number, words }: Citation): Law | null {
  return vocabulary.laws.withTitle(item.type, words).find((law) => law.number === number) ?? null
}

function wrongDate(
  id: string,
  span: { start: number; end: number },
  number: string,
  date: string,
  law: Law,
): Suspicion {
  return {
    values: { number, date: showDate(date), known: showDate(law.date), title: law.title },
    spans: [span],
    items: [id],
    expected: law.date,
    found: date,
    proposed: { item: id, field: 'date', value: law.date, written: showDate(law.date) },
  }
}

/** Laws cited by name and date: the day is wrong where it shares only the year, or only day and month, with the law's. */
function namedLaws(facts: Facts): Suspicion[] {
  return facts.draft.references.flatMap((item) => {
    if (item.number !== null || item.date === null || item.type === null) return []
    const { start, end } = item.evidence[0]!
    const name = item.raw.slice(item.type.length).replace(/,?\s*(?:ngày|năm).*$/su, '')
    const versions = facts.vocabulary.laws.called(item.type, syllableKeys(name))
    if (versions.length === 0 || versions.some(({ date }) => date === item.date)) return []
    const near = versions.filter(({ date }) => isNear(date, item.date!))
    if (near.length !== 1) return []
    return [wrongDate(item.id, { start, end }, `${item.type} ${name.trim()}`, item.date, near[0]!)]
  })
}

function isNear(a: string, b: string): boolean {
  return a.slice(0, 4) === b.slice(0, 4) || a.slice(5) === b.slice(5)
}

/** C16: title or day are those of another number, which differs by a slip. */
export function checkLawNumbers(facts: Facts): Suspicion[] {
  return facts.citations.flatMap((citation) => {
    const law = lawMeant(facts, citation)
    if (!law) return []
    const { item, number, start, end } = citation
    const known = `${law.number} ngày ${showDate(law.date)}`
    return [
      {
        values: { number, known: law.number, date: showDate(law.date), title: law.title },
        spans: [{ start, end }],
        items: [item.id],
        expected: known,
        found: citation.date === null ? number : `${number} ngày ${showDate(citation.date)}`,
        proposed: {
          item: item.id,
          field: 'number',
          value: law.number,
          written: known,
          ...(item.date !== null && { with: { date: law.date } }),
        },
      },
    ]
  })
}

/** The law whose title or day a citation gives under a number that is nearly its own; null where the number may be right. */
export function lawMeant(facts: Facts, citation: Citation): Law | null {
  return facts.keep(citation, () => {
    const { item, number, date, parts, words } = citation
    const own = facts.vocabulary.laws.get(number, date)
    if (!parts || (own && (date === null || own.date === date))) return null
    const titled = facts.vocabulary.laws.withTitle(item.type, words)
    if (titled.some((law) => law === own || law.number === number)) return null
    if (titled.length === 0 && date !== null) return lawOfDay(facts, item.type, number, date)
    // A number and a day that both are others are those of another law, however like its title.
    const near = titled.filter(
      (law) => law.date === date || (isSlip(number, law.number) && (date === null || isNear(law.date, date))),
    )
    // Decrees on the ministries share most words of their titles; the one with all of them is meant.
    const best = Math.max(...near.map((law) => titleShare(words, law)))
    const meant = near.filter((law) => titleShare(words, law) === best)
    return meant.length === 1 ? meant[0]! : null
  })
}

/** The one law of the cited day whose number differs by a slip, where a law of another day stands between the two. */
function lawOfDay({ vocabulary: { laws } }: Facts, type: string | null, number: string, date: string): Law | null {
  const near = laws
    .issuedOn(type, date)
    .filter((law) => isSlip(number, law.number) && laws.isApart(number, law.number, date))
  return near.length === 1 ? near[0]! : null
}

/** Numbers of one length that differ in one digit, or in two that changed places. */
function isSlip(a: string, b: string): boolean {
  if (a.length !== b.length) return false
  const places = Array.from(a, (_, index) => index).filter((index) => a[index] !== b[index])
  if (places.length === 1) return /\d/u.test(a[places[0]!]!) && /\d/u.test(b[places[0]!]!)
  const [first, second] = places
  return places.length === 2 && second === first! + 1 && a[first!] === b[second] && a[second] === b[first!]
}
