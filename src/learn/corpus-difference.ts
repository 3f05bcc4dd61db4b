import { layersOf } from '../bulk/layer-cache.ts'
import { SourceLibrary } from '../bulk/source-library.ts'
import type { Document } from '../domain/document.ts'
import type { Record } from '../domain/record.ts'
import { DriftSum } from '../evaluate/drift.ts'
import type { Drift } from '../evaluate/drift.ts'
import { makeRecord, readBytes } from '../pipeline/extract.ts'
import { parseRecord } from '../pipeline/read-records.ts'
import { defaultLimits } from '../readers/reader.ts'
import type { RuleSet } from '../rules/rule-set.ts'
import { unpackRecord } from '../store/record-content.ts'
import type { Store } from '../store/store.ts'

export interface CorpusOptions {
  /** Where the documents of a run are kept as they were read; null: sources are read again. */
  readonly outDir: string | null
  /** Folders in which sources are looked for that are not at their paths any more. */
  readonly sources: readonly string[]
  /** So many documents are looked at: these first, then others from all over the archive. */
  readonly most: number
  readonly first: readonly string[]
}

export interface CorpusDifference {
  readonly drift: Drift
  readonly inStore: number
  /** Documents of those to be looked at that could not be had as they were read. */
  readonly unread: number
  /** The rules are those every one of the records was made by: nothing was read, for nothing can differ. */
  readonly sameRules: boolean
}

/** What these rules make of the documents in the store, against the records that are there. */
export async function compareCorpus(store: Store, rules: RuleSet, options: CorpusOptions): Promise<CorpusDifference> {
  const { ids, inStore, sameRules } = await chooseDocuments(store, rules, options)
  const sum = new DriftSum()
  let unread = 0
  if (!sameRules) {
    const limits = defaultLimits
    const layers = options.outDir === null ? null : await layersOf(options.outDir)
    const library = new SourceLibrary(store, options.sources, limits)
    for (const documentId of ids) {
      const before = await readOpen(store, documentId)
      if (!before) continue
      const { record } = before
      const read = async () => (await layers?.findText(record.id, record.text)) ?? (await readAgain(library, record))
      const document = await read()
      const result = document && (await makeRecord(factsOf(record), () => Promise.resolve(document), rules))
      if (result?.ok === true) sum.add(record, result.record)
      else unread++
    }
  }
  return { drift: sum.end(), inStore, unread, sameRules }
}

function factsOf({ id, source }: Record) {
  return { name: source.name, bytes: source.bytes, sha256: id }
}

async function readAgain(library: SourceLibrary, { id, source, text }: Record): Promise<Document | null> {
  const bytes = await library.read(id, source.bytes)
  if (!bytes) return null
  const document = await readBytes(bytes, defaultLimits).catch(() => null)
  return document?.text === text ? document : null
}

/** Classified documents are passed over: what changes is shown. */
async function readOpen(store: Store, documentId: number): Promise<{ record: Record } | null> {
  const row = await store.query((db) =>
    db
      .selectFrom('document')
      .innerJoin('record', 'record.extractionId', 'document.currentId')
      .leftJoin('reviewDocument', 'reviewDocument.documentId', 'document.id')
      .select(['name', 'content', 'secrecy'])
      .where('document.id', '=', documentId)
      .executeTakeFirst(),
  )
  if (!row || row.secrecy !== null) return null
  const record = parseRecord(unpackRecord(new Uint8Array(row.content)), row.name)
  return record.header.secrecy === null ? { record } : null
}

async function chooseDocuments(store: Store, rules: RuleSet, { most, first }: CorpusOptions) {
  const rows = await store.query((db) =>
    db
      .selectFrom('document')
      .innerJoin('extraction', 'extraction.id', 'document.currentId')
      .innerJoin('edition', 'edition.id', 'extraction.editionId')
      .select(['document.id', 'sha256', 'edition.rules'])
      .orderBy('document.id')
      .execute(),
  )
  const wanted = new Set(first)
  const chosen = rows.filter(({ sha256 }) => wanted.has(sha256))
  const others = rows.filter(({ sha256 }) => !wanted.has(sha256))
  const room = Math.min(others.length, Math.max(0, most - chosen.length))
  const spread = Array.from({ length: room }, (_, index) => others[Math.floor((index * others.length) / room)]!)
  return {
    ids: [...chosen, ...spread].map(({ id }) => id),
    inStore: rows.length,
    sameRules: rows.every((row) => row.rules === rules.hash),
  }
}
