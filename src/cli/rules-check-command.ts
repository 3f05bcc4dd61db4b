import { join } from 'node:path'
import { Command } from 'commander'
import { checkRules } from '../rules/check-rules.ts'
import { builtInRules, loadRules } from '../rules/load.ts'
import { hashPattern, readPassed } from '../rules/safety.ts'
import { rulesOption } from './options.ts'
import type { ReadingOptions } from './options.ts'
import { count, printLine } from './printing.ts'

interface CheckOptions extends Pick<ReadingOptions, 'rules'> {
  readonly write?: true
}

const help = `
A pattern that can take exponential or cubic time on some text is refused when rules are loaded. Checking takes seconds a
pattern; with --write, what passed is noted in checked.json of the rule folder (the last one named, or the program's own)
and is not checked again until it changes.

Exit code: 0 all pass, 1 some are refused, 2 the rules cannot be loaded.

Examples:
  $ boctach rules check
  $ boctach rules check --rules my-rules --write`

export function rulesCheckCommand(): Command {
  return new Command('check')
    .summary('check that no pattern can hang')
    .description('Checks every pattern that is not yet known to be safe.')
    .addOption(rulesOption())
    .option('--write', 'note what passed in checked.json of the rule folder')
    .addHelpText('after', help)
    .action(runCheck)
}

async function runCheck({ rules: folders, write }: CheckOptions): Promise<void> {
  const { rules } = await loadRules([builtInRules, ...folders], false)
  const folder = folders.at(-1) ?? builtInRules
  // What another folder has on its list needs no place on this one's.
  const known = new Set(
    [builtInRules, ...folders].flatMap((one) => (one === folder ? [] : [...readPassed(join(one, 'checked.json'))])),
  )
  const own = rules.filter((rule) => rule.judged.some((source) => !known.has(hashPattern(source))))
  const told = new Set<string>()
  const tell = (id: string) => {
    if (!told.has(id)) printLine(`checking ${id} …`)
    told.add(id)
  }
  const refused = await checkRules(folder, own, tell, write === true)
  for (const { id, reason } of refused) printLine(`${id} is refused: ${reason}`)
  const result = refused.length === 0 ? 'none refused' : `${refused.length} refused`
  printLine(`${count(rules.length, 'rule')}, ${told.size} checked now: ${result}.`)
  if (refused.length > 0) process.exitCode = 1
}
