import type { CompiledRule } from '../rules/rule-set.ts'

/** Rules that are tried on single lines, by their ids. A rule that is not there matches nothing. */
export class LineRules {
  readonly #rules: ReadonlyMap<string, CompiledRule>

  constructor(rules: readonly CompiledRule[]) {
    this.#rules = new Map(rules.map((rule) => [rule.id, rule]))
  }

  /** How far the rule is believed; 0 where there is none. */
  confidence(id: string): number {
    return this.#rules.get(id)?.confidence ?? 0
  }

  find(id: string, text: string): RegExpExecArray | null {
    const regex = this.#rules.get(id)?.regex
    if (!regex) return null
    // A rule's own expression remembers where it was; a second one for lines would be compiled once more.
    regex.lastIndex = 0
    return regex.exec(text)
  }

  test(id: string, text: string): boolean {
    return this.find(id, text) !== null
  }
}
