import type { Record } from '../../domain/record.ts'
import { personalDigits } from '../../text/personal-numbers.ts'
import { findingsByItem, recordItems } from '../../resolve/record-items.ts'
import type { RecordItem } from '../../resolve/record-items.ts'
import { unpackRecord } from '../../store/record-content.ts'
import type { ReviewDocumentTable } from '../../store/review-tables.ts'
import type { Connection, Store } from '../../store/store.ts'
import { readContent } from '../../store/work.ts'

export type DocumentRow = ReviewDocumentTable & {
  readonly sha256: string
  readonly name: string
  readonly bytes: number
  readonly batch: string
  /** The extraction whose record holds now. */
  readonly currentId: number
}

/** A record as the store has it, with what is needed again and again to show it. */
export interface ReadRecord {
  readonly record: Record
  readonly items: readonly RecordItem[]
  readonly findings: ReturnType<typeof findingsByItem>
  /** Digits that only some may see. */
  readonly personal: ReadonlySet<string>
}

export interface ShelvedRecord extends ReadRecord {
  readonly row: DocumentRow
}

export function readRecord(content: Uint8Array): ReadRecord {
  const record = JSON.parse(new TextDecoder().decode(unpackRecord(content))) as Record
  return {
    record,
    items: recordItems(record),
    findings: findingsByItem(record),
    personal: personalDigits(record.text),
  }
}

/** Records kept at hand: a reviewer asks for one many times in a minute. */
const most = 64

/** Records by document, the ones last used at hand. */
export class RecordShelf {
  readonly #store: Store
  /** By extraction: a record never changes. */
  readonly #read = new Map<number, ReadRecord>()

  constructor(store: Store) {
    this.#store = store
  }

  /** Null where there is no such document, or none with items yet. */
  async find(sha256: string): Promise<ShelvedRecord | null> {
    const row = await this.#store.query((db) => documentRows(db).where('sha256', '=', sha256).executeTakeFirst())
    return row ? this.load(row) : null
  }

  async load(row: DocumentRow): Promise<ShelvedRecord | null> {
    const known = this.#read.get(row.currentId)
    if (known) {
      this.#read.delete(row.currentId)
      this.#read.set(row.currentId, known)
      return { ...known, row }
    }
    const content = await readContent(this.#store, row.currentId)
    if (!content) return null
    const read = readRecord(content)
    this.#read.set(row.currentId, read)
    if (this.#read.size > most) this.#read.delete(this.#read.keys().next().value!)
    return { ...read, row }
  }
}

export function documentRows(db: Connection) {
  return db
    .selectFrom('reviewDocument')
    .innerJoin('document', 'document.id', 'reviewDocument.documentId')
    .innerJoin('batch', 'batch.id', 'reviewDocument.batchId')
    .selectAll('reviewDocument')
    .select(['document.sha256', 'document.name', 'document.bytes', 'batch.name as batch'])
    .select((eb) => eb.ref('document.currentId').$castTo<number>().as('currentId'))
}
