import { listCitations, TypeAbbreviations, type Citation } from './citations.ts'
import type { Blank, CheckInput, Draft, LexiconEntry, Span } from './draft.ts'
import { listFigures, type Figure } from './figures.ts'
import { growForm, type FormTree } from './form-rows.ts'
import { LawRegister } from './laws.ts'
import { phrasesOf, type Phrases } from './word-key.ts'

/** What checks look at: the record, and what is derived from it once for all of them. */
export class Facts {
  readonly draft: Draft
  readonly text: string
  readonly blanks: readonly Blank[]
  readonly figures: readonly Figure[]
  readonly forms: readonly FormTree[]
  readonly citations: readonly Citation[]
  readonly #lexicons: CheckInput['lexicons']
  readonly #kept = new Map<unknown, unknown>()

  constructor({ draft, blanks, lexicons }: CheckInput) {
    this.draft = draft
    this.text = draft.text
    this.blanks = blanks
    this.#lexicons = lexicons
    this.figures = listFigures(draft)
    this.forms = draft.forms.map(growForm)
    this.citations = listCitations(draft)
  }

  lexicon(name: string): readonly LexiconEntry[] {
    return this.#lexicons.get(name) ?? none
  }

  /** The words of one role in the lexicon of list words: 'all', 'some', 'chosen', 'total', 'rate'. */
  words(role: string): Phrases {
    return phrasesOf(this.wordList(role))
  }

  wordList(role: string): readonly string[] {
    return this.keep(`words ${role}`, () =>
      this.lexicon('list-words')
        .filter(({ facts }) => facts['role'] === role)
        .flatMap(({ name, aliases }) => [name, ...aliases]),
    )
  }

  get types(): TypeAbbreviations {
    return this.keep(TypeAbbreviations, () => new TypeAbbreviations(this.lexicon('types')))
  }

  get laws(): LawRegister {
    return registerOf(this.lexicon('laws'))
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

const none: readonly LexiconEntry[] = []
const registers = new WeakMap<readonly LexiconEntry[], LawRegister>()

/** Made once for a rule set. */
function registerOf(entries: readonly LexiconEntry[]): LawRegister {
  let register = registers.get(entries)
  if (!register) {
    register = new LawRegister(entries)
    registers.set(entries, register)
  }
  return register
}
