import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { CompiledRule } from './rule-set.ts'
import { checkPattern, hashPattern, readPassed } from './safety.ts'

export interface Refused {
  readonly id: string
  readonly reason: string
}

/**
 * Checks every pattern not yet on the folder's list of checked ones and, with `write`, writes the list anew: what passed is
 * not checked again when rules are loaded. Returns what was refused.
 */
export async function checkRules(
  folder: string,
  rules: readonly CompiledRule[],
  tell: (id: string) => void = () => undefined,
  write = true,
): Promise<Refused[]> {
  const path = join(folder, 'checked.json')
  const before = readPassed(path)
  const passed = new Set<string>()
  const refused: Refused[] = []
  for (const rule of rules) {
    for (const source of rule.judged) {
      const hash = hashPattern(source)
      if (!before.has(hash) && !passed.has(hash)) {
        tell(rule.id)
        const verdict = await checkPattern(source)
        if (!verdict.safe) {
          refused.push({ id: rule.id, reason: verdict.reason })
          continue
        }
      }
      passed.add(hash)
    }
  }
  if (write) await writeFile(path, `${JSON.stringify({ checker: 'recheck', passed: [...passed].sort() }, null, 1)}\n`)
  return refused
}
