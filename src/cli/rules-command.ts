import { Command } from 'commander'
import { loadCommandRules } from './load-rules.ts'
import { rulesOption } from './options.ts'
import type { ReadingOptions } from './options.ts'
import { count, printLine } from './printing.ts'
import { rulesCheckCommand } from './rules-check-command.ts'
import { rulesExplainCommand } from './rules-explain-command.ts'
import { rulesTestCommand } from './rules-test-command.ts'

const help = `
Rules are YAML files; how they are written is told in rules/README.md.

Examples:
  $ boctach rules list
  $ boctach rules test --rules my-rules
  $ boctach rules check --rules my-rules --write
  $ boctach rules explain reference.numbered report.pdf`

export function rulesCommand(): Command {
  const command = new Command('rules').summary('list, test, check and explain the rules').addHelpText('after', help)
  for (const part of [listCommand(), rulesTestCommand(), rulesCheckCommand(), rulesExplainCommand()])
    command.addCommand(part)
  return command
}

const listHelp = `
Examples:
  $ boctach rules list
  $ boctach rules list --rules my-rules`

function listCommand(): Command {
  return new Command('list')
    .summary('list the rules')
    .description('Lists the rules and checks: id, confidence or severity, what it is for, where it is written.')
    .addOption(rulesOption())
    .addHelpText('after', listHelp)
    .action(async ({ rules: folders }: Pick<ReadingOptions, 'rules'>) => {
      const { rules, checks } = await loadCommandRules(folders)
      for (const rule of rules) printLine(`${rule.id}  ${rule.confidence}  ${rule.file}\n    ${rule.why}`)
      for (const check of checks) printLine(`${check.id}  ${check.severity}  ${check.file}\n    ${check.why}`)
      printLine(`\n${count(rules.length, 'rule')}, ${count(checks.length, 'check')}.`)
    })
}
