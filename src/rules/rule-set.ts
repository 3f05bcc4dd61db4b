import type { Check } from '../domain/check.ts'
import type { ConfidenceModel } from '../domain/confidence.ts'
import type { Family, Rule } from '../domain/rule.ts'
import type { UnitFinder } from '../text/unit-finder.ts'
import type { Phrase, PhraseMatcher } from '../text/tokens.ts'
import type { RuleSource } from './load.ts'

export interface CompiledRule extends Rule {
  readonly family: Family
  /** File the rule was read from, for messages. */
  readonly file: string
  /** For pattern rules. */
  readonly regex: RegExp | null
  /** Patterns of `regex` and `anchorRegex` with lexicons abbreviated: what the checker judges. */
  readonly judged: readonly string[]
  /** For phrase rules. */
  readonly compiledPhrase: Phrase | null
  /** Tried only on passages that contain this; null: on every passage. */
  readonly anchorRegex: RegExp | null
}

/** One entry of a lexicon file: what it is called, how else it is written, and facts about it. */
export interface LexiconEntry {
  readonly name: string
  readonly aliases: readonly string[]
  /** Further keys of the entry, as in the file. */
  readonly facts: Readonly<Record<string, unknown>>
}

/** A written-out fragment's own examples: texts it matches from end to end, and texts it does not. */
export interface FragmentExamples {
  readonly name: string
  readonly examples: readonly string[]
  readonly counterexamples: readonly string[]
}

export type LoadedCheck = Check & { readonly file: string }

export interface RuleSet {
  readonly rules: readonly CompiledRule[]
  readonly byFamily: Readonly<Record<Family, readonly CompiledRule[]>>
  /** What does not add up: checks of the record, with the file each was read from. */
  readonly checks: readonly LoadedCheck[]
  /** By file name without extension: 'types', 'agencies', 'units', … */
  readonly lexicons: ReadonlyMap<string, readonly LexiconEntry[]>
  /** The regular expression of a fragment, for code that needs the same vocabulary. */
  readonly fragment: (name: string) => string
  readonly fragments: readonly FragmentExamples[]
  readonly phrases: PhraseMatcher
  readonly units: UnitFinder
  /** What the parts of a confidence are worth: of the last folder that has a confidence.yaml. */
  readonly confidence: ConfidenceModel
  /** Hash of everything above: same hash, same behaviour. */
  readonly hash: string
  /** What it was compiled from. */
  readonly source: RuleSource
}
