import { existsSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { z } from 'zod'
import { indicatorSchema } from '../domain/indicator.ts'
import type { Indicator } from '../domain/indicator.ts'
import { check, indicatorsFile, parseYaml } from './files.ts'
import { builtInRules } from './load.ts'

const fileSchema = z.array(indicatorSchema)

/** The indicators of rule folders; one of a later folder takes the place of one with its id. Throws RuleError. */
export async function loadIndicators(folders: readonly string[]): Promise<readonly Indicator[]> {
  const indicators = new Map<string, Indicator>()
  for (const folder of [builtInRules, ...folders]) {
    const path = join(folder, indicatorsFile)
    if (!existsSync(path)) continue
    const read = check(fileSchema, parseYaml(await readFile(path, 'utf8'), indicatorsFile), indicatorsFile)
    for (const indicator of read) indicators.set(indicator.id, indicator)
  }
  return [...indicators.values()]
}
