import type { Store } from '../../store/store.ts'
import type { RecordDifference } from '../../evaluate/record-difference.ts'

/** Extractions read at once. */
const pageSize = 500

/** One JSON line for each document whose record has other items than the one before. */
export async function* differenceLines(store: Store, editionId: number): AsyncGenerator<string> {
  for (let after = 0; ;) {
    const rows = await store.query((db) =>
      db
        .selectFrom('extraction')
        .innerJoin('document', 'document.id', 'extraction.documentId')
        .select(['extraction.id', 'sha256', 'name', 'difference'])
        .where('extraction.id', '>', after)
        .where('editionId', '=', editionId)
        .where('difference', 'is not', null)
        .orderBy('extraction.id')
        .limit(pageSize)
        .execute(),
    )
    for (const { sha256, name, difference } of rows) {
      const found = JSON.parse(difference!) as RecordDifference
      if (Object.keys(found.sections).length > 0) yield `${JSON.stringify({ sha256, name, ...found })}\n`
    }
    const last = rows.at(-1)
    if (!last) return
    after = last.id
  }
}
