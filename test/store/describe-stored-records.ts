import { expect, test } from 'vitest'
import { reviewedRecords } from '../../src/bulk/reviewed-records.ts'
import type { ItemState } from '../../src/domain/decision.ts'
import type { Record } from '../../src/domain/record.ts'
import { editableValues } from '../../src/resolve/record-items.ts'
import { appendEntries } from '../../src/store/decision-log.ts'
import { openEdition } from '../../src/store/edition.ts'
import { packRecord } from '../../src/store/record-content.ts'
import { openStore } from '../../src/store/store.ts'
import type { Store } from '../../src/store/store.ts'
import { makeMetric, makeReport } from '../export/made-reports.ts'

/** More than are read at once. */
const documents = 40

async function keep(store: Store, record: Record, editionId: number): Promise<number> {
  return store.transaction(async (tx) => {
    const { id: documentId } = await tx
      .insertInto('document')
      .values({ sha256: record.id, bytes: 1, name: record.source.name, createdAt: 0, currentId: null })
      .returning('id')
      .executeTakeFirstOrThrow()
    const { id: extractionId } = await tx
      .insertInto('extraction')
      .values({ documentId, editionId, lane: 'fast', state: 'done' })
      .returning('id')
      .executeTakeFirstOrThrow()
    const content = Buffer.from(packRecord(Buffer.from(JSON.stringify(record))))
    await tx.insertInto('record').values({ extractionId, content }).execute()
    await tx.updateTable('document').set({ currentId: extractionId }).where('id', '=', documentId).execute()
    return documentId
  })
}

function decide(store: Store, documentId: number, record: Record, item: string, after: ItemState) {
  const metric = record.metrics.find(({ id }) => id === item)!
  const extracted = JSON.stringify(editableValues('metric', metric))
  const entry = {
    ...{ at: 1, reviewerId: null, userName: 'lan', documentId, document: record.id, item, kind: 'metric' as const },
    ...{
      slot: null,
      action: 'correct' as const,
      before: JSON.stringify({ status: 'open', values: JSON.parse(extracted) as unknown }),
    },
    ...{ after: JSON.stringify(after), extracted, evidence: '[]', why: null, groupKey: null, undoes: null },
    ...{ blind: 0 as const, request: `${documentId}/${item}` },
  }
  return store.transaction((tx) => appendEntries(store, tx, [entry]))
}

/** The records of a store as exports read them. */
export function describeStoredRecords(newLocation: () => Promise<string>): void {
  test('gives the records that hold now, page by page, as reviewers left them', async () => {
    const store = await openStore(await newLocation())
    try {
      const edition = await openEdition(store, 'rules', '1', 0)
      for (let n = 0; n < documents; n++) {
        const metrics = [makeMetric('a', { value: 1 }), makeMetric('b', { value: 1 })]
        const { record } = makeReport(`report ${n}`, {}, { metrics })
        const documentId = await keep(store, record, edition.id)
        if (n !== documents - 1) continue
        await decide(store, documentId, record, 'metric-a', {
          status: 'corrected',
          values: { ...editableValues('metric', metrics[0]!), value: 7 },
        })
        await decide(store, documentId, record, 'metric-b', { status: 'rejected', values: null })
      }
      const found = []
      for await (const reviewed of reviewedRecords(store)) found.push(reviewed)
      expect(found.map(({ record }) => record.source.name)).toEqual(
        Array.from({ length: documents }, (_, n) => `report ${n}.pdf`),
      )
      expect(found[0]!.record.metrics).toHaveLength(2)
      const { record, reviews } = found.at(-1)!
      expect(record.metrics.map(({ id, value }) => [id, value])).toEqual([['metric-a', 7]])
      expect(reviews.get('metric-a')).toBe('corrected')
    } finally {
      await store.close()
    }
  })
}
