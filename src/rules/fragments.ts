import type { Fragment } from '../domain/rule.ts'
import { RuleError } from './rule-error.ts'

const hole = /\{\{([a-z][a-z0-9.-]*)\}\}/g

/** Writes fragments into patterns. Every fragment becomes a non-capturing group; one may use others, not itself. */
export class FragmentExpander {
  readonly #sources = new Map<string, string>()
  readonly #fragments: ReadonlyMap<string, Fragment>
  readonly #words: (lexicon: string) => string

  /** `words` gives the pattern of a lexicon by its name. */
  constructor(fragments: ReadonlyMap<string, Fragment>, words: (lexicon: string) => string) {
    this.#fragments = fragments
    this.#words = words
  }

  /** The pattern with every `{{name}}` replaced. Throws RuleError on unknown names and circles. */
  expand(pattern: string, where: string): string {
    return this.#expand(pattern, where, [])
  }

  #expand(pattern: string, where: string, path: readonly string[]): string {
    return pattern.replace(hole, (_, name: string) => `(?:${this.#source(name, where, path)})`)
  }

  #source(name: string, where: string, path: readonly string[]): string {
    const known = this.#sources.get(name)
    if (known !== undefined) return known
    if (path.includes(name)) throw new RuleError(`${where}: fragment {{${name}}} contains itself`)
    const fragment = this.#fragments.get(name)
    if (!fragment) throw new RuleError(`${where}: there is no fragment {{${name}}}`)
    const source =
      'words' in fragment
        ? this.#words(fragment.words)
        : this.#expand(fragment.pattern, `fragment {{${name}}}`, [...path, name])
    this.#sources.set(name, source)
    return source
  }
}
