import { Command } from 'commander'
import { testRules, type RuleFailure } from '../extract/examples.ts'
import { loadCommandRules } from './load-rules.ts'
import type { RuleSet } from '../rules/rule-set.ts'
import { rulesOption } from './options.ts'
import type { ReadingOptions } from './options.ts'
import { count, printLine } from './printing.ts'

const help = `
Each example is run as written, with its letters decomposed (NFD) and with a line end at every space of the marked span;
the rule must find the marked spans and nothing else, with the values in takes. A counterexample must find nothing. Among
all rules of its family the marked span must still be an item.

Exit code: 0 all hold, 1 some do not, 2 the rules cannot be loaded.

Examples:
  $ boctach rules test
  $ boctach rules test --rules my-rules`

export function rulesTestCommand(): Command {
  return new Command('test')
    .summary('run the examples of all rules')
    .description('Runs every example and counterexample of every rule and fragment.')
    .addOption(rulesOption())
    .addHelpText('after', help)
    .action(async ({ rules: folders }: Pick<ReadingOptions, 'rules'>) => {
      const rules = await loadCommandRules(folders)
      const failures = testRules(rules)
      for (const failure of failures) printLine(failureLines(failure))
      printLine(closing(rules, failures))
      if (failures.length > 0) process.exitCode = 1
    })
}

const headings: Readonly<Record<RuleFailure['kind'], string>> = {
  unmarked: 'example without proper marks',
  'wrong-span': 'example: other places found',
  'wrong-value': 'example: other values',
  shadowed: 'example: another rule takes the place',
  counterexample: 'counterexample found',
  'fragment-example': 'example of a fragment',
}

function failureLines({ kind, rule, file, example, variant, expected, found }: RuleFailure): string {
  const lines = [`${rule}  ${file}  ${headings[kind]}`, `    ${JSON.stringify(example)} (${variant})`]
  return [...lines, `    expected: ${expected}`, `    found:    ${found}`].join('\n')
}

function closing({ rules, fragments }: RuleSet, failures: readonly RuleFailure[]): string {
  const sum = (lengths: readonly number[]) => lengths.reduce((total, length) => total + length, 0)
  const examples = sum([...rules, ...fragments].map((one) => one.examples.length))
  const counterexamples = sum([...rules, ...fragments].map((one) => one.counterexamples.length))
  const tried = `${count(rules.length, 'rule')}, ${count(fragments.length, 'fragment')}, ${count(examples, 'example')}, ${count(counterexamples, 'counterexample')}`
  const result = failures.length === 0 ? 'all hold' : count(failures.length, 'failure')
  return `${failures.length > 0 ? '\n' : ''}${tried}: ${result}.`
}
