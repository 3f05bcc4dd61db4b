import type { LexiconEntry } from './draft.ts'
import { syllableKeys } from './word-key.ts'

/** What a label is about, for comparing labels of forms and of prose. */
export interface LabelKey {
  readonly words: ReadonlySet<string>
  /** Numbers of the aspects it names: by which channel, in time or late, how far done. Labels of different aspects differ. */
  readonly aspects: ReadonlySet<number>
}

interface Phrase<T> {
  readonly syllables: readonly string[]
  readonly meaning: T
}

/** Phrases by their first syllable, the longest first. */
class PhraseIndex<T> {
  readonly #byFirst = new Map<string, Phrase<T>[]>()

  constructor(phrases: readonly Phrase<T>[]) {
    for (const phrase of [...phrases].sort((a, b) => b.syllables.length - a.syllables.length)) {
      const [first] = phrase.syllables
      if (first !== undefined) this.#byFirst.set(first, [...(this.#byFirst.get(first) ?? []), phrase])
    }
  }

  at(syllables: readonly string[], index: number): Phrase<T>[] {
    const begun = this.#byFirst.get(syllables[index]!)
    return begun?.filter((phrase) => phrase.syllables.every((one, by) => syllables[index + by] === one)) ?? []
  }
}

/** Makes keys of labels: terms written alike count as one word, words that say nothing are dropped. */
export class LabelKeys {
  readonly #terms: PhraseIndex<string>
  readonly #aspects: PhraseIndex<number>
  readonly #ignored: ReadonlySet<string>

  constructor(terms: readonly LexiconEntry[], ignore: readonly string[], aspects: readonly LexiconEntry[]) {
    this.#terms = new PhraseIndex(
      terms.flatMap(({ name, aliases }) => {
        const meaning = syllableKeys(name).join('_')
        return [name, ...aliases].map((written) => ({ syllables: syllableKeys(written), meaning }))
      }),
    )
    this.#aspects = new PhraseIndex(
      aspects.flatMap(({ name, aliases }, meaning) =>
        [name, ...aliases].map((written) => ({ syllables: syllableKeys(written), meaning })),
      ),
    )
    this.#ignored = new Set(ignore.flatMap(syllableKeys))
  }

  read(text: string): LabelKey {
    const syllables = syllableKeys(text)
    const aspects = new Set<number>()
    const words = new Set<string>()
    let behindTerm = 0
    syllables.forEach((syllable, index) => {
      for (const { meaning } of this.#aspects.at(syllables, index)) aspects.add(meaning)
      if (index < behindTerm) return
      const [term] = this.#terms.at(syllables, index)
      if (term) {
        behindTerm = index + term.syllables.length
        words.add(term.meaning)
      } else if (!this.#ignored.has(syllable)) words.add(syllable)
    })
    return { words, aspects }
  }
}
