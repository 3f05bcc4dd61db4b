import type { DocumentEntry } from '../../domain/review-api.ts'
import type { Reviewer } from '../../store/reviewers.ts'
import { maskPersonalNumbers } from '../../text/personal-numbers.ts'
import type { DocumentRow } from './record-shelf.ts'

/** A document as lists show it. Of one that is closed to this reviewer, that it is there and nothing else. */
export function documentEntry(
  row: DocumentRow,
  { personalNumbers }: Reviewer,
  granted: readonly number[],
  lease: string | null,
): DocumentEntry {
  const { sha256: id, secrecy } = row
  if (secrecy !== null && !granted.includes(row.documentId)) {
    const blank = { name: '', type: null, number: null, issuedOn: null, subject: null, batch: '', pages: null }
    return { id, ...blank, open: 0, settled: 0, secrecy, closed: true, lease: null }
  }
  const show = (text: string) => (personalNumbers ? text : maskPersonalNumbers(text))
  return {
    id,
    name: show(row.name),
    type: row.type === '' ? null : row.type,
    number: row.number,
    issuedOn: row.issuedOn,
    subject: row.subject === null ? null : show(row.subject),
    batch: row.batch,
    pages: row.pages,
    open: row.open,
    settled: row.settled,
    secrecy,
    closed: false,
    lease,
  }
}
