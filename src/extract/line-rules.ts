import type { CompiledRule } from '../rules/rule-set.ts'

export interface LineRule {
  readonly regex: RegExp
  readonly confidence: number
}

const none: LineRule = { regex: /(?!)/u, confidence: 0 }
const lineRegexes = new WeakMap<CompiledRule, RegExp>()

/** Rules that are tried on single lines, by their ids. A rule that is not there matches nothing. */
export class LineRules {
  readonly #rules: ReadonlyMap<string, LineRule>

  constructor(rules: readonly CompiledRule[]) {
    this.#rules = new Map(rules.map((rule) => [rule.id, { regex: lineRegex(rule), confidence: rule.confidence }]))
  }

  get(id: string): LineRule {
    return this.#rules.get(id) ?? none
  }

  find(id: string, text: string): RegExpExecArray | null {
    return this.get(id).regex.exec(text)
  }

  test(id: string, text: string): boolean {
    return this.get(id).regex.test(text)
  }
}

/** A rule's pattern for single lines: without the flag that remembers a place. */
function lineRegex(rule: CompiledRule): RegExp {
  let regex = lineRegexes.get(rule)
  if (!regex) {
    regex = new RegExp(rule.regex?.source ?? '(?!)', 'du')
    lineRegexes.set(rule, regex)
  }
  return regex
}
