import type { LexiconEntry } from './draft.ts'
import { syllableKeys, wordKey } from './word-key.ts'

/** What a label is about, for comparing labels of forms and of prose. */
export interface LabelKey {
  readonly words: ReadonlySet<string>
  /** Numbers of the aspects it names: by which channel, in time or late, how far done. Labels of different aspects differ. */
  readonly aspects: ReadonlySet<number>
}

/** Makes keys of labels: terms written alike count as one, words that say nothing are dropped. */
export class LabelKeys {
  readonly #terms: readonly { readonly written: string; readonly term: string }[]
  readonly #ignored: ReadonlySet<string>
  readonly #aspects: readonly (readonly string[])[]

  constructor(terms: readonly LexiconEntry[], ignore: readonly string[], aspects: readonly LexiconEntry[]) {
    this.#terms = terms
      .flatMap(({ name, aliases }) => {
        const term = syllableKeys(name).join('_')
        return [name, ...aliases].map((written) => ({ written: wordKey(written), term: ` ${term} ` }))
      })
      .filter(({ written, term }) => written !== term)
      .sort((a, b) => b.written.length - a.written.length)
    this.#ignored = new Set(ignore.flatMap(syllableKeys))
    this.#aspects = aspects.map(({ name, aliases }) => [name, ...aliases].map(wordKey))
  }

  read(text: string): LabelKey {
    let key = wordKey(text)
    const aspects = new Set<number>()
    this.#aspects.forEach((phrases, index) => {
      if (phrases.some((phrase) => key.includes(phrase))) aspects.add(index)
    })
    // Two in a row share the space between them, so that one pass finds only the first.
    for (const { written, term } of this.#terms) while (key.includes(written)) key = key.replaceAll(written, term)
    const words = key.trim().split(' ')
    return { words: new Set(words.filter((word) => word !== '' && !this.#ignored.has(word))), aspects }
  }
}
