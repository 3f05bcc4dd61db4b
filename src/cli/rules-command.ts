import { Command } from 'commander'
import { loadRuleSet } from '../pipeline/extract.ts'
import { rulesOption } from './options.ts'
import type { ReadingOptions } from './options.ts'
import { count, printLine } from './printing.ts'

export function rulesCommand(): Command {
  return new Command('rules').summary('list, test and explain the rules').addCommand(listCommand())
}

function listCommand(): Command {
  return new Command('list')
    .description('Lists the rules: id, confidence, what it is for, where it is written.')
    .addOption(rulesOption())
    .action(async ({ rules: folders }: Pick<ReadingOptions, 'rules'>) => {
      const { rules } = await loadRuleSet(folders)
      for (const rule of rules) printLine(`${rule.id}  ${rule.confidence}  ${rule.file}\n    ${rule.why}`)
      printLine(`\n${count(rules.length, 'rule')}.`)
    })
}
