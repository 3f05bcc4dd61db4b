import type { Fragment } from '../domain/rule.ts'
import { RuleError } from './rule-error.ts'

export type MadeFragment = Exclude<Fragment, { pattern: string }>

const hole = /\{\{([a-z][a-z0-9.-]*)\}\}/g

/** Writes fragments into patterns. Every fragment becomes a non-capturing group; one may use others, not itself. */
export class FragmentExpander {
  readonly #sources = new Map<string, string>()
  readonly #fragments: ReadonlyMap<string, Fragment>
  readonly #made: (fragment: MadeFragment) => string

  /** `made` gives the pattern of a fragment that is not written out. */
  constructor(fragments: ReadonlyMap<string, Fragment>, made: (fragment: MadeFragment) => string) {
    this.#fragments = fragments
    this.#made = made
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
      'pattern' in fragment
        ? this.#expand(fragment.pattern, `fragment {{${name}}}`, [...path, name])
        : this.#made(fragment)
    this.#sources.set(name, source)
    return source
  }
}
