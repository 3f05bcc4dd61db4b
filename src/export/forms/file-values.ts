import type { Record } from '../../domain/record.ts'
import type { DocumentFacts } from '../column.ts'
import type { FormValues, ValuesOf } from './form-values.ts'

/** What the documents of a file (hồ sơ) say together. One that does not say its day or pages leaves the sum open. */
export class FileValues {
  #documents = 0
  readonly #days: string[] = []
  #paged = 0
  #pages = 0

  add({ issuedOn }: Pick<DocumentFacts, 'issuedOn'>, { pages }: Pick<Record['source'], 'pages'>): void {
    this.#documents++
    if (issuedOn !== null) this.#days.push(issuedOn)
    if (pages === null) return
    this.#paged++
    this.#pages += pages
  }

  get valuesOf(): ValuesOf {
    const days = [...this.#days].sort()
    const isDated = days.length === this.#documents
    return (source) => {
      switch (source) {
        case 'firstIssuedOn':
          return whole(days.at(0), isDated)
        case 'lastIssuedOn':
          return whole(days.at(-1), isDated)
        case 'documents':
          return whole(String(this.#documents), true)
        case 'allPages':
          return whole(this.#paged === 0 ? undefined : String(this.#pages), this.#paged === this.#documents)
        default:
          return whole(undefined, true)
      }
    }
  }
}

function whole(value: string | undefined, isWhole: boolean): FormValues {
  if (value === undefined) return { values: [], doubtful: false }
  if (isWhole) return { values: [value], doubtful: false }
  return { values: [], doubtful: false, absence: { reason: 'incomplete', found: value } }
}
