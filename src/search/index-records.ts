import { readFile, readdir, stat } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { setImmediate } from 'node:timers/promises'
import { recordSchema } from '../domain/record.ts'
import type { Record } from '../domain/record.ts'
import { unpackRecord } from '../store/record-content.ts'
import { listUnindexed, writeSearchEntry } from '../store/search-entry.ts'
import type { Store } from '../store/store.ts'
import { makeEntry } from './record-entry.ts'

/** Records taken at once. */
const pageSize = 100

/** Indexes the records of a ledger that are not indexed yet, as those of an earlier version; gives how many. */
export async function indexLedger(store: Store, signal?: AbortSignal): Promise<number> {
  let indexed = 0
  for (let after = 0; !signal?.aborted;) {
    const rows = await store.query((db) => listUnindexed(db, after, pageSize))
    const last = rows.at(-1)
    if (!last) break
    after = last.documentId
    for (const { documentId, extractionId, content } of rows) {
      if (signal?.aborted) break
      const record = JSON.parse(Buffer.from(unpackRecord(new Uint8Array(content))).toString('utf8')) as Record
      const entry = makeEntry(record)
      await store.transaction((tx) =>
        writeSearchEntry(tx, store.kind, { documentId, extractionId, fingerprint: null }, entry),
      )
      indexed++
      // A server that indexes what an earlier version has read answers in between.
      await setImmediate()
    }
  }
  return indexed
}

const recordName = /^[0-9a-f]{64}\.json$/

export interface IndexedFolder {
  readonly indexed: number
  /** Files that are no records. */
  readonly unreadable: readonly string[]
}

/** Brings a store up to what record files lie in a folder: new and changed ones are indexed, those gone are forgotten. */
export async function indexFolder(store: Store, folder: string): Promise<IndexedFolder> {
  const names = (await readdir(folder)).filter((name) => recordName.test(name)).sort()
  const known = await store.query((db) =>
    db
      .selectFrom('searchEntry')
      .innerJoin('document', 'document.id', 'documentId')
      .select(['sha256', 'fingerprint', 'documentId'])
      .execute(),
  )
  const fingerprints = new Map(known.map(({ sha256, fingerprint }) => [`${sha256}.json`, fingerprint]))
  const there = new Set(names)
  await forget(
    store,
    known.filter(({ sha256 }) => !there.has(`${sha256}.json`)).map(({ documentId }) => documentId),
  )
  const unreadable: string[] = []
  let indexed = 0
  for (let i = 0; i < names.length; i += pageSize) {
    const changed: { record: Record; fingerprint: string }[] = []
    for (const name of names.slice(i, i + pageSize)) {
      const path = join(folder, name)
      const { size, mtimeMs } = await stat(path)
      const fingerprint = `${size} ${mtimeMs}`
      if (fingerprints.get(name) === fingerprint) continue
      const record = await readRecord(path)
      if (record) changed.push({ record, fingerprint })
      else unreadable.push(path)
    }
    await writeRecords(store, changed)
    indexed += changed.length
  }
  return { indexed, unreadable }
}

async function readRecord(path: string): Promise<Record | null> {
  try {
    const record = recordSchema.parse(JSON.parse(await readFile(path, 'utf8')))
    return `${record.id}.json` === basename(path) ? record : null
  } catch {
    return null
  }
}

async function writeRecords(
  store: Store,
  records: readonly { readonly record: Record; readonly fingerprint: string }[],
): Promise<void> {
  if (records.length === 0) return
  await store.transaction(async (tx) => {
    for (const { record, fingerprint } of records) {
      const { sha256, bytes, name } = record.source
      const { id } = await tx
        .insertInto('document')
        .values({ sha256, bytes, name, createdAt: 0 })
        .onConflict((conflict) => conflict.column('sha256').doUpdateSet({ name }))
        .returning('id')
        .executeTakeFirstOrThrow()
      const origin = { documentId: id, extractionId: null, fingerprint }
      await writeSearchEntry(tx, store.kind, origin, makeEntry(record))
    }
  })
}

/** An entry without words is found by nothing. */
async function forget(store: Store, documentIds: readonly number[]): Promise<void> {
  if (documentIds.length === 0) return
  await store.transaction(async (tx) => {
    for (const id of documentIds) await tx.deleteFrom('searchEntry').where('documentId', '=', id).execute()
  })
}
