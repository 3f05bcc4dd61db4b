import { loadRuleSet } from '../pipeline/extract.ts'
import type { RuleSet } from '../rules/rule-set.ts'
import { printTrouble } from './printing.ts'

/** The rules of a command. Says so while new patterns are checked: that takes seconds each, and nothing else moves. */
export function loadCommandRules(folders: readonly string[]): Promise<RuleSet> {
  const told = new Set<string>()
  return loadRuleSet(folders, ({ id, file }) => {
    if (told.size === 0)
      printTrouble("checking that new patterns cannot hang; 'boctach rules check --write' remembers what passed")
    if (!told.has(id)) printTrouble(`checking ${id} (${file}) …`)
    told.add(id)
  })
}
