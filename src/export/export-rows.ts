import type { Field, Record } from '../domain/record.ts'
import type { DocumentFacts, Judged, Kind, KindName } from './column.ts'
import { kinds } from './kinds.ts'
import { isSelected, rejectedStandings, selectsDocument, standingOf, trustedStandings } from './selection.ts'
import type { ReviewedRecord, Selection } from './selection.ts'
import type { Sink } from './sink.ts'

/** An address on the review page: of a document, or of an item in it. */
export type LinkMaker = (documentId: string, itemId: string | null) => string

export interface Exported {
  readonly documents: number
  /** Documents that were not asked for. */
  readonly passedOver: number
  /** Rows by kind. */
  readonly rows: ReadonlyMap<KindName, number>
  /** Items left out because they are rejected, not sure enough or not asked for. */
  readonly leftOut: number
}

export function kindsNamed(names: readonly KindName[]): readonly Kind[] {
  return names.length === 0 ? kinds : kinds.filter(({ name }) => names.includes(name))
}

/** Writes the rows of all records that are selected, one record in memory at a time; the sink is finished or aborted after. */
export async function exportRows(
  records: AsyncIterable<ReviewedRecord> | Iterable<ReviewedRecord>,
  sink: Sink,
  wanted: readonly Kind[],
  selection: Selection,
  linkTo: LinkMaker | null,
): Promise<Exported & { readonly paths: readonly string[] }> {
  const sums = { documents: 0, passedOver: 0, leftOut: 0 }
  const rows = new Map<KindName, number>(wanted.map(({ name }) => [name, 0]))
  try {
    for await (const reviewed of records) {
      if (!selectsDocument(reviewed.record, selection)) {
        sums.passedOver++
        continue
      }
      sums.documents++
      const facts = factsOf(reviewed, selection, linkTo)
      sums.leftOut += await exportRecord(facts, itemsFrom(reviewed, selection), sink, wanted, rows)
    }
    return { ...sums, rows, paths: await sink.finish() }
  } catch (error) {
    await sink.abort()
    throw error
  }
}

/** Rejected items are looked for only where they are asked for. */
function itemsFrom({ record, withRejected }: ReviewedRecord, { standings }: Selection): Record {
  const asked = [...rejectedStandings].some((standing) => standings.has(standing))
  return asked && withRejected ? withRejected() : record
}

async function exportRecord(
  facts: DocumentFacts,
  record: Record,
  sink: Sink,
  wanted: readonly Kind[],
  rows: Map<KindName, number>,
): Promise<number> {
  let leftOut = 0
  for (const kind of wanted) {
    let written = 0
    // What a document says of itself is without what was rejected.
    for (const item of kind.itemsOf(kind.name === 'documents' ? facts.record : record)) {
      const judged = kind.judged(item)
      if (judged && !facts.isSelected(judged)) {
        leftOut++
        continue
      }
      const row = kind.columns.map((column) => column.of(item, facts))
      const pause = sink.write(kind, row)
      if (pause) await pause
      written++
    }
    rows.set(kind.name, rows.get(kind.name)! + written)
  }
  return leftOut
}

/** What all rows of a record share under a selection. */
export function factsOf(
  { record, reviews, originals }: ReviewedRecord,
  selection: Selection,
  linkTo: LinkMaker | null,
): DocumentFacts {
  const standing = ({ id, confidence }: Judged) => standingOf(reviews.get(id), confidence, selection.threshold)
  const selected = (item: Judged) => isSelected(standing(item), item.confidence, selection)
  // Whoever asks for corrected figures alone still wants to know which document they are of.
  const standings = new Set([...trustedStandings, ...selection.standings])
  const inHeading = (item: Judged) => isSelected(standing(item), item.confidence, { ...selection, standings })
  const valueOf = (field: Field | null) => (field && inHeading(field) ? field.value : null)
  const { header } = record
  return {
    record,
    number: valueOf(header.number),
    type: valueOf(header.type),
    issuer: valueOf(header.issuer),
    issuedOn: valueOf(header.issuedOn),
    standingOf: standing,
    isSelected: selected,
    inHeading,
    originalOf: ({ id }) => originals?.get(id) ?? null,
    valueOf,
    linkOf: (itemId) => linkTo?.(record.id, itemId) ?? null,
  }
}
