import { Command } from 'commander'
import { testRules, type RuleFailure } from '../extract/examples.ts'
import { testChecks, type CheckFailure } from '../pipeline/check-examples.ts'
import { testForms } from '../export/forms/fill-form.ts'
import { testIndicators } from '../export/series/match-indicator.ts'
import { indicatorsFile } from '../rules/files.ts'
import { loadExportForms } from '../rules/load-export-forms.ts'
import { loadIndicators } from '../rules/load-indicators.ts'
import { loadCommandRules } from './load-rules.ts'
import type { RuleSet } from '../rules/rule-set.ts'
import { rulesOption } from './options.ts'
import type { ReadingOptions } from './options.ts'
import { count, printLine } from './printing.ts'

const help = `
Each example is run as written, with its letters decomposed (NFD) and with a line end at every space of the marked span;
the rule must find the marked spans and nothing else, with the values in takes. A counterexample must find nothing. Among
all rules of its family the marked span must still be an item. An example of a check is read as a passage of a report: the
check must report it once, at the marked places.

Exit code: 0 all hold, 1 some do not, 2 the rules cannot be loaded.

Examples:
  $ boctach rules test
  $ boctach rules test --rules my-rules`

export function rulesTestCommand(): Command {
  return new Command('test')
    .summary('run the examples of all rules and checks')
    .description('Runs every example and counterexample of every rule, fragment, check, indicator and export form.')
    .addOption(rulesOption())
    .addHelpText('after', help)
    .action(async ({ rules: folders }: Pick<ReadingOptions, 'rules'>) => {
      const rules = await loadCommandRules(folders)
      const failures: Failure[] = [...testRules(rules), ...testChecks(rules)]
      for (const failure of failures) printLine(failureLines(failure))
      const indicators = testIndicators(await loadIndicators(folders))
      for (const { indicator, figure, expected, found } of indicators) {
        printLine(`${indicator}  ${indicatorsFile}  ${figure}\n    expected: ${expected}\n    found:    ${found}`)
      }
      const forms = testForms(await loadExportForms(folders))
      for (const { form, example, expected, found } of forms) {
        printLine(`${form}  exports  example ${example}\n    expected: ${expected}\n    found:    ${found}`)
      }
      const wrong = failures.length + indicators.length + forms.length
      printLine(closing(rules, wrong))
      if (wrong > 0) process.exitCode = 1
    })
}

type Failure = RuleFailure | CheckFailure

const headings: Readonly<Record<Failure['kind'], string>> = {
  unmarked: 'example without proper marks',
  'wrong-span': 'example: other places found',
  'wrong-value': 'example: other values',
  shadowed: 'example: another rule takes the place',
  counterexample: 'counterexample found',
  'fragment-example': 'example of a fragment',
  'check-example': 'example of a check',
  'check-counterexample': 'counterexample reported',
}

export function failureLines(failure: Failure): string {
  const { kind, rule, file, example, expected, found } = failure
  const variant = 'variant' in failure ? ` (${failure.variant})` : ''
  const lines = [`${rule}  ${file}  ${headings[kind]}`, `    ${JSON.stringify(example)}${variant}`]
  return [...lines, `    expected: ${expected}`, `    found:    ${found}`].join('\n')
}

function closing({ rules, fragments, checks }: RuleSet, failures: number): string {
  const sum = (lengths: readonly number[]) => lengths.reduce((total, length) => total + length, 0)
  const all = [...rules, ...fragments, ...checks]
  const examples = sum(all.map((one) => one.examples.length))
  const counterexamples = sum(all.map((one) => one.counterexamples.length))
  const tried = `${count(rules.length, 'rule')}, ${count(fragments.length, 'fragment')}, ${count(checks.length, 'check')}, ${count(examples, 'example')}, ${count(counterexamples, 'counterexample')}`
  const result = failures === 0 ? 'all hold' : count(failures, 'failure')
  return `${failures > 0 ? '\n' : ''}${tried}: ${result}.`
}
