import { factsOf } from '../export-rows.ts'
import { selectsDocument } from '../selection.ts'
import type { ReviewedRecord, Selection } from '../selection.ts'
import type { CitingDocument } from './citation-graph.ts'

/** What of the selected records a citation graph is made of; the records themselves are not held. */
export async function gatherDocuments(
  records: AsyncIterable<ReviewedRecord> | Iterable<ReviewedRecord>,
  selection: Selection,
): Promise<readonly CitingDocument[]> {
  const documents: CitingDocument[] = []
  for await (const reviewed of records) {
    const { record } = reviewed
    if (!selectsDocument(record, selection)) continue
    const facts = factsOf(reviewed, selection, null)
    const parent = facts.valueOf(record.header.parentIssuer)
    documents.push({
      id: record.id,
      name: record.source.name,
      type: facts.type,
      number: facts.number,
      date: facts.issuedOn,
      issuer: facts.issuer === null || parent === null ? facts.issuer : `${facts.issuer}, ${parent}`,
      subject: facts.valueOf(record.header.subject),
      citations: record.references
        .filter((reference) => facts.isSelected(reference))
        .map(({ id, raw, type, number, date, issuer, subject, evidence, confidence }) => ({
          ...{ item: id, raw, type, number, date, issuer, subject, confidence },
          page: evidence[0]?.page ?? null,
          status: facts.standingOf({ id, confidence }),
        })),
    })
  }
  return documents
}
