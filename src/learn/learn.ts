import { testRules } from '../extract/examples.ts'
import type { RuleFailure } from '../extract/examples.ts'
import { testChecks } from '../pipeline/check-examples.ts'
import type { CheckFailure } from '../pipeline/check-examples.ts'
import type { CompiledRule, RuleSet } from '../rules/rule-set.ts'
import type { Store } from '../store/store.ts'
import { isLesson, readLessons } from './lesson.ts'
import type { Unteachable } from './lesson.ts'
import { propose } from './propose.ts'
import type { Proposal } from './propose.ts'

/** What the marked decisions come to, with the rules as they are. */
export interface Learnt {
  /** Rules do already what these say. */
  readonly holding: readonly Proposal[]
  /** These want another pattern first. */
  readonly failing: readonly { readonly proposal: Proposal; readonly failures: readonly RuleFailure[] }[]
  readonly unteachable: readonly Unteachable[]
  /** Examples that stood in the rules before and do not hold. */
  readonly broken: readonly (RuleFailure | CheckFailure)[]
  /** Sha256 of the documents that were marked and are open. */
  readonly documents: readonly string[]
}

/** Makes examples of what was marked and runs the examples of all rules together with them. Nothing is written. */
export async function learn(store: Store, rules: RuleSet): Promise<Learnt> {
  const marked = await readLessons(store)
  const lessons = marked.filter(isLesson)
  const made = lessons.map((lesson) => propose(lesson, rules))
  const proposals = withoutRepetitions(made.filter((one) => 'entry' in one))
  const failures = testRules(withExamples(rules, proposals))
  const ofProposal = ({ rule, entry }: Proposal) =>
    failures.filter((failure) => failure.rule === rule && failure.example === entry.example.text)
  const judged = proposals.map((proposal) => ({ proposal, failures: ofProposal(proposal) }))
  const ofNew = new Set(judged.flatMap((one) => one.failures))
  return {
    holding: judged.flatMap((one) => (one.failures.length === 0 ? [one.proposal] : [])),
    failing: judged.filter((one) => one.failures.length > 0),
    unteachable: [...marked, ...made].filter((one) => 'reason' in one),
    broken: [...failures.filter((failure) => !ofNew.has(failure)), ...testChecks(rules)],
    documents: [...new Set(lessons.map(({ document }) => document))],
  }
}

/** Two documents may say the same. */
function withoutRepetitions(proposals: readonly Proposal[]): Proposal[] {
  const byText = new Map(proposals.map((one) => [`${one.rule} ${one.entry.example.text}`, one]))
  return [...byText.values()]
}

/** The rule set as it would be with the proposals in its files: examples change nothing that is extracted. */
function withExamples(rules: RuleSet, proposals: readonly Proposal[]): RuleSet {
  const added = rules.rules.map((rule): CompiledRule => {
    const own = proposals.filter((proposal) => proposal.rule === rule.id)
    if (own.length === 0) return rule
    return {
      ...rule,
      examples: [...rule.examples, ...own.flatMap(({ entry }) => (entry.list === 'examples' ? [entry.example] : []))],
      counterexamples: [
        ...rule.counterexamples,
        ...own.flatMap(({ entry }) => (entry.list === 'counterexamples' ? [entry.example] : [])),
      ],
    }
  })
  return { ...rules, rules: added }
}
