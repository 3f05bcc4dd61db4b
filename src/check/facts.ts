import { listCitations, type Citation } from './citations.ts'
import type { Blank, CheckInput, Draft, Span } from './draft.ts'
import { listFigures, type Figure } from './figures.ts'
import { growForm, type FormTree } from './form-rows.ts'
import { Vocabulary } from './vocabulary.ts'
import type { Phrases } from './word-key.ts'

/** What checks look at: the record, and what is derived from it once for all of them. */
export class Facts {
  readonly draft: Draft
  readonly text: string
  readonly blanks: readonly Blank[]
  readonly figures: readonly Figure[]
  readonly forms: readonly FormTree[]
  readonly citations: readonly Citation[]
  readonly vocabulary: Vocabulary
  readonly #kept = new Map<unknown, unknown>()

  constructor({ draft, blanks, lexicons }: CheckInput) {
    this.draft = draft
    this.text = draft.text
    this.blanks = blanks
    this.vocabulary = Vocabulary.of(lexicons)
    this.figures = listFigures(draft)
    this.forms = draft.forms.map(growForm)
    this.citations = listCitations(draft)
  }

  /** The words of one role in the lexicon of list words. */
  words(role: string): Phrases {
    return this.vocabulary.words(role)
  }

  /** The day the document was issued, as it says. */
  get issuedOn(): string | null {
    return this.draft.header.issuedOn?.value ?? null
  }

  /** Made on first use and kept for the checks after. */
  keep<T>(key: unknown, make: () => T): T {
    if (!this.#kept.has(key)) this.#kept.set(key, make())
    return this.#kept.get(key) as T
  }

  slice({ start, end }: Span): string {
    return this.text.slice(start, end)
  }
}
