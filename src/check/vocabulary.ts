import { TypeAbbreviations } from './citations.ts'
import type { CheckInput, LexiconEntry } from './draft.ts'
import { LabelKeys } from './label-keys.ts'
import { LawRegister } from './laws.ts'
import { phrasesOf, wordKey, type Phrases } from './word-key.ts'

type Lexicons = CheckInput['lexicons']

const made = new WeakMap<Lexicons, Vocabulary>()

/** The words and registers checks go by. */
export class Vocabulary {
  readonly #lexicons: Lexicons
  readonly #kept = new Map<unknown, unknown>()

  private constructor(lexicons: Lexicons) {
    this.#lexicons = lexicons
  }

  /** Made once for a rule set. */
  static of(lexicons: Lexicons): Vocabulary {
    let vocabulary = made.get(lexicons)
    if (!vocabulary) {
      vocabulary = new Vocabulary(lexicons)
      made.set(lexicons, vocabulary)
    }
    return vocabulary
  }

  /** The words of one role in the lexicon of list words: 'all', 'some', 'chosen', 'total', 'rate'. */
  words(role: string): Phrases {
    return phrasesOf(this.wordList(role))
  }

  wordList(role: string): readonly string[] {
    return this.keep(`words ${role}`, () =>
      this.#lexicon('list-words')
        .filter(({ facts }) => facts['role'] === role)
        .flatMap(({ name, aliases }) => [name, ...aliases]),
    )
  }

  /** Units by their keys: 'kế hoạch' is a kind of 'văn bản'. */
  isKind(kind: string, genus: string): boolean {
    return (
      this.keep('kinds', () => this.#kinds())
        .get(genus)
        ?.has(kind) ?? false
    )
  }

  get types(): TypeAbbreviations {
    return this.keep(TypeAbbreviations, () => new TypeAbbreviations(this.#lexicon('types')))
  }

  get laws(): LawRegister {
    return this.keep(LawRegister, () => new LawRegister(this.#lexicon('laws')))
  }

  get labels(): LabelKeys {
    return this.keep(
      LabelKeys,
      () => new LabelKeys(this.#lexicon('terms'), this.wordList('ignored'), this.#lexicon('aspects')),
    )
  }

  /** Terms, and words that tell aspects and what a count is of. */
  get termPhrases(): readonly string[] {
    return ['terms', 'aspects', 'list-words'].flatMap((name) =>
      this.#lexicon(name).flatMap((entry) => [entry.name, ...entry.aliases]),
    )
  }

  /** Made on first use. */
  keep<T>(key: unknown, make: () => T): T {
    if (!this.#kept.has(key)) this.#kept.set(key, make())
    return this.#kept.get(key) as T
  }

  #kinds(): ReadonlyMap<string, ReadonlySet<string>> {
    const genera = this.#lexicon('list-words').filter(({ facts }) => facts['role'] === 'genus')
    const keyOf = (word: string): string => wordKey(word).trim()
    return new Map(genera.map(({ name, aliases }) => [keyOf(name), new Set(aliases.map(keyOf))]))
  }

  #lexicon(name: string): readonly LexiconEntry[] {
    return this.#lexicons.get(name) ?? []
  }
}
