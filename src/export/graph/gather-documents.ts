import { factsOf } from '../export-rows.ts'
import { selectsDocument } from '../selection.ts'
import type { ReviewedRecord, Selection } from '../selection.ts'
import { mostItems } from './citation-graph.ts'
import type { Citation, CitingDocument } from './citation-graph.ts'

type Reference = ReviewedRecord['record']['references'][number]

/** What of the selected records a citation graph is made of; the records themselves are not held. */
export async function gatherDocuments(
  records: AsyncIterable<ReviewedRecord> | Iterable<ReviewedRecord>,
  selection: Selection,
): Promise<readonly CitingDocument[]> {
  const documents: CitingDocument[] = []
  const once = onlyOnce()
  for await (const reviewed of records) {
    const { record } = reviewed
    if (!selectsDocument(record, selection)) continue
    const facts = factsOf(reviewed, selection, null)
    const parent = facts.valueOf(record.header.parentIssuer)
    documents.push({
      id: record.id,
      type: once(facts.type),
      number: once(facts.number),
      date: once(facts.issuedOn),
      issuer: once(facts.issuer === null || parent === null ? facts.issuer : `${facts.issuer}, ${parent}`),
      subject: once(facts.valueOf(record.header.subject)),
      citations: citationsOf(
        record.references.filter((reference) => facts.isSelected(reference)),
        once,
      ),
    })
  }
  return documents
}

type Once = (text: string | null) => string | null

/** One string for all that are equal: an archive says the same numbers, days and names millions of times. */
function onlyOnce(): Once {
  const known = new Map<string, string>()
  return (text) => {
    if (text === null) return null
    const before = known.get(text)
    if (before === undefined) known.set(text, text)
    return before ?? text
  }
}

/** What a document says of another in the same words is one citation with several mentions. */
function citationsOf(references: readonly Reference[], once: Once): readonly Citation[] {
  const alike = new Map<string, Reference[]>()
  for (const reference of references) {
    const { type, number, date, issuer, subject } = reference
    const key = JSON.stringify([type, number, date, issuer, subject])
    const same = alike.get(key)
    if (same) same.push(reference)
    else alike.set(key, [reference])
  }
  return Array.from(alike.values(), (mentions) => {
    const { type, number, date, issuer, subject } = mentions[0]!
    return {
      ...{ type: once(type), number: once(number), date: once(date), issuer: once(issuer), subject: once(subject) },
      mentions: mentions.length,
      items: mentions.slice(0, mostItems).map(({ id, evidence }) => ({ item: id, page: evidence[0]?.page ?? null })),
    }
  })
}
