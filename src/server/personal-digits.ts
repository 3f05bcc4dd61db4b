import type { Record } from '../domain/record.ts'
import { currentContent } from '../store/document-list.ts'
import { unpackRecord } from '../store/record-content.ts'
import type { Store } from '../store/store.ts'
import { personalDigits } from '../text/personal-numbers.ts'

/** Documents whose digits are kept at hand. */
const most = 500

/** Which digits of a document are personal: a value taken out of it no longer says so by itself. */
export class PersonalDigits {
  readonly #store: Store
  readonly #known = new Map<string, Promise<ReadonlySet<string>>>()

  constructor(store: Store) {
    this.#store = store
  }

  async of(documentId: number): Promise<ReadonlySet<string>> {
    const current = await this.#store.query((db) =>
      db.selectFrom('document').select('currentId').where('id', '=', documentId).executeTakeFirst(),
    )
    const key = `${documentId}/${current?.currentId ?? ''}`
    const known = this.#known.get(key) ?? this.#read(documentId)
    this.#known.delete(key)
    this.#known.set(key, known)
    if (this.#known.size > most) this.#known.delete(this.#known.keys().next().value!)
    known.catch(() => this.#known.delete(key))
    return known
  }

  async #read(documentId: number): Promise<ReadonlySet<string>> {
    const content = await currentContent(this.#store, documentId)
    if (!content) return new Set()
    const { text } = JSON.parse(Buffer.from(unpackRecord(content)).toString('utf8')) as Record
    return personalDigits(text)
  }
}
