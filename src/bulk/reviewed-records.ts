import { existsSync } from 'node:fs'
import { join } from 'node:path'
import type { Decision, ItemStatus } from '../domain/decision.ts'
import type { Record } from '../domain/record.ts'
import type { ReviewedRecord } from '../export/selection.ts'
import { folderRecords, parseRecord } from '../pipeline/read-records.ts'
import { applyDecisions } from '../resolve/apply-decisions.ts'
import { maskRecord } from '../resolve/mask-record.ts'
import { storedRecords } from '../store/stored-records.ts'
import type { Store } from '../store/store.ts'
import { maskDeep, personalDigits } from '../text/personal-numbers.ts'
import { Obstacle } from './obstacle.ts'

const nobody: ReadonlyMap<string, ItemStatus> = new Map()

/** The records of an archive's ledger or shared database as reviewers left them, one at a time. */
export async function* reviewedRecords(store: Store): AsyncGenerator<ReviewedRecord> {
  for await (const { json, decisions } of storedRecords(store)) {
    yield reviewedRecord(parseRecord(json, 'A record in the store'), decisions)
  }
}

/** A record with what was decided about its document: corrected, with what was added, without what was rejected. */
export function reviewedRecord(record: Record, decisions: readonly Decision[]): ReviewedRecord {
  if (decisions.length === 0) return { record, reviews: nobody }
  const { record: decided, outcomes, findings } = applyDecisions(record, decisions)
  const reviews = outcomes.map(({ id, review }) => [id, review] as const)
  const corrected = outcomes.flatMap(({ id, review, original }) =>
    review === 'corrected' && original !== null ? [[id, original] as const] : [],
  )
  return {
    record: decided,
    reviews: new Map([...reviews, ...findings]),
    originals: new Map(corrected),
    withRejected: () => applyDecisions(record, decisions, true).record,
  }
}

/** The same with personal numbers masked, for those who may not have them. */
export async function* maskedRecords(records: AsyncIterable<ReviewedRecord>): AsyncGenerator<ReviewedRecord> {
  for await (const { record, reviews, originals, withRejected } of records) {
    const personal = personalDigits(record.text)
    yield {
      record: maskRecord(record, personal),
      reviews,
      ...(originals && { originals: new Map([...originals].map(([id, values]) => [id, maskDeep(values, personal)])) }),
      ...(withRejected && { withRejected: () => maskRecord(withRejected(), personal) }),
    }
  }
}

/** The records of a folder that `extract` wrote: there is no ledger, so nobody has reviewed them. */
export async function* unreviewedRecords(outDir: string): AsyncGenerator<ReviewedRecord> {
  if (!existsSync(join(outDir, 'records'))) throw new Obstacle(`There are no records in ${outDir}.`)
  for await (const record of folderRecords(outDir)) yield { record, reviews: nobody }
}
