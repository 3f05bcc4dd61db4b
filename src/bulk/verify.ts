import { opendir, readFile, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { sql } from 'kysely'
import { toFailure } from '../pipeline/failure.ts'
import { LocationReader, fingerprintOf, hashFile, sha256Of } from '../pipeline/source.ts'
import type { Location } from '../pipeline/source.ts'
import { recordPath, writeRecordFile } from '../pipeline/write-record.ts'
import { defaultLimits } from '../readers/reader.ts'
import type { Store } from '../store/store.ts'
import { readTally } from '../store/tally.ts'
import { unpackRecord } from '../store/record-content.ts'

export interface VerifyOptions {
  readonly store: Store
  /** Folder whose records are compared; null: only the store is looked at. */
  readonly outDir: string | null
  /** Read all source files again and compare their hashes. */
  readonly sources: boolean
  /** Write record files that are missing or changed anew. */
  readonly repair: boolean
  readonly tell: (disagreement: Disagreement) => void
}

export interface Disagreement {
  readonly kind:
    | 'database-damaged'
    | 'counts-wrong'
    | 'record-missing'
    | 'record-changed'
    | 'stored-record-damaged'
    | 'unknown-file'
    | 'source-missing'
    | 'source-changed'
  readonly place: string
  readonly message: string
  readonly repaired: boolean
}

export interface Verified {
  readonly documents: number
  readonly records: number
  readonly paths: number
}

const pageSize = 200

/** Compares ledger, record files, stored records and, if asked, sources. Gives how much was compared. */
export async function verify(options: VerifyOptions): Promise<Verified> {
  await verifyDatabase(options)
  await verifyCounts(options)
  const { documents, records } = await verifyRecords(options)
  if (options.outDir !== null) await verifyFolder(options.store, join(options.outDir, 'records'), options.tell)
  return { documents, records, paths: await verifySources(options) }
}

async function verifyDatabase({ store, tell }: VerifyOptions): Promise<void> {
  if (store.kind !== 'sqlite') return
  const { rows } = await store.query((db) => sql<{ integrityCheck: string }>`pragma integrity_check`.execute(db))
  for (const { integrityCheck: message } of rows) {
    if (message !== 'ok') tell({ kind: 'database-damaged', place: 'ledger', message, repaired: false })
  }
}

async function verifyCounts({ store, tell }: VerifyOptions): Promise<void> {
  const editions = await store.query((db) => db.selectFrom('edition').select('id').execute())
  for (const { id } of editions) {
    const counted = await store.query((db) => readTally(db, id))
    const real = await store.query((db) =>
      db
        .selectFrom('extraction')
        .select('state')
        .select((eb) => eb.fn.countAll<number>().as('documents'))
        .where('editionId', '=', id)
        .groupBy('state')
        .execute(),
    )
    for (const { state, documents } of real) {
      const sum = counted.filter((row) => row.state === state).reduce((total, row) => total + row.documents, 0)
      const message = `${documents} documents are ${state}, ${sum} are counted`
      if (sum !== documents) tell({ kind: 'counts-wrong', place: `edition ${id}`, message, repaired: false })
    }
  }
}

interface Row {
  readonly id: number
  readonly sha256: string
  readonly recordSha256: string | null
  readonly content: Buffer | null
}

/** The record that holds now of every document. */
async function verifyRecords(options: VerifyOptions): Promise<{ documents: number; records: number }> {
  const sums = { documents: 0, records: 0 }
  for (let after = 0; ;) {
    const rows = await options.store.query((db) =>
      db
        .selectFrom('document')
        .leftJoin('extraction', 'extraction.id', 'document.currentId')
        .leftJoin('record', 'record.extractionId', 'document.currentId')
        .select(['document.id', 'sha256', 'recordSha256', 'content'])
        .where('document.id', '>', after)
        .orderBy('document.id')
        .limit(pageSize)
        .$castTo<Row>()
        .execute(),
    )
    for (const row of rows) {
      sums.documents++
      if (row.recordSha256 === null) continue
      sums.records++
      await verifyRecord(row, options)
    }
    const last = rows.at(-1)
    if (!last) return sums
    after = last.id
  }
}

async function verifyRecord({ sha256, recordSha256, content }: Row, options: VerifyOptions): Promise<void> {
  const { outDir, repair, tell } = options
  const stored = content && unpackedOrNull(content)
  const storedRight = stored !== null && sha256Of(stored) === recordSha256
  if (!storedRight) {
    const message = 'The record in the store is not what its hash says.'
    tell({ kind: 'stored-record-damaged', place: sha256, message, repaired: false })
  }
  if (outDir === null) return
  const place = recordPath(outDir, sha256)
  const file = await readFile(place).catch(() => null)
  if (file && sha256Of(file) === recordSha256) return
  const repaired = repair && storedRight
  if (repaired) await writeRecordFile(stored, sha256, outDir)
  const message = file ? 'The record file is not what the ledger says.' : 'The record file is not there.'
  tell({ kind: file ? 'record-changed' : 'record-missing', place, message, repaired })
}

function unpackedOrNull(content: Uint8Array): Uint8Array | null {
  try {
    return unpackRecord(new Uint8Array(content))
  } catch {
    return null
  }
}

/** Files among the records that belong to no document. */
async function verifyFolder(store: Store, folder: string, tell: VerifyOptions['tell']): Promise<void> {
  let names: string[] = []
  const look = async () => {
    const known = await store.query((db) =>
      db
        .selectFrom('document')
        .select('sha256')
        .where(
          'sha256',
          'in',
          names.map((name) => name.replace(/\.json$/, '')),
        )
        .where('currentId', 'is not', null)
        .execute(),
    )
    const files = new Set(known.map(({ sha256 }) => `${sha256}.json`))
    for (const name of names.filter((one) => !files.has(one))) {
      const message = 'The ledger knows of no such record.'
      tell({ kind: 'unknown-file', place: join(folder, name), message, repaired: false })
    }
    names = []
  }
  for await (const { name } of await opendir(folder)) {
    names.push(name)
    if (names.length >= pageSize) await look()
  }
  if (names.length > 0) await look()
}

/** Gives how many paths were looked at. */
async function verifySources(options: VerifyOptions): Promise<number> {
  const reader = new LocationReader(defaultLimits)
  let paths = 0
  try {
    for (let after = 0; ;) {
      const rows = await options.store.query((db) =>
        db
          .selectFrom('path')
          .innerJoin('document', 'document.id', 'path.documentId')
          .select(['path.id', 'path', 'location', 'fingerprint', 'sha256'])
          .where('path.id', '>', after)
          .orderBy('path.id')
          .limit(pageSize)
          .execute(),
      )
      for (const row of rows) await verifySource(row, reader, options)
      paths += rows.length
      const last = rows.at(-1)
      if (!last) return paths
      after = last.id
    }
  } finally {
    reader.close()
  }
}

interface SourceRow {
  readonly path: string
  readonly location: string
  readonly fingerprint: string
  readonly sha256: string
}

async function verifySource(row: SourceRow, reader: LocationReader, { sources, tell }: VerifyOptions): Promise<void> {
  const location = JSON.parse(row.location) as Location
  try {
    const { size, mtimeMs } = await stat(location.file)
    const now = fingerprintOf({ kind: 'file', path: location.file, bytes: size, modified: mtimeMs, explicit: false })
    const same = sources ? (await hashAt(location, reader)) === row.sha256 : row.fingerprint.split('/')[0] === now
    if (same) return
    const message = 'It has changed since it was read; the next run reads it anew.'
    tell({ kind: 'source-changed', place: row.path, message, repaired: false })
  } catch (error) {
    const { message } = toFailure(error, true)
    tell({ kind: 'source-missing', place: row.path, message, repaired: false })
  }
}

async function hashAt(location: Location, reader: LocationReader): Promise<string> {
  return location.members.length > 0 ? sha256Of(await reader.read(location)) : hashFile(location.file)
}
